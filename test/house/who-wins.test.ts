import { describe, expect, it } from 'vitest';
import { NO_RULES } from '../../src/core/house-rules.ts';
import type { ReaderRules } from '../../src/core/reader.ts';
import type { Tag, TagOptions } from '../../src/core/tag.ts';
import { ALBUM, AUDIOBOOK, boxIn, CARD, OTHER_CARD, plan, sentCommands } from './box.ts';
import { openHouse } from './house.ts';

/**
 * Who wins where two want the same: the rows of the table in docs/tags.md. Two children, each with a box and an account of
 * Spotify; both see the speaker in the kitchen, and both boxes may play on either account.
 */

const ANNAS = '047290BAAD6C81';
const BENS = '04165CD42E6180';
const MINUTE = 60_000;
const KITCHEN = 'the1speaker2in3the4kitchen5';

function tag(uid: string, does: string, options: TagOptions = {}): Tag {
  return { uid, name: null, does, cover: null, options };
}

async function twoChildren({
  anna = {},
  ben = {},
  tags = [tag(ANNAS, AUDIOBOOK), tag(BENS, ALBUM)],
}: {
  anna?: Partial<ReaderRules>;
  ben?: Partial<ReaderRules>;
  tags?: readonly Tag[];
} = {}) {
  const sixty = { weekdays: 60, weekend: 60 };
  const house = await openHouse({
    residents: [
      { user: 'family', name: 'Anna' },
      { user: 'guest', name: 'Ben', rules: { ...NO_RULES, minutesPerDay: sixty } },
    ],
    readers: [
      plan('anna', { account: 'family', device: 'Study', ...anna }, { name: 'Anna’s box' }),
      plan('ben', { account: 'family', device: 'Kitchen', ...ben }, { name: 'Ben’s box' }),
    ],
    before: (simulator, clock) => {
      for (const user of ['family', 'guest'])
        simulator.world.control.device({ user, key: 'Shared', name: 'Shared', id: KITCHEN }, clock.now());
    },
  });
  house.tagFile.edit(tags);
  await house.clock.advance(45_000);
  const { clock, simulator } = house;
  return {
    house,
    clock,
    anna: boxIn(house, 'anna'),
    ben: boxIn(house, 'ben'),
    truth: (user: string) => simulator.player(user),
    commands: (since: number) => sentCommands(house.sent, since),
  };
}

describe('who wins', () => {
  it('the same card on another box takes its music along, from where it is', async () => {
    const { anna, ben, truth, clock, commands, house } = await twoChildren();
    anna.lay(CARD);
    await clock.advance(2 * MINUTE);
    const at = clock.now();
    ben.lay(CARD);
    await clock.advance(3_000);
    expect(truth('family')).toMatchObject({ playing: true, device: 'Kitchen' });
    expect(truth('family').position_ms).toBeGreaterThan(1.9 * MINUTE - 93_000);
    expect(commands(at).some((command) => command.includes('/me/player/play'))).toBe(false);
    expect(ben.results(at)).toEqual(['heard', 'playing']);
    expect(anna.told(at)).toMatchObject([{ result: 'paused', message: 'the music went along to Ben’s box' }]);
    await house.close();
  });

  it('the last card laid has the account, and the other box is told', async () => {
    const { anna, ben, truth, clock, house } = await twoChildren();
    anna.lay(CARD);
    await clock.advance(MINUTE);
    const at = clock.now();
    ben.lay(OTHER_CARD);
    await clock.advance(3_000);
    expect(truth('family')).toMatchObject({ playing: true, device: 'Kitchen', context: ALBUM });
    expect(anna.told(at)).toMatchObject([
      { result: 'paused', message: 'Ben’s box plays something else now' },
    ]);
    // Whose card it is no more pauses nothing.
    anna.take(CARD);
    await clock.advance(5_000);
    expect(truth('family').playing).toBe(true);
    await house.close();
  });

  it.each(['same_device', 'never'] as const)(
    'a box that may not interrupt (%s) waits its turn',
    async (interrupt) => {
      const { anna, ben, truth, clock, house } = await twoChildren({ ben: { interrupt } });
      anna.lay(CARD);
      await clock.advance(MINUTE);
      const at = clock.now();
      ben.lay(OTHER_CARD);
      await clock.advance(4_000);
      expect(ben.results(at)).toEqual(['heard', 'busy']);
      expect(anna.told(at)).toEqual([]);
      expect(truth('family').device).toBe('Study');
      await house.close();
    },
  );

  it('a phone beats a card, and its box is told', async () => {
    const { anna, truth, clock, house } = await twoChildren();
    anna.lay(CARD);
    await clock.advance(2 * MINUTE);
    const at = clock.now();
    const { uri } = house.catalogue.albumNamed('Lanterns at Low Tide');
    house.phone({ action: 'play', uri, device: 'Kitchen' });
    await clock.advance(20_000);
    expect(truth('family').context).toBe(uri);
    expect(anna.told(at)).toMatchObject([{ result: 'paused', message: 'something else was chosen' }]);
    await house.close();
  });

  it('the account that began last has the speaker, and the box of the other is told by whom', async () => {
    const { anna, ben, truth, clock, house } = await twoChildren({
      anna: { device: 'Shared' },
      ben: { account: 'guest', device: 'Shared' },
    });
    anna.lay(CARD);
    await clock.advance(MINUTE);
    const at = clock.now();
    ben.lay(OTHER_CARD);
    // A Connect speaker has one listener: it leaves the first when the second comes.
    house.phone({ action: 'vanish', user: 'family', device: 'Shared' });
    await clock.advance(30_000);
    expect(truth('guest')).toMatchObject({ playing: true, device: 'Shared' });
    expect(anna.told(at)).toMatchObject([{ result: 'paused', message: 'Ben plays on Shared now' }]);
    expect(ben.results(at)).toEqual(['heard', 'playing']);
    await house.close();
  });

  it('a card with an account plays on that one, on whichever box; both count it, and the rules of both hold', async () => {
    const mine = tag(BENS, ALBUM, { account: 'guest', device: 'Laptop' });
    const { anna, truth, clock, house } = await twoChildren({
      tags: [mine],
      anna: { minutesPerDay: { weekdays: 5, weekend: 5 } },
    });
    anna.lay(OTHER_CARD);
    await clock.advance(4 * MINUTE);
    expect(truth('guest')).toMatchObject({ playing: true, context: ALBUM });
    expect(truth('family').playing).toBe(false);
    const minutes = (topic: string) => house.broker.retained.get(`spotify2mqtt/${topic}/minutes_today`);
    expect([minutes('reader/anna'), minutes('guest'), minutes('family')]).toEqual(['3', '3', '0']);
    // Those of the box are fewer.
    await clock.advance(6 * MINUTE);
    expect(truth('guest').playing).toBe(false);
    expect(anna.told().at(-1)).toMatchObject({ result: 'denied', message: /5 minutes/ });
    await house.close();
  });
});
