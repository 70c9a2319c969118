import type { Health } from '../home-assistant/contract/payloads.ts';
import type { Account } from './account.ts';
import type { Publisher } from './publisher.ts';
import type { Spent, Tally } from './tally.ts';

interface Sources {
  now: number;
  startedAt: number;
  /** Resident memory, bytes. */
  memory: number;
  publisher: Publisher;
  /** How many messages came from the broker. */
  received: number;
  accounts: readonly Account[];
  /** By client id. */
  tallies: ReadonlyMap<string, Tally>;
}

/** What `<base>/bridge/health` says: how the bridge is, which its entities and scripts read. */
export function healthOf({
  now,
  startedAt,
  memory,
  publisher,
  received,
  accounts,
  tallies,
}: Sources): Health {
  const spent = new Map([...tallies].map(([clientId, tally]) => [clientId, tally.spent(now)] as const));
  const sum = (count: (one: Spent) => number) =>
    [...spent.values()].reduce((total, one) => total + count(one), 0);
  const looks = accounts.flatMap(({ store }) => store.state.lookedAt ?? []);
  return {
    started: new Date(startedAt).toISOString(),
    uptime_s: Math.round((now - startedAt) / 1000),
    memory_mb: Math.round(memory / 1e5) / 10,
    mqtt_published: publisher.count,
    mqtt_received: received,
    requests_30s: sum((one) => one.per_30s),
    requests_hour: sum((one) => one.per_hour),
    requests_day: sum((one) => one.per_day),
    requests_total: sum((one) => one.total),
    limited: sum((one) => one.limited),
    looked_at: looks.length ? new Date(Math.max(...looks)).toISOString() : null,
    accounts: Object.fromEntries(
      accounts.map(({ plan, store: { state } }) => [
        plan.key,
        {
          paired: state.paired,
          status: state.playback.status,
          problem: state.problem?.kind ?? null,
          looked_at: state.lookedAt === null ? null : new Date(state.lookedAt).toISOString(),
        },
      ]),
    ),
  };
}
