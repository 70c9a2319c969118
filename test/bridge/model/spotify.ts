import type { Device } from '../../../src/core/device.ts';
import type { Item } from '../../../src/core/item.ts';
import { idle, type Playback, type Repeat } from '../../../src/core/playback.ts';
import type { Bucket, Gate, Obeyed, PlayRequest, Spending, Spotify } from '../../../src/core/ports.ts';
import { Trouble } from '../../../src/core/problem.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import type { Playlist, Profile } from '../../../src/core/state.ts';
import { KITCHEN, track } from '../../core/playing.ts';
import type { FakeClock } from '../../fakes/clock.ts';
import { FakeLibrary } from '../../fakes/library.ts';
import type { Sent } from '../../house/wire.ts';
import {
  LENGTH_MS,
  later,
  type Move,
  moved,
  SPEAKERS,
  type SpeakerName,
  type Truth,
  titleOf,
} from './truth.ts';

/** How Spotify and the net treat the next requests of a kind. */
export interface Mood {
  what: /** It never arrives. */
    | 'lost'
    /** It arrives, and the answer is lost. */
    | 'unanswered'
    /** 202, and nothing happens; or it does. */
    | 'ignored'
    | 'accepted'
    /** 429. */
    | 'limited'
    /** 403 of the player. */
    | 'refused'
    | 'slow'
    /** A read says that nothing plays. */
    | 'empty';
  of: 'reads' | 'commands';
  times: number;
}

const SLOW_MS = 4_000;
export const LIMIT_MS = 12_000;

/** One request, and what it was for. */
export type Request = Sent & { spending: Spending };

/** What a request did. */
export interface Deed {
  at: number;
  move: Move;
  /** Whether it changed the player. */
  took: boolean;
  said: 'done' | 'accepted' | 'refused' | 'nothing';
}

/** The reference player behind the bridge's port, with the time that answers take, the lag of reads, and moods. */
export class ModelSpotify implements Spotify {
  /** What is so, oldest first. */
  #history: Truth[];
  moods: Mood[] = [];
  /** All that arrived of commands, in order. */
  readonly deeds: Deed[] = [];
  readonly library: FakeLibrary;
  readonly #clock: FakeClock;
  readonly #gate: Gate;
  readonly #wire: Request[];
  readonly #latencyMs: number;
  readonly #lagMs: number;
  readonly #signal: AbortSignal;

  constructor(parts: {
    clock: FakeClock;
    gate: Gate;
    wire: Request[];
    truth: Truth;
    latencyMs: number;
    lagMs: number;
    signal: AbortSignal;
  }) {
    this.#clock = parts.clock;
    this.#gate = parts.gate;
    this.#wire = parts.wire;
    this.#history = [parts.truth];
    this.#latencyMs = parts.latencyMs;
    this.#lagMs = parts.lagMs;
    this.#signal = parts.signal;
    this.library = new FakeLibrary(parts.clock, parts.gate);
  }

  get truth(): Truth {
    return later(this.#last, this.#clock.now());
  }

  /** Somebody's own app. */
  phone(move: Move): void {
    this.#history = [...this.#history.slice(-20), moved(this.#last, move, this.#clock.now())];
  }

  playback(spending: Spending): Promise<Playback> {
    return this.#read('/me/player', 'player', spending, (mood) =>
      mood === 'empty' ? idle(this.#clock.now()) : this.#seen(),
    );
  }
  devices(spending: Spending): Promise<Device[]> {
    return this.#read('/me/player/devices', 'player', spending, () => {
      const { awake, on, volumes } = this.truth;
      return SPEAKERS.filter((name) => awake.includes(name)).map((name) => speaker(name, on, volumes[name]));
    });
  }
  queue(spending: Spending): Promise<Item[]> {
    return this.#read('/me/player/queue', 'player', spending, () =>
      this.truth.queue.map((uri) => ({ ...track(uri, LENGTH_MS), uri })),
    );
  }
  profile(spending: Spending): Promise<Profile> {
    const profile = { accountId: 'a', userId: 'me', name: 'Me', product: 'premium' };
    return this.#read('/me', 'me', spending, () => profile);
  }
  playlists(): Promise<Playlist[]> {
    return this.#read('/me/playlists', 'playlists', 'metadata', () => []);
  }
  nameOf(uri: string): Promise<string | null> {
    return this.#read('/albums', 'catalogue', 'metadata', () => uri);
  }
  albumLength(): Promise<number> {
    return this.#read('/albums', 'catalogue', 'metadata', () => LENGTH_MS);
  }
  isExplicit(): Promise<boolean> {
    return this.#read('/tracks', 'catalogue', 'browse', () => false);
  }
  isSaved(): Promise<boolean> {
    return this.#read('/me/library/contains', 'library', 'metadata', () => false);
  }
  episodesOf(): Promise<string[]> {
    return this.#read('/shows', 'catalogue', 'command', () => []);
  }
  savedTracks(): Promise<string[]> {
    return this.#read('/me/tracks', 'library', 'command', () => []);
  }
  async resolveLink(url: string): Promise<string> {
    return url;
  }

  play({ contextUri, deviceId }: PlayRequest): Promise<Obeyed> {
    return this.#command(contextUri ? { do: 'begin', context: contextUri } : { do: 'play' }, deviceId);
  }
  pause(deviceId?: string): Promise<Obeyed> {
    return this.#command({ do: 'pause' }, deviceId);
  }
  next(deviceId?: string): Promise<Obeyed> {
    return this.#command({ do: 'next' }, deviceId);
  }
  previous(deviceId?: string): Promise<Obeyed> {
    return this.#command({ do: 'previous' }, deviceId);
  }
  seek(ms: number, deviceId?: string): Promise<Obeyed> {
    return this.#command({ do: 'seek', ms }, deviceId);
  }
  volume(percent: number, deviceId?: string): Promise<Obeyed> {
    return this.#command({ do: 'volume', percent }, deviceId);
  }
  shuffle(on: boolean, deviceId?: string): Promise<Obeyed> {
    return this.#command({ do: 'shuffle', on }, deviceId);
  }
  repeat(mode: Repeat, deviceId?: string): Promise<Obeyed> {
    return this.#command({ do: 'repeat', mode }, deviceId);
  }
  async transfer(deviceId: string, play?: boolean): Promise<Obeyed> {
    const to = SPEAKERS.find((name) => idOf(name) === deviceId);
    if (!to) throw notFound();
    return this.#command({ do: 'transfer', to, play }, deviceId);
  }
  enqueue(uri: string, deviceId?: string): Promise<Obeyed> {
    return this.#command({ do: 'enqueue', uri }, deviceId);
  }
  save(): Promise<Obeyed> {
    return Promise.reject(new Refusal('refused', 'the model has no library', 404));
  }
  remove(): Promise<Obeyed> {
    return this.save();
  }

  get #last(): Truth {
    const last = this.#history.at(-1);
    if (!last) throw new Error('there is always a truth');
    return last;
  }

  /** What a read shows: what was so a while ago, as time has moved it on. */
  #seen(): Playback {
    const now = this.#clock.now();
    const known = this.#history.findLast(({ at }) => at <= now - this.#lagMs) ?? this.#history[0];
    const truth = later(known ?? this.#last, now);
    if (truth.on === null) return idle(now);
    const title = titleOf(truth);
    const uri = title.startsWith('spotify:') ? title : track(title.replaceAll(/\W/g, '')).uri;
    return {
      ...idle(now),
      status: truth.playing ? 'playing' : 'paused',
      item: { ...track(title, LENGTH_MS), uri },
      device: speaker(truth.on, truth.on, truth.volumes[truth.on]),
      contextUri: truth.context,
      positionMs: truth.positionMs,
      shuffle: truth.shuffle,
      repeat: truth.repeat,
    };
  }

  async #read<T>(
    path: string,
    bucket: Bucket,
    spending: Spending,
    answer: (mood: Mood['what'] | undefined) => T,
  ): Promise<T> {
    await this.#gate.admit({ spending, bucket }, this.#signal);
    const entry = this.#note('GET', path, spending);
    const mood = this.#mood('reads');
    await this.#travel(mood);
    const seen = answer(mood);
    await this.#travel(mood);
    this.#answered(entry, mood);
    return seen;
  }

  async #command(move: Move, deviceId?: string): Promise<Obeyed> {
    await this.#gate.admit({ spending: 'command', bucket: 'player' }, this.#signal);
    const entry = this.#note('PUT', `/me/player/${move.do}`, 'command');
    const mood = this.#mood('commands');
    await this.#travel(mood);
    const deed: Deed = { at: this.#clock.now(), move, took: false, said: 'nothing' };
    this.deeds.push(deed);
    const isSpoilt = mood === 'lost' || mood === 'limited' || mood === 'refused' || mood === 'ignored';
    const why = isSpoilt ? undefined : whyNot(this.truth, move, deviceId);
    if (!isSpoilt && !why) {
      deed.took = true;
      const on = SPEAKERS.find((name) => idOf(name) === deviceId);
      if (on && move.do !== 'transfer') this.phone({ do: 'transfer', to: on });
      this.phone(move);
    }
    await this.#travel(mood);
    this.#answered(entry, mood);
    deed.said = why ? 'refused' : mood === 'ignored' || mood === 'accepted' ? 'accepted' : 'done';
    if (why) throw why;
    return deed.said === 'accepted' ? 'accepted' : 'done';
  }

  #mood(of: Mood['of']): Mood['what'] | undefined {
    const mood = this.moods.find((one) => one.of === of && one.times > 0);
    if (mood) mood.times--;
    return mood?.what;
  }

  /** Half of its way. */
  async #travel(mood: Mood['what'] | undefined): Promise<void> {
    await this.#clock.sleep((this.#latencyMs + (mood === 'slow' ? SLOW_MS : 0)) / 2, this.#signal);
    this.#signal.throwIfAborted();
  }

  #note(method: string, path: string, spending: Spending): Request {
    const entry: Request = {
      ...{ at: this.#clock.now(), method, path, query: '', body: '', isApi: true, status: undefined },
      ...{ retryAfter: null, quota: false, answeredAt: undefined, spending },
    };
    this.#wire.push(entry);
    return entry;
  }

  #answered(entry: Request, mood: Mood['what'] | undefined): void {
    entry.answeredAt = this.#clock.now();
    entry.status = mood === 'limited' ? 429 : 200;
    if (mood === 'lost' || mood === 'unanswered') throw new Trouble('unreachable', 'Spotify does not answer');
    if (mood === 'refused') throw new Refusal('restricted', 'not now', 403, 'UNKNOWN');
    if (mood !== 'limited') return;
    entry.retryAfter = `${LIMIT_MS / 1000}`;
    throw Trouble.of(this.#gate.close(entry.answeredAt + LIMIT_MS));
  }
}

/** What the Web API refuses, and phones may do. */
function whyNot(truth: Truth, move: Move, deviceId: string | undefined): Refusal | undefined {
  if (deviceId !== undefined && !truth.awake.some((name) => idOf(name) === deviceId)) return notFound();
  if (truth.on === null && deviceId === undefined)
    return new Refusal('no_device', 'No active device', 404, 'NO_ACTIVE_DEVICE');
  const isSo = (move.do === 'play' && truth.playing) || (move.do === 'pause' && !truth.playing);
  return isSo ? new Refusal('restricted', 'Restriction violated', 403, 'UNKNOWN') : undefined;
}

function notFound(): Refusal {
  return new Refusal('no_device', 'Device not found', 404);
}

const idOf = (name: SpeakerName) => `${name.toLowerCase()}-id`;

function speaker(name: SpeakerName, on: SpeakerName | null, volume: number): Device {
  return { ...KITCHEN, id: idOf(name), name, volume, active: name === on };
}
