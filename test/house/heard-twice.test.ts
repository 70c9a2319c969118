import { describe, expect, it } from 'vitest';
import type { ReaderRules } from '../../src/core/reader.ts';
import { ALBUM, boxIn, CARD, OTHER_ALBUM, plan, sentCommands } from './box.ts';
import { playingHouse } from './house.ts';

/** One scan that the bridge hears of by several ways: from the box itself, by the blueprint, over Home Assistant's WebSocket. */

const UID = '047290BAAD6C81';
const DEVICE = '0e19cd3cf2b311ea88f469a7512c307d';
const LINK = `https://open.spotify.com/album/${ALBUM.split(':')[2]}?si=1`;
const PLAY = `PUT /me/player/play {"context_uri":"${ALBUM}"}`;
/** A way takes no longer. */
const LATE_MS = 300;

/** A message of Home Assistant's WebSocket API. */
function frame(type: string, data: object): string {
  const event = { event_type: type, data: { device_id: DEVICE, ...data }, origin: 'LOCAL' };
  return JSON.stringify({ id: 2, type: 'event', event });
}

const WAYS = ['box', 'blueprint', 'socket'] as const;
type Way = (typeof WAYS)[number];

/** A box that speaks to the broker and to Home Assistant, which hands on what it hears by both of its ways. */
async function houseOfWays(rules: Partial<ReaderRules> = {}, does = ALBUM) {
  const house = await playingHouse({ readers: [plan('kids', rules)] });
  house.tagFile.edit([{ uid: UID, name: null, does, cover: null, options: {} }]);
  const { clock, sent } = house;
  const box = boxIn(house);
  const home = boxIn(house, DEVICE);
  const lay: Record<Way, () => void> = {
    box: () => box.lay(CARD, LINK),
    blueprint: () =>
      home.send(
        'tag',
        JSON.stringify({ event: 'scanned', uid: CARD, uri: '', text: '', name: null, device_id: DEVICE }),
      ),
    socket: () =>
      house.tags.hearHome({
        topic: '$ha/tag_scanned',
        payload: frame('tag_scanned', { tag_id: CARD, name: null }),
        retained: false,
      }),
  };
  const take: Record<Way, () => void> = {
    box: () => box.take(CARD),
    blueprint: () =>
      home.send(
        'tag',
        JSON.stringify({ event: 'removed', uid: '', uri: '', text: '', name: null, device_id: DEVICE }),
      ),
    socket: () =>
      house.tags.hearHome({
        topic: '$ha/esphome.tag_removed',
        payload: frame('esphome.tag_removed', {}),
        retained: false,
      }),
  };
  return {
    house,
    clock,
    lay,
    take,
    /** By these ways in this order, a little after one another. */
    async by(deed: Record<Way, () => void>, ...ways: readonly Way[]) {
      for (const way of ways) {
        deed[way]();
        await clock.advance(LATE_MS);
      }
    },
    commands: (since: number) => sentCommands(sent, since),
    events: (type: string) =>
      house.said
        .filter(({ topic }) => topic === 'spotify2mqtt/family/event')
        .map(({ payload }) => JSON.parse(payload))
        .filter((event) => event.event_type === type),
  };
}

const ORDERS: readonly (readonly Way[])[] = [
  ['box', 'blueprint'],
  ['blueprint', 'box'],
  ['box', 'socket'],
  ['socket', 'box'],
  ['socket', 'blueprint'],
  ['blueprint', 'socket'],
  ['box', 'blueprint', 'socket'],
  ['socket', 'box', 'blueprint'],
  ['blueprint', 'socket', 'box'],
];

describe.each(ORDERS.map((ways) => ({ ways })))('a scan that is heard by $ways', ({ ways }) => {
  it('counts once, each time that the card is laid', async () => {
    const { house, clock, by, lay, take, commands, events } = await houseOfWays();
    const at = clock.now();
    await by(lay, ...ways);
    await clock.advance(10_000);
    expect(commands(at)).toEqual([PLAY]);
    expect(events('tag_played')).toHaveLength(1);
    await by(take, ...ways);
    await clock.advance(5_000);
    expect(events('tag_removed')).toHaveLength(1);
    house.phone({ action: 'play', uri: OTHER_ALBUM });
    await clock.advance(30_000);
    await by(lay, ...ways);
    await clock.advance(10_000);
    expect(commands(at)).toEqual([PLAY, PLAY]);
    await house.close();
  });

  it('steps the volume once per press', async () => {
    const { house, clock, by, lay, events } = await houseOfWays({}, 'command:volume +5');
    house.simulator.scene({ volume: 30 });
    house.hint('family');
    await clock.advance(2_000);
    for (let press = 1; press <= 3; press++) {
      await by(lay, ...ways);
      await clock.advance(600);
    }
    await clock.advance(10_000);
    expect(events('tag_played')).toHaveLength(3);
    expect(house.simulator.player('family').volume).toBe(45);
    await house.close();
  });

  it.each(ways)('has ended when its removal is heard by %s', async (way) => {
    const { house, clock, by, lay, take, commands } = await houseOfWays({ onRemoval: 'pause' });
    await by(lay, ...ways);
    await clock.advance(10_000);
    const at = clock.now();
    take[way]();
    await clock.advance(5_000);
    // Known under the name of whichever told first, it is that reader's rule that counts.
    expect(commands(at)).toEqual(ways[0] === 'box' ? ['PUT /me/player/pause'] : []);
    await house.close();
  });
});

describe('a card on which its music stands', () => {
  it.each(ORDERS.filter((ways) => ways.includes('box')).map((ways) => ({ ways })))(
    'plays once where $ways tell of it, although the id alone goes through Home Assistant',
    async ({ ways }) => {
      const { house, clock, by, lay, take, commands } = await houseOfWays();
      house.tagFile.edit([]);
      for (let again = 0; again < 3; again++) {
        const at = clock.now();
        await by(lay, ...ways);
        await clock.advance(10_000);
        expect(commands(at)).toEqual([PLAY]);
        await by(take, 'box');
        await clock.advance(3_000);
        house.phone({ action: 'play', uri: OTHER_ALBUM });
        await clock.advance(30_000);
      }
      await house.close();
    },
  );
});

describe('a box that Home Assistant tells of first', () => {
  it('is known after the first card: from then on its own rules count', async () => {
    const { house, clock, by, lay, take, commands } = await houseOfWays({
      onRemoval: 'pause',
      maxVolume: 25,
    });
    await by(lay, 'socket', 'box');
    await by(take, 'box');
    await clock.advance(60_000);
    house.phone({ action: 'play', uri: OTHER_ALBUM });
    await clock.advance(60_000);
    const at = clock.now();
    await by(lay, 'socket', 'box');
    await clock.advance(10_000);
    await by(take, 'box');
    await clock.advance(10_000);
    expect(commands(at)).toEqual(['PUT /me/player/volume?volume_percent=25', PLAY, 'PUT /me/player/pause']);
    await house.close();
  });

  it('is heard through Home Assistant again when it has fallen silent itself, but for one scan', async () => {
    const { house, clock, by, lay, commands } = await houseOfWays();
    await by(lay, 'socket', 'box');
    const other = () => house.phone({ action: 'play', uri: OTHER_ALBUM });
    const played: number[] = [];
    for (let scan = 0; scan < 3; scan++) {
      await clock.advance(60_000);
      other();
      await clock.advance(60_000);
      const at = clock.now();
      await by(lay, 'socket');
      await clock.advance(10_000);
      played.push(commands(at).length);
    }
    expect(played).toEqual([0, 1, 1]);
    await house.close();
  });

  it('leaves those alone that have no device: they may be any phone', async () => {
    const { house, clock, lay, commands } = await houseOfWays();
    const phone = () =>
      house.tags.hearHome({
        topic: '$ha/tag_scanned',
        payload: JSON.stringify({
          type: 'event',
          event: { event_type: 'tag_scanned', data: { tag_id: CARD, device_id: null } },
        }),
        retained: false,
      });
    lay.box();
    phone();
    await clock.advance(60_000);
    house.phone({ action: 'play', uri: OTHER_ALBUM });
    await clock.advance(60_000);
    const at = clock.now();
    phone();
    await clock.advance(10_000);
    expect(commands(at)).toEqual([PLAY]);
    await house.close();
  });
});

describe('a card that flaps, heard by two ways in any order', () => {
  it.each<readonly [Way, Way]>([
    ['box', 'socket'],
    ['box', 'blueprint'],
  ])('%s and %s: acts once', async (direct, home) => {
    const { house, clock, lay, take, commands, events } = await houseOfWays({ sameTag: 'next' });
    const at = clock.now();
    for (let flap = 0; flap < 12; flap++) {
      const order = flap % 3 === 1 ? [home, direct] : [direct, home];
      for (const way of order) lay[way === 'box' ? 'box' : way]();
      await clock.advance(flap % 2 === 0 ? 900 : 2_600);
      take.box();
      await clock.advance(1_100);
    }
    lay.box();
    await clock.advance(5_000);
    expect(commands(at)).toEqual([PLAY]);
    expect(events('tag_played')).toHaveLength(1);
    await house.close();
  });
});
