import { connectBroker } from './adapters/mqtt/broker.ts';
import { type EmbeddedBroker, startEmbeddedBroker } from './adapters/mqtt/embedded.ts';
import { openSpotify } from './adapters/spotify/client.ts';
import { type Fetch, openHttp } from './adapters/spotify/http.ts';
import { openTokens } from './adapters/spotify/token.ts';
import { openDataFolder } from './adapters/storage/data-folder.ts';
import { Account } from './bridge/account.ts';
import { type BridgePlan, runBridge } from './bridge/bridge.ts';
import { ClientGate } from './bridge/gate.ts';
import { LimitBook } from './bridge/limits.ts';
import { Tally } from './bridge/tally.ts';
import type { AccountConfig, Config } from './config/config.ts';
import { keptLimits, keptPublished, keptToken } from './kept.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { readVersion } from './version.ts';

const SUPPORT_URL = 'https://github.com/spotify2mqtt/spotify2mqtt';

/** A bridge that runs. */
export interface Running {
  accounts: readonly Account[];
  /** The port of the embedded broker, where there is one. */
  brokerPort: number | undefined;
  /** Ends when the signal aborted and everything has come to rest: `offline` said, files written, sockets closed. */
  ended: Promise<void>;
}

/** Puts the bridge together from a configuration and sets it going, until `signal` aborts. Rejects where it cannot start. */
export async function startBridge(config: Config, log: Log, signal: AbortSignal): Promise<Running> {
  const clock = systemClock;
  const folder = await openDataFolder(config.data, log);
  const embedded = await embeddedBroker(config, log).catch((error: unknown) => {
    folder.release();
    throw error;
  });
  const http = openHttp();
  const broker = connectBroker(brokerOptions(config, embedded), log, clock, new AbortController().signal);

  const limits = keptLimits(folder.path, log);
  const book = new LimitBook(limits, await limits.read());
  const tallies = new Map<string, Tally>();
  const gates = new Map<string, ClientGate>();
  const gateOf = ({ clientId, developer }: AccountConfig): ClientGate => {
    const there = gates.get(clientId);
    if (there) return there;
    const tally = new Tally();
    const gate = new ClientGate(clock, book.of(clientId, developer), tally);
    tallies.set(clientId, tally);
    gates.set(clientId, gate);
    return gate;
  };

  const accounts: Account[] = [];
  for (const account of config.accounts) {
    accounts.push(
      await openAccount({
        account,
        config,
        folder: folder.path,
        fetch: http.fetch,
        gate: gateOf(account),
        clock,
        log,
        signal,
      }),
    );
  }
  const published = keptPublished(folder.path, log);
  const bridge = runBridge({
    plan: planOf(config),
    broker,
    clock,
    log,
    accounts,
    tallies,
    keepsake: published,
    published: await published.read(),
    memory: () => process.memoryUsage.rss(),
    random: Math.random,
    signal,
  });
  const ended = Promise.all([bridge, ...[...gates.values()].map((gate) => gate.run(signal))]).then(
    async () => {
      await broker.close();
      await embedded?.close();
      await http.close();
      // What is kept is written before another bridge, or nobody, owns the folder.
      await Promise.all([limits.settled(), published.settled()]);
      folder.release();
    },
  );
  return { accounts, brokerPort: embedded?.port, ended };
}

async function openAccount(parts: {
  account: AccountConfig;
  config: Config;
  folder: string;
  fetch: Fetch;
  gate: ClientGate;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}): Promise<Account> {
  const { account, config, folder, fetch, gate, clock, log, signal } = parts;
  const { accountsUrl, apiUrl } = config.spotify;
  const line = { fetch, clock, signal };
  const tokens = await openTokens({
    ...line,
    store: keptToken(folder, account.key, log),
    accountsUrl,
    clientId: account.clientId,
    clientSecret: account.clientSecret,
    seed: account.refreshToken,
    log,
  });
  return new Account({
    plan: {
      key: account.key,
      name: account.name,
      device: account.device,
      liked: account.liked,
      queue: account.queue,
    },
    clock,
    log,
    gate,
    spotify: (door) => openSpotify({ ...line, gate: door, tokens, apiUrl }),
    pairing: tokens,
    signal,
  });
}

async function embeddedBroker({ mqtt }: Config, log: Log): Promise<EmbeddedBroker | undefined> {
  if (mqtt.url !== 'embedded') return undefined;
  const { port, host, users } = mqtt.embedded;
  const named = Object.entries(users).map(([username, password]) => ({ username, password }));
  const broker = await startEmbeddedBroker({ port, host, users: named }, log);
  log.info(
    { port: broker.port },
    'the embedded broker listens; it speaks MQTT 3.1.1 only: set a Home Assistant that uses it to protocol 3.1.1',
  );
  return broker;
}

function brokerOptions({ mqtt }: Config, embedded: EmbeddedBroker | undefined) {
  const { url, clientId, baseTopic, username, password, tls } = mqtt;
  if (!embedded) return { url, clientId, baseTopic, username, password, tls };
  const [user] = Object.entries(mqtt.embedded.users);
  return {
    url: `mqtt://127.0.0.1:${embedded.port}`,
    clientId,
    baseTopic,
    protocol: 4 as const,
    ...(user ? { username: user[0], password: user[1] } : {}),
  };
}

function planOf({ mqtt, readers }: Config): BridgePlan {
  return {
    baseTopic: mqtt.baseTopic,
    discoveryPrefix: mqtt.discoveryPrefix,
    discovery: mqtt.discovery,
    birthTopic: mqtt.birthTopic,
    version: readVersion(),
    // Until there is a page to open.
    url: undefined,
    supportUrl: SUPPORT_URL,
    readers: readers.map(({ key }) => key),
  };
}
