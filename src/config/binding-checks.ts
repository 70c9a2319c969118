import { isOwnTopic } from '../home-assistant/own-topics.ts';
import type { Finding } from './finding.ts';
import { baseIn, checkAccount } from './reader-checks.ts';
import { isMapping } from './words.ts';

/** The keys by which a binding does something, and those that only say more of it. */
const DEEDS = ['remote', 'command', 'value', 'values', 'hold'];
const ASIDES = ['topic', 'path', 'account', 'min_volume', 'max_volume'];

type At = (...path: string[]) => unknown;

/** What is wrong with one binding where several of its keys, or the accounts, are seen together. */
export function checkBinding(
  key: string,
  accounts: readonly string[],
  at: At,
  find: (finding: Finding) => void,
): void {
  const own = (name: string) => at('bindings', key, name);
  const fault = (name: string, message: string) => find({ path: ['bindings', key, name], message });
  const isEmpty = (name: string) => {
    const value = own(name);
    return value === undefined || (isMapping(value) && Object.keys(value).length === 0);
  };

  if (!/^[A-Za-z0-9_-]+$/.test(key))
    find({
      path: ['bindings', key],
      message: 'is not a key, letters, digits, _ and - would be right',
      atKey: true,
    });
  // A key with a slip may be what was to do something.
  if (keysOf(at('bindings', key)).every((one) => (DEEDS.includes(one) ? isEmpty(one) : ASIDES.includes(one))))
    find({
      path: ['bindings', key],
      message: 'does nothing, one of remote, command, values and hold would be right',
      atKey: true,
    });
  if (!isEmpty('value') && isEmpty('command'))
    fault('value', 'has no command, command beside it would be right');
  checkTopic(own('topic'), baseIn(at), (message) => fault('topic', message));
  checkAccount(own('account'), accounts, (message) => fault('account', message));
  checkValues(own('value'), own('values'), own('hold'), (path, message) =>
    find({ path: ['bindings', key, ...path], message, atKey: true }),
  );
  const [least, most] = [own('min_volume') ?? 0, own('max_volume') ?? 100];
  if (typeof least === 'number' && typeof most === 'number' && least > most)
    fault('min_volume', `is ${least} and max_volume only ${most}, at most ${most} would be right`);
}

/** A binding at the bridge's own topics could ask, with what it asked, again and again. */
function checkTopic(topic: unknown, base: string, fault: (message: string) => void): void {
  if (typeof topic !== 'string') return;
  if (/^(\+\/)*#$/.test(topic)) fault('names every topic there is, that of the remote would be right');
  else if (isOwnTopic(base, topic))
    fault('belongs to the bridge itself, the topic that the remote sends to would be right');
}

function checkValues(
  value: unknown,
  values: unknown,
  hold: unknown,
  fault: (path: string[], message: string) => void,
): void {
  const named = [value, ...keysOf(values)];
  const twice = typeof value === 'string' && keysOf(values).includes(value);
  if (twice) fault(['values', value], 'is the value above again, one of the two would be right');
  for (const one of keysOf(hold))
    if (named.includes(one)) fault(['hold', one], 'is under values too, one of the two would be right');
}

function keysOf(value: unknown): string[] {
  return isMapping(value) ? Object.keys(value) : [];
}
