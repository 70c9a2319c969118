import { describe, expect, it } from 'vitest';
import { homeReader } from '../../../src/bridge/tags/home-reader.ts';
import type { ReaderPlan } from '../../../src/bridge/tags/reader.ts';
import { type KeptReaders, Readers } from '../../../src/bridge/tags/readers.ts';
import { Scans } from '../../../src/bridge/tags/scans.ts';
import { USUAL_FORMAT, USUAL_RULES } from '../../../src/core/reader.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { FakeClock } from '../../fakes/clock.ts';
import { inMemory } from '../../fakes/tags.ts';
import { plan } from '../../house/box.ts';

const TOPIC = 'spotify2mqtt/reader/x/tag';

async function openReaders({ plans = [] as ReaderPlan[], disk = inMemory<KeptReaders>() } = {}) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const readers = new Readers({
    plans,
    usual: (id) => ({ key: id, name: id, topic: '', format: USUAL_FORMAT, rules: USUAL_RULES }),
    keepsake: disk,
    kept: await disk.read(),
    clock,
  });
  const scans = new Scans({
    readers,
    clock,
    log: silentLog,
    isStep: ({ uid }) => uid === '57E9',
    isUnknown: () => true,
  });
  const happened: string[] = [];
  scans.onHappening(({ id }, what, { key }) => happened.push(`${id} ${what} ${key}`));
  const running = scans.run(stop.signal);
  const meet = (id: string, of?: ReaderPlan) => {
    const reader = readers.meet(id, of);
    if (!reader) throw new Error(`no room for ${id}`);
    return reader;
  };
  return {
    clock,
    readers,
    disk,
    happened,
    meet,
    hear(id: string, payload: string, { retained = false, topic = TOPIC } = {}) {
      scans.hear(id, undefined, { topic, payload, retained });
    },
    async close() {
      stop.abort();
      await running;
    },
  };
}

describe('readers', () => {
  it('tells a card that is laid and leaves, and that a reader which tells no id has its text', async () => {
    const house = await openReaders();
    house.hear('kids', '04-72-90-BA');
    house.hear('hall', 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8?si=1');
    house.hear('kids', '{"event":"removed","uid":"04-72-90-BA"}');
    house.hear('hall', '{"event":"removed","uid":"AB-CD-EF-01"}');
    await house.clock.advance(2_000);
    expect(house.happened).toEqual([
      'kids laid 047290BA',
      'hall laid text:spotify:album:7AspGOwifZ5xZdV8Ve9cG8',
      'kids left 047290BA',
      'hall left text:spotify:album:7AspGOwifZ5xZdV8Ve9cG8',
    ]);
    await house.close();
  });

  it('counts a scan over MQTT and over Home Assistant once, by two names or by one', async () => {
    const house = await openReaders();
    const viaHome = JSON.stringify({ event: 'scanned', uid: '57-E9', device_id: 'd1' });
    house.hear('kids', '57E9');
    house.hear('d1', viaHome);
    house.hear('kids', viaHome);
    house.hear('kids', '57E9');
    expect(house.happened).toEqual(['kids laid 57E9', 'kids laid 57E9']);
    house.hear('d1', JSON.stringify({ event: 'removed', device_id: 'd1' }));
    await house.clock.advance(2_000);
    expect(house.happened.slice(2)).toEqual(['kids left 57E9']);
    await house.close();
  });

  it.each([
    ['online, said now', 'online', false, 'kids found 047290BA', true],
    ['Online, as Tasmota writes it', ' Online', false, 'kids found 047290BA', true],
    ['online, said some time ago', 'online', true, 'kids laid 047290BA', true],
    ['offline', 'offline', false, 'kids laid 047290BA', false],
    ['anything else', 'rebooting', false, 'kids laid 047290BA', false],
  ])('is born: %s', async (_, word, retained, expected, proven) => {
    const house = await openReaders();
    const reader = house.meet('kids');
    house.readers.status(reader.id, undefined, word, retained);
    expect(reader.proven).toBe(proven);
    house.hear('kids', '047290BA');
    expect(house.happened).toEqual([expected]);
    await house.close();
  });

  it('is proved by a second scan, and by no repetition', async () => {
    const house = await openReaders();
    house.hear('kids', '047290BA');
    house.hear('kids', '047290BA');
    expect(house.meet('kids').proven).toBe(false);
    house.hear('kids', 'AABBCCDD');
    expect(house.meet('kids').proven).toBe(true);
    await house.close();
  });

  it('keeps over a restart what lay there, and takes its next sign for no scan', async () => {
    const before = await openReaders();
    before.hear('kids', '047290BA');
    const after = await openReaders({ disk: before.disk });
    after.readers.begin();
    after.hear('kids', '047290BA');
    after.hear('kids', 'AABBCCDD');
    expect(after.happened).toEqual(['kids found 047290BA', 'kids left 047290BA', 'kids laid AABBCCDD']);
    await Promise.all([before.close(), after.close()]);
  });

  it('lives by the rules of its filter before it is heard again', async () => {
    const rooms = plan('rooms', { maxVolume: 30 }, { topic: 'tele/+/SENSOR' });
    const before = await openReaders({ plans: [rooms] });
    before.meet('rooms-attic', rooms);
    before.hear('rooms-attic', '047290BA');
    const after = await openReaders({ plans: [rooms], disk: before.disk });
    const kept = after.readers.find('rooms-attic');
    expect(kept).toMatchObject({
      name: 'rooms attic',
      configured: false,
      plan: { rules: { maxVolume: 30 } },
    });
    expect(after.meet('rooms-attic', rooms)).toBe(kept);
    await Promise.all([before.close(), after.close()]);
  });

  it('believes the replay of a presence topic, and does nothing for it', async () => {
    const shelf = plan(
      'shelf',
      {},
      { topic: 'node/sensor/tag/state', format: { ...USUAL_FORMAT, presence: true } },
    );
    const house = await openReaders({ plans: [shelf] });
    house.meet('shelf', shelf);
    const say = (payload: string, retained = false) =>
      house.hear('shelf', payload, { retained, topic: shelf.topic });
    say('04-72-90-BA', true);
    await house.clock.advance(60_000);
    say('04-72-90-BA');
    expect(house.happened).toEqual(['shelf held 047290BA']);
    say('', true);
    say('04-72-90-BA');
    expect(house.happened.slice(1)).toEqual(['shelf held 047290BA']);
    await house.clock.advance(60_000);
    say('', true);
    say('04-72-90-BA');
    expect(house.happened.slice(2)).toEqual(['shelf laid 047290BA']);
    await house.close();
  });

  it('has room for 200: those that were never sure to be readers give way, others do not', async () => {
    const house = await openReaders({ plans: [plan('kids')] });
    const gone: string[] = [];
    house.readers.onForget((id) => gone.push(id));
    for (let one = 0; one < 205; one++) house.hear(`topic${one}`, '047290BA');
    expect(house.readers.all()).toHaveLength(200);
    expect(gone).toEqual(['topic0', 'topic1', 'topic2', 'topic3', 'topic4']);
    for (const reader of house.readers.all()) house.readers.status(reader.id, undefined, 'online', false);
    expect(house.readers.meet('more')).toBeUndefined();
    expect(house.readers.meet('kids')?.configured).toBe(true);
    house.readers.forget('topic9');
    expect(house.readers.find('topic9')).toBeUndefined();
    await house.close();
  });

  it.each([
    ['{"event":{"data":{"tag_id":"1","device_id":"d1"}}}', 'd1'],
    ['{"event":{"data":{"tag_id":"1","device_id":"a/b+c#"}}}', 'a_b_c_'],
    ['{"event":{"data":{"tag_id":"1"}}}', 'home_assistant'],
    ['no JSON', 'home_assistant'],
  ])("is the device of Home Assistant's event: %s", (payload, id) => {
    expect(homeReader({ topic: '$ha/tag_scanned', payload, retained: false })).toBe(id);
  });
});
