import type { Pairing } from '../core/pairing.ts';
import type { Problem } from '../core/problem.ts';
import { transactionOf } from '../core/words.ts';
import type { Answer, PairingSaid, ProblemSaid, ViaSaid } from '../home-assistant/contract/payloads.ts';
import type { Via } from './home-speakers.ts';
import type { Outcome } from './outcome.ts';

/** Values as topics, answers and requests carry them: snake_case, ISO times. */

export function sayProblem({ kind, message, retryAt, rule }: Problem): ProblemSaid {
  return {
    kind,
    message,
    ...(retryAt === undefined ? {} : { retry_at: new Date(retryAt).toISOString() }),
    ...(rule === undefined ? {} : { rule }),
  };
}

function sayVia({ entity, note }: Via): ViaSaid {
  return { entity_id: entity, ...(note === undefined ? {} : { note }) };
}

/** What an answer carries beside the outcome: the command's word, a request's result. */
export interface More {
  command?: string;
  result?: object;
}

/** The answer to what was asked in `payload`, with its transaction. */
export function sayAnswer(outcome: Outcome, { command, result }: More, payload: string): Answer {
  const transaction = transactionOf(payload);
  // Less than nothing where the clock was set back meanwhile.
  const took_ms = Math.max(0, outcome.tookMs);
  const more = {
    ...(command === undefined ? {} : { command }),
    ...(transaction === undefined ? {} : { transaction }),
  };
  if (!outcome.ok) return { ok: false, took_ms, problem: sayProblem(outcome.problem), ...more };
  return {
    ok: true,
    took_ms,
    ...(outcome.superseded ? { superseded: true } : {}),
    ...(outcome.found ? { found: outcome.found } : {}),
    ...(outcome.via && { via: sayVia(outcome.via) }),
    ...(outcome.unverified ? { unverified: true } : {}),
    ...(outcome.limited ? { volume: outcome.limited.volume, limited_by: outcome.limited.by } : {}),
    ...(result === undefined ? {} : { result: { ...result } }),
    ...more,
  };
}

/** The pairing topic's JSON (names: RFC 8628 §3.2); empty, which clears the topic, while none runs. */
export function sayPairing(pairing: Pairing | null): string {
  return pairing ? JSON.stringify(pairingShown(pairing)) : '';
}

export function pairingShown(pairing: Pairing): PairingSaid {
  return {
    user_code: pairing.userCode,
    verification_uri: pairing.verificationUri,
    verification_uri_complete: pairing.verificationUriComplete,
    expires_at: new Date(pairing.expiresAt).toISOString(),
    method: pairing.method,
  };
}
