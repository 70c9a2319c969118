import fc from 'fast-check';
import { expect, it } from 'vitest';
import { afterPoll, type Grant, type Heard, startGrant } from '../../../src/core/grant.ts';
import { T } from './any.ts';

const heard: fc.Arbitrary<Heard> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom('authorization_pending', 'slow_down')
      .map((error): Heard => ({ kind: 'error', error })),
  },
  { weight: 3, arbitrary: fc.constant<Heard>({ kind: 'timeout' }) },
  { weight: 1, arbitrary: fc.string().map((error): Heard => ({ kind: 'error', error })) },
  { weight: 1, arbitrary: fc.constant<Heard>({ kind: 'token' }) },
);

it('polls slower and slower, never after the code has ended, and ends', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3_600 }),
      fc.option(fc.nat(60)),
      fc.infiniteStream(fc.tuple(heard, fc.nat(9_000))),
      (expiresIn, interval, replies) => {
        let grant: Grant = startGrant({ at: T, expiresIn, interval });
        let polls = 0;
        while (grant.next === 'poll') {
          const { pollAt, intervalMs, expiresAt }: Grant & { next: 'poll' } = grant;
          expect(intervalMs).toBeGreaterThanOrEqual(1_000);
          expect(pollAt).toBeLessThan(expiresAt);
          const [[what, tookMs] = [{ kind: 'token' } as const, 0]] = replies.take(1);
          const at = pollAt + tookMs;
          grant = afterPoll(grant, at, what);
          polls++;
          if (grant.next === 'end') break;
          expect(grant.pollAt - at).toBeGreaterThanOrEqual(intervalMs);
          if (what.kind === 'timeout' || (what.kind === 'error' && what.error === 'slow_down'))
            expect(grant.intervalMs).toBeGreaterThan(intervalMs);
        }
        expect(polls).toBeLessThanOrEqual(expiresIn);
        for (const more of [{ kind: 'token' }, { kind: 'timeout' }] as const)
          expect(afterPoll(grant, T, more)).toBe(grant);
      },
    ),
  );
});
