import { describe, expect, it } from 'vitest';
import { NO_RULES } from '../../src/core/house-rules.ts';
import { ALBUM, boxIn, CARD, OTHER_ALBUM, OTHER_CARD, plan, sentCommands } from './box.ts';
import { type House, type HouseOptions, playingHouse } from './house.ts';
import { budgetBreaks } from './rules.ts';

/** Where several that move one volume, or pause one music, meet. */

const MINUTE_MS = 60_000;
const kitchen = { device: 'Kitchen', via: 'spotify', minVolume: 0, maxVolume: 60 } as const;

/** The kitchen plays one song again and again at 40, and may be as loud as 60. It is eight in the morning, UTC. */
async function lullaby(options: HouseOptions = {}): Promise<House> {
  const house = await playingHouse({ speakers: [kitchen], ...options });
  await house.ask('family', 'repeat one');
  await house.clock.advance(5_000);
  return house;
}

/** What was sent since: volumes as numbers, and pauses. */
function moves(house: House, since: number): (number | 'pause')[] {
  return sentCommands(house.sent, since).flatMap((line): (number | 'pause')[] => {
    const volume = /volume_percent=(\d+)/.exec(line)?.[1];
    if (volume !== undefined) return [Number(volume)];
    return line.startsWith('PUT /me/player/pause') ? ['pause'] : [];
  });
}

function limitedOf(house: House): { was: number; volume: number }[] {
  return house.said
    .filter(({ topic }) => topic === 'spotify2mqtt/family/event')
    .map(({ payload }) => JSON.parse(payload))
    .filter(({ event_type }) => event_type === 'volume_limited');
}

describe('a sleep timer that fades', () => {
  it('goes on below what quiet hours turn down to, and ends in quiet', async () => {
    const eight = 8 * 60;
    const house = await lullaby({
      speakers: [{ ...kitchen, quiet: { from: eight + 6, to: eight + 120, maxVolume: 10 } }],
    });
    const since = house.clock.now();
    await house.ask('family', '{"command":"sleep","minutes":10,"fade":540}');
    await house.clock.advance(15 * MINUTE_MS);
    expect(limitedOf(house)).toHaveLength(1);
    const sent = moves(house, since);
    const faded = sent.slice(0, sent.indexOf('pause'));
    // Never up again, and to the end of the fade.
    expect(faded).toEqual([...faded].sort((a, b) => Number(b) - Number(a)));
    expect(faded.at(-1)).toBeLessThan(6);
    expect(sent.filter((move) => move === 'pause')).toHaveLength(1);
    // It comes back as loud as it may be at this hour.
    expect(house.simulator.player()).toMatchObject({ playing: false, volume: 10 });
    expect(house.value('family', 'sleep')).toBe('off');
    expect(budgetBreaks(house.sent)).toEqual([]);
    await house.close();
  });

  it('leaves the volume to a phone that turns it up, as far as that may', async () => {
    const house = await lullaby();
    await house.ask('family', 'sleep 5');
    const until = Date.parse(house.value('family', 'sleep_until') ?? '');
    await house.clock.advance(until - house.clock.now() - 30_000);
    expect(house.simulator.player().volume).toBeLessThan(40);
    const since = house.clock.now();
    house.phone({ action: 'volume', volume: 85 });
    await house.clock.advance(29_000);
    expect(moves(house, since)).toEqual(expect.arrayContaining([60]));
    expect(house.simulator.player()).toMatchObject({ playing: true, volume: 60 });
    await house.clock.advance(10_000);
    expect(house.simulator.player()).toMatchObject({ playing: false, volume: 60 });
    expect(moves(house, since).filter((move) => move === 'pause')).toHaveLength(1);
    await house.close();
  });
});

describe("a card in the last minute of the day's minutes", () => {
  it('ends with the sleep timer, once, and as loud as before', async () => {
    const house = await playingHouse({
      residents: [{ user: 'family', rules: { ...NO_RULES, minutesPerDay: { weekdays: 60, weekend: 60 } } }],
      readers: [plan('kids', { device: 'Kitchen' })],
    });
    await house.ask('family', 'repeat all');
    while (Number(house.value('family', 'minutes_left')) > 1) await house.clock.advance(10_000);
    const kids = boxIn(house);
    await house.ask('family', 'sleep 2');
    const since = house.clock.now();
    kids.lay(CARD, ALBUM);
    await house.clock.advance(10_000);
    expect(kids.results()).toContain('playing');
    expect(house.simulator.player()).toMatchObject({ playing: true, context: ALBUM });
    const { volume } = house.simulator.player();
    await house.clock.advance(10 * MINUTE_MS);
    expect(moves(house, since).filter((move) => move === 'pause')).toHaveLength(1);
    expect(house.simulator.player()).toMatchObject({ playing: false, volume });
    expect(house.value('family', 'sleep')).toBe('off');
    kids.lay(OTHER_CARD, OTHER_ALBUM);
    await house.clock.advance(10_000);
    expect(kids.results().at(-1)).toBe('denied');
    expect(house.simulator.player().playing).toBe(false);
    await house.close();
  });
});
