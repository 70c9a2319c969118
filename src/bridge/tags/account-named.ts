import { BadPayload } from '../../core/problem.ts';
import { quote } from '../../core/values.ts';
import type { Account } from '../account.ts';

/** The account of this key; without one the only account, or the only one that is paired. Throws BadPayload. */
export function accountNamed(accounts: readonly Account[], key: string | undefined): Account {
  const names = accounts.map(({ plan }) => plan.key).join(', ');
  if (key !== undefined) {
    const named = accounts.find(({ plan }) => plan.key === key);
    if (named) return named;
    throw new BadPayload(`no account ${quote(key)}; there are ${names}`);
  }
  const [only, ...others] = accounts;
  if (only && others.length === 0) return only;
  const [paired, ...more] = accounts.filter(({ store }) => store.state.paired);
  if (paired && more.length === 0) return paired;
  throw new BadPayload(
    `which account is meant? name one of ${names}, for a reader by "account" in the configuration`,
  );
}
