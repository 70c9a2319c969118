import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextLook, type Rhythm } from '../../../src/core/cadence.ts';
import { playback, T } from './any.ts';

const DAY_MS = 86_400_000;
const past = fc.nat(DAY_MS).map((ms) => T + ms);
const now = T + DAY_MS;
const rhythm: fc.Arbitrary<Rhythm> = fc.record({
  playback,
  lookedAt: past,
  commandAt: fc.option(past),
  hintAt: fc.option(past),
  hintLooks: fc.array(past, { maxLength: 4 }).map((looks) => looks.sort((a, b) => a - b)),
  doubtful: fc.boolean(),
  failures: fc.nat(20),
  failedAt: past,
  playingAccounts: fc.nat(10),
  quietDemand: fc.double({ min: 0, max: 10, noNaN: true }),
  stretch: fc.double({ min: 1, max: 1_000, noNaN: true }),
});

it('a look comes, and none is awaited for ever', () => {
  fc.assert(
    fc.property(rhythm, (one) => {
      const { at } = nextLook(one, now);
      const last = one.failures > 0 ? one.failedAt : (one.lookedAt ?? 0);
      expect(at).not.toBeNaN();
      expect(at - last).toBeLessThanOrEqual(one.failures > 0 ? 60_000 : 10 * 60_000);
    }),
  );
});

it('a look that has been made leads to none in the same moment, whatever it saw', () => {
  fc.assert(
    fc.property(rhythm, (one) => {
      const seen = { ...one, playback: { ...one.playback, measuredAt: now }, lookedAt: now };
      expect(nextLook({ ...seen, hintAt: null, failures: 0 }, now).at).toBeGreaterThan(now);
      expect(nextLook({ ...seen, failures: one.failures + 1, failedAt: now }, now).at).toBeGreaterThan(now);
    }),
  );
});

it('the more accounts play, and the less is left of the day, the rarer are looks', () => {
  fc.assert(
    fc.property(rhythm, fc.nat(5), fc.nat(100), (one, accounts, stretch) => {
      const calm = { ...one, doubtful: false, hintAt: null, commandAt: null, failures: 0 };
      const rarer = {
        ...calm,
        playingAccounts: calm.playingAccounts + accounts,
        stretch: calm.stretch + stretch,
      };
      // One that waits already may have less to wait for where it plays: who is quiet has another share.
      fc.pre(calm.playback.status === 'playing');
      expect(nextLook(rarer, now).at).toBeGreaterThanOrEqual(nextLook(calm, now).at);
    }),
  );
});

it('a hint or a command never puts a look off', () => {
  fc.assert(
    fc.property(rhythm, past, fc.boolean(), (one, at, isHint) => {
      const calm = { ...one, hintAt: null, commandAt: null };
      const told = isHint ? { ...calm, hintAt: at } : { ...calm, commandAt: at };
      expect(nextLook(told, now).at).toBeLessThanOrEqual(nextLook(calm, now).at);
    }),
  );
});
