import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALBUM, AUDIOBOOK, OTHER_ALBUM } from '../house/box.ts';
import { automateTags, importBlueprint } from './blueprint.ts';
import { dockerMissing } from './docker.ts';
import { type House, openHouse } from './house.ts';
import { letIn, type Phone, pickUp } from './phone.ts';
import { is, until } from './until.ts';

/** `hall` is missing: a reader that speaks the bridge's own language needs no configuration. */
const READERS = {
  box: { name: 'Kids box', home_assistant_tags: true },
  esp: { name: 'ESP', topic: '+/rfid' },
  shelf: { topic: 'shelf/sensor/tag/state', presence: true, on_removal: 'pause' },
};
const SONGS = '04-72-90-BA-AD-6C-81';
const LOUDER = '04-16-5C-D4-2E-61-80';
const PLAY = 'PUT /v1/me/player/play';

describe.runIf(dockerMissing === undefined)('readers', () => {
  let house: House;
  let phone: Phone;
  let family: { name: string; refresh_token: string };
  const topic = (reader: string, level: string) => `spotify2mqtt/reader/${reader}/${level}`;
  const lay = (reader: string, tag: string | object) =>
    house.ear.say(topic(reader, 'tag'), typeof tag === 'string' ? tag : JSON.stringify(tag));
  const results = (reader: string): string[] =>
    house.ear.told(topic(reader, 'feedback')).map((line) => JSON.parse(line).result);
  const tells = (reader: string, ...wanted: string[]) =>
    until(
      `${reader} is told ${wanted}`,
      () => results(reader).slice(-wanted.length),
      (seen) => isDeepStrictEqual(seen, wanted),
    );
  const ask = async (on: string, payload: string | object = ''): Promise<unknown> =>
    JSON.parse(await house.ear.ask(`spotify2mqtt/${on}`, payload));
  const plays = (context: string) =>
    until(`${context} plays`, phone.player, (now) => now.playing && now.context === context);
  const playRequests = async () => (await phone.asked()).filter((request) => request === PLAY).length;
  const shown = (on: string) => house.home.state(on.replace('.', '.spotify2mqtt_reader_'));
  const shows = (on: string, wanted: string) => until(`${on} is ${wanted}`, () => shown(on), is(wanted));
  const devices = async () => (await house.home.devices()).map(({ name }) => name);
  const isThere = (device: string, there: boolean) =>
    until(`${device} there: ${there}`, devices, (names) => names.includes(device) === there);

  beforeAll(async () => {
    house = await openHouse();
    const { base } = house.spotify;
    phone = pickUp(base, 'family');
    family = { name: 'Family', refresh_token: await letIn(base, 'family') };
    await importBlueprint(house.home);
    await automateTags(house.home, 'tags', {});
    // What an ESP32 left on the broker before the bridge came.
    await house.ear.say(topic('hall', 'status'), 'online', true);
    await house.ear.say(topic('hall', 'tag'), JSON.stringify({ uid: SONGS, uri: ALBUM }), true);
    await house.ear.say(READERS.shelf.topic, SONGS, true);
    await house.bridge({ family }, { readers: READERS });
    for (const [uid, does, name] of [
      [SONGS, OTHER_ALBUM, 'Songs'],
      [LOUDER, 'command:volume/+5', 'Louder'],
    ])
      await ask('bridge/request/tags/set', { uid, does, name });
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  it('play nothing that the broker replays', async () => {
    const { result } = Object(await ask('bridge/request/readers'));
    expect(result.readers).toMatchObject([
      { reader: 'box', online: null },
      { reader: 'shelf', card: null },
      { reader: 'hall', online: true, configured: false },
    ]);
    expect(await playRequests()).toBe(0);
    expect([...results('hall'), ...results('shelf')]).toEqual([]);
  });

  it('come to Home Assistant by their status, with nothing in the configuration', async () => {
    await isThere('Hall', true);
    await shows('binary_sensor.hall_connected', 'on');
    await shows('switch.hall_locked', 'off');
    await shows('sensor.hall_card', 'unknown');
    expect(await shown('binary_sensor.hall_present')).toBeUndefined();
  });

  it('play nothing that lay on them when they started', async () => {
    await house.ear.say(topic('hall', 'status'), 'offline', true);
    await shows('binary_sensor.hall_connected', 'off');
    await house.ear.say(topic('hall', 'status'), 'online', true);
    await lay('hall', { event: 'scanned', uid: '04-AA-BB-CC', uri: ALBUM });
    await tells('hall', 'done');
    expect(await playRequests()).toBe(0);
  });

  it('play a link, and a plain id that was assigned', async () => {
    await lay('hall', { event: 'scanned', uid: '04-11-22-33', uri: ALBUM });
    await plays(ALBUM);
    await tells('hall', 'heard', 'playing');
    await lay('hall', SONGS);
    await plays(OTHER_ALBUM);
    await tells('hall', 'heard', 'playing', 'heard', 'playing');
    await shows('sensor.hall_card', 'Songs');
    await shows('sensor.hall_result', 'playing');
    const events = async () =>
      (await house.home.states()).find(
        ({ entity_id }) => entity_id === 'event.spotify2mqtt_reader_hall_event',
      );
    const event = await until('the event', events, (seen) => seen?.attributes.event_type === 'tag_played');
    expect(event?.attributes).toMatchObject({ uid: SONGS.replaceAll('-', ''), uri: OTHER_ALBUM });
  });

  it('show whether a card lies on them, once they tell removals', async () => {
    await lay('hall', { event: 'removed', uid: SONGS });
    await shows('binary_sensor.hall_present', 'off');
    await lay('hall', { event: 'scanned', uid: '04-44-55-66', uri: ALBUM });
    await shows('binary_sensor.hall_present', 'on');
    await plays(ALBUM);
  });

  it('answer whoever asks in their name', async () => {
    expect(await ask('reader/hall/command', 'volume 30')).toMatchObject({ ok: true, command: 'volume' });
    await until('the volume', phone.player, ({ volume }) => volume === 30);
    expect(await ask('reader/hall/command', 'dance')).toMatchObject({
      ok: false,
      problem: { kind: 'bad_payload' },
    });
    expect(await ask('bridge/request/tags/get', SONGS)).toMatchObject({
      ok: true,
      result: { tag: { name: 'Songs', does: OTHER_ALBUM, last_reader: 'hall' } },
    });
  });

  it('are several where a topic has wildcards', async () => {
    const before = await playRequests();
    await house.ear.say('hobbit/rfid', SONGS);
    await plays(OTHER_ALBUM);
    await tells('esp-hobbit', 'heard', 'playing');
    expect(await devices()).not.toContain('ESP hobbit');
    await house.ear.say('hobbit/rfid', LOUDER);
    await tells('esp-hobbit', 'heard', 'done');
    await isThere('ESP hobbit', true);
    expect(await playRequests()).toBe(before + 1);
    expect((await phone.player()).volume).toBe(35);
  });

  it('may tell their card by a state', async () => {
    await phone.play(AUDIOBOOK);
    await house.ear.say('spotify2mqtt/family/hint', '');
    const shownUri = () => JSON.parse(house.ear.last('spotify2mqtt/family/player') ?? '{}').media_content_id;
    await until('the bridge has seen it', shownUri, is((await phone.player()).uri));
    // What the broker held at the start lay there; back within the grace it would never have left.
    await house.ear.say(READERS.shelf.topic, 'unknown', true);
    const isThere = () => house.ear.last('spotify2mqtt/reader/shelf/present');
    await until('the card of before has left', isThere, is('OFF'));
    await house.ear.say(READERS.shelf.topic, SONGS, true);
    await plays(OTHER_ALBUM);
    await house.ear.say(READERS.shelf.topic, '', true);
    await until('silence', phone.player, ({ playing }) => !playing);
    await tells('shelf', 'heard', 'playing', 'paused');
  });

  it('have Home Assistant see a scan once, and its echo does nothing', async () => {
    const id = (await house.home.devices()).find(({ name }) => name === 'Kids box')?.id ?? '';
    const before = await playRequests();
    await lay('box', { event: 'scanned', uid: '04-DD-EE-FF', uri: ALBUM });
    await plays(ALBUM);
    const scans = () => house.ear.told(topic(id, 'tag'));
    await until('the echo', scans, ({ length }) => length > 0);
    // Its answer comes after whatever the echo did.
    await ask('bridge/request/readers');
    await tells('box', 'heard', 'playing');
    expect(scans().map((scan) => JSON.parse(scan).uid)).toEqual(['04-DD-EE-FF']);
    expect(results(id)).toEqual([]);
    expect(results('box')).toEqual(['heard', 'playing']);
    expect(await playRequests()).toBe(before + 1);
  });

  it('refuse cards once Home Assistant has locked them, and after a restart too', async () => {
    const before = await playRequests();
    await house.home.call('switch.turn_on', { entity_id: 'switch.spotify2mqtt_reader_hall_locked' });
    await shows('switch.hall_locked', 'on');
    await lay('hall', SONGS);
    await tells('hall', 'heard', 'denied');
    await house.bridge({ family }, { readers: READERS });
    await lay('hall', { event: 'scanned', uid: '04-AA-BB-CC', uri: ALBUM });
    await tells('hall', 'heard', 'denied', 'heard', 'denied');
    expect(await playRequests()).toBe(before);
    await house.home.call('switch.turn_off', { entity_id: 'switch.spotify2mqtt_reader_hall_locked' });
    await shows('switch.hall_locked', 'off');
    await lay('hall', SONGS);
    await plays(OTHER_ALBUM);
  });

  it('leave Home Assistant when they are forgotten, and leave nothing behind', async () => {
    const left = () => house.ear.retained().filter((one) => one.startsWith(topic('hall', '')));
    expect(left().length).toBeGreaterThan(5);
    // What the reader itself left.
    for (const level of ['status', 'tag']) await house.ear.say(topic('hall', level), '', true);
    expect(await ask('bridge/request/readers/forget', 'hall')).toMatchObject({ ok: true });
    await isThere('Hall', false);
    await until('nothing is left', left, ({ length }) => length === 0);
  });

  describe('of Home Assistant', () => {
    it("are heard over its WebSocket, with an administrator's token", async () => {
      const { base, token } = house.home;
      await house.home.call('automation.turn_off', { entity_id: 'automation.tags' });
      await phone.play(AUDIOBOOK);
      await house.bridge({ family }, { readers: READERS, home_assistant: { url: base, token } });
      // After a command nothing waits for the budget.
      await ask('family/command', 'volume 20');
      // Nobody says when it has begun to listen: until then nothing comes.
      const scan = async () => {
        await house.home.fire('tag_scanned', { tag_id: SONGS, device_id: 'phone_1' });
        return results('phone_1');
      };
      await until('it is heard', scan, (seen) => seen.includes('playing'));
      await plays(OTHER_ALBUM);
      expect(house.ear.told(topic('phone_1', 'tag'))).toEqual([]);
    });

    it('count once where the blueprint brings them too', async () => {
      await house.home.call('automation.turn_on', { entity_id: 'automation.tags' });
      await house.home.fire('tag_scanned', { tag_id: LOUDER, device_id: 'phone_2' });
      const byBlueprint = () => house.ear.told(topic('phone_2', 'tag'));
      await until('the blueprint has brought it', byBlueprint, ({ length }) => length === 1);
      await tells('phone_2', 'heard', 'done');
      await ask('bridge/request/readers');
      expect(results('phone_2')).toEqual(['heard', 'done']);
      expect((await phone.player()).volume).toBe(25);
    });
  });

  it('are undone by a button: what played before the card comes back', async () => {
    await phone.play(ALBUM);
    await ask('family/command', 'refresh');
    await lay('porch', { event: 'scanned', uid: '04-77-88-99', uri: OTHER_ALBUM });
    await tells('porch', 'heard', 'playing');
    await plays(OTHER_ALBUM);
    await house.home.call('button.press', { entity_id: 'button.spotify_family_before_card' });
    await plays(ALBUM);
  });

  it('gave Home Assistant nothing to complain about', async () => {
    expect(await house.home.complaints()).toEqual([]);
  });
});
