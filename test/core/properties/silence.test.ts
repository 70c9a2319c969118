import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judge, LISTENING_MS, type Sent, whySilent } from '../../../src/core/silence.ts';
import { playback, T } from './any.ts';

const sent: fc.Arbitrary<Sent> = fc.record({
  at: fc.constant(T),
  device: fc.constantFrom(null, { id: 'kitchen-id', name: 'Kitchen' }, { id: null, name: 'Sonos' }),
  uris: fc.constantFrom(
    [],
    ['spotify:album:7AspGOwifZ5xZdV8Ve9cG8'],
    ['spotify:track:one0000000000000000000'],
  ),
  fromMs: fc.option(fc.nat(400_000)),
  before: playback,
});
/** Looks of the seconds after, oldest first. */
const looks = fc
  .array(fc.tuple(playback, fc.nat(12_000)), { maxLength: 8 })
  .map((some) =>
    some.map(([look, ms]) => ({ ...look, measuredAt: T + ms })).sort((a, b) => a.measuredAt - b.measuredAt),
  );

it('every play is judged within its time, with a reason that can be read', () => {
  fc.assert(
    fc.property(sent, looks, fc.nat(60_000), (play, seen, ms) => {
      const verdict = judge(play, seen, T + LISTENING_MS + ms);
      expect(verdict).toBeDefined();
      if (verdict !== undefined) expect(whySilent(verdict, play, seen)).not.toMatch(/undefined|null|NaN/);
    }),
  );
});

it('nothing counts as heard that no look saw playing, and without looks nobody knows', () => {
  fc.assert(
    fc.property(sent, looks, fc.nat(60_000), (play, seen, ms) => {
      const quiet = seen.map((look) =>
        look.status === 'playing' ? { ...look, status: 'paused' as const } : look,
      );
      expect(judge(play, quiet, T + ms)).not.toBe('playing');
      expect(judge(play, [], T + LISTENING_MS + ms)).toBe('unknown');
    }),
  );
});

it('what is known stays so while time passes', () => {
  fc.assert(
    fc.property(sent, looks, fc.nat(LISTENING_MS), fc.nat(60_000), (play, seen, first, more) => {
      const verdict = judge(play, seen, T + first);
      if (verdict !== undefined) expect(judge(play, seen, T + first + more)).toBe(verdict);
    }),
  );
});
