import { describe, expect, it } from 'vitest';
import { ALBUM, boxIn, CARD, plan, sentCommands } from './box.ts';
import { type House, playingHouse } from './house.ts';

const CARD_WITH_LINK = `https://open.spotify.com/album/${ALBUM.split(':')[2]}`;

/** The readers that the bridge has heard of, by their ids. */
async function readersOf(house: House): Promise<string[]> {
  house.broker.deliver('spotify2mqtt/bridge/request/readers', '');
  await house.clock.advance(10);
  const answer = JSON.parse(house.broker.said('spotify2mqtt/bridge/response').at(-1) ?? '{}');
  return answer.result.readers.map(({ reader }: { reader: string }) => reader);
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
