import { describe, expect, it } from 'vitest';
import { ALBUM, boxIn, CARD, plan, sentCommands } from './box.ts';
import { type House, playingHouse } from './house.ts';

const CARD_WITH_LINK = `https://open.spotify.com/album/${ALBUM.split(':')[2]}`;

/** What the bridge answers to a request. */
async function ask(house: House, what: string, payload: string) {
  house.broker.deliver(`spotify2mqtt/bridge/request/${what}`, payload);
  await house.clock.advance(10);
  return JSON.parse(house.broker.said('spotify2mqtt/bridge/response').at(-1) ?? '{}');
}

/** The readers that the bridge has heard of, by their ids. */
async function readersOf(house: House): Promise<string[]> {
  const { result } = await ask(house, 'readers', '');
  return result.readers.map(({ reader }: { reader: string }) => reader);
}

describe('readers that a wildcard names', () => {
  it('do not include the bridge, which never hears what it says itself', async () => {
    const house = await playingHouse({ readers: [plan('all', { announce: true }, { topic: '+/+/+/+' })] });
    const box = boxIn(house);
    const at = house.clock.now();
    box.lay(CARD, CARD_WITH_LINK);
    await house.clock.advance(5_000);
    box.lay('11-22-33-44');
    await house.clock.advance(5_000);
    expect(await readersOf(house)).toEqual(['kids']);
    expect(sentCommands(house.sent, at)).toHaveLength(1);
    expect(box.results(at)).toEqual(['heard', 'playing', 'heard', 'unknown']);
    await house.close();
  });

  it('are those that tell of a tag, and not the lamps beside them', async () => {
    const keypads = plan(
      'pad',
      {},
      { topic: 'zigbee2mqtt/+', format: { ...plan('pad').format, id: 'code' } },
    );
    const house = await playingHouse({ readers: [keypads] });
    house.broker.deliver('zigbee2mqtt/lamp', '{"state":"ON"}');
    house.broker.deliver('zigbee2mqtt/hall', '{"code":"04729001"}', { retained: true });
    house.broker.deliver('spotify2mqtt/reader/typo/tag', 'hello world');
    house.broker.deliver('zigbee2mqtt/door', '{"code":"04729001"}');
    expect(await readersOf(house)).toEqual(['pad-door']);
    await house.close();
  });
});

it('imports a list of a thousand cards in one request', async () => {
  const house = await playingHouse();
  const lines = Array.from({ length: 1_000 }, (_, nth) => `${0x20000000 + nth} ${ALBUM}`);
  expect(await ask(house, 'tags/import', lines.join('\n'))).toMatchObject({ ok: true });
  expect(await ask(house, 'tags/import', 'x'.repeat(200_000))).toMatchObject({
    problem: { message: expect.stringContaining('131072 at most') },
  });
  await house.close();
});
