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
  ];
  it.each(rows)('serves %s', (_name, first, second, now) => {
    const line = [one({ ...second, name: 'second' }), one({ ...first, name: 'first' })];
    expect(firstInLine(line, now)?.name).toBe('first');
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
    expect(firstInLine(line, 51_000, ledger(2))?.name).toBe('metadata');
  });

  it('is nobody where nobody waits', () => {
    expect(firstInLine([], 0)).toBeUndefined();
  });
});
