import { AD_URI } from '../catalogue/catalogue.ts';
import { shuffled } from '../random.ts';
import { rest } from './devices.ts';
import { activeDevice, itemAt, type PlayerState, type Rules, type Sitting } from './state.ts';

/** Spotify counts a track as played, and remembers it, from half a minute on. */
const REMEMBERED_FROM_MS = 30_000;
const HISTORY_LENGTH = 50;
/** What a device that races gives each track. */
const RACING_MS = 1_000;

/**
 * The player as it is at `now`: tracks have ended, others begun, devices
 * woken or fallen asleep, and who is silent for long is idle.
 */
export function advance(state: PlayerState, now: number, rules: Rules): PlayerState {
  const played = play(state, now, rules);
  const current = { ...played, at: Math.max(now, played.at) };
  const heardAt = current.playing ? current.at : state.playing ? current.changedAt : undefined;
  const rested = rest(current, heardAt);
  const idle = !rested.playing && rested.active !== undefined && now - rested.changedAt >= rules.idleAfterMs;
  return idle ? { ...rested, active: undefined } : rested;
}

function play(state: PlayerState, now: number, rules: Rules): PlayerState {
  let current = state;
  while (current.playing && current.sitting) {
    const manner = activeDevice(current)?.plays ?? 'aloud';
    if (manner === 'dead') return { ...current, playing: false, active: undefined };
    if (manner === 'stuck') return current;
    const durationMs = rules.durationOf(current.sitting.item) ?? RACING_MS;
    const left = (manner === 'racing' ? RACING_MS : durationMs) - current.positionMs;
    if (now - current.at < left) {
      const elapsed = Math.max(0, now - current.at);
      return { ...current, at: current.at + elapsed, positionMs: current.positionMs + elapsed };
    }
    const ended = {
      ...current,
      at: current.at + Math.max(0, left),
      positionMs: current.positionMs + Math.max(0, left),
    };
    current = current.repeat === 'track' ? again(ended) : following(ended, rules);
  }
  return current;
}

function again(state: PlayerState): PlayerState {
  return { ...remember(state), positionMs: 0, changedAt: state.at };
}

/** What comes after the present item: the queue first, then the context, then its end. */
export function following(state: PlayerState, rules: Rules): PlayerState {
  const heard = remember(state);
  const { sitting } = heard;
  if (!sitting) return heard;
  const [queued, ...queue] = heard.queue;
  if (queued !== undefined) return sound({ ...heard, queue }, { ...sitting, item: queued });
  if (heard.adEvery > 0 && heard.sinceAd >= heard.adEvery) {
    return { ...sound(heard, { ...sitting, item: AD_URI }), sinceAd: 0 };
  }
  const ahead = nextPlayable(sitting, sitting.index + 1, rules);
  if (ahead) return sound(heard, ahead);
  if (heard.repeat === 'context') return repeatContext(heard, sitting, rules);
  if (rules.autoplay.length > 0) return otherSongs(heard, rules);
  const start = nextPlayable(sitting, 0, rules);
  return { ...sound(heard, start ?? sitting), playing: false };
}

/** The nearest item from `index` on that can be played here. */
export function nextPlayable(sitting: Sitting, index: number, rules: Rules): Sitting | undefined {
  for (let place = index; place < sitting.order.length; place++) {
    const item = itemAt(sitting, place);
    if (item !== undefined && rules.durationOf(item) !== undefined) return { ...sitting, index: place, item };
  }
  return undefined;
}

function repeatContext(state: PlayerState, sitting: Sitting, rules: Rules): PlayerState {
  const [order, random] = state.shuffle
    ? shuffled(sitting.order, state.random)
    : [sitting.order, state.random];
  const start = nextPlayable({ ...sitting, order }, 0, rules);
  return start ? { ...sound(state, start), random } : { ...state, playing: false, changedAt: state.at };
}

function otherSongs(state: PlayerState, rules: Rules): PlayerState {
  const [tracks, random] = shuffled(rules.autoplay, state.random);
  const sitting: Sitting = {
    context: null,
    tracks,
    order: tracks.map((_, index) => index),
    index: 0,
    item: '',
  };
  const start = nextPlayable(sitting, 0, rules);
  return start ? { ...sound(state, start), random } : { ...state, playing: false, changedAt: state.at };
}

/** Lets `sitting.item` sound from its beginning. */
export function sound(state: PlayerState, sitting: Sitting): PlayerState {
  return { ...state, sitting, positionMs: 0, changedAt: state.at, sinceAd: state.sinceAd + 1 };
}

/** Adds what sounded to the history. Podcasts and advertisements are not remembered (`recently-played` has tracks alone). */
export function remember(state: PlayerState): PlayerState {
  const uri = state.sitting?.item;
  if (!uri?.startsWith('spotify:track:') || state.positionMs < REMEMBERED_FROM_MS) return state;
  const played = { uri, context: state.sitting?.context ?? null, at: state.at };
  return { ...state, history: [played, ...state.history].slice(0, HISTORY_LENGTH) };
}
