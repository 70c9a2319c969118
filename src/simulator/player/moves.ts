import { shuffled } from '../random.ts';
import { changeDevice } from './devices.ts';
import { itemAt, type PlayerState, type Repeat, type Rules, type Sitting } from './state.ts';
import { following, nextPlayable, remember, sound } from './time.ts';

/**
 * What may be done to a player. Each takes the state as of now and
 * gives the state after; none asks whether it is allowed.
 */

/** Within this much of a track's start, "previous" goes to the one before; later it starts the track over. */
const RESTART_AFTER_MS = 3_000;

export interface PutOn {
  context: string | null;
  tracks: readonly string[];
  /** Index into `tracks`; undefined lets the shuffle choose, or begins with the first. */
  index: number | undefined;
  positionMs: number;
}

export function putOn(state: PlayerState, wanted: PutOn, rules: Rules): PlayerState {
  const indexes = wanted.tracks.map((_, index) => index);
  const [order, random] = state.shuffle
    ? shuffledFrom(indexes, wanted.index, state.random)
    : [indexes, state.random];
  const index = state.shuffle ? 0 : (wanted.index ?? 0);
  const sitting = nextPlayable(
    { context: wanted.context, tracks: wanted.tracks, order, index, item: '' },
    index,
    rules,
  );
  if (!sitting) return state;
  const started = { ...sound(remember(state), sitting), random, playing: true };
  return seek(started, wanted.positionMs, rules);
}

/** A skip out of a pause plays, as in Spotify's own apps. */
export function next(state: PlayerState, rules: Rules): PlayerState {
  return following({ ...state, playing: state.sitting !== undefined }, rules);
}

export function previous(state: PlayerState, rules: Rules): PlayerState {
  const { sitting } = state;
  if (!sitting) return state;
  const before = sitting.order.length - 1;
  const index = sitting.index > 0 ? sitting.index - 1 : state.repeat === 'context' ? before : 0;
  const fromQueue = itemAt(sitting, sitting.index) !== sitting.item;
  const target = fromQueue ? sitting.index : index;
  if (state.positionMs > RESTART_AFTER_MS) return { ...state, positionMs: 0, changedAt: state.at };
  return { ...sound(remember(state), nextPlayable(sitting, target, rules) ?? sitting), playing: true };
}

export function pause(state: PlayerState): PlayerState {
  return { ...state, playing: false, changedAt: state.at };
}

export function resume(state: PlayerState): PlayerState {
  return { ...state, playing: state.sitting !== undefined, changedAt: state.at };
}

/** Past the end is the next track, as in every player. */
export function seek(state: PlayerState, positionMs: number, rules: Rules): PlayerState {
  const durationMs = state.sitting ? (rules.durationOf(state.sitting.item) ?? 0) : 0;
  if (positionMs >= durationMs && durationMs > 0) return following(state, rules);
  return { ...state, positionMs: Math.min(positionMs, durationMs), changedAt: state.at };
}

export function setRepeat(state: PlayerState, repeat: Repeat): PlayerState {
  return { ...state, repeat, changedAt: state.at };
}

/** Shuffling begins with what sounds now and mixes all the rest; the other way leads back into the natural order. */
export function setShuffle(state: PlayerState, shuffle: boolean): PlayerState {
  const { sitting } = state;
  const smartShuffle = shuffle && state.smartShuffle;
  if (!sitting || shuffle === state.shuffle) return { ...state, shuffle, smartShuffle, changedAt: state.at };
  const track = sitting.order[sitting.index] ?? 0;
  const natural = sitting.tracks.map((_, index) => index);
  const [order, random] = shuffle ? shuffledFrom(natural, track, state.random) : [natural, state.random];
  const mixed: Sitting = { ...sitting, order, index: shuffle ? 0 : track };
  return { ...state, shuffle, smartShuffle, random, sitting: mixed, changedAt: state.at };
}

export function enqueue(state: PlayerState, uri: string): PlayerState {
  const sitting = state.sitting ?? { context: null, tracks: [uri], order: [0], index: 0, item: uri };
  return { ...state, sitting, queue: state.sitting ? [...state.queue, uri] : state.queue };
}

/** Moves playback to a device; it goes on there as it was, or plays if `play` says so. */
export function transfer(state: PlayerState, key: string, play: boolean): PlayerState {
  const moved = { ...changeDevice(state, key, { usedAt: state.at }), active: key, changedAt: state.at };
  return play ? resume(moved) : moved;
}

function shuffledFrom(indexes: number[], first: number | undefined, random: number): [number[], number] {
  const [order, next] = shuffled(
    indexes.filter((index) => index !== first),
    random,
  );
  return [first === undefined ? order : [first, ...order], next];
}
