import { cardIdOf } from '../core/card-id.ts';
import type { Finding } from './finding.ts';
import { either } from './near.ts';
import { accountMistake } from './reader-checks.ts';
import { DEEDS } from './tag-shape.ts';
import { isMapping } from './words.ts';

/** Mistakes of tags.yaml that show only where several keys, tags or the accounts are seen together. `root` is in long form. */
export function findTagsTogether(
  root: unknown,
  accounts: readonly string[],
  lineOf: (key: string) => number,
): Finding[] {
  if (!isMapping(root)) return [];
  return [
    ...wrongIds(Object.keys(root), lineOf),
    ...Object.entries(root).flatMap(([key, tag]) => (isMapping(tag) ? wrongTag(key, tag, accounts) : [])),
  ];
}

function wrongIds(keys: readonly string[], lineOf: (key: string) => number): Finding[] {
  const findings: Finding[] = [];
  const seen = new Map<string, string>();
  for (const key of keys.toSorted((one, other) => lineOf(one) - lineOf(other))) {
    const fault = (message: string) => findings.push({ path: [key], message, atKey: true });
    const id = cardIdOf(key);
    const first = 'uid' in id ? seen.get(id.uid) : undefined;
    if ('wrong' in id) fault(id.wrong);
    else if (first === undefined) seen.set(id.uid, key);
    else fault(`is the tag ${first} of line ${lineOf(first)} again, one of the two would be right`);
  }
  return findings;
}

function wrongTag(key: string, tag: Record<string, unknown>, accounts: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  const [deed, other] = Object.keys(tag).filter((one) => DEEDS.some((known) => known === one));
  if (deed === undefined)
    findings.push({
      path: [key],
      message: `does nothing, one of ${either(DEEDS)} would be right`,
      atKey: true,
    });
  if (other !== undefined)
    findings.push({
      path: [key, other],
      message: `is beside ${deed}, one of the two would be right`,
      atKey: true,
    });
  const account = typeof tag.account === 'string' ? accountMistake(tag.account, accounts) : undefined;
  if (account) findings.push({ path: [key, 'account'], message: account });
  const { volume, max_volume: most } = tag;
  if (typeof volume === 'number' && typeof most === 'number' && volume > most)
    findings.push({ path: [key, 'volume'], message: `is above max_volume, at most ${most} would be right` });
  return findings;
}
