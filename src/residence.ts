import { randomBytes } from 'node:crypto';
import type { Metrics } from './adapters/metrics/metrics.ts';
import { openAuthority } from './adapters/spotify/authority.ts';
import { openSpotify } from './adapters/spotify/client.ts';
import type { Fetch } from './adapters/spotify/http.ts';
import { scopesFor } from './adapters/spotify/scopes.ts';
import { openTokens } from './adapters/spotify/token.ts';
import { Account } from './bridge/account.ts';
import { Crier } from './bridge/crier.ts';
import type { Applicant } from './bridge/desk.ts';
import type { ClientGate } from './bridge/gate.ts';
import type { LocalTime } from './bridge/local-time.ts';
import { Pairer } from './bridge/pairer.ts';
import type { People } from './bridge/people.ts';
import type { AccountConfig, Config } from './config/config.ts';
import type { HomePlayers, Notifier } from './core/ports.ts';
import { keptSleep, keptSnapshots, keptSpeakers, keptToken } from './kept.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { ownSignal } from './lib/own-signal.ts';

interface Parts {
  account: AccountConfig;
  config: Config;
  folder: string;
  fetch: Fetch;
  metrics: Metrics;
  gate: ClientGate;
  people: People;
  notifier: Notifier;
  pairPage: () => string;
  homePlayers: HomePlayers | undefined;
  clock: Clock;
  localTime: LocalTime;
  log: Log;
  signal: AbortSignal;
}

/** Everything of one account, put together. */
export interface Residence {
  account: Account;
  applicant: Applicant;
  /** Runs what the account does beside its player: pairing, and telling people of it. */
  run(): Promise<unknown>;
  /** Resolves when all that was to be kept is on the disk. */
  settled(): Promise<unknown>;
}

export async function openResidence(parts: Parts): Promise<Residence> {
  const {
    account: plan,
    config,
    folder,
    metrics,
    gate,
    people,
    notifier,
    pairPage,
    clock,
    localTime,
    log,
  } = parts;
  const signal = ownSignal(parts.signal);
  const { key, name, clientId, clientSecret, queue, liked, device, requestsPerDay, rules, loudness } = plan;
  const { accountsUrl, apiUrl } = config.spotify;
  const fetch = metrics.fetch(parts.fetch, { account: key, accountsUrl });
  const line = { fetch, clock, signal };
  const onExchanged = metrics.exchanged(key);
  const app = { accountsUrl, clientId, clientSecret };
  const store = keptToken(folder, key, log, config.tokenKey);
  const tokens = await openTokens({ ...line, ...app, store, seed: plan.refreshToken, log });
  const sleep = keptSleep(folder, key, log);
  const speakers = keptSpeakers(folder, key, log);
  const snapshots = keptSnapshots(folder, key, log);
  const account = new Account({
    plan: { key, name, device, liked, queue, requestsPerDay, rules, loudness, speakers: config.speakers },
    clock,
    localTime,
    log,
    gate,
    spotify: (door) => openSpotify({ ...line, gate: door, tokens, apiUrl, onExchanged }),
    pairing: tokens,
    sleep,
    speakers: { keepsake: speakers, kept: await speakers.read() },
    snapshots,
    homePlayers: parts.homePlayers,
    signal,
  });
  metrics.account(() => ({ account: key, state: account.store.state, left: gate.left }));
  const authority = openAuthority({ ...line, ...app, apiUrl });
  // Saving and removing are commands of every account, whether or not the heart is shown; so are requests.
  const scopes = scopesFor({ queue, requests: true, library: true, playlists: true });
  // Who paired before there were requests is told when asking, and not reminded.
  const needed = scopesFor({ queue, requests: false, library: true, playlists: true });
  const pairer = new Pairer({
    plan: { key, name, clientId, method: plan.authMethod, scopes, renewals: config.pairing.renewals },
    clock,
    log,
    store: account.store,
    tokens,
    authority,
    gate: gate.member(() => false, key),
    people,
    random: randomBytes,
    pairPage,
    tell: (event) => account.tell(event),
  });
  const crier = new Crier({
    account: { key, name },
    store: account.store,
    clock,
    notifier,
    missingScopes: () => missing(needed, tokens.stored?.scope ?? null),
    onEnding: (days) => account.tell({ event_type: 'pairing_ending', days }),
  });
  return {
    account,
    applicant: { pairer, store: account.store, authority },
    run: () => Promise.all([pairer.run(signal), crier.run(signal)]),
    settled: () => Promise.all([store, sleep, speakers, snapshots].map((one) => one.settled())),
  };
}

/** The scopes that a token lacks; none where Spotify did not say which it has. */
function missing(wanted: readonly string[], granted: string | null): string[] {
  if (granted === null) return [];
  const has = new Set(granted.split(' '));
  return wanted.filter((scope) => !has.has(scope));
}
