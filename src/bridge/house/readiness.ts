import type { Readiness } from '../../core/house.ts';
import type { Account } from '../account.ts';

/**
 * Ready is who can be of use: a bridge without its broker cannot, nor before it knows how its accounts are. One whose
 * account waits to be paired, or for Spotify, can; starting it anew would mend nothing.
 */
export function readinessOf(brokerOnline: boolean, accounts: readonly Account[]): Readiness {
  const unknown = accounts.filter(({ store: { state } }) => state.lookedAt === null && !state.problem);
  const why = [
    ...(brokerOnline ? [] : ['the broker is not connected']),
    ...unknown.map(({ plan }) => `what ${plan.key} plays is not known yet`),
  ];
  const problems = accounts.flatMap(({ plan, store: { state } }) =>
    state.problem ? [[plan.key, state.problem.kind] as const] : [],
  );
  return { ready: why.length === 0, why, problems: Object.fromEntries(problems) };
}
