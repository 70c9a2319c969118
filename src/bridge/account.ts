import { demandOf } from '../core/cadence.ts';
import type { VolumeRules } from '../core/loudness.ts';
import type { Playback } from '../core/playback.ts';
import type { Gate, HomePlayers, Keepsake, Spotify } from '../core/ports.ts';
import { type Problem, Trouble } from '../core/problem.ts';
import type { AccountRules } from '../core/reader.ts';
import { rulesNamed, type SpeakerPlan, wakeMsOf } from '../core/speaker-plan.ts';
import { unknownState } from '../core/state.ts';
import type { AccountEvent } from '../home-assistant/contract/events.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { report } from './account-log.ts';
import { Commander } from './commander.ts';
import { Curator } from './curator.ts';
import { DeviceBook, type KeptSpeakers } from './device-book.ts';
import { ExplicitTitles } from './explicit-titles.ts';
import type { ClientGate } from './gate.ts';
import { HomeSpeakers } from './home-speakers.ts';
import { lastItem } from './last-item.ts';
import { Limiter } from './limiter.ts';
import type { LocalTime } from './local-time.ts';
import { Loudness } from './loudness.ts';
import { namedSpotify } from './named-spotify.ts';
import { resolveUri } from './play.ts';
import { Player } from './player.ts';
import { Poller } from './poller.ts';
import { Purse } from './purse.ts';
import { type KeptSnapshots, rememberSnapshots } from './restoring.ts';
import { type KeptSleep, Sleeper } from './sleeper.ts';
import { Speaker } from './speaker.ts';
import { Store } from './store.ts';

/** What main knows of one account. */
export interface AccountPlan {
  key: string;
  name: string;
  /** The default device, by name or id. */
  device: string | undefined;
  liked: boolean;
  queue: boolean;
  /** The most requests a day of this account; 0, or none given, is as many as its client id may. */
  requestsPerDay?: number;
  /** How loud it may be; absent: as loud as anybody likes. */
  loudness?: VolumeRules | undefined;
  /** What holds for speakers, the same for all accounts. */
  speakers: SpeakerPlan;
  /** What holds of it whoever asks. */
  rules: AccountRules;
}

/** Whether the account has a token, and a call when that changes. */
export interface Pairing {
  readonly paired: boolean;
  onChange(listener: () => void): void;
}

interface Parts {
  plan: AccountPlan;
  clock: Clock;
  localTime: LocalTime;
  log: Log;
  gate: ClientGate;
  /** Makes the account's client from its way through the gate. */
  spotify: (gate: Gate) => Spotify;
  pairing: Pairing;
  /** Where the sleep timer survives a restart; without it, it does not. */
  sleep?: Keepsake<KeptSleep>;
  /** Where its speakers do, and what is there now. */
  speakers?: { keepsake: Keepsake<KeptSpeakers>; kept: KeptSpeakers | undefined };
  /** Where snapshots do. */
  snapshots?: Keepsake<KeptSnapshots> | undefined;
  /** The media_players of Home Assistant, where a speaker of the plan is played through one. */
  homePlayers?: HomePlayers | undefined;
  signal: AbortSignal;
}

/** One account: its state, and what moves it. */
export class Account {
  readonly plan: AccountPlan;
  readonly store: Store;
  readonly commander: Commander;
  readonly poller: Poller;
  /** What it spends of its client id's requests. */
  readonly purse: Purse;
  readonly #player: Player;
  readonly #curator: Curator;
  readonly #sleeper: Sleeper;
  readonly #limiter: Limiter;
  readonly #spotify: Spotify;
  readonly #snapshots: Keepsake<KeptSnapshots> | undefined;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #titles: ExplicitTitles;
  readonly #listeners: ((event: AccountEvent) => void)[] = [];

  constructor(parts: Parts) {
    const { plan, clock, localTime, log, gate, spotify: connect, pairing, sleep, speakers, signal } = parts;
    this.plan = plan;
    this.#snapshots = parts.snapshots;
    this.#clock = clock;
    this.#signal = signal;
    const store = new Store({ ...unknownState(clock.now()), paired: pairing.paired });
    const book = new DeviceBook({
      store,
      clock,
      plan: plan.speakers,
      keepsake: speakers?.keepsake,
      kept: speakers?.kept,
    });
    const door = gate.member(
      () => store.state.playback.status === 'playing',
      plan.key,
      () => (store.state.paired ? demandOf(store.state.playback.status) : 0),
    );
    const spotify = namedSpotify(connect(door), book);
    const player = new Player(store, clock.now());
    const speaker = new Speaker({ clock, spotify, store, fallback: plan.device });
    const { name, loudness: rules } = plan;
    const loudness = new Loudness({ name, rules, speakers: plan.speakers, localTime, clock });
    this.store = store;
    this.#player = player;
    this.#spotify = spotify;
    this.#titles = new ExplicitTitles(spotify, signal);
    this.purse = new Purse(gate, plan, store);
    this.poller = new Poller({
      clock,
      spotify,
      player,
      store,
      crowd: () => ({
        playingAccounts: gate.playing,
        quietDemand: gate.quietDemand,
        stretch: this.purse.stretch,
      }),
    });
    this.#curator = new Curator({ clock, spotify, store, wishes: plan, log });
    const home = new HomeSpeakers({
      plan,
      players: parts.homePlayers,
      clock,
      store,
      look: () => this.lookAgain(),
      signal,
    });
    this.commander = new Commander({
      clock,
      spotify,
      store,
      player,
      poller: this.poller,
      speaker,
      home,
      loudness,
      signal,
      refresh: () => this.refresh(),
      mayLookAt: () => gate.lookAt,
      patienceOf: (device) =>
        wakeMsOf(plan.speakers, device === null ? undefined : rulesNamed(plan.speakers, device)),
      wake: ({ until, ...wanted }) =>
        this.tell({ event_type: 'wake', ...wanted, until: new Date(until).toISOString() }),
    });
    const watching = { clock, store, player, commander: this.commander };
    this.#sleeper = new Sleeper({
      ...watching,
      keepsake: sleep,
      lastItem: (context) => lastItem(context, (ask) => this.read(ask)),
    });
    const tell = (event: AccountEvent) => this.tell(event);
    const turnsDown = (percent: number) => this.#sleeper.yield(percent);
    this.#limiter = new Limiter({
      ...watching,
      account: plan.key,
      localTime,
      loudness,
      log,
      turnsDown,
      tell,
    });
    gate.onClosed((until, problem) => this.poller.limited(until, problem));
    pairing.onChange(() => {
      if (pairing.paired) this.poller.hint();
      else this.poller.unpaired();
    });
    report(plan.key, store, log);
  }

  tell(event: AccountEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  onEvent(listener: (event: AccountEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** What Spotify said last, without what commands claim. A new value at every look. */
  get look(): Playback {
    return this.#player.look;
  }

  /** Resolves when the signal aborted and everything has come to rest. */
  async run(): Promise<void> {
    if (this.#snapshots) await rememberSnapshots(this.store, this.#snapshots, this.#clock);
    const movers = [this.poller, this.#curator, this.#sleeper, this.#limiter];
    await Promise.all(movers.map((mover) => mover.run(this.#signal)));
  }

  /** The uri behind a short link. Rejects with a Trouble. */
  resolveLink(url: string): Promise<string> {
    return this.#unlessStopped(resolveUri(url, this.#spotify));
  }

  /** How long an album plays, ms. Rejects with a Trouble. */
  albumLength(uri: string): Promise<number> {
    return this.#unlessStopped(this.#spotify.albumLength(uri));
  }

  /** Whether Spotify calls a track or an episode explicit; false where nobody knows. */
  isExplicit(uri: string): Promise<boolean> {
    return this.#titles.isExplicit(uri);
  }

  /** Asks Spotify something for a person who waits. Rejects with a Trouble. */
  read<T>(ask: (spotify: Spotify) => Promise<T>): Promise<T> {
    return this.#unlessStopped(ask(this.#spotify));
  }

  /** Looks what plays now, or as soon as the budget allows. What goes wrong is in the state and returned. */
  lookAgain(): Promise<Problem | undefined> {
    return this.poller.sharedLook(this.#signal);
  }

  /** Looks at everything anew: what plays now, the rest as the budget allows. Rejects with a Trouble where that fails. */
  async refresh(): Promise<void> {
    this.#curator.refresh();
    const problem = await this.lookAgain();
    if (problem) throw Trouble.of(problem);
  }

  /** A stop ends what waits for the budget: a trouble of whoever asked, and no bug. */
  async #unlessStopped<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (!this.#signal.aborted || error instanceof Trouble) throw error;
      throw new Trouble('unreachable', 'the bridge is being stopped');
    }
  }
}
