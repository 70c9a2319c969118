/** The last line before something leaves the house: whatever looks like a secret, or is one that is known. */

const HIDDEN = '…';

const NAMES =
  '(?:refresh|access|id)_?token|client_?secret|code_?verifier|device_?code|user_?code|pass(?:word|wd)|secret|token|api_?key';

/** What secrets look like where nobody said that they are some; the first group, where there is one, stays. */
const LOOKS: readonly RegExp[] = [
  // Credentials in an address, to its last @: a password may hold one itself.
  /(:\/\/)[^\s"'<>]*@/g,
  // Members and parameters of OAuth and of ours, in JSON and in a query or a form.
  new RegExp(`("(?:${NAMES})"\\s*:\\s*")[^"]+`, 'gi'),
  new RegExp(`(\\b(?:${NAMES})=)[^\\s"'&]+`, 'gi'),
  /([?&](?:code|state|token|key|sig|signature)=)[^\s"'&]+/gi,
  /((?:bearer|basic)\s+)[\w.~+/=-]{6,}/gi,
  // Tokens of Spotify, code_verifiers (43), JSON Web Tokens such as Home Assistant's, keys: nothing that people read is as long, but
  // our variables.
  /\beyJ[\w-]+(?:\.[\w-]*)*/g,
  /\b(?!SPOTIFY2MQTT_)[A-Za-z0-9_-]{43,}={0,2}/g,
  // A pairing code (core/user-code), which is good for a while.
  /\b[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}\b/g,
  /-----BEGIN [^-]+-----[\s\S]*?(?:-----END [^-]+-----|$)/g,
];

/** The text without them. `known` are secrets of this house, as they are written anywhere: plain, encoded in an address or in JSON. */
export function redact(text: string, known: Iterable<string> = []): string {
  const written = [...known]
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    // A single letter says nothing, and is in every word.
    .filter((secret) => secret.trim().length > 2);
  // The longest first: one may be a part of another.
  const longest = [...new Set(written)].toSorted((a, b) => b.length - a.length);
  const without = longest.reduce((before, secret) => before.replaceAll(secret, HIDDEN), text);
  return LOOKS.reduce((before, look) => before.replace(look, keepFirst), without);
}

function keepFirst(_all: string, ...groups: unknown[]): string {
  return `${typeof groups[0] === 'string' ? groups[0] : ''}${HIDDEN}`;
}
