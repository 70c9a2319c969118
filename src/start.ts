import type { Metrics } from './adapters/metrics/metrics.ts';
import { lend } from './adapters/mqtt/lease.ts';
import { openHttp } from './adapters/spotify/http.ts';
import type { Account } from './bridge/account.ts';
import { type BridgePlan, runBridge } from './bridge/bridge.ts';
import { BrowserGrants } from './bridge/browser-grants.ts';
import { Desk } from './bridge/desk.ts';
import { Gates } from './bridge/gates.ts';
import { LimitBook } from './bridge/limits.ts';
import { People } from './bridge/people.ts';
import type { Config } from './config/config.ts';
import type { House } from './core/house.ts';
import { houseAddress } from './core/house-address.ts';
import type { SettingsDoor } from './core/settings.ts';
import { type Ground, Grounds } from './ground.ts';
import { openHome } from './home.ts';
import { openHomeHouse } from './home-house.ts';
import { openLocalTime } from './house-time.ts';
import { keptLimits, keptPeople, keptPublished } from './kept.ts';
import { refuseNewer } from './kept-files.ts';
import { calmLog } from './lib/calm-log.ts';
import { systemClock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { qrPng } from './lib/qr.ts';
import { packageFor } from './package.ts';
import { connectedSoon, preparePages } from './pages-later.ts';
import { openResidence, type Residence } from './residence.ts';
import { isContainer, ownAddresses } from './surroundings.ts';
import { openTagHouse } from './tag-house.ts';
import { readVersion } from './version.ts';

const SUPPORT_URL = 'https://github.com/spotify2mqtt/spotify2mqtt';

/** A bridge that runs. */
export interface Running {
  accounts: readonly Account[];
  /** The port of the embedded broker, where there is one. */
  brokerPort: number | undefined;
  /** The port of the pages. */
  pagesPort: number;
  metrics: Metrics;
  /** Lets browsers wait for whoever answers next. */
  hold(): void;
  /** Ends when the signal aborted and everything has come to rest: `offline` said, files written, sockets closed. */
  ended: Promise<void>;
}

/** Puts the bridge together from a configuration and sets it going, until `signal` aborts. Rejects where it cannot start. */
export async function startBridge(config: Config, log: Log, signal: AbortSignal): Promise<Running> {
  const grounds = new Grounds(log);
  try {
    const house = await startHouse(config, await grounds.prepare(config), log, signal);
    return { ...house, ended: house.ended.then(() => grounds.clear()) };
  } catch (error) {
    await grounds.clear();
    throw error;
  }
}

/** The same on a ground that was there before and may be there after; `ended` leaves the ground as it is. */
export async function startHouse(
  config: Config,
  ground: Ground,
  log: Log,
  until: AbortSignal,
  settings?: SettingsDoor,
): Promise<Running> {
  const failed = new AbortController();
  try {
    return await build(config, ground, log, AbortSignal.any([until, failed.signal]), settings);
  } catch (error) {
    // What was begun already must not go on.
    failed.abort(error);
    throw error;
  }
}

async function build(
  config: Config,
  { folder, front, metrics, broker: connection, brokerPort }: Ground,
  everyLine: Log,
  signal: AbortSignal,
  settings: SettingsDoor | undefined,
): Promise<Running> {
  await refuseNewer(folder);
  const clock = systemClock;
  const log = calmLog(everyLine, clock);
  const http = openHttp();
  const { homeAssistant } = config;
  const { home, notifier } = await openHome(config, log, clock, signal);
  metrics.begin();
  const limits = keptLimits(folder, log);
  const gates = new Gates(clock, new LimitBook(limits, await limits.read()), config.spotify.requestsPerDay);
  const keptPersons = keptPeople(folder, log);
  const people = new People(
    keptPersons,
    await keptPersons.read(),
    config.accounts.map(({ key }) => key),
  );
  const published = keptPublished(folder, log);
  const { localTime, ...time } = await openLocalTime(config, home, folder, log);

  const pagesPort = front.port;
  const pagesAddress = () =>
    houseAddress({
      configured: config.http.url ?? config.http.publicUrl,
      lastHost: front.lastHost,
      boundTo: config.http.host,
      neighbour: homeAssistant?.supervisor ? home?.internalUrl : undefined,
      interfaces: ownAddresses(),
      inContainer: isContainer(),
      port: pagesPort,
    });
  const pairPage = () =>
    `${pagesAddress() ?? `port ${pagesPort} of the machine that runs spotify2mqtt, in a browser`}/pair`;

  const broker = lend(connection);
  const counted = metrics.broker(broker);
  const homeMail = openHomeHouse({ config, home, broker: counted, clock, log, signal });
  const residences: Residence[] = [];
  for (const account of config.accounts) {
    const gate = gates.of(account.clientId, account.developer);
    residences.push(
      await openResidence({
        account,
        config,
        folder,
        fetch: http.fetch,
        metrics,
        gate,
        people,
        notifier,
        pairPage,
        homePlayers: homeMail?.of(account.key),
        clock,
        localTime,
        log,
        signal,
      }),
    );
  }
  const accounts = residences.map(({ account }) => account);
  const { publicUrl } = config.http;
  const desk = new Desk({
    clock,
    applicants: new Map(residences.map(({ account, applicant }) => [account.plan.key, applicant])),
    browsers: new BrowserGrants(clock),
    redirects: {
      public: publicUrl === undefined ? undefined : `${publicUrl}/callback`,
      loopback: () => `http://127.0.0.1:${pagesPort}/callback`,
    },
  });
  const { tags, settled: tagsSettled } = await openTagHouse({
    config,
    folder,
    accounts,
    pair: (account) => desk.begin(account),
    home,
    localTime,
    clock,
    log,
    signal,
  });
  tags.onFeedback(({ id }, feedback) => metrics.told(id, feedback));
  let house: House | undefined;
  const publishedBefore = await published.read();
  const bridge = runBridge({
    plan: planOf(config, pagesAddress()),
    broker: counted,
    clock,
    log,
    accounts,
    gates: gates.all,
    keepsake: published,
    published: publishedBefore,
    desk,
    tags,
    localTime,
    qr: qrPng,
    memory: () => process.memoryUsage.rss(),
    random: Math.random,
    onHouse: (door) => {
      house = door;
    },
    witness: metrics.attended,
    homeMail,
    signal,
  });
  connection.connect();
  const moving = [bridge, gates.run(signal), ...residences.map((residence) => residence.run())];
  // Whoever hears of the bridge may press at once; who looks at a page waits for as long as making the pages takes.
  await connectedSoon(broker, signal);
  const pages = await preparePages(front, {
    ...config.http,
    desk,
    house: () => house,
    metrics: metrics.scrape,
    documents: documentsOf(config),
    tags: tags.desk,
    ...(config.mqtt.discovery !== 'off' && { packageOf: (key: string) => packageFor(config, key) }),
    ...(settings && { settings }),
    spotifyAccountsUrl: config.spotify.accountsUrl,
    ingress: config.homeAssistant?.supervisor ?? false,
    log,
    clock,
    version: readVersion(),
  }).catch((error) => {
    broker.release();
    throw error;
  });
  pages.serve();
  const ended = Promise.all(moving).then(async () => {
    await pages.close();
    broker.release();
    await http.close();
    // What is kept is written before another bridge, or nobody, owns the folder.
    const kept = [limits, published, keptPersons, time, ...residences];
    await Promise.all([tagsSettled(), ...kept.map((one) => one.settled())]);
  });
  return { accounts, brokerPort, pagesPort, metrics, hold: () => front.hold(), ended };
}

/** What describes the bridge to machines. Made when somebody asks: nobody needs it to play music. */
function documentsOf({ mqtt, accounts }: Config): () => Promise<ReadonlyMap<string, string>> {
  const { baseTopic: base, discoveryPrefix, birthTopic } = mqtt;
  const keys = accounts.map(({ key }) => key);
  const make = async () => {
    const { configSchemas, contractDocuments } = await import('./documents.ts');
    const place = { base, discoveryPrefix, birthTopic, version: readVersion() };
    return new Map([...contractDocuments(place, keys), ...configSchemas()]);
  };
  let made: ReturnType<typeof make> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function planOf({ mqtt, readers, bindings }: Config, url: string | undefined): BridgePlan {
  return {
    baseTopic: mqtt.baseTopic,
    discoveryPrefix: mqtt.discoveryPrefix,
    discovery: mqtt.discovery,
    birthTopic: mqtt.birthTopic,
    mediaPlayers: mqtt.mediaPlayerDiscovery,
    maxPayload: mqtt.maxPayload,
    version: readVersion(),
    url,
    supportUrl: SUPPORT_URL,
    readers,
    bindings,
  };
}
