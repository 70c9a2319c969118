import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import { isAfterSlider, isSlider, slid, slideAt } from '../../src/core/slider.ts';

/** Moves the slider at the given times and returns when values were sent: the newest waits, the last one always goes. */
function drag(moves: readonly number[]): number[] {
  let sent: readonly number[] = [];
  const all: number[] = [];
  let waiting: number | undefined;
  const sendUntil = (now: number) => {
    while (waiting !== undefined) {
      const at = slideAt(sent, waiting);
      if (at > now) return;
      sent = slid(sent, at);
      all.push(at);
      waiting = undefined;
    }
  };
  for (const now of moves) {
    sendUntil(now);
    waiting ??= now;
    sendUntil(now);
  }
  sendUntil(Number.POSITIVE_INFINITY);
  return all;
}

it('sends a storm as a trickle: first at once, 500 ms apart, 2 s apart after the eighth', () => {
  const storm = Array.from({ length: 2_000 }, (_, index) => index * 5);
  expect(drag(storm)).toEqual([0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 5500, 7500, 9500, 11500]);
});

it('forgets a storm after 30 s', () => {
  const first = Array.from({ length: 20 }, (_, index) => index * 200);
  expect(drag([...first, 60_000, 60_100])).toEqual(expect.arrayContaining([60_000, 60_500]));
});

it('does not wait for what was sent before the clock was set back', () => {
  const sent = slid([], 3_600_000);
  expect(slideAt(sent, 1_000)).toBe(1_000);
  expect(slideAt(slid(sent, 1_000), 1_100)).toBe(1_500);
});

it('counts those of the last 30 s, and waits for none that lies ahead once the clock was set back', () => {
  const eight = [1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 30_900];
  expect(slideAt(eight, 30_999)).toBe(32_900);
  expect(slideAt(eight, 31_000)).toBe(31_400);
  expect(slid(eight, 31_000)).toEqual([...eight.slice(1), 31_000]);
  expect(slideAt(eight, 500)).toBe(500);
  expect(slid(eight, 500)).toEqual([500]);
});

it('keeps its distance and sends the last value, whatever the storm', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60_000), { minLength: 1 }), (times) => {
      const moves = times.toSorted((a, b) => a - b);
      const sent = drag(moves);
      expect(sent[0]).toBe(moves[0]);
      expect(sent.at(-1)).toBeGreaterThanOrEqual(moves.at(-1) ?? 0);
      for (const [index, at] of sent.entries()) {
        const before = sent[index - 1];
        if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(500);
        const nine = sent[index - 8];
        if (nine !== undefined && nine > at - 30_000)
          expect(at - (before ?? 0)).toBeGreaterThanOrEqual(2_000);
      }
    }),
  );
});

describe('a command', () => {
  it.each<[command: Command, expected: boolean]>([
    [{ ask: 'volume', percent: 40 }, true],
    [{ ask: 'volume', by: -5 }, true],
    [{ ask: 'mute' }, false],
    [{ ask: 'seek', position: 40 }, false],
  ])('%o is of a slider: %s', (command, expected) => {
    expect(isSlider(command)).toBe(expected);
  });

  it.each<Command>([
    { ask: 'mute' },
    { ask: 'unmute' },
    { ask: 'device', device: 'Bath' },
    { ask: 'restore', name: 'doorbell' },
    { ask: 'play', device: 'Bath' },
    { ask: 'play', volume: 0 },
    { ask: 'play', fade: 30 },
    { ask: 'recent', nth: 1, device: 'Bath' },
    { ask: 'recent', nth: 1, volume: 0 },
  ])('%o is undone by a value that comes late', (command) => {
    expect(isAfterSlider(command)).toBe(true);
  });

  it.each<Command>([
    { ask: 'play' },
    { ask: 'play', uri: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh', offset: 1, shuffle: true },
    { ask: 'recent', nth: 1 },
    { ask: 'next' },
    { ask: 'pause' },
    { ask: 'volume', percent: 40 },
  ])('%o does not wait for a slider', (command) => {
    expect(isAfterSlider(command)).toBe(false);
  });
});
