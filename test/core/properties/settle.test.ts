import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Playback } from '../../../src/core/playback.ts';
import { positionAt } from '../../../src/core/playback.ts';
import {
  anchored,
  type Expected,
  expectDevice,
  expectPaused,
  expectPlaying,
  expectPosition,
  expectRepeat,
  expectShuffle,
  expectSkip,
  expectVolume,
  POSITION_TOLERANCE_MS,
  SETTLING_MS,
  shown,
  stillExpected,
  withClaims,
} from '../../../src/core/settle.ts';
import { KITCHEN, track } from '../playing.ts';
import { playback, T } from './any.ts';

const claim = (look: Playback): fc.Arbitrary<Expected> =>
  fc.oneof(
    fc.constantFrom(
      expectPlaying(T),
      expectPaused(look, T),
      expectSkip(look, look, track('next'), T),
      expectSkip(look, look, undefined, T),
      expectDevice({ ...KITCHEN, id: 'study-id', name: 'Study' }),
      expectShuffle(true),
      expectRepeat('one'),
    ),
    fc.nat(100).map(expectVolume),
    fc.nat(300_000).map((position) => expectPosition(position, T)),
  );
const lookAndClaims = playback.chain((look) =>
  fc.tuple(fc.constant(look), fc.array(claim(look), { maxLength: 6 })),
);

it('no claim is left when its time is over, whatever looks say', () => {
  fc.assert(
    fc.property(lookAndClaims, playback, fc.nat(10_000), ([, claims], look, ms) => {
      const kept = claims.map((one) => ({ ...one, until: T + SETTLING_MS }));
      const left = stillExpected(kept, look, T + ms);
      expect(left.every((one) => kept.includes(one) && !one.met(look))).toBe(true);
      if (ms >= SETTLING_MS) expect(left).toEqual([]);
    }),
  );
});

it('what a look confirms is shown as it was seen, and what it denies as it was claimed', () => {
  fc.assert(
    fc.property(lookAndClaims, ([look, claims]) => {
      const met = claims.filter((one) => one.met(look));
      expect(shown(look, met)).toBe(look);
      expect(shown(look, [])).toBe(look);
      const said = shown(look, claims);
      expect(said.positionMs).not.toBeNaN();
      expect(said.disallows).toBe(look.disallows);
    }),
  );
});

it('the later of two commands has the last word, and there is one claim for each thing', () => {
  fc.assert(
    fc.property(lookAndClaims, ([, claims]) => {
      const standing = claims.reduce<readonly Expected[]>((before, one) => withClaims(before, [one]), []);
      expect(standing.at(-1)).toBe(claims.at(-1));
      const about = standing.map((one) => one.about);
      expect(new Set(about).size).toBe(about.length);
    }),
  );
});

it('an older measurement is kept only where everybody extrapolates the same from it', () => {
  fc.assert(
    fc.property(playback, playback, fc.boolean(), (before, seen, isSame) => {
      const after = isSame ? { ...before, positionMs: seen.positionMs, measuredAt: seen.measuredAt } : seen;
      const { positionMs, measuredAt, ...said } = anchored(before, after);
      const { positionMs: _position, measuredAt: _measured, ...rest } = after;
      expect(said).toEqual(rest);
      const at = after.measuredAt;
      const off = (positionAt({ ...after, positionMs, measuredAt }, at) ?? 0) - (positionAt(after, at) ?? 0);
      expect(Math.abs(off)).toBeLessThanOrEqual(POSITION_TOLERANCE_MS);
    }),
  );
});
