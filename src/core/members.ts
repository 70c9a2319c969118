import { z } from 'zod';
import type { Command, PlayCommand } from './command.ts';
import { playableLink, queuedLink, readQuery, singleLink } from './links.ts';
import {
  allowanceMembers,
  deviceMembers,
  fadeMembers,
  muteMembers,
  playMembers,
  recentMembers,
  repeatMembers,
  restoreMembers,
  seekMembers,
  shuffleMembers,
  sleepMembers,
  snapshotMembers,
  uriMembers,
  volumeMembers,
} from './member-shapes.ts';
import { BadPayload } from './problem.ts';
import { plainName } from './snapshot.ts';
import {
  LONGEST_SECONDS,
  quote,
  readMinutes,
  readPosition,
  readSleep,
  readVolume,
  USUAL_FADE_SECONDS,
} from './values.ts';

/** Reads what a command's JSON form has beside `command`. Every function here throws BadPayload. */

export function readSeek(members: unknown): Command {
  const { position, by } = check(seekMembers, members);
  return toPosition(position ?? step('seek', 'position', by));
}

export function readVolumeMembers(members: unknown): Command {
  const { volume, percent: plain, by } = check(volumeMembers, members);
  return toVolume(volume ?? plain ?? step('volume', 'volume', by));
}

export function readMute(members: unknown): Command {
  const { on, toggle } = check(muteMembers, members);
  if (toggle) return { ask: 'mute', toggle };
  return on === false ? { ask: 'unmute' } : { ask: 'mute' };
}

export function readShuffle(members: unknown): Command {
  const { on, shuffle, toggle } = check(shuffleMembers, members);
  if (toggle) return { ask: 'shuffle', toggle };
  return { ask: 'shuffle', on: on ?? shuffle ?? missing('shuffle', 'on', 'true or false') };
}

export function readRepeatMembers(members: unknown): Command {
  const { mode, repeat } = check(repeatMembers, members);
  return { ask: 'repeat', mode: mode ?? repeat ?? missing('repeat', 'mode', 'off, all or one') };
}

export function readSleepMembers(members: unknown): Command {
  const { minutes, at, extend, off, fade } = check(sleepMembers, members);
  const given = [minutes, at, extend === undefined ? undefined : `+${extend}`, off && 'off'].filter(
    (one) => one !== undefined,
  );
  const [one] = given;
  if (one === undefined || given.length > 1) {
    throw new BadPayload(
      'sleep takes one of "minutes": 30, "at": "end_of_track" or "end_of_context", "extend": 15 and "off": true',
    );
  }
  const sleep = readSleep(one);
  if ('off' in sleep || fade === undefined) return { ask: 'sleep', ...sleep };
  return { ask: 'sleep', ...sleep, fade };
}

export function readFadeMembers(members: unknown): Command {
  const { volume, percent: plain, seconds: over } = check(fadeMembers, members);
  const to = volume ?? plain ?? missing('fade', 'volume', '0 to 100');
  return { ask: 'fade', percent: to, seconds: over ?? USUAL_FADE_SECONDS };
}

export function readRecent(members: unknown): Command {
  return { ask: 'recent', ...check(recentMembers, members) };
}

export function readSnapshot(members: unknown): Command {
  const { name, expires } = check(snapshotMembers, members);
  return { ask: 'snapshot', name: plainName(name), expires };
}

export function readRestore(members: unknown): Command {
  const { name, unless_changed } = check(restoreMembers, members);
  return { ask: 'restore', name: plainName(name), ...(unless_changed && { unlessChanged: true }) };
}

export function readAllowanceMembers(members: unknown): Command {
  return toAllowance(check(allowanceMembers, members).minutes);
}

export function readDevice(members: unknown): Command {
  return { ask: 'device', ...check(deviceMembers, members) };
}

export function readPlay(members: unknown): Command {
  const { enqueue, ...asked } = check(playMembers, members);
  // Home Assistant's words (media_player.play_media); Spotify's queue is played before whatever else comes.
  if (enqueue === 'next' || enqueue === 'add') return toQueue(enqueue, asked);
  const { uri, link, uris, playlist, query, type, offset, ...rest } = asked;
  const one = uri ?? link;
  const named = [one, uris, playlist, query].filter((what) => what !== undefined);
  if (named.length > 1) throw new BadPayload('play takes one of uri, uris, playlist and query');
  if (type !== undefined && query === undefined)
    throw new BadPayload(
      `play needs a "query" with "type"; right would be {"command":"play","query":"abbey road","type":"album"}`,
    );
  const command: PlayCommand = {
    ask: 'play',
    ...(one === undefined ? {} : playableLink(one)),
    ...rest,
  };
  if (playlist !== undefined) command.playlist = playlist;
  if (query !== undefined) command.query = readQuery(query);
  if (type !== undefined) command.type = type;
  if (uris) command.uris = uris.map(singleLink);
  if (offset !== undefined) command.offset = typeof offset === 'number' ? offset : singleLink(offset);
  return command;
}

function toQueue(
  enqueue: string,
  { uri, link, uris = [], ...rest }: Omit<z.infer<typeof playMembers>, 'enqueue'>,
): Command {
  const [one, ...more] = [uri, link, ...uris].filter((what) => what !== undefined);
  const [other] = Object.keys(rest);
  if (other !== undefined || more.length > 0) {
    const what = other === undefined ? 'several' : quote(other);
    throw new BadPayload(`play with "enqueue":"${enqueue}" takes one "uri" alone; got ${what} too`);
  }
  return { ask: 'queue', uri: queuedLink(one ?? missing('play', 'uri', 'a track or an episode')) };
}

export function readUri(word: string, members: unknown): string {
  const { uri, link } = check(uriMembers, members);
  return uri ?? link ?? missing(word, 'uri', 'a Spotify link or uri');
}

export function toPosition(value: string | number): Command {
  const aim = readPosition(value);
  return 'to' in aim ? { ask: 'seek', position: aim.to } : { ask: 'seek', by: aim.by };
}

export function toVolume(value: string | number): Command {
  const aim = readVolume(value);
  return 'to' in aim ? { ask: 'volume', percent: aim.to } : { ask: 'volume', by: aim.by };
}

export function toSleep(value: string | number): Command {
  return { ask: 'sleep', ...readSleep(value) };
}

export function toAllowance(value: string | number): Command {
  return { ask: 'allowance', minutes: readMinutes(value) };
}

/** The JSON form's `by` in the plain form's spelling. */
function step(word: string, member: string, by: number | undefined): string {
  if (by === undefined) return missing(word, member, 'a number, or a step in "by"');
  if (Math.abs(by) > LONGEST_SECONDS) throw new BadPayload(`${word}: by is out of range`);
  return by < 0 ? `${by}` : `+${by}`;
}

function check<T>(shape: z.ZodType<T>, members: unknown): T {
  const read = shape.safeParse(members);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const known = shape instanceof z.ZodObject ? Object.keys(shape.shape) : [];
    throw new BadPayload(`unknown ${quote(issue.keys.join(', '))}; allowed are ${known.join(', ')}`);
  }
  throw new BadPayload(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`);
}

function missing(word: string, member: string, right: string): never {
  throw new BadPayload(`${word} needs "${member}": ${right}`);
}
