import { isResume } from './allowed.ts';
import type { Ask, Command } from './command.ts';
import { isHidden } from './course.ts';
import { sameItem } from './item.ts';
import { type Playback, positionAt } from './playback.ts';
import { sameName } from './speaker-name.ts';

/**
 * Whether a play is heard. Spotify's answer says only that the play was taken: on a
 * speaker that sleeps or a track that it does not have in this country nothing follows. It
 * counts when the position advances on the asked device. Times are ms.
 */

/** A Cast needs 5 s before the first note. */
export const LISTENING_MS = 8_000;
/** When to look beside the looks that follow every command (core/cadence): the first within the seconds that are free. */
export const LISTENING_LOOKS_MS = [4_500, 7_500];
/** After so long what advanced at once is believed: tracks that race past have shown another by then. */
export const SURE_MS = 3_500;

/** What looks lag and players round. */
const ADVANCED_MS = 250;
/** A start that a single look shows is later than the command by no more than this. */
const PROMPT_MS = 750;
const AHEAD_MS = 2_000;
/** Silence is not judged from looks that are all earlier than this. */
const PATIENCE_MS = 4_000;
/** Tracks race where so many are seen, none further than its first seconds. */
const RACING_ITEMS = 3;
const RACING_MS = 2_500;
/** A jingle is over by itself. */
const JINGLE_MS = 10_000;

/** A play that Spotify took. */
export interface Sent {
  /** When it was taken, ms since the epoch. */
  at: number;
  /** Where it was sent; null where whichever device is active was meant. */
  device: { id: string | null; name: string } | null;
  /** Its context or items, as Spotify was asked for them; none: to go on with what was playing. */
  uris: readonly string[];
  /** Where in the item it begins; null: where it was, or where Spotify chooses. */
  fromMs: number | null;
  /** What the last look before it saw. */
  before: Playback;
}

export type Verdict =
  | 'playing'
  /** No progress. */
  | 'silent'
  /** Tracks follow each other faster than anybody hears them. */
  | 'racing'
  /** Music plays, and not on the asked device. */
  | 'elsewhere'
  /** Somebody paused it, or took it to another device, meanwhile. */
  | 'replaced'
  /** Looks could not be had, or say too little for an alarm. */
  | 'unknown';

/** What the looks since the play say of it at `now`, oldest first; undefined while it is open. */
export function judge(play: Sent, looks: readonly Playback[], now: number): Verdict | undefined {
  const there = looks.filter((look) => isThere(play, look));
  if (races(play, there)) return 'racing';
  if (there.some((look, index) => isHeard(play, look, there.slice(0, index)))) return 'playing';
  if (looks.some((look, index) => isLeft(play, look, looks.slice(0, index)))) return 'replaced';
  return now < play.at + LISTENING_MS ? undefined : judgeAtEnd(play, looks);
}

function judgeAtEnd(play: Sent, looks: readonly Playback[]): Verdict {
  const [last, ...earlier] = looks.toReversed();
  if (!last || earlier.length === 0 || last.measuredAt < play.at + PATIENCE_MS) return 'unknown';
  switch (last.status) {
    case 'playing':
      if (!isThere(play, last)) return 'elsewhere';
      return last.positionMs !== null && isAsked(play, last) ? 'silent' : 'unknown';
    case 'paused':
      // What played before was paused by somebody.
      return play.before.status === 'playing' && sameItem(play.before.item, last.item)
        ? 'replaced'
        : 'silent';
    case 'idle':
      // A single empty answer is often Spotify's mistake.
      return earlier[0]?.status === 'idle' ? 'silent' : 'unknown';
  }
}

function isThere({ device: asked }: Sent, { device }: Playback): boolean {
  if (asked === null || device === null) return true;
  // Of two without an id neither is the other.
  return (asked.id !== null && device.id === asked.id) || sameName(device.name, asked.name);
}

/**
 * Whether it is what was asked for. Spotify plays another pressing of a
 * track under another uri: anything new is taken for it.
 */
function isAsked({ uris, before }: Sent, { item, contextUri }: Playback): boolean {
  if (uris.length === 0 || isNamed(uris, contextUri) || isNamed(uris, item?.uri)) return true;
  return !sameItem(item, before.item);
}

function isNamed(uris: readonly string[], uri: string | null | undefined): boolean {
  return uri !== null && uri !== undefined && uris.includes(uri);
}

function isHeard(play: Sent, look: Playback, earlier: readonly Playback[]): boolean {
  if (look.status !== 'playing') return false;
  // An advertisement or the DJ may be what was asked for, and is no silence.
  if (isHidden(look)) return true;
  if (!isAsked(play, look)) return false;
  return hasBegun(play, look) || earlier.some((other) => advanced(other, look));
}

/** Whether one look is enough: it began at once, or is further than tracks that race past ever are. */
function hasBegun(play: Sent, look: Playback): boolean {
  const from = startOf(play, look);
  if (look.positionMs === null || from === null) return false;
  const gone = look.positionMs - from;
  const since = look.measuredAt - play.at;
  const isPlausible = gone >= ADVANCED_MS && gone <= since + AHEAD_MS;
  return isPlausible && (since - gone <= PROMPT_MS || gone >= RACING_MS);
}

/** Where the play began in the item of this look. */
function startOf({ at, uris, fromMs, before }: Sent, { item }: Playback): number | null {
  const goesOn = uris.length === 0 && sameItem(item, before.item);
  return fromMs ?? (goesOn ? positionAt(before, at) : null);
}

function advanced(before: Playback, after: Playback): boolean {
  if (!sameItem(before.item, after.item) || before.positionMs === null || after.positionMs === null)
    return false;
  return after.positionMs - before.positionMs >= ADVANCED_MS;
}

/** Whether somebody else decided meanwhile: paused what had begun, or took it elsewhere. */
function isLeft(play: Sent, look: Playback, earlier: readonly Playback[]): boolean {
  if (!isAsked(play, look)) return false;
  if (look.status === 'playing')
    return (
      !isThere(play, look) && earlier.some((other) => isThere(play, other) && sameItem(other.item, look.item))
    );
  const from = startOf(play, look);
  if (look.status !== 'paused' || look.positionMs === null || from === null) return false;
  const gone = look.positionMs - from;
  return gone >= ADVANCED_MS && gone <= look.measuredAt - play.at + AHEAD_MS;
}

function races(play: Sent, looks: readonly Playback[]): boolean {
  const begun = looks.filter((look) => look.status === 'playing' && !isHidden(look) && isAsked(play, look));
  const isShort = ({ item, positionMs }: Playback) =>
    (item?.durationMs ?? Number.POSITIVE_INFINITY) > JINGLE_MS && (positionMs ?? 0) < RACING_MS;
  const items = new Set(begun.map(({ item }) => item?.uri));
  return items.size >= RACING_ITEMS && begun.every(isShort);
}

/** The likely cause, and what to do about it, in a sentence for people. */
export function whySilent(verdict: Verdict, { device: asked }: Sent, looks: readonly Playback[]): string {
  const last = looks.at(-1);
  const device = last?.device ?? null;
  const name = asked?.name ?? device?.name ?? 'the speaker';
  if (verdict === 'racing')
    return `tracks race past on ${name}, and none is heard: it cannot play them. Is its account logged in and Premium, and is this music there in your country?`;
  if (verdict === 'elsewhere')
    return `${device?.name ?? 'another device'} plays, and not ${name}: another device took the music, or ${name} sleeps`;
  if (device?.restricted)
    return `${name} takes no commands from Spotify's Web API: start music there with its own app`;
  if (last?.status === 'idle' || device === null)
    return `nothing plays on ${name}: it sleeps, or has lost its network. Wake it, or switch it off and on`;
  if (last?.status === 'paused')
    return `${name} stopped at the first note: this music is not there in your country, or ${name} cannot play it`;
  const muted = device.volume === 0 ? ' (its volume is 0)' : '';
  return `${name} shows the music, but it does not move${muted}: it sleeps, or has lost its network, or the track is not there in your country`;
}

const ENDS_LISTENING: ReadonlySet<Ask> = new Set([
  ...(['pause', 'play_pause', 'next', 'previous', 'seek', 'device', 'recent', 'restore', 'clear'] as const),
]);

/** Whether it changes what plays: then nobody need listen to the play before it any more. */
export function endsListening(command: Command): boolean {
  if (command.ask === 'play') return !isResume(command);
  return ENDS_LISTENING.has(command.ask);
}
