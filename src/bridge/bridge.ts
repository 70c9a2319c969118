import type { Binding } from '../core/binding.ts';
import { type House, LONGEST_REQUEST } from '../core/house.ts';
import type { PairingDesk } from '../core/pairing.ts';
import type { Broker, Keepsake } from '../core/ports.ts';
import type { State } from '../core/state.ts';
import type { Witness } from '../core/witness.ts';
import type { Info } from '../home-assistant/contract/payloads.ts';
import { accountDevice, bridgeDevice, type Form, nodeOf, type Setting } from '../home-assistant/discovery.ts';
import { mediaPlayerConfig } from '../home-assistant/media-player.ts';
import { topicsOf } from '../home-assistant/topics.ts';
import type { Clock } from '../lib/clock.ts';
import { Later } from '../lib/later.ts';
import type { Log } from '../lib/log.ts';
import type { Account } from './account.ts';
import { Announcer, type Published } from './announcer.ts';
import { Answerer } from './answerer.ts';
import { Clerk, type Resident } from './clerk.ts';
import { Door } from './door.ts';
import type { ClientGate } from './gate.ts';
import { healthOf } from './health.ts';
import type { HomeMail } from './home-mail.ts';
import { HouseDoor } from './house/door.ts';
import type { LocalTime } from './local-time.ts';
import { Publisher } from './publisher.ts';
import { Remotes } from './remotes.ts';
import { accountRequests } from './requests/account-requests.ts';
import { sayAccount } from './requests/accounts.ts';
import { sayListened } from './requests/listened.ts';
import { LogLevel } from './requests/log-level.ts';
import { pairRequests } from './requests/pair.ts';
import type { Tags } from './tags/open-tags.ts';
import type { ReaderPlan } from './tags/reader.ts';
import { ReaderBoard } from './tags/reader-board.ts';
import { ReaderDoor } from './tags/reader-door.ts';
import { tagRequests } from './tags/requests.ts';
import { Voice } from './voice.ts';

const HEALTH_EVERY_MS = 60_000;

export interface BridgePlan {
  baseTopic: string;
  discoveryPrefix: string;
  discovery: Form | 'off';
  birthTopic: string;
  /** Bytes of the longest payload that is read over MQTT; by default that of a request of the bridge. */
  maxPayload?: number;
  /** Whether players are announced to the custom integration mqtt_media_player too. */
  mediaPlayers?: boolean;
  version: string;
  /** Where a browser finds the bridge; undefined where nobody knows. */
  url: string | undefined;
  supportUrl: string;
  /** The readers of the configuration. */
  readers: readonly ReaderPlan[];
  bindings: readonly Binding[];
}

interface Parts {
  plan: BridgePlan;
  broker: Broker;
  clock: Clock;
  log: Log;
  accounts: readonly Account[];
  /** By client id. */
  gates: ReadonlyMap<string, ClientGate>;
  keepsake: Keepsake<Published>;
  published: Published | undefined;
  /** What is asked about pairing. */
  desk: PairingDesk;
  tags: Tags;
  /** What time it is in the house. */
  localTime: LocalTime;
  /** A QR code as PNG. */
  qr: (text: string) => Promise<Uint8Array>;
  memory: () => number;
  random: () => number;
  /** Hears how the bridge is reached otherwise than by MQTT, before anything moves. */
  onHouse?: (house: House) => void;
  /** Hears of all that was asked of the bridge. */
  witness?: Witness;
  /** What Home Assistant is asked by MQTT, where speakers are played through it. */
  homeMail?: HomeMail | undefined;
  signal: AbortSignal;
}

/** All accounts on one broker: what is said, what is heard, what Home Assistant is told. Runs until the signal aborts. */
export async function runBridge(parts: Parts): Promise<void> {
  const { plan, broker, clock, log, accounts, tags, localTime, signal } = parts;
  const topics = topicsOf(plan.baseTopic);
  const publisher = new Publisher(broker);
  const startedAt = clock.now();
  const setting = (): Setting => ({
    topics,
    prefix: plan.discoveryPrefix,
    form: plan.discovery === 'off' ? 'device' : plan.discovery,
    protocol: broker.protocol,
    version: plan.version,
    supportUrl: plan.supportUrl,
    ...(plan.url === undefined ? {} : { url: plan.url }),
  });

  const residents = new Map<string, Resident>();
  const voices = () => [...residents.values()].map(({ voice }) => voice);
  const announcer = new Announcer({
    broker,
    publisher,
    clock,
    log,
    setting,
    enabled: plan.discovery !== 'off',
    birthTopic: plan.birthTopic,
    keepsake: parts.keepsake,
    published: parts.published,
    random: parts.random,
    speakAgain: () => speakAll(),
    onKnown: () => {
      for (const voice of voices()) voice.speak();
    },
  });

  for (const account of accounts) {
    const voice = new Voice({
      account,
      publisher,
      topics: topics.account(account.plan.key),
      ...(plan.mediaPlayers && {
        mediaPlayer: mediaPlayerConfig({ account: account.plan.key, name: account.plan.name }, topics),
      }),
      clock,
      placeholder: undefined,
      qr: parts.qr,
      knows: (key, entity, option) => announcer.knows(nodeOf(plan.baseTopic, key), entity, option),
    });
    residents.set(account.plan.key, { account, voice });
    announcer.add(() => accountDevice(voice.view, setting()));
    account.store.watch((state, before) => {
      if (changesDiscovery(state, before)) announcer.changed(nodeOf(plan.baseTopic, account.plan.key));
      if (state.waiting !== before.waiting) sayHealth();
    });
  }
  announcer.add(() => bridgeDevice({ version: plan.version }, setting()));

  const health = () =>
    healthOf({
      now: clock.now(),
      startedAt,
      memory: parts.memory(),
      publisher,
      received: door.count + readers.count,
      accounts,
      gates: [...parts.gates.values()],
    });
  const sayHealth = () => publisher.say(topics.bridge.health, JSON.stringify(health()));
  const info = (): Info => ({
    version: plan.version,
    base: plan.baseTopic,
    url: plan.url ?? null,
    timezone: localTime.zone.zone,
    accounts: accounts.map(({ plan: { key, name } }) => ({ key, name })),
    readers: tags.readers.all().flatMap(({ id, proven }) => (proven ? [id] : [])),
  });
  const sayInfo = () => publisher.say(topics.bridge.info, JSON.stringify(info()));
  localTime.onChange(sayInfo);
  const board = new ReaderBoard({
    tags,
    accounts,
    publisher,
    announcer,
    topics,
    setting,
    clock,
    onNews: sayInfo,
  });
  board.speak();
  const speakAll = () => {
    sayInfo();
    if (publisher.said(topics.bridge.health) === undefined) sayHealth();
    for (const voice of voices()) voice.speak();
    board.speak();
    publisher.repeat(`${plan.baseTopic}/`);
  };

  const answerer = new Answerer({ publisher, topics, log });
  const { witness } = parts;
  const { maxPayload = LONGEST_REQUEST } = plan;
  const readers = new ReaderDoor({
    maxPayload,
    ...{ broker, answerer, topics, tags, board, clock, log, witness },
    plans: plan.readers,
  });
  const logLevel = new LogLevel(log, clock);
  const clerk = new Clerk({
    clock,
    residents,
    desk: parts.desk,
    tags: {
      learn: (account, does) => tags.desk.learn({ account, ...(does !== undefined && { does }) }),
      nameCard: (account, name) => tags.nameCard(account, name),
    },
    accountRequests: accountRequests({ clock, cards: () => tags.desk.tags() }),
    witness,
    requests: {
      rediscover: () => {
        announcer.rediscover();
        return {};
      },
      ...pairRequests(parts.desk, () => [...residents.keys()]),
      info,
      health,
      accounts: () => ({ accounts: accounts.map((account) => sayAccount(account, clock.now())) }),
      listened: () => sayListened(accounts, tags),
      log_level: (payload) => logLevel.ask(payload),
      ...tagRequests(tags.desk),
    },
  });
  const door = new Door({ maxPayload, broker, answerer, clerk, topics, log, readers, home: parts.homeMail });
  door.open();
  readers.open();
  const { bindings, baseTopic } = plan;
  new Remotes({ maxPayload, broker, bindings, accounts, baseTopic, clock, log, witness, signal }).open();
  const { version, url } = plan;
  parts.onHouse?.(new HouseDoor({ clerk, residents, tags, broker, clock, version, url, localTime }));

  const minutes = new Later(clock);
  minutes.at(startedAt + HEALTH_EVERY_MS);
  await Promise.all([
    announcer.run(signal),
    board.run(signal),
    tags.run(),
    logLevel.run(signal),
    minutes.run(() => {
      sayHealth();
      for (const { purse } of accounts) purse.count(clock.now());
      minutes.at(clock.now() + HEALTH_EVERY_MS);
    }, signal),
    ...accounts.map((account) => account.run()),
  ]);
}

/** Whether the options of a select may have changed. */
function changesDiscovery(state: State, before: State): boolean {
  return (
    state.devices !== before.devices ||
    state.known !== before.known ||
    state.playlists !== before.playlists ||
    state.playback.device?.name !== before.playback.device?.name
  );
}
