import { whyNotChosen } from '../core/device.ts';
import { type Playlist, playlistNames, type State } from '../core/state.ts';
import { sameAgain } from '../lib/same-again.ts';
import { webAddress } from './plain.ts';

/** One account as Home Assistant sees it. What it shows changes with the state alone, never with time. */
export interface AccountView {
  /** The account's key in the configuration. */
  account: string;
  /** Its name, for people. */
  name: string;
  state: State;
  /** `isAvailable` of core/state at the time of showing. */
  available: boolean;
  /** Whether what comes next is looked up. */
  queue: boolean;
  /** Whether it is looked up if the item is saved. */
  liked: boolean;
  /** Whether the minutes of a day are limited. */
  limited: boolean;
  /** The http address of a picture to show where there is none. */
  placeholder?: string;
}

/**
 * Home Assistant's own host for logos: always there for whoever runs Home Assistant, and its `_` addresses never answer
 * 404. It shows Spotify's mark.
 */
export const PLACEHOLDER = 'https://brands.home-assistant.io/_/spotify/icon.png';

export function placeholderOf(view: AccountView): string {
  return webAddress(view.placeholder) ?? PLACEHOLDER;
}

/**
 * The speakers to choose from by name, those that are there first: the last list, and
 * the one that plays; then those that were seen once and can be chosen.
 */
export function speakersOf({ state: { devices, known, playback } }: AccountView): readonly string[] {
  return speakersAmong(devices, known, playback.device?.name);
}

type Devices = State['devices'];
type Known = State['known'];

const speakersAmong = sameAgain((devices: Devices, known: Known, playing: string | undefined) => {
  const there = [...devices.flatMap(({ denied, name }) => (denied ? [] : name)), playing ?? []].flat();
  const absent = known.filter(({ present, device }) => !present && whyNotChosen(device) === undefined);
  return [...new Set([...inOrder(there), ...inOrder(absent.map(({ device }) => device.name))])];
});

/**
 * The options of the select: those and all others that are known, in an order of their own, so
 * that a speaker that falls asleep is no new configuration for Home Assistant. Before the first
 * look what was said before a restart still stands, wherever music played.
 */
export function speakerOptions(view: AccountView): readonly string[] {
  const { known, lookedAt } = view.state;
  return optionsAmong(speakersOf(view), known, lookedAt === null);
}

const optionsAmong = sameAgain((speakers: readonly string[], known: Known, isUnseen: boolean) => {
  const others = known.filter(({ device }) => !device.denied || isUnseen);
  return inOrder([...new Set([...speakers, ...others.map(({ device }) => device.name)])]);
});

/** Spotify lists them in no particular order. */
function inOrder(names: readonly string[]): string[] {
  return names.toSorted((a, b) => compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The account's playlist that plays, by the name that the select gives it. */
export function playlistOf({ state }: AccountView): string | undefined {
  const playing = canonical(state.playback.contextUri);
  for (const [name, playlist] of playlistNames(state.playlists)) if (isIt(playlist, playing)) return name;
  return undefined;
}

function isIt(playlist: Playlist, uri: string | undefined): boolean {
  return canonical(playlist.uri) === uri;
}

/** Spotify still says `spotify:user:<owner>:playlist:<id>` for some. */
function canonical(uri: string | null): string | undefined {
  return uri?.replace(/^spotify:user:[^:]*:playlist:/, 'spotify:playlist:');
}

/** What the music is taken from, by name. */
export function contextOf({ state }: AccountView): string | null | undefined {
  const uri = state.playback.contextUri;
  if (uri === null) return undefined;
  if (state.context?.uri === uri && state.context.name !== null) return state.context.name;
  return /^spotify:(user:[^:]*:)?collection$/.test(uri) ? 'Liked Songs' : undefined;
}

/** Whether the bridge has muted the speaker; null where the speaker has no volume that we could take away. */
export function isMuted({ state }: AccountView): boolean | null {
  const { device } = state.playback;
  if (!device?.supportsVolume || device.volume === null) return null;
  return state.mutedFrom !== null;
}

/** 0–100; null where unknown, or where the speaker does not let Spotify set it. */
export function volumeOf({ state }: AccountView): number | null {
  const { device } = state.playback;
  return device?.supportsVolume ? device.volume : null;
}
