import type { Ending } from './ending.ts';

/** mqtt.js gives its errors a numeric code where the broker sent one, the system gives its own a name as code. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}

/** What the socket's error says about the connection. */
export function networkEnding(error: unknown, opened: boolean): Ending {
  const why = wordsOf(error);
  if (opened) return { kind: 'lost', why };
  const name = error instanceof Error && 'code' in error ? error.code : undefined;
  // Only who is there can reset a connection.
  return { kind: name === 'ECONNRESET' || name === 'EPIPE' ? 'mute' : 'unreachable', why };
}

/** What an error of mqtt.js itself says: a CONNACK with a no, bytes that are not MQTT, no answer, no keepalive. */
export function protocolEnding(error: Error, opened: boolean): Ending {
  if (opened) return { kind: 'lost', why: error.message };
  const code = codeOf(error);
  if (code !== undefined) return { kind: 'refused', code };
  if (error.message === 'connack timeout') return { kind: 'unreachable', why: 'it does not answer' };
  return { kind: 'mute', why: error.message };
}

/** Where a name has several addresses, Node bundles their failures and leaves the bundle without a message. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}
