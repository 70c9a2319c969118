import type { z } from 'zod';
import { endOfGrant } from '../../core/lifetime.ts';
import { isAvailable } from '../../core/state.ts';
import { isoTime } from '../../home-assistant/plain.ts';
import type { Account } from '../account.ts';
import { pairingShown } from '../answers.ts';
import type { accountShape } from './answered.ts';

/** One account and how it stands, as answers carry it. */
export function sayAccount({ plan, store: { state } }: Account, now: number): z.infer<typeof accountShape> {
  const { paired, authorizedAt, profile, problem, pairing } = state;
  return {
    key: plan.key,
    name: plan.name,
    paired,
    paired_until: isoTime(paired && authorizedAt !== null ? endOfGrant(authorizedAt) : null),
    profile: profile?.name ?? null,
    available: isAvailable(state, now),
    problem: problem && { kind: problem.kind, message: problem.message },
    pairing: pairing && pairingShown(pairing),
  };
}
