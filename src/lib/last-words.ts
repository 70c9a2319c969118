import { redact } from './redact.ts';

/** So deep are causes followed; one may be its own. */
const DEEPEST = 5;

/**
 * What is said of a bug that ends the process: each error's name, message and place, and those of its causes. Nothing that hangs on
 * an error: requests with their tokens do. `known` are secrets of this house.
 */
export function lastWords(error: unknown, known: Iterable<string> = []): string {
  return redact(told(error, 0), known);
}

function told(error: unknown, depth: number): string {
  if (!(error instanceof Error)) return typeof error === 'object' ? 'an object was thrown' : String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  if (depth === DEEPEST) return own;
  const parts = error instanceof AggregateError ? error.errors : [];
  const below = error.cause === undefined ? parts : [error.cause, ...parts];
  return [own, ...below.map((one: unknown) => `caused by ${told(one, depth + 1)}`)].join('\n');
}
