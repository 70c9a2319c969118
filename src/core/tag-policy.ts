import type { Command, PlayCommand } from './command.ts';
import type { FeedbackResult } from './feedback.ts';
import { movedTo, rangeAt, startVolume } from './loudness.ts';
import { isOf, type Owner } from './owner.ts';
import { positionAt } from './playback.ts';
import type { ReaderRules, SameTag } from './reader.ts';
import { LOCKED, type Standing, whyBusy, whySilent } from './reader-may.ts';
import { isElsewhere, speakerFor } from './speaker.ts';
import type { State } from './state.ts';
import type { AtEnd, TagOptions } from './tag.ts';
import { goesOn, isSpoken, type Resume, type TagMemory } from './tag-memory.ts';
import { isSingle, parseUri } from './uri.ts';

/** What a scan of a tag that plays means now. Decided from the player's state, never from the reader's memory. */

export interface Played {
  uid: string;
  /** Canonical. */
  uri: string;
  options: TagOptions;
  memory: Pick<TagMemory, 'resume' | 'albumMs'>;
}

export interface Scene extends Standing {
  state: Pick<State, 'playback' | 'devices'>;
  /** Who started what plays. */
  owner: Owner | null;
  now: number;
}

export type Decision = {
  /** It was decided from what plays, so a look that is not fresh must be renewed first. */
  unsure: boolean;
} & (
  | /** What the tag asks for is so already. */ { act: 'nothing'; result: FeedbackResult }
  | { act: 'refuse'; result: 'denied' | 'busy'; why: string }
  | {
      act: 'command';
      command: Command;
      result: FeedbackResult;
      /** The music is this tag's from now on. */
      owns: boolean;
    }
);

/** A position this near to the beginning, paused, is how Spotify leaves a context that has ended. */
const ENDED_MS = 1_000;
/**
 * So long a look may still show what played before a tag's start:
 * Spotify's state lags, and the look after it comes within 3 s.
 */
const UNSEEN_MS = 5_000;
/** More cards than anybody lays in that time. */
const MOST_UNSEEN = 10;

export function decide(played: Played, scene: Scene): Decision {
  const { rules, locked, minute, usedUp } = scene;
  const denied = (why: string, unsure: boolean): Decision => ({
    act: 'refuse',
    result: 'denied',
    why,
    unsure,
  });
  if (locked) return denied(LOCKED, false);
  const decision = choose(played, scene);
  const ban = whySilent(rules, minute) ?? usedUp;
  if (ban === undefined || isHarmless(decision)) return decision;
  // Only a card that pauses must know what really plays.
  return denied(ban.why, decision.unsure && sameTagOf(played, scene) === 'toggle');
}

/** Whether nothing begins by it, so that it may be whenever nothing may begin. */
function isHarmless(decision: Decision): boolean {
  return decision.act === 'nothing' || (decision.act === 'command' && decision.command.ask === 'pause');
}

function choose(played: Played, scene: Scene): Decision {
  const { rules, state } = scene;
  const { playback } = state;
  const { uid, uri, options } = played;
  const isSame = plays(playback, { uid, uri }, scene);
  const wanted = options.device ?? rules.device;
  const why = whyBusy(rules, state, wanted, isSame);
  if (why !== undefined) return { act: 'refuse', result: 'busy', why, unsure: true };
  if (isSame && playback.status !== 'idle') return again(played, scene, wanted);
  const queues = options.queue ?? rules.queue;
  if (playback.status === 'playing' && queues) return queued(uri);
  return {
    act: 'command',
    command: start(played, scene),
    result: resultOf(played, rules),
    owns: true,
    // Whoever always gets the music begins without asking first.
    unsure: queues || rules.interrupt !== 'always',
  };
}

/**
 * Whether it is this tag's music. What a tag has just started counts
 * before a look has shown it: cards follow each other fast.
 */
function plays(
  playback: State['playback'],
  { uid, uri }: Pick<Played, 'uid' | 'uri'>,
  { owner, now }: Scene,
): boolean {
  if (!owner || !isUnseen(owner, now)) return isOf(playback, uri, owner?.uid === uid ? owner.first : null);
  const lags = owner.instead?.some((before) => isOf(playback, before));
  // Anything new is what somebody began on a phone meanwhile.
  const isNew = !lags && owner.over !== undefined && (playback.item?.uri ?? null) !== owner.over;
  return isNew ? isOf(playback, uri) : owner.uri === uri;
}

function isUnseen({ first, startedAt }: Owner, now: number): boolean {
  return first === null && now - startedAt < UNSEEN_MS;
}

/** What a look may still show when `uri` is started now: what was started just before and is not seen yet. */
export function insteadOf(before: Owner | null, uri: string, now: number): readonly string[] {
  if (!before || !isUnseen(before, now)) return [];
  return [...(before.instead ?? []), before.uri].filter((one) => one !== uri).slice(-MOST_UNSEEN);
}

/** Its music plays, or waits paused. */
function again(played: Played, scene: Scene, wanted: string | undefined): Decision {
  const { rules, state, now } = scene;
  const { playback } = state;
  const playing = playback.status === 'playing';
  const act = (command: Command, result: FeedbackResult): Decision => ({
    act: 'command',
    command,
    result,
    owns: true,
    unsure: true,
  });
  const anew = () => act(start(played, scene, false), 'playing');
  switch (sameTagOf(played, scene)) {
    case 'ignore':
      return { act: 'nothing', result: playing ? 'playing' : 'paused', unsure: true };
    case 'restart':
      return anew();
    case 'next':
      if (playing) return act({ ask: 'next' }, 'playing');
      break;
    case 'toggle':
      if (playing) return act({ ask: 'pause' }, 'paused');
      break;
    case 'resume':
      // Laid on another reader, the music follows the card.
      if (playing && wanted !== undefined && isElsewhere(state, wanted))
        return act(movedTo(wanted, volumeOf(played, scene).volume), 'playing');
      if (playing) return { act: 'nothing', result: 'playing', unsure: true };
  }
  if (scene.owner?.uid === played.uid && scene.owner.stopped) return anew();
  const hasEnded = (positionAt(playback, now) ?? 0) < ENDED_MS;
  if (hasEnded) return act(start(played, scene), resultOf(played, rules));
  return act(
    { ask: 'play', ...(wanted !== undefined && { device: wanted }), ...volumeOf(played, scene) },
    'resumed',
  );
}

function sameTagOf({ options }: Played, { rules }: Scene): SameTag {
  return options.sameTag ?? rules.sameTag;
}

function queued(uri: string): Decision {
  if (!isSingle(uri))
    return {
      act: 'refuse',
      result: 'busy',
      unsure: true,
      why: "something plays, and Spotify's queue takes single tracks and episodes only",
    };
  return { act: 'command', command: { ask: 'queue', uri }, result: 'queued', owns: false, unsure: true };
}

function resultOf(played: Played, rules: ReaderRules): FeedbackResult {
  return placeFor(played, rules) ? 'resumed' : 'playing';
}

/** Where to go on; undefined where it begins at the beginning. Spotify takes no offset in an artist. */
function placeFor({ uri, options, memory }: Played, { shuffle }: ReaderRules): Resume | undefined {
  if (parseUri(uri)?.kind === 'artist') return undefined;
  return goesOn(uri, { shuffle, ...options }, memory.albumMs) ? memory.resume : undefined;
}

function start(played: Played, scene: Scene, mayGoOn = true): PlayCommand {
  const { uri, options, memory } = played;
  const { rules, state } = scene;
  const command: PlayCommand = { ask: 'play', uri, ...volumeOf(played, scene) };
  const device = options.device ?? rules.device;
  if (device !== undefined) command.device = device;
  const resume = mayGoOn ? placeFor(played, rules) : undefined;
  if (resume) {
    if (!isSingle(uri)) command.offset = resume.item;
    command.position = resume.positionMs / 1000;
  } else if (options.offset !== undefined) command.offset = options.offset;

  // A story goes in order and once, whatever was set for the music before it.
  const inOrder = isSpoken(uri) || goesOn(uri, options, memory.albumMs);
  const shuffle =
    options.shuffle ?? rules.shuffle ?? (inOrder && state.playback.shuffle !== false ? false : undefined);
  if (shuffle !== undefined) command.shuffle = shuffle;
  const repeats = atEndOf(played) === 'repeat' ? 'all' : undefined;
  const repeat =
    options.repeat ??
    repeats ??
    rules.repeat ??
    (inOrder && state.playback.repeat !== 'off' ? 'off' : undefined);
  if (repeat !== undefined) command.repeat = repeat;
  return command;
}

function volumeOf({ options }: Played, { rules, minute, state }: Scene): { volume?: number } {
  const speaker = speakerFor(state, options.device ?? rules.device);
  const volume = startVolume(options.volume ?? rules.volume, rangeAt(rules, minute, options), speaker);
  return volume === undefined ? {} : { volume };
}

/** What follows when its music has ended. A story is over; after music Spotify goes on as people have set it. */
export function atEndOf({ uri, options }: Pick<Played, 'uri' | 'options'>): AtEnd {
  return options.atEnd ?? (isSpoken(uri) ? 'stop' : 'autoplay');
}
