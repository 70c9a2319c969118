import { Trouble } from '../../core/problem.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Profile } from '../../core/state.ts';
import { jsonOf } from './bad-reply.ts';
import { baseOf } from './caller.ts';
import { decodeProfile } from './decode.ts';
import { type Answer, exchange, type Line, Unanswered } from './exchange.ts';
import { isDoubtful, isQuota, judge, NOT_REGISTERED, type Said, saidIn } from './judge.ts';
import { retryAt } from './retry-after.ts';

const TIMEOUT_MS = 10_000;
const LIMIT = 64 * 1024;
const PAUSE_MS = 1_000;

/**
 * GET /me with a token that is not stored yet. What may be Spotify's own weakness (5xx, a lost connection, the spurious 401
 * and 403) is asked once more. Rejects with a Trouble; any 403 that stays is the app or the account, never the request.
 */
export async function whoIs(line: Line, apiUrl: string, accessToken: string): Promise<Profile> {
  const ask = () => me(line, apiUrl, accessToken);
  let answer = await ask();
  if (mayPass(answer)) {
    await line.clock.sleep(PAUSE_MS, line.signal);
    line.signal?.throwIfAborted();
    answer = await ask();
  }
  if (answer instanceof Unanswered) throw new Trouble('unreachable', `Spotify: ${answer.message}`);
  const { status, text } = answer;
  if (status >= 200 && status < 300) return decodeProfile(jsonOf(text, 'GET /me'));
  throw troubleIn(answer, saidIn(text), line.clock.now());
}

async function me(line: Line, apiUrl: string, accessToken: string): Promise<Answer | Unanswered> {
  try {
    return await exchange(line, {
      url: `${baseOf(apiUrl)}/me`,
      method: 'GET',
      headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
      timeoutMs: TIMEOUT_MS,
      limit: LIMIT,
      whole: true,
    });
  } catch (error) {
    if (error instanceof Unanswered) return error;
    throw error;
  }
}

function mayPass(answer: Answer | Unanswered): boolean {
  if (answer instanceof Unanswered) return answer.fate !== 'timeout';
  const { status, text } = answer;
  return status >= 500 || status === 401 || isDoubtful(status, saidIn(text));
}

function troubleIn({ status, header }: Answer, said: Said, now: number): Trouble {
  if (status === 429) {
    const quota = isQuota(said);
    const at = retryAt(header('retry-after'), now, quota ? 'quota' : 'rate', header('date'));
    const words = 'Paired, but Spotify does not say with whom: too many requests.';
    return new Trouble(quota ? 'quota' : 'rate_limited', words, at);
  }
  const trouble = judge(status, said, 'user-read-private');
  if (status !== 403 || trouble.problem.kind !== 'refused' || /scope/i.test(said.message)) return trouble;
  // Without a word that is known: a new pairing fails so where the account is not listed for the app.
  const quoted = said.message ? ` Spotify says: ${said.message}` : '';
  return new Refusal('not_registered', NOT_REGISTERED + quoted, 403, said.reason);
}
