import type { State } from './state.ts';

/** What is worth knowing besides what plays, and when to ask for it. Lowest priority of all requests. */

export const ERRANDS = ['devices', 'profile', 'liked', 'queue', 'context', 'playlists'] as const;
export type Errand = (typeof ERRANDS)[number];

const MINUTE_MS = 60_000;
const DEVICES_ACTIVE_MS = 5 * MINUTE_MS;
const DEVICES_IDLE_MS = 15 * MINUTE_MS;
const PLAYLISTS_MS = 6 * 60 * MINUTE_MS;
const QUEUE_MS = 10 * MINUTE_MS;
/** Spotify shows about 20 entries, sometimes two. */
const SHORT_QUEUE = 3;
/** After an errand failed, it is left for a while. */
const AGAIN_MS = 2 * MINUTE_MS;

export interface Memory {
  /** When each errand was last done, and for what (an item's or context's uri); never done = absent. */
  done: Partial<Record<Errand, { at: number; about: string | null }>>;
  failed: Partial<Record<Errand, number>>;
}

export interface Wishes {
  liked: boolean;
  queue: boolean;
}

/** The next errand and when it is due, ms since the epoch; undefined where nothing will be until the state changes. */
export function nextErrand(
  state: State,
  memory: Memory,
  wishes: Wishes,
): { errand: Errand; at: number } | undefined {
  // Nothing else is asked before the first look: it tells whether there is any point.
  if (!state.paired || state.lookedAt === null) return undefined;
  let first: { errand: Errand; at: number } | undefined;
  for (const errand of ERRANDS) {
    const due = dueAt(errand, state, memory, wishes);
    if (due === undefined) continue;
    const failed = memory.failed[errand];
    const at = failed === undefined ? due : Math.max(due, failed + AGAIN_MS);
    if (!first || at < first.at) first = { errand, at };
  }
  return first;
}

/** What an errand is about now: when that changes, the errand is due again. */
export function aboutOf(errand: Errand, { playback, context }: State): string | null {
  if (errand === 'liked' || errand === 'queue') return playback.item?.uri ?? null;
  return errand === 'context' ? (context?.uri ?? null) : null;
}

function dueAt(errand: Errand, state: State, { done }: Memory, wishes: Wishes): number | undefined {
  const last = done[errand];
  const isIdle = state.playback.status === 'idle';
  switch (errand) {
    case 'devices':
      if (!last) return 0;
      return last.at + (isIdle ? DEVICES_IDLE_MS : DEVICES_ACTIVE_MS);
    case 'profile':
      return last ? undefined : 0;
    case 'playlists':
      return last ? last.at + PLAYLISTS_MS : 0;
    case 'liked':
      return wishes.liked && isLibraryItem(state) && last?.about !== aboutOf(errand, state) ? 0 : undefined;
    case 'queue': {
      if (!wishes.queue || isIdle || last?.about === aboutOf(errand, state)) return undefined;
      // Who follows what was next needs no request; now and then somebody adds something elsewhere.
      const isShort = state.queue === null || state.queue.length < SHORT_QUEUE;
      return isShort || !last ? 0 : last.at + QUEUE_MS;
    }
    case 'context':
      return state.context && state.context.name === null && last?.about !== aboutOf(errand, state)
        ? 0
        : undefined;
  }
}

function isLibraryItem({ playback: { item } }: State): boolean {
  return item?.uri !== undefined && item.uri !== null && item.kind !== 'local' && item.kind !== 'unknown';
}
