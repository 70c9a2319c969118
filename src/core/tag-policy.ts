import type { Command, PlayCommand } from './command.ts';
import type { FeedbackResult } from './feedback.ts';
import { rangeAt, speakerFor, startVolume } from './loudness.ts';
import { isOf, type Owner } from './owner.ts';
import { positionAt } from './playback.ts';
import type { ReaderRules } from './reader.ts';
import { whySilent } from './reader-may.ts';
import type { State } from './state.ts';
import type { AtEnd, TagOptions } from './tag.ts';
import { goesOn, isSpoken, type TagMemory } from './tag-memory.ts';
import { isContext, parseUri } from './uri.ts';

/** What a scan of a tag that plays means now. Decided from the player's state, never from the reader's memory. */

export interface Played {
  uid: string;
  /** Canonical. */
  uri: string;
  options: TagOptions;
  memory: Pick<TagMemory, 'resume' | 'albumMs'>;
}

export interface Scene {
  rules: ReaderRules;
  locked: boolean;
  state: Pick<State, 'playback' | 'devices'>;
  /** Who started what plays. */
  owner: Owner | null;
  now: number;
  /** Of the local day. */
  minute: number;
}

export type Decision =
  /** What the tag asks for is so already. */
  | { act: 'nothing'; result: FeedbackResult }
  | { act: 'refuse'; result: 'denied' | 'busy'; why: string }
  | {
      act: 'command';
      command: Command;
      result: FeedbackResult;
      /** The music is this tag's from now on. */
      owns: boolean;
      /** It was decided from what plays, so a look that is not fresh must be renewed first. */
      unsure: boolean;
    };

/** A position this near to the beginning, paused, is how Spotify leaves a context that has ended. */
const ENDED_MS = 1_000;
/** So long a look may still show what played before a tag's start: Spotify's state lags, and the look after it comes within 3 s. */
const UNSEEN_MS = 5_000;

export function decide(played: Played, scene: Scene): Decision {
  const { rules, locked, state, minute } = scene;
  const { playback } = state;
  const silent = whySilent(rules, locked, minute);
  if (silent !== undefined) return { act: 'refuse', result: 'denied', why: silent };
  const { uid, uri, options } = played;
  const isSame = plays(playback, { uid, uri }, scene);
  const wanted = options.device ?? rules.device;
  const speaker = speakerFor(state, wanted);
  const isElsewhere =
    wanted !== undefined && playback.device !== null && (speaker ?? { id: null }).id !== playback.device.id;
  const playing = playback.status === 'playing';
  const why = playing ? whyBusy(rules, isSame, isElsewhere, playback.device?.name) : undefined;
  if (why !== undefined) return { act: 'refuse', result: 'busy', why };
  if (isSame && playback.status !== 'idle') return again(played, scene, wanted, isElsewhere);
  if (playing && (options.queue ?? rules.queue)) return queued(uri);
  return {
    act: 'command',
    command: start(played, scene),
    result: resultOf(played),
    owns: true,
    unsure: false,
  };
}

/** Whether it is this tag's music. What a tag has just started counts before a look has shown it: cards follow each other fast. */
function plays(
  playback: State['playback'],
  { uid, uri }: Pick<Played, 'uid' | 'uri'>,
  { owner, now }: Scene,
): boolean {
  if (owner?.first === null && now - owner.startedAt < UNSEEN_MS) return owner.uri === uri;
  return isOf(playback, uri, owner?.uid === uid ? owner.first : null);
}

function whyBusy(
  { interrupt }: ReaderRules,
  isSame: boolean,
  isElsewhere: boolean,
  where = 'elsewhere',
): string | undefined {
  if (interrupt === 'never' && !isSame)
    return `music plays on ${where}, and this reader may not interrupt it`;
  return interrupt !== 'always' && isElsewhere
    ? `music plays on ${where}, and this reader may not take it away`
    : undefined;
}

/** Its music plays, or waits paused. */
function again(played: Played, scene: Scene, wanted: string | undefined, isElsewhere: boolean): Decision {
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
  switch (played.options.sameTag ?? rules.sameTag) {
    case 'ignore':
      return { act: 'nothing', result: playing ? 'playing' : 'paused' };
    case 'restart':
      return anew();
    case 'next':
      return act({ ask: 'next' }, 'playing');
    case 'toggle':
      if (playing) return act({ ask: 'pause' }, 'paused');
      break;
    case 'resume':
      // Laid on another reader, the music follows the card.
      if (playing && isElsewhere && wanted !== undefined)
        return act({ ask: 'device', device: wanted, play: true }, 'playing');
      if (playing) return { act: 'nothing', result: 'playing' };
  }
  if (scene.owner?.uid === played.uid && scene.owner.stopped) return anew();
  const hasEnded = (positionAt(playback, now) ?? 0) < ENDED_MS;
  if (hasEnded) return act(start(played, scene), resultOf(played));
  return act(
    { ask: 'play', ...(wanted !== undefined && { device: wanted }), ...volumeOf(played, scene) },
    'resumed',
  );
}

function queued(uri: string): Decision {
  if (isContext(uri) || parseUri(uri) === undefined)
    return {
      act: 'refuse',
      result: 'busy',
      why: "something plays, and Spotify's queue takes single tracks and episodes only",
    };
  return { act: 'command', command: { ask: 'queue', uri }, result: 'queued', owns: false, unsure: true };
}

function resultOf({ uri, options, memory }: Played): FeedbackResult {
  return memory.resume && goesOn(uri, options, memory.albumMs) ? 'resumed' : 'playing';
}

function start(played: Played, scene: Scene, mayGoOn = true): PlayCommand {
  const { uri, options, memory } = played;
  const { rules, state } = scene;
  const command: PlayCommand = { ask: 'play', uri, ...volumeOf(played, scene) };
  const device = options.device ?? rules.device;
  if (device !== undefined) command.device = device;
  const goes = mayGoOn && goesOn(uri, { shuffle: rules.shuffle, ...options }, memory.albumMs);
  const { resume } = memory;
  if (goes && resume) {
    // Spotify takes no offset in an artist, and none is needed in a single item.
    if (isContext(uri) && parseUri(uri)?.kind !== 'artist') command.offset = resume.item;
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
