import { openSpotify } from '../../src/adapters/spotify/client.ts';
import type { Fetch } from '../../src/adapters/spotify/http.ts';
import { openTokens } from '../../src/adapters/spotify/token.ts';
import { Account, type AccountPlan } from '../../src/bridge/account.ts';
import type { Published } from '../../src/bridge/announcer.ts';
import { runBridge } from '../../src/bridge/bridge.ts';
import type { KeptSpeakers } from '../../src/bridge/device-book.ts';
import { ClientGate } from '../../src/bridge/gate.ts';
import { HomeMail } from '../../src/bridge/home-mail.ts';
import { type KeptLimits, LimitBook } from '../../src/bridge/limits.ts';
import { LocalTime } from '../../src/bridge/local-time.ts';
import type { KeptSnapshots } from '../../src/bridge/restoring.ts';
import type { KeptSleep } from '../../src/bridge/sleeper.ts';
import type { ReaderPlan } from '../../src/bridge/tags/reader.ts';
import { Tally } from '../../src/bridge/tally.ts';
import type { Binding } from '../../src/core/binding.ts';
import type { House as Door } from '../../src/core/house.ts';
import { NO_RULES } from '../../src/core/house-rules.ts';
import type { Keepsake, StoredToken, TokenStore } from '../../src/core/ports.ts';
import { type SpeakerRules, USUAL_SPEAKERS } from '../../src/core/speaker-plan.ts';
import type { Attendance } from '../../src/core/witness.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { type Log, silentLog } from '../../src/lib/log.ts';
import { DASHBOARD_CLIENT } from '../../src/simulator/accounts/client.ts';
import type { Act } from '../../src/simulator/control/act.ts';
import type { Fetch as SimulatorFetch } from '../../src/simulator/fetch.ts';
import type { Settings } from '../../src/simulator/settings.ts';
import { Simulator } from '../../src/simulator/simulator.ts';
import { contractBreaks } from '../contract.ts';
import { FakeBroker } from '../fakes/broker.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakeDesk } from '../fakes/desk.ts';
import { FakeTagFile, inMemory, tagDisk, testTags } from '../fakes/tags.ts';
import { tokensIn, watchLog } from './tokens-said.ts';
import { ACCOUNTS, API, type Sent, wiretap } from './wire.ts';

/** What a keepsake holds, as it is on the disk. */
interface Page {
  text: string | undefined;
}

/** An account of the bridge and the simulator's user behind it; its key is the user's unless said otherwise. */
export type Resident = Partial<AccountPlan> & { user: string };

export interface HouseOptions {
  residents?: readonly Resident[];
  /** Of the configuration. */
  readers?: readonly ReaderPlan[];
  bindings?: readonly Binding[];
  settings?: Partial<Settings>;
  /** Of the configuration. */
  speakers?: readonly SpeakerRules[];
  /** The process's own. */
  timezone?: string;
  seed?: number;
  /** When it is, ms since the epoch; else that of the clock. */
  start?: number;
  /** What the accounts' tokens allow, separated by blanks; all, unless said otherwise. */
  scope?: string;
  /** Sets the scene before the bridge starts. */
  before?: (simulator: Simulator, clock: FakeClock) => void;
  log?: Log;
  /** What the bridge takes for the time, where that is not what Spotify does. */
  clockOf?: (clock: FakeClock) => Clock;
  /** What lies between the bridge and Spotify. */
  wire?: (fetch: SimulatorFetch) => SimulatorFetch;
}

export type Answer = Record<string, unknown> & {
  ok?: boolean;
  problem?: { kind: string; message: string; retry_at?: string };
};

/** Every command that was asked for over MQTT, and what came back. */
export interface Asking {
  at: number;
  account: string;
  payload: string;
  answer: Answer | undefined;
  answeredAt: number | undefined;
}

/**
 * A whole bridge on a simulator, in virtual time: real accounts, gate, limits, tokens and client;
 * only the broker, the clock, the disk and the wire are the test's. All accounts share one client
 * id. `restart` puts a new bridge on the same broker, disk and Spotify.
 */
export async function openHouse({
  residents = [{ user: 'family' }],
  readers = [],
  bindings = [],
  settings = {},
  speakers: ruled = [],
  timezone = 'UTC',
  seed,
  start: startsAt,
  scope,
  before,
  log: listener = silentLog,
  clockOf,
  wire = (fetch) => fetch,
}: HouseOptions = {}) {
  const tokensLogged: string[] = [];
  const log = watchLog(listener, (line) => tokensLogged.push(line));
  const clock = new FakeClock(startsAt);
  const own = clockOf?.(clock) ?? clock;
  const simulator = new Simulator(clock, {
    settings: { latencyMs: 40, ...settings },
    ...(seed === undefined ? {} : { seed }),
  });
  const { control } = simulator.world;
  for (const { user } of residents) control.user({ id: user }, clock.now());
  before?.(simulator, clock);

  const sent: Sent[] = [];
  const fetch: Fetch = wiretap(wire(simulator.fetch), clock, sent);
  const disk = {
    limits: inMemory<KeptLimits>(),
    published: inMemory<Published>(),
    sleeps: new Map<string, Keepsake<KeptSleep> & Page>(),
    snapshots: new Map<string, Keepsake<KeptSnapshots> & Page>(),
    speakers: new Map<string, Keepsake<KeptSpeakers> & Page>(),
    tokens: new Map<string, TokenStore & { written: StoredToken[] }>(),
    tags: tagDisk(),
  };
  const tagFile = new FakeTagFile();
  const desk = new FakeDesk();
  const seeds = new Map<string, string>();
  for (const { user } of residents) {
    seeds.set(user, simulator.seedRefreshToken({ user, ...(scope === undefined ? {} : { scope }) }));
    disk.tokens.set(user, tokenStore());
    disk.sleeps.set(user, inMemory<KeptSleep>());
    disk.snapshots.set(user, inMemory<KeptSnapshots>());
    disk.speakers.set(user, inMemory<KeptSpeakers>());
  }
  const askings: Asking[] = [];
  const attended: Attendance[] = [];
  const said: { at: number; topic: string; payload: string; retain: boolean }[] = [];

  let door: Door | undefined;
  async function start(broker: FakeBroker) {
    const stop = new AbortController();
    const { signal } = stop;
    const book = new LimitBook(disk.limits, await disk.limits.read());
    const gate = new ClientGate(own, book.of(DASHBOARD_CLIENT, 'family'), new Tally());
    const homeMail = new HomeMail({
      ...{ broker, clock: own, log, signal, direct: undefined },
      topics: topicsOf('spotify2mqtt'),
    });
    const localTime = new LocalTime({ system: timezone, log });
    const accounts: Account[] = [];
    for (const { user, ...plan } of residents) {
      const store = disk.tokens.get(user);
      const sleep = disk.sleeps.get(user);
      const speakers = disk.speakers.get(user);
      if (!store || !sleep || !speakers) throw new Error(`no disk for ${user}`);
      const line = { fetch, clock: own, signal };
      const tokens = await openTokens({
        ...line,
        store,
        accountsUrl: ACCOUNTS,
        clientId: DASHBOARD_CLIENT,
        seed: seeds.get(user),
      });
      accounts.push(
        new Account({
          plan: {
            ...{ key: user, name: user, device: undefined, liked: false, queue: false },
            speakers: { ...USUAL_SPEAKERS, devices: ruled },
            rules: NO_RULES,
            ...plan,
          },
          clock: own,
          localTime,
          log,
          gate,
          spotify: (door) => openSpotify({ ...line, gate: door, tokens, apiUrl: API, random: () => 0.5 }),
          pairing: tokens,
          sleep,
          speakers: { keepsake: speakers, kept: await speakers.read() },
          snapshots: disk.snapshots.get(user),
          homePlayers: homeMail.of(user),
          signal,
        }),
      );
    }
    listen(broker);
    const pair = (account: string) => desk.begin(account);
    const tags = await testTags({
      accounts,
      clock: own,
      signal,
      plans: readers,
      disk: disk.tags,
      file: tagFile,
      pair,
      localTime,
    });
    const running = Promise.all([
      gate.run(signal),
      runBridge({
        plan: {
          baseTopic: 'spotify2mqtt',
          discoveryPrefix: 'homeassistant',
          discovery: 'device',
          birthTopic: 'homeassistant/status',
          version: '1.2.3',
          url: undefined,
          supportUrl: 'https://example.org/spotify2mqtt',
          readers,
          bindings,
        },
        broker,
        clock: own,
        log,
        accounts,
        gates: new Map([[DASHBOARD_CLIENT, gate]]),
        keepsake: disk.published,
        published: await disk.published.read(),
        desk,
        tags,
        localTime,
        qr: async (text) => new TextEncoder().encode(text),
        memory: () => 80e6,
        random: () => 0.5,
        onHouse: (opened) => {
          door = opened;
        },
        witness: (asked) => attended.push(asked),
        homeMail,
        signal,
      }),
    ]);
    return { broker, accounts, tags, localTime, stop, running };
  }

  /** Hears all that is said, with the time, and gives answers to who asked. */
  function listen(broker: FakeBroker): void {
    broker.subscribe('spotify2mqtt/#', ({ topic, payload }) => {
      said.push({
        at: clock.now(),
        topic,
        payload: String(payload),
        retain: !/\/(event|response)$/.test(topic),
      });
    });
    broker.subscribe('answers/+', ({ topic, payload }) => {
      const asking = askings[Number(topic.slice('answers/'.length))];
      if (!asking) return;
      asking.answer = JSON.parse(String(payload));
      asking.answeredAt = clock.now();
    });
  }

  let bridge = await start(new FakeBroker());
  await clock.advance(0);

  const send = (account: string, level: string, payload: string): Asking => {
    const asking: Asking = { at: clock.now(), account, payload, answer: undefined, answeredAt: undefined };
    askings.push(asking);
    bridge.broker.deliver(`spotify2mqtt/${account}/${level}`, payload, {
      responseTopic: `answers/${askings.length - 1}`,
    });
    return asking;
  };
  const value = (account: string, key: string) =>
    bridge.broker.retained.get(`spotify2mqtt/${account}/${key}`);

  /** Whatever happened in the house: no token was said, and nothing that the contract does not describe. */
  async function stop(): Promise<void> {
    bridge.stop.abort();
    await bridge.running;
    const tokens = [...tokensIn(bridge.broker.published), ...tokensLogged];
    if (tokens.length > 0) throw new Error(`tokens were said: ${tokens.join(', ')}`);
    const breaks = contractBreaks(bridge.broker.published);
    if (breaks.length > 0) throw new Error(`the contract was broken:\n${breaks.join('\n')}`);
  }

  /** It stops, and what it would write to these on its way out is not written. */
  async function fail(pages: readonly Page[]): Promise<void> {
    const kept = pages.map((page) => ({ page, text: page.text }));
    await stop();
    for (const { page, text } of kept) page.text = text;
  }

  /** The power is cut. */
  function cut(): Promise<void> {
    const { limits, published, sleeps, snapshots, speakers, tags } = disk;
    const maps = [sleeps, snapshots, speakers].flatMap((map): Page[] => [...map.values()]);
    return fail([limits, published, ...maps, ...Object.values(tags)]);
  }

  /** A new bridge on the same broker, disk and Spotify. */
  async function boot(): Promise<void> {
    const broker = new FakeBroker();
    for (const [topic, payload] of bridge.broker.retained) broker.retained.set(topic, payload);
    bridge = await start(broker);
    await clock.advance(0);
  }

  async function restart(): Promise<void> {
    await stop();
    await boot();
  }

  return {
    clock,
    simulator,
    control,
    clientId: DASHBOARD_CLIENT,
    catalogue: simulator.world.spotify.catalogue,
    disk,
    sent,
    said,
    askings,
    /** What was told to who counts. */
    attended,
    send,
    /** What an entity of an account says now; `retained` is what the broker keeps. */
    value,
    values: (account: string, ...keys: string[]) =>
      Object.fromEntries(keys.map((key) => [key, value(account, key)])),
    get broker() {
      return bridge.broker;
    },
    get accounts() {
      return bridge.accounts;
    },
    get localTime() {
      return bridge.localTime;
    },
    get tags() {
      return bridge.tags;
    },
    /** How it is reached otherwise than by MQTT. */
    get door() {
      return door;
    },
    tagFile,
    desk,
    /** Asks over MQTT and waits for the answer, for at most `patience` ms. */
    async ask(
      account: string,
      payload: string,
      { level = 'command', patience = 60_000 } = {},
    ): Promise<Answer> {
      const asking = send(account, level, payload);
      const end = clock.now() + patience;
      await clock.advance(0);
      while (!asking.answer && clock.now() < end) await clock.advance(10);
      if (!asking.answer) throw new Error(`no answer to ${payload} within ${patience} ms`);
      return asking.answer;
    },
    hint: (account: string) => bridge.broker.deliver(`spotify2mqtt/${account}/hint`, '1'),
    /** Somebody acts in Spotify's own app. */
    phone: (deed: Act) => simulator.act(deed),
    restart,
    cut,
    boot,
    /** It crashes, and is started at once; the budget is judged over it, so what was spent is kept. */
    async kill(): Promise<void> {
      const { tags, past, readers: met } = disk.tags;
      await fail([tags, past, met]);
      await boot();
    },
    close: stop,
  };
}
export type House = Awaited<ReturnType<typeof openHouse>>;

/** A house whose family plays an album in the kitchen, after its first looks and errands. */
export async function playingHouse(options: HouseOptions = {}) {
  const house = await openHouse({
    ...options,
    before(simulator, clock) {
      const album = simulator.world.spotify.catalogue.albumNamed('Lanterns at Low Tide');
      simulator.scene({ uri: album.uri, offset: 1, device: 'Kitchen', playing: true, position_ms: 30_000 });
      options.before?.(simulator, clock);
    },
  });
  await house.clock.advance(45_000);
  return house;
}

function tokenStore(): TokenStore & { written: StoredToken[] } {
  const written: StoredToken[] = [];
  return {
    written,
    read: async () => written.at(-1),
    async write(token) {
      if (token) written.push(token);
    },
  };
}
