import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fadeAt, quietest } from '../../src/core/fade.ts';
import { slid, slideAt } from '../../src/core/slider.ts';

/** What is sent over a fade: the time of each change and the volume from then on. */
function steps(volume: number, to: number, length: number, from = 0): [at: number, percent: number][] {
  const fade = { volume, to, from, until: from + length };
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

describe('a fade', () => {
  it.each<[string, number, number, number, [number, number][]]>([
    [
      'a minute down',
      40,
      4,
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
      'two seconds up',
      10,
      20,
      2_000,
      [
        [0, 13],
        [500, 15],
        [1_000, 18],
        [1_500, 20],
      ],
    ],
    [
      'no more steps than percents',
      20,
      22,
      300_000,
      [
        [0, 21],
        [150_000, 22],
      ],
    ],
    ['too short for more than one step', 50, 5, 600, [[0, 5]]],
    ['there already', 30, 30, 60_000, []],
  ])('%s', (_what, volume, to, length, sent) => {
    expect(steps(volume, to, length)).toEqual(sent);
  });

  it('that is over is at its end', () => {
    const fade = { volume: 10, to: 30, from: 1_000, until: 1_000 };
    expect(fadeAt(fade, 1_000).percent).toBe(30);
    expect(fadeAt({ ...fade, until: 500 }, 1_000).percent).toBe(30);
    expect(fadeAt({ ...fade, until: 9_000 }, 99_000).percent).toBe(30);
  });

  it('goes one way, in whole percents, at the pace of a slider, to its end, whatever the length', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), fc.nat(3_600_000), fc.nat(1e9), (volume, to, length, from) => {
        const sent = steps(volume, to, length + 1, from);
        let slider: readonly number[] = [];
        for (const [index, [at, percent]] of sent.entries()) {
          const [, last] = sent[index - 1] ?? [0, volume];
          expect(Math.sign(percent - last)).toBe(Math.sign(to - volume));
          expect(Number.isInteger(percent)).toBe(true);
          // Nothing has to wait for the slider.
          expect(slideAt(slider, at)).toBe(at);
          slider = slid(slider, at);
        }
        expect(sent.at(-1)?.[1] ?? volume).toBe(to);
        expect(sent.length).toBeLessThanOrEqual(Math.max(8, length / 6_000 + 1));
      }),
    );
  });
});

it.each([
  [100, 10],
  [35, 3.5],
  [5, 1],
  [1, 1],
  [0, 0],
])('a sleep timer fades %i to %f, never to silence', (volume, quiet) => {
  expect(quietest(volume)).toBe(quiet);
});
