import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AFTER_COMMAND_MS,
  BURST_REQUESTS,
  closed,
  EMPTY_LEDGER,
  firstInLine,
  leftOf,
  mayGoAt,
  spent,
  type Waiting,
  WINDOW_MS,
  WINDOW_REQUESTS,
} from '../../src/core/budget.ts';
import type { Spending } from '../../src/core/ports.ts';

describe('the budget', () => {
  it('holds back the sixth request of a window', () => {
    const ledger = [0, 1, 2, 3, 4].reduce((sum, at) => spent(sum, 'poll', 1000 + at), EMPTY_LEDGER);
    expect(mayGoAt(ledger, 'poll', 2_000)).toBe(1_000 + WINDOW_MS + 250);
    expect(mayGoAt(ledger, 'command', 2_000)).toBe(2_000);
  });

  it('says what is left of it', () => {
    const three = [0, 1, 2].reduce((sum, at) => spent(sum, 'poll', 1_000 + at), EMPTY_LEDGER);
    expect(leftOf(EMPTY_LEDGER, 1_000)).toBe(WINDOW_REQUESTS);
    expect(leftOf(three, 2_000)).toBe(WINDOW_REQUESTS - 3);
    expect(leftOf(three, 1_001 + WINDOW_MS + 250)).toBe(WINDOW_REQUESTS - 1);
    expect(leftOf(closed(EMPTY_LEDGER, 9_000), 8_999)).toBe(0);
    expect(leftOf(closed(EMPTY_LEDGER, 9_000), 9_000)).toBe(WINDOW_REQUESTS);
  });

  it('has three more for a person who browses, and keeps one place for looks', () => {
    const five = [0, 1, 2, 3, 4].reduce((sum, at) => spent(sum, 'poll', 1_000 + at), EMPTY_LEDGER);
    const eight = [5, 6, 7].reduce((sum, at) => spent(sum, 'browse', 1_000 + at), five);
    expect(mayGoAt(five, 'browse', 2_000)).toBe(2_000);
    expect(mayGoAt(eight, 'browse', 2_000)).toBe(1_000 + WINDOW_MS + 250);
    const clicks = [0, 1, 2, 3, 4, 5, 6].reduce((sum, at) => spent(sum, 'browse', 1_000 + at), EMPTY_LEDGER);
    expect(mayGoAt(clicks, 'browse', 2_000)).toBe(1_000 + WINDOW_MS + 250);
    expect(mayGoAt(clicks, 'poll', 2_000)).toBe(2_000);
    expect(leftOf(clicks, 2_000)).toBe(1);
  });

  it('leaves the seconds after a command free', () => {
    const full = [0, 1, 2, 3, 4].reduce((sum, at) => spent(sum, 'poll', 1000 + at), EMPTY_LEDGER);
    const ledger = spent(full, 'command', 2_000);
    expect(mayGoAt(ledger, 'verification', 3_000)).toBe(3_000);
    expect(mayGoAt(ledger, 'verification', 2_000 + AFTER_COMMAND_MS)).toBeGreaterThan(30_000);
  });

  it('leaves no more than eight free, and no look that comes again by itself', () => {
    const full = [0, 1, 2, 3, 4].reduce((sum, at) => spent(sum, 'poll', 1_000 + at), EMPTY_LEDGER);
    let ledger = spent(full, 'command', 2_000);
    expect(mayGoAt(ledger, 'poll', 3_000)).toBe(1_000 + WINDOW_MS + 250);
    for (let time = 0; time < 8; time++) ledger = spent(ledger, 'verification', 3_000);
    expect(mayGoAt(ledger, 'verification', 3_000)).toBe(1_000 + WINDOW_MS + 250);
    const later = spent(ledger, 'command', 33_001);
    expect(mayGoAt(later, 'verification', 33_002)).toBe(33_002);
  });

  it('forgets what lies ahead when the clock is set back', () => {
    const ledger = [0, 1, 2, 3, 4].reduce((sum, at) => spent(sum, 'poll', 9e6 + at), EMPTY_LEDGER);
    expect(mayGoAt(ledger, 'poll', 1_000)).toBe(1_000);
  });

  const times = (ats: number[], spending: Spending, ledger = EMPTY_LEDGER) =>
    ats.reduce((sum, at) => spent(sum, spending, at), ledger);

  it.each<[string, number[], number, number]>([
    ['leaves a place of it to looks', [40_000, 40_001, 40_002, 40_003], 41_000, 40_000 + WINDOW_MS + 250],
    ['still does so just before 30 s', [40_000, 40_001, 40_002, 40_003], 11_001, 40_000 + WINDOW_MS + 250],
    ['takes that, too, once it waited for 30 s', [40_000, 40_001, 40_002, 40_003], 11_000, 41_000],
    ['goes where there is room', [40_000, 40_001, 40_002], 41_000, 41_000],
  ])('metadata %s', (_name, polls, since, at) => {
    expect(mayGoAt(times(polls, 'poll'), 'metadata', 41_000, since)).toBe(at);
  });

  it('counts clicks and looks in the order in which they went, whichever came first', () => {
    const ledger = times([2_000, 2_000, 2_000, 2_000, 2_000], 'poll', times([1_000, 1_500, 1_500], 'browse'));
    expect(mayGoAt(ledger, 'browse', 3_000)).toBe(1_000 + WINDOW_MS + 250);
  });

  it('counts what went just now, and not what went long ago', () => {
    const ledger = times([1_000, 1_000, 1_000, 1_000, 1_000], 'poll');
    expect(mayGoAt(ledger, 'poll', 1_000)).toBe(1_000 + WINDOW_MS + 250);
    expect(leftOf(ledger, 1_000)).toBe(0);
    expect(mayGoAt(ledger, 'poll', 100_000)).toBe(100_000);
    expect(mayGoAt(times(Array(8).fill(1_000), 'poll'), 'poll', 100_000)).toBe(100_000);
  });

  it('remembers no more than it counts, each under what it was for', () => {
    const polls = times(
      Array.from({ length: 100 }, (_, at) => at * 100),
      'poll',
    );
    expect(polls.own).toEqual([9_200, 9_300, 9_400, 9_500, 9_600, 9_700, 9_800, 9_900]);
    expect(polls.metadata).toEqual([]);
    const one = times([7], 'metadata');
    expect(one).toEqual({ ...EMPTY_LEDGER, own: [7], metadata: [7] });
    expect(times([7], 'browse')).toEqual({ ...EMPTY_LEDGER, browse: [7] });
  });

  it('knows what a command leads to: from the same moment, in every window anew, by no time that lies ahead', () => {
    const full = times([25_000, 25_000, 25_000, 25_000, 25_000], 'poll');
    const eight = times([3_000, 3_000, 3_000, 3_000, 3_000, 3_000, 3_000, 3_000], 'verification', {
      ...EMPTY_LEDGER,
      lastCommandAt: 2_000,
    });
    const again = { ...full, free: eight.free, lastCommandAt: 32_000 };
    expect(eight.free).toHaveLength(8);
    expect(mayGoAt(again, 'verification', 32_000)).toBe(25_000 + WINDOW_MS + 250);
    expect(mayGoAt(again, 'verification', 33_000)).toBe(33_000);
    expect(mayGoAt({ ...full, lastCommandAt: 32_000 }, 'verification', 32_000)).toBe(32_000);
    // The clock was set back: by 8 s, then by an hour.
    expect(mayGoAt({ ...full, lastCommandAt: 34_000 }, 'verification', 26_000)).toBe(
      25_000 + WINDOW_MS + 250,
    );
    const ahead = eight.free.map((at) => at + 3_600_000);
    expect(mayGoAt({ ...full, free: ahead, lastCommandAt: 25_500 }, 'verification', 26_000)).toBe(26_000);
    expect(leftOf(times([3_600_000, 3_600_000], 'poll'), 1_000)).toBe(WINDOW_REQUESTS);
  });

  it('is never broken, whatever is asked when', () => {
    const asks = fc.array(
      fc.record({
        gap: fc.nat(8_000),
        spending: fc.constantFrom<Spending>('command', 'verification', 'browse', 'poll', 'metadata'),
      }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(asks, (rows) => {
        let ledger = EMPTY_LEDGER;
        let now = 0;
        const sent: number[] = [];
        const own: number[] = [];
        let command = Number.NEGATIVE_INFINITY;
        for (const { gap, spending } of rows) {
          now = Math.max(now + gap, mayGoAt(ledger, spending, now + gap));
          ledger = spent(ledger, spending, now);
          if (spending === 'command') command = now;
          else if (now - command >= AFTER_COMMAND_MS) {
            sent.push(now);
            if (spending !== 'browse') own.push(now);
          }
        }
        for (const [times, most] of [
          [own, WINDOW_REQUESTS],
          [sent, BURST_REQUESTS],
        ] as const) {
          for (const [index, at] of times.entries()) {
            const oneTooMany = times[index + most];
            if (oneTooMany !== undefined) expect(oneTooMany - at).toBeGreaterThan(WINDOW_MS);
          }
        }
      }),
    );
  });
});

describe('the line', () => {
  const one = (change: Partial<Waiting & { name: string }>) => ({
    name: '',
    spending: 'poll' as Spending,
    bucket: 'player' as const,
    playing: false,
    servedAt: 0,
    since: 100,
    ...change,
  });
  const rows: [string, Partial<Waiting>, Partial<Waiting>, number][] = [
    ['verification before polling', { spending: 'verification' }, { spending: 'poll', playing: true }, 200],
    ['polling before metadata', { spending: 'poll' }, { spending: 'metadata', playing: true }, 200],
    ['those who play before those who do not', { playing: true, since: 150 }, { playing: false }, 200],
    ['whoever was served longest ago', { servedAt: 5 }, { servedAt: 50 }, 200],
    [
      'the impatient before everybody',
      { spending: 'metadata' },
      { spending: 'poll', playing: true, since: 20_000 },
      30_100,
    ],
    ['nobody as impatient before 30 s', { since: 25_000 }, { spending: 'metadata', since: 20_000 }, 30_100],
    ['of the impatient whoever waits longest', { since: 50 }, { since: 70, servedAt: -1 }, 40_000],
    ['of equals whoever waits longest', { since: 170 }, { since: 180 }, 200],
  ];
  it.each(rows)('serves %s', (_name, first, second, now) => {
    const line = [one({ ...second, name: 'second' }), one({ ...first, name: 'first' })];
    expect(firstInLine(line, now)?.name).toBe('first');
    expect(firstInLine(line.toReversed(), now)?.name).toBe('first');
  });

  it('serves in the order of the line where all else is equal', () => {
    expect(firstInLine([one({ name: 'first' }), one({ name: 'second' })], 200)?.name).toBe('first');
  });

  it('leaves room for looks once metadata had its share of the window', () => {
    const line = [one({ spending: 'metadata', name: 'metadata' }), one({ since: 30_000, name: 'poll' })];
    const ledger = (times: number) =>
      Array.from({ length: times }).reduce<typeof EMPTY_LEDGER>(
        (sum) => spent(sum, 'metadata', 20_000),
        EMPTY_LEDGER,
      );
    expect(firstInLine(line, 31_000, ledger(1))?.name).toBe('metadata');
    expect(firstInLine(line, 31_000, ledger(2))?.name).toBe('poll');
    expect(firstInLine(line, 49_999, ledger(2))?.name).toBe('poll');
    expect(firstInLine(line, 50_000, ledger(2))?.name).toBe('metadata');
    const verifying = [one({ spending: 'verification', since: 30_000, name: 'verification' })];
    expect(firstInLine([...verifying, one({ name: 'poll' })], 31_000, ledger(2))?.name).toBe('poll');
    const impatient = [
      one({ spending: 'metadata', since: -20_000, name: 'metadata' }),
      one({ name: 'poll' }),
    ];
    expect(firstInLine(impatient, 20_000, ledger(2))?.name).toBe('poll');
    // What lies ahead is from before the clock was set back.
    expect(firstInLine(impatient, 19_999, ledger(2))?.name).toBe('metadata');
  });

  it('is nobody where nobody waits', () => {
    expect(firstInLine([], 0)).toBeUndefined();
  });
});
