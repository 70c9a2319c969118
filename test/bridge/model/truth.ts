import type { Repeat } from '../../../src/core/playback.ts';

/** The reference: what a Spotify player is, in as few words as tell it. Pure; times are ms. */

export const LENGTH_MS = 90_000;
const TRACKS = 8;
/** Previous in the middle of a track is its beginning. */
const EARLY_MS = 3_000;
export const SPEAKERS = ['Kitchen', 'Bath', 'Attic'] as const;
export type SpeakerName = (typeof SPEAKERS)[number];

export interface Truth {
  playing: boolean;
  /** What is on; a context's tracks come round again. */
  context: string;
  place: number;
  /** Is on in place of the context's track. */
  queued: string | null;
  queue: readonly string[];
  /** At `at`, and never past the end. */
  positionMs: number;
  at: number;
  shuffle: boolean;
  repeat: Repeat;
  /** Where it is on; null: nowhere, as long after the last note. */
  on: SpeakerName | null;
  volumes: Readonly<Record<SpeakerName, number>>;
  awake: readonly SpeakerName[];
}

export function begun(at: number): Truth {
  const volumes = { Kitchen: 30, Bath: 40, Attic: 50 };
  return {
    ...{ playing: true, context: 'morning', place: 0, queued: null, queue: [], positionMs: 20_000, at },
    ...{ shuffle: false, repeat: 'off', on: 'Kitchen', volumes, awake: ['Kitchen', 'Bath'] },
  };
}

/** What somebody does to the player, over the Web API or on a phone. */
export type Move =
  | { do: 'play' | 'pause' | 'next' | 'previous' }
  | { do: 'begin'; context: string }
  | { do: 'seek'; ms: number }
  | { do: 'volume'; percent: number }
  | { do: 'shuffle'; on: boolean }
  | { do: 'repeat'; mode: Repeat }
  | { do: 'transfer'; to: SpeakerName; play?: boolean | undefined }
  | { do: 'enqueue'; uri: string }
  /** It is in no list any more; or is again. */
  | { do: 'sleep' | 'wake'; who: SpeakerName };

/** The track that is on, as a name of its own. */
export const titleOf = ({ context, place, queued }: Truth) => queued ?? `${context} ${place}`;

/** As it is at `now`: time passes, and tracks follow each other. */
export function later(truth: Truth, now: number): Truth {
  if (!truth.playing || truth.on === null) return { ...truth, at: now };
  let gone = { ...truth, positionMs: truth.positionMs + now - truth.at, at: now };
  while (gone.positionMs >= LENGTH_MS) {
    const over = gone.positionMs - LENGTH_MS;
    gone = { ...(gone.repeat === 'one' ? gone : following(gone)), positionMs: over };
  }
  return gone;
}

function following(truth: Truth): Truth {
  const [queued = null, ...queue] = truth.queue;
  const place = queued === null ? (truth.place + 1) % TRACKS : truth.place;
  return { ...truth, queued, queue, place, positionMs: 0 };
}

function before(truth: Truth): Truth {
  const stays = truth.positionMs > EARLY_MS || truth.queued !== null;
  return { ...truth, place: stays ? truth.place : (truth.place + TRACKS - 1) % TRACKS, positionMs: 0 };
}

/** What it is after a move. Whoever moves it sees to it that it can be moved. */
export function moved(before_: Truth, move: Move, now: number): Truth {
  const truth = later(before_, now);
  switch (move.do) {
    case 'play':
      return { ...truth, playing: truth.on !== null };
    case 'pause':
      return { ...truth, playing: false };
    case 'next':
      return { ...following(truth), playing: true };
    case 'previous':
      return { ...before(truth), playing: true };
    case 'begin':
      return { ...truth, context: move.context, place: 0, queued: null, positionMs: 0, playing: true };
    case 'seek':
      return later({ ...truth, positionMs: Math.min(move.ms, LENGTH_MS - 1) }, now);
    case 'volume':
      return truth.on === null
        ? truth
        : { ...truth, volumes: { ...truth.volumes, [truth.on]: move.percent } };
    case 'shuffle':
      return { ...truth, shuffle: move.on };
    case 'repeat':
      return { ...truth, repeat: move.mode };
    case 'transfer':
      return { ...truth, on: move.to, playing: move.play ?? truth.playing };
    case 'enqueue':
      return { ...truth, queue: [...truth.queue, move.uri] };
    case 'wake':
      return truth.awake.includes(move.who) ? truth : { ...truth, awake: [...truth.awake, move.who] };
    case 'sleep': {
      const awake = truth.awake.filter((name) => name !== move.who);
      return truth.on === move.who ? { ...truth, awake, on: null, playing: false } : { ...truth, awake };
    }
  }
}
