import type { Line } from '../core/settings.ts';
import { near } from './near.ts';

/** Lines of a config.yaml that cannot be read as a whole, for people to mend. */

/** These lines of a text, in order; without their text where it may hold a secret. */
export function linesOf(text: string, numbers: readonly number[]): Line[] {
  const lines = text.split(/\r?\n/);
  return [...new Set(numbers)]
    .toSorted((one, other) => one - other)
    .map((number) => {
      const line = lines[number - 1] ?? '';
      const isSecret = mayHoldSecret(line) || isBelowUsers(lines, number - 1);
      return { number, text: isSecret ? undefined : line };
    });
}

/** The text with these lines instead of its own. */
export function withLines(text: string, lines: ReadonlyMap<number, string>): string {
  return text
    .split('\n')
    .map((line, at) => lines.get(at + 1) ?? line)
    .join('\n');
}

const SECRETS = [
  'password',
  'client_secret',
  'refresh_token',
  'token',
  'secret',
  'users',
  'key',
  'cert',
  'ca',
];

/**
 * By its words, because a text with mistakes has no other structure: keys of secrets, and what may be one misspelled; credentials
 * in an address; PEM.
 */
function mayHoldSecret(line: string): boolean {
  const keys = [...line.matchAll(/([\w-]+)["']?\s*:/g)].map(([, key = '']) => key);
  return (
    keys.some((key) => /pass|pw|secret|token/i.test(key) || near(key, SECRETS) !== undefined) ||
    /:\/\/[^/\s]*@/.test(line) ||
    /-----|^\s*[A-Za-z0-9+/=]{40,}\s*$/.test(line)
  );
}

/** `mqtt.embedded.users` has the passwords as values of keys that say nothing. */
function isBelowUsers(lines: readonly string[], at: number): boolean {
  let indent = indentOf(lines[at] ?? '');
  for (let above = at - 1; above >= 0; above--) {
    const line = lines[above] ?? '';
    if (line.trim() === '' || indentOf(line) >= indent) continue;
    if (/^\s*["']?users["']?\s*:/.test(line)) return true;
    indent = indentOf(line);
  }
  return false;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
