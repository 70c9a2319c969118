import type { Command } from './command.ts';
import { canonicalContext } from './owner.ts';
import type { Playback } from './playback.ts';
import type { Ban } from './rule.ts';
import type { State } from './state.ts';
import { isSingle } from './uri.ts';

/** The rules of a house: what may play, and for how long. The same for a reader, and for an account whoever asks it. */

/**
 * What becomes of items that Spotify calls explicit. `refuse` skips
 * them too, and refuses a track that is known to be one.
 */
export const EXPLICIT = ['allow', 'skip', 'refuse'] as const;
export type Explicit = (typeof EXPLICIT)[number];

/** Minutes that may be listened to; the weekend is Saturday and Sunday. */
export interface DayMinutes {
  weekdays: number;
  weekend: number;
}

export interface HouseRules {
  /** Without it as long as one likes. */
  minutesPerDay?: DayMinutes;
  explicit: Explicit;
  /** Nothing plays that is on no card of the house. */
  onlyCards: boolean;
}

export const NO_RULES: HouseRules = { explicit: 'allow', onlyCards: false };

/** What the cards of the house play: canonical uris. */
export type OnCards = ReadonlySet<string>;

export const NOT_ON_CARDS: Ban = {
  rule: 'only_cards',
  why: 'only what is on a card may play here, and this is on none',
};
export const NOT_TAUGHT: Ban = {
  rule: 'only_cards',
  why: 'only cards that somebody has taught play here',
};
export const IS_EXPLICIT: Ban = {
  rule: 'explicit',
  why: 'Spotify calls this explicit, and that may not play here',
};

/** Whether what plays or waits is on a card. */
export function isOnCards(playback: Playback, cards: OnCards): boolean {
  const context = canonicalContext(playback.contextUri);
  return (context !== null && cards.has(context)) || cards.has(playback.item?.uri ?? '');
}

/** Whether this begins, or goes on with, something to be heard. */
export function startsMusic({ ask }: Command, { status }: Playback): boolean {
  if (ask === 'play_pause') return status !== 'playing';
  return ['play', 'next', 'previous', 'device', 'queue', 'unmute', 'recent', 'restore'].includes(ask);
}

/** The canonical uris of what a command wants to hear; undefined where it only goes on, `unknown` where nobody can tell. */
export function wantedBy(
  command: Command,
  { playlists }: Pick<State, 'playlists'>,
): readonly string[] | 'unknown' | undefined {
  if (command.ask === 'queue') return [command.uri];
  // Which that was nobody knows before Spotify is asked.
  if (command.ask === 'recent') return 'unknown';
  if (command.ask !== 'play') return undefined;
  const { ask, device, offset, position, shuffle, repeat, volume, fade, ...named } = command;
  const { uri, uris, playlist } = named;
  if (uri !== undefined) return [uri];
  if (uris !== undefined) return uris;
  if (playlist === undefined) return Object.keys(named).length === 0 ? undefined : 'unknown';
  const found = playlistNamed(playlist, playlists);
  return found ? [found.uri] : 'unknown';
}

/** A playlist of an account by its name, in any case. */
export function playlistNamed(
  wanted: string,
  playlists: State['playlists'],
): State['playlists'][number] | undefined {
  return playlists.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
}

/** Why a command for what is on no card is refused; undefined where it may go on. */
export function whyNotOnCards(
  command: Command,
  state: Pick<State, 'playback' | 'playlists'>,
  cards: OnCards,
): Ban | undefined {
  const wanted = wantedBy(command, state);
  if (wanted === 'unknown') return NOT_ON_CARDS;
  if (wanted) return wanted.every((uri) => cards.has(uri)) ? undefined : NOT_ON_CARDS;
  const { playback } = state;
  const goesOn = command.ask === 'play' || (command.ask === 'play_pause' && playback.status !== 'playing');
  // Of what nobody shows nobody can say that it is on none.
  return goesOn && playback.item !== null && !isOnCards(playback, cards) ? NOT_ON_CARDS : undefined;
}

/** The tracks and episodes that a command names: of albums and lists nobody knows before they play. */
export function singlesIn(command: Command): readonly string[] {
  const wanted = wantedBy(command, { playlists: [] });
  return Array.isArray(wanted) ? wanted.filter(isSingle) : [];
}
