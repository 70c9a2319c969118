/** @import { Answer } from './shapes.d.ts' */

/** A speaker that sleeps is waited for: half a minute, where the configuration does not say otherwise. */
const PATIENCE_MS = 90_000;

/**
 * Asks the bridge. Never rejects: where no answer of the bridge's came, the answer says so.
 * @param {string} address
 * @param {object} payload
 * @returns {Promise<Answer>}
 */
export async function ask(address, payload) {
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), PATIENCE_MS);
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(payload),
      signal: impatience.signal,
    });
    const answer = await response.json().catch(() => undefined);
    if (typeof answer?.ok === 'boolean') return answer;
    return failed(response.status === 401 || response.status === 403 ? 'not_allowed' : 'not_connected');
  } catch {
    return failed('not_connected');
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {string} kind
 * @returns {Answer}
 */
function failed(kind) {
  return { ok: false, problem: { kind, message: '' } };
}
