import { z } from 'zod';
import type { Heard } from './grant.ts';

const success = z.object({ access_token: z.string().min(1) });
const failure = z.object({ error: z.string().trim().min(1) });

/** What stands for a 500 and a 503 where a status cannot be given (RFC 6749 §4.1.2.1); with such a status they say no more. */
const SERVER_TROUBLE: readonly string[] = ['server_error', 'temporarily_unavailable'];

/**
 * What the token endpoint answered (RFC 6749 §5.1, §5.2): a token with a 2xx status, an error code whatever the status.
 * Unknown members are ignored. All else (a server in trouble, a proxy's page, a torn body) counts as no answer, a
 * `timeout`: it says nothing about the grant, and the next poll will. `body` is the parsed JSON, undefined for none.
 */
export function readTokenReply({ status, body }: { status: number; body?: unknown }): Heard {
  if (status >= 200 && status < 300 && success.safeParse(body).success) return { kind: 'token' };
  const error = oauthErrorIn(status, body);
  return error === undefined ? { kind: 'timeout' } : { kind: 'error', error };
}

/** The OAuth error code of an answer; undefined where it carries none, or one that only says that the server is in trouble. */
export function oauthErrorIn(status: number, body: unknown): string | undefined {
  const error = failure.safeParse(body).data?.error;
  if (error !== undefined && status >= 500 && SERVER_TROUBLE.includes(error)) return undefined;
  return error;
}
