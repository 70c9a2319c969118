import type { Health } from '../home-assistant/contract/payloads.ts';
import type { Account } from './account.ts';
import type { ClientGate } from './gate.ts';
import type { Publisher } from './publisher.ts';
import type { Purse } from './purse.ts';
import { sayWaiting } from './requests/say-waiting.ts';

interface Sources {
  now: number;
  startedAt: number;
  /** Resident memory, bytes. */
  memory: number;
  publisher: Publisher;
  /** How many messages came from the broker. */
  received: number;
  accounts: readonly Account[];
  /** One for each client id. */
  gates: readonly ClientGate[];
}

/** What `<base>/bridge/health` says: how the bridge is, which its entities and scripts read. */
export function healthOf({ now, startedAt, memory, publisher, received, accounts, gates }: Sources): Health {
  const spent = gates.map(({ day: { tally, ceiling } }) => ({ ...tally.spent(now), ceiling }));
  const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);
  const capped = spent.filter(({ ceiling }) => ceiling > 0);
  const looks = accounts.flatMap(({ store }) => store.state.lookedAt ?? []);
  return {
    started: new Date(startedAt).toISOString(),
    // Before it started where the clock was set back.
    uptime_s: Math.max(0, Math.round((now - startedAt) / 1000)),
    memory_mb: Math.round(memory / 1e5) / 10,
    mqtt_published: publisher.count,
    mqtt_received: received,
    requests_30s: sum(spent.map((one) => one.per_30s)),
    requests_hour: sum(spent.map((one) => one.per_hour)),
    requests_day: sum(spent.map((one) => one.per_day)),
    requests_total: sum(gates.map(({ day: { tally } }) => tally.total)),
    requests_left_day: capped.length
      ? Math.min(...capped.map(({ ceiling, per_day }) => Math.max(0, ceiling - per_day)))
      : null,
    stretch: Math.max(1, ...accounts.map(({ purse }) => rounded(purse.stretch))),
    limited: sum(gates.map(({ day: { tally } }) => tally.limited)),
    another_program: gates.some(({ shared }) => shared),
    looked_at: looks.length ? new Date(Math.max(...looks)).toISOString() : null,
    accounts: Object.fromEntries(
      accounts.map(({ plan, purse, store: { state } }) => [
        plan.key,
        {
          paired: state.paired,
          status: state.playback.status,
          problem: state.problem?.kind ?? null,
          looked_at: state.lookedAt === null ? null : new Date(state.lookedAt).toISOString(),
          ...spentBy(purse, now),
        },
      ]),
    ),
    waiting: accounts.flatMap(({ plan, store }) =>
      store.state.waiting.map((one) => ({ account: plan.key, ...sayWaiting(one) })),
    ),
  };
}

function spentBy(purse: Purse, now: number) {
  const { per_30s, per_hour, per_day, purposes } = purse.spent(now);
  return {
    requests_30s: per_30s,
    requests_hour: per_hour,
    requests_day: per_day,
    requests_day_for: purposes,
    stretch: rounded(purse.stretch),
    another_program: purse.shared,
  };
}

function rounded(stretch: number): number {
  return Math.round(stretch * 10) / 10;
}
