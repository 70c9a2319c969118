import { isOwnTopic } from '../home-assistant/own-topics.ts';
import { isReader } from '../home-assistant/topics.ts';
import type { Path } from './mistake.ts';
import { near } from './near.ts';

type At = (...path: string[]) => unknown;
type Find = (path: Path, message: string) => void;

/** What is wrong with one reader where several of its keys, or the accounts, are seen together. */
export function checkReader(key: string, accounts: readonly string[], at: At, find: Find): void {
  const own = (name: string) => at('readers', key, name);
  const fault = (name: string, message: string) => find(['readers', key, name], message);

  if (!/^[A-Za-z0-9_-]+$/.test(key))
    find(
      ['readers', key],
      'is not a key for topics, letters, digits, _ and - would be right, with `name` for people',
    );
  else if (!isReader(key))
    find(
      ['readers', key],
      key.length > 64
        ? 'is too long for topics, at most 64 characters would be right'
        : 'is a word that topics use themselves, any other key would be right',
    );
  checkTopics(key, baseIn(at), own, fault);
  checkAccount(own('account'), accounts, (message) => fault('account', message));
  checkLoudness(['readers', key], at, find);
}

/** What is wrong with volumes and quiet hours, of a reader or an account, where they are seen together. */
export function checkLoudness(path: readonly string[], at: At, find: Find): void {
  const own = (name: string) => at(...path, name);
  checkVolumes(own, (name, message) => find([...path, name], message));
  const quiet = (name: string) => at(...path, 'quiet', name);
  if (typeof quiet('from') === 'string' && quiet('from') === quiet('to'))
    find([...path, 'quiet', 'to'], 'is when they begin, another time would be right');
  const [least, hushed] = [percentIn(own('min_volume')), percentIn(quiet('max_volume'))];
  if (least !== undefined && hushed !== undefined && hushed < least)
    find([...path, 'quiet', 'max_volume'], `is below min_volume, at least ${least} would be right`);
}

/** A reader at the bridge's own topics would hear the bridge's answers and answer them, for ever. */
function checkTopics(
  key: string,
  base: string,
  own: (name: string) => unknown,
  fault: (name: string, message: string) => void,
): void {
  for (const [name, level] of [
    ['topic', 'tag'],
    ['removed_topic', undefined],
    ['status_topic', 'status'],
  ] as const) {
    const topic = own(name);
    if (typeof topic !== 'string') continue;
    if (/^(\+\/)*#$/.test(topic))
      fault(name, 'names every topic there is, that of the reader would be right');
    else if (isOwnTopic(base, topic)) {
      const reader = topic.slice(`${base}/reader/`.length, -`/${level}`.length);
      const isReaders = level !== undefined && topic === `${base}/reader/${reader}/${level}`;
      if (!isReaders)
        fault(name, 'belongs to the bridge itself, the topic that the reader sends to would be right');
      else if (reader !== '+' && reader !== key)
        fault(name, `is that of the reader ${reader}, ${reader} as the key instead of ${key} would be right`);
    }
  }
}

/** The base topic as it stands there, or the usual one. */
export function baseIn(at: At): string {
  const base = at('mqtt', 'base_topic');
  return typeof base === 'string' ? base : 'spotify2mqtt';
}

/** An account that must be named where there are several, and must be one. */
export function checkAccount(
  account: unknown,
  accounts: readonly string[],
  fault: (message: string) => void,
): void {
  if (account === undefined && accounts.length > 1)
    fault(`is missing as there are several accounts, one of ${accounts.join(', ')} would be right`);
  const mistake = typeof account === 'string' ? accountMistake(account, accounts) : undefined;
  if (mistake) fault(mistake);
}

/** What is wrong with the name of an account; `accounts` without any is the one that nobody named. */
export function accountMistake(account: string, accounts: readonly string[]): string | undefined {
  const known = accounts.length === 0 ? ['spotify'] : accounts;
  if (known.includes(account)) return undefined;
  const meant = near(account, known);
  return `is no account, ${meant ? `did you mean ${meant}?` : `one of ${known.join(', ')} would be right`}`;
}

function checkVolumes(own: (name: string) => unknown, fault: (name: string, message: string) => void): void {
  const [least, most] = [percentIn(own('min_volume')) ?? 0, percentIn(own('max_volume')) ?? 100];
  const start = percentIn(own('volume')) ?? least;
  if (least > most)
    fault('min_volume', `is ${least} and max_volume only ${most}, at most ${most} would be right`);
  else if (start < least || start > most)
    fault('volume', `is ${start}, from ${least} to ${most} (min_volume, max_volume) would be right`);
}

/** A volume that the shape finds no fault with. */
function percentIn(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : undefined;
}
