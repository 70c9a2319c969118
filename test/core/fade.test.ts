import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fadeAt } from '../../src/core/fade.ts';

/** What is sent over a fade: the time of each change and the volume from then on. */
function steps(volume: number, length: number, from = 0): [at: number, percent: number][] {
  const fade = { volume, from, until: from + length };
  const sent: [number, number][] = [];
  let heard = volume;
  for (let now = from; now < fade.until; ) {
    const { percent, nextAt } = fadeAt(fade, now);
    if (percent !== heard) sent.push([now - from, percent]);
    heard = percent;
    expect(nextAt).toBeGreaterThan(now);
    now = nextAt;
  }
  return sent;
}

it.each<[string, number, number, [number, number][]]>([
  [
    'a minute from 40',
    40,
    60_000,
    [
      [0, 36],
      [6_000, 33],
      [12_000, 29],
      [18_000, 26],
      [24_000, 22],
      [30_000, 18],
      [36_000, 15],
      [42_000, 11],
      [48_000, 8],
      [54_000, 4],
    ],
  ],
  [
    'the last 20 s of a track',
    50,
    20_000,
    [
      [0, 35],
      [6_666, 20],
      [13_332, 5],
    ],
  ],
  [
    'what is hardly to be heard is left at 1',
    3,
    60_000,
    [
      [6_000, 2],
      [30_000, 1],
    ],
  ],
  ['too short for a step', 50, 5_999, []],
  ['silent already', 0, 60_000, []],
  ['as quiet as can be', 1, 60_000, []],
])('%s', (_what, volume, length, sent) => {
  expect(steps(volume, length)).toEqual(sent);
});

it('goes down, in whole percents, in few requests, to a tenth, whatever the length', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.nat(200_000), fc.nat(1e9), (volume, length, from) => {
      const sent = steps(volume, length, from);
      expect(sent.length).toBeLessThanOrEqual(10);
      for (const [index, [at, percent]] of sent.entries()) {
        const [lastAt, last] = sent[index - 1] ?? [Number.NEGATIVE_INFINITY, volume];
        expect(percent).toBeLessThan(last);
        expect(Number.isInteger(percent) && percent >= 1).toBe(true);
        expect(at - lastAt).toBeGreaterThanOrEqual(6_000);
      }
      if (length >= 6_000 && volume > 1)
        expect(Math.abs((sent.at(-1)?.[1] ?? 0) - Math.max(1, volume * 0.1))).toBeLessThan(1);
    }),
  );
});
