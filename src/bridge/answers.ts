import type { Pairing } from '../core/pairing.ts';
import type { Problem } from '../core/problem.ts';
import { transactionOf } from '../core/words.ts';
import type { Outcome } from './commander.ts';

/** Values as topics, answers and requests carry them: snake_case, ISO times. */

export function sayProblem({ kind, message, retryAt }: Problem): object {
  return { kind, message, ...(retryAt === undefined ? {} : { retry_at: new Date(retryAt).toISOString() }) };
}

/** The answer to what was asked in `payload`, with its transaction. `more` goes beside what every answer carries. */
export function sayAnswer(outcome: Outcome, more: object, payload: string): object {
  const transaction = transactionOf(payload);
  const answer = outcome.ok
    ? { ok: true, took_ms: outcome.tookMs, ...(outcome.superseded ? { superseded: true } : {}) }
    : { ok: false, took_ms: outcome.tookMs, problem: sayProblem(outcome.problem) };
  return { ...answer, ...more, ...(transaction === undefined ? {} : { transaction }) };
}

/** The pairing topic's JSON (names: RFC 8628 §3.2); empty, which clears the topic, while none runs. */
export function sayPairing(pairing: Pairing | null): string {
  return pairing ? JSON.stringify(pairingShown(pairing)) : '';
}

export function pairingShown(pairing: Pairing): object {
  return {
    user_code: pairing.userCode,
    verification_uri: pairing.verificationUri,
    verification_uri_complete: pairing.verificationUriComplete,
    expires_at: new Date(pairing.expiresAt).toISOString(),
    method: pairing.method,
  };
}
