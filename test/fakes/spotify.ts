import type { Device } from '../../src/core/device.ts';
import type { Item } from '../../src/core/item.ts';
import { idle, type Playback, positionAt, type Repeat } from '../../src/core/playback.ts';
import type { Gate, Obeyed, PlayRequest, Spending, Spotify } from '../../src/core/ports.ts';
import type { Playlist, Profile } from '../../src/core/state.ts';
import type { FakeClock } from './clock.ts';
import { FakeLibrary } from './library.ts';

/** What a call should do instead of succeeding: throw that error, or answer 202. */
type Fault = Error | 'accepted';

/** Spotify as the bridge sees it, in memory: obeys simply, remembers what was asked, fails where a test says so. */
export class FakeSpotify implements Spotify {
  now: Playback;
  deviceList: Device[] = [];
  playlistList: Playlist[] = [];
  queueList: Item[] = [];
  saved = new Set<string>();
  /** The tracks and episodes that are explicit. */
  explicit = new Set<string>();
  names = new Map<string, string>();
  links = new Map<string, string>();
  /** How long albums play, ms. */
  lengths = new Map<string, number>();
  /** Every call, as `name argument …`, reads included. */
  readonly calls: string[] = [];
  /** Whether it shows what it was told to play, from its beginning; else tests say what plays. */
  follows = false;
  /** How long an answer takes, ms. */
  latency = 0;
  readonly #faults: { call: string; fault: Fault; times: number }[] = [];
  readonly library: FakeLibrary;
  readonly #clock: FakeClock;
  readonly #gate: Gate;

  constructor(clock: FakeClock, gate: Gate) {
    this.#clock = clock;
    this.#gate = gate;
    this.library = new FakeLibrary(clock, gate);
    this.now = idle(clock.now());
  }

  /** The next `times` calls that begin with `call` fail so. */
  fail(call: string, fault: Fault, times = 1): void {
    this.#faults.push({ call, fault, times });
  }

  /** The commands among the calls since the last time. */
  commands(): string[] {
    const commands = this.calls.filter((call) => !call.startsWith('GET '));
    this.calls.length = 0;
    return commands;
  }

  playback(spending: Spending): Promise<Playback> {
    return this.#read('playback', spending, () => {
      const now = this.#clock.now();
      return { ...this.now, positionMs: positionAt(this.now, now), measuredAt: now };
    });
  }
  devices(spending: Spending): Promise<Device[]> {
    return this.#read('devices', spending, () => this.deviceList);
  }
  queue(spending: Spending): Promise<Item[]> {
    return this.#read('queue', spending, () => this.queueList);
  }
  profile(spending: Spending): Promise<Profile> {
    return this.#read('profile', spending, () => ({
      accountId: 'a',
      userId: 'me',
      name: 'Me',
      product: 'premium',
    }));
  }
  playlists(): Promise<Playlist[]> {
    return this.#read('playlists', 'metadata', () => this.playlistList);
  }
  nameOf(uri: string): Promise<string | null> {
    return this.#read(`name ${uri}`, 'metadata', () => this.names.get(uri) ?? null);
  }
  albumLength(uri: string): Promise<number> {
    return this.#read(`length ${uri}`, 'metadata', () => this.lengths.get(uri) ?? 40 * 60_000);
  }
  isExplicit(uri: string): Promise<boolean> {
    return this.#read(`explicit ${uri}`, 'browse', () => this.explicit.has(uri));
  }
  isSaved(uri: string): Promise<boolean> {
    return this.#read(`saved ${uri}`, 'metadata', () => this.saved.has(uri));
  }
  episodesOf(): Promise<string[]> {
    return this.#read('episodes', 'command', () => ['spotify:episode:e1']);
  }
  savedTracks(): Promise<string[]> {
    return this.#read('tracks', 'command', () => ['spotify:track:t1']);
  }
  async resolveLink(url: string): Promise<string> {
    return this.links.get(url) ?? url;
  }

  play(request: PlayRequest): Promise<Obeyed> {
    return this.#obey(`play ${JSON.stringify(request)}`, () =>
      this.#set({ status: 'playing', ...this.#begun(request) }, request.deviceId),
    );
  }
  pause(): Promise<Obeyed> {
    return this.#obey('pause', () => this.#set({ status: 'paused' }));
  }
  next(deviceId?: string): Promise<Obeyed> {
    return this.#obey('next', () =>
      this.#set({ item: this.queueList.shift() ?? this.now.item, positionMs: 0 }, deviceId),
    );
  }
  previous(deviceId?: string): Promise<Obeyed> {
    return this.#obey('previous', () => this.#set({ positionMs: 0 }, deviceId));
  }
  seek(positionMs: number): Promise<Obeyed> {
    return this.#obey(`seek ${positionMs}`, () => this.#set({ positionMs }));
  }
  volume(percent: number): Promise<Obeyed> {
    return this.#obey(`volume ${percent}`, () => {
      if (this.now.device) this.#set({ device: { ...this.now.device, volume: percent } });
    });
  }
  shuffle(on: boolean): Promise<Obeyed> {
    return this.#obey(`shuffle ${on}`, () => this.#set({ shuffle: on }));
  }
  repeat(mode: Repeat): Promise<Obeyed> {
    return this.#obey(`repeat ${mode}`, () => this.#set({ repeat: mode }));
  }
  transfer(deviceId: string, play?: boolean): Promise<Obeyed> {
    return this.#obey(`transfer ${deviceId} ${play}`, () =>
      this.#set(play ? { status: 'playing' } : {}, deviceId),
    );
  }
  enqueue(uri: string): Promise<Obeyed> {
    return this.#obey(`enqueue ${uri}`, () => {});
  }
  save(uri: string): Promise<Obeyed> {
    return this.#obey(`save ${uri}`, () => this.saved.add(uri));
  }
  remove(uri: string): Promise<Obeyed> {
    return this.#obey(`remove ${uri}`, () => this.saved.delete(uri));
  }

  /** Of a context nobody knows the first item: whatever was there stands for it. */
  #begun({ contextUri, uris, positionMs = 0 }: PlayRequest): Partial<Playback> {
    if (!this.follows) return {};
    if (contextUri !== undefined) return { contextUri, positionMs };
    const [uri] = uris ?? [];
    const { item } = this.now;
    return uri === undefined ? {} : { contextUri: null, positionMs, item: item && { ...item, uri } };
  }

  #set(change: Partial<Playback>, deviceId?: string): void {
    const device = this.deviceList.find(({ id }) => id === deviceId);
    const now = this.#clock.now();
    const positionMs = positionAt(this.now, now);
    this.now = {
      ...this.now,
      positionMs,
      measuredAt: now,
      ...change,
      ...(device ? { device: { ...device, active: true } } : {}),
    };
  }

  async #read<T>(what: string, spending: Spending, answer: () => T): Promise<T> {
    await this.#gate.admit({ spending, bucket: 'player' });
    await this.#arrive(`GET ${what}`);
    return answer();
  }

  async #obey(what: string, act: () => unknown): Promise<Obeyed> {
    await this.#gate.admit({ spending: 'command', bucket: 'player' });
    const fault = await this.#arrive(what);
    if (fault === 'accepted') return 'accepted';
    act();
    return 'done';
  }

  async #arrive(call: string): Promise<Fault | undefined> {
    this.calls.push(call);
    if (this.latency) await this.#clock.sleep(this.latency);
    const planned = this.#faults.find((fault) => fault.times > 0 && call.startsWith(fault.call));
    if (!planned) return undefined;
    planned.times--;
    if (planned.fault instanceof Error) throw planned.fault;
    return planned.fault;
  }
}
