import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import type { Ask, Command, PlayCommand } from './command.ts';
import { playableLink, queueableLink, savableLink } from './links.ts';
import type { Repeat } from './playback.ts';
import { BadPayload } from './problem.ts';
import { LONGEST_SECONDS, quote, readPosition, readSwitch, readVolume } from './values.ts';

/** The language of `<base>/<account>/command`: a word, a word with an argument, or JSON. */

interface Word {
  /** Without an argument. Absent where the word needs one. */
  bare?: Command;
  /** With what follows the word. Absent where it takes nothing. */
  plain?: (argument: string) => Command;
  /** The members of the JSON form beside `command`, and what they make. */
  json?: (members: unknown) => Command;
  example: string;
}

const text = z.string().trim().min(1);
const amount = z.union([z.number(), z.string()]);
const flag = z.union([z.boolean(), z.string(), z.number()]).transform((value, context) => {
  const on = readSwitch(value);
  if (on === undefined) context.addIssue('is true or false');
  return on ?? false;
});
const repeatMode = z.string().transform((value): Repeat => readRepeat(value));
const seconds = amount.transform((value) => {
  const aim = readPosition(value);
  if (!('to' in aim)) throw new BadPayload('position to begin at takes seconds from the start, such as 90');
  return aim.to;
});
const percent = amount.transform((value) => {
  const aim = readVolume(value);
  if (!('to' in aim)) throw new BadPayload('volume to begin with takes 0 to 100');
  return aim.to;
});

const playMembers = z.strictObject({
  uri: text.optional(),
  link: text.optional(),
  uris: z.array(text).min(1).max(100).optional(),
  playlist: text.optional(),
  device: text.optional(),
  offset: z.union([z.int().min(0), text]).optional(),
  position: seconds.optional(),
  shuffle: flag.optional(),
  repeat: repeatMode.optional(),
  volume: percent.optional(),
});
const seekMembers = z.strictObject({ position: amount.optional(), by: z.number().optional() });
const volumeMembers = z.strictObject({
  volume: amount.optional(),
  percent: amount.optional(),
  by: z.number().optional(),
});
const muteMembers = z.strictObject({ on: flag.optional(), toggle: z.literal(true).optional() });
const shuffleMembers = z.strictObject({
  on: flag.optional(),
  shuffle: flag.optional(),
  toggle: z.literal(true).optional(),
});
const repeatMembers = z.strictObject({ mode: repeatMode.optional(), repeat: repeatMode.optional() });
const deviceMembers = z.strictObject({ device: text, play: flag.optional() });
const uriMembers = z.strictObject({ uri: text.optional(), link: text.optional() });

/** Every word, as design §2 and the README list them. */
export const WORDS: Record<Ask | 'stop', Word> = {
  play: {
    bare: { ask: 'play' },
    plain: (argument) => ({ ask: 'play', ...playableLink(argument) }),
    json: readPlay,
    example: 'play spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
  },
  pause: { bare: { ask: 'pause' }, example: 'pause' },
  // The Web API has no stop: a paused player is what people get everywhere else too.
  stop: { bare: { ask: 'pause' }, example: 'stop' },
  play_pause: { bare: { ask: 'play_pause' }, example: 'play_pause' },
  next: { bare: { ask: 'next' }, example: 'next' },
  previous: { bare: { ask: 'previous' }, example: 'previous' },
  seek: {
    plain: toPosition,
    json: (members) => {
      const { position, by } = check(seekMembers, members);
      return toPosition(position ?? step('seek', 'position', by));
    },
    example: 'seek 90',
  },
  volume: {
    plain: toVolume,
    json: (members) => {
      const { volume, percent: plain, by } = check(volumeMembers, members);
      return toVolume(volume ?? plain ?? step('volume', 'volume', by));
    },
    example: 'volume +5',
  },
  mute: {
    bare: { ask: 'mute' },
    plain: (argument) => {
      if (argument.toLowerCase() === 'toggle') return { ask: 'mute', toggle: true };
      return readOn('mute', argument) ? { ask: 'mute' } : { ask: 'unmute' };
    },
    json: (members) => {
      const { on, toggle } = check(muteMembers, members);
      if (toggle) return { ask: 'mute', toggle };
      return on === false ? { ask: 'unmute' } : { ask: 'mute' };
    },
    example: 'mute',
  },
  unmute: { bare: { ask: 'unmute' }, example: 'unmute' },
  shuffle: {
    plain: (argument) => {
      if (argument.toLowerCase() === 'toggle') return { ask: 'shuffle', toggle: true };
      return { ask: 'shuffle', on: readOn('shuffle', argument) };
    },
    json: (members) => {
      const { on, shuffle, toggle } = check(shuffleMembers, members);
      if (toggle) return { ask: 'shuffle', toggle };
      return { ask: 'shuffle', on: on ?? shuffle ?? missing('shuffle', 'on', 'true or false') };
    },
    example: 'shuffle on',
  },
  repeat: {
    plain: (argument) => ({ ask: 'repeat', mode: readRepeat(argument) }),
    json: (members) => {
      const { mode, repeat } = check(repeatMembers, members);
      return { ask: 'repeat', mode: mode ?? repeat ?? missing('repeat', 'mode', 'off, all or one') };
    },
    example: 'repeat all',
  },
  device: {
    plain: (argument) => ({ ask: 'device', device: argument }),
    json: (members) => ({ ask: 'device', ...defined(check(deviceMembers, members)) }),
    example: 'device Kitchen',
  },
  queue: {
    plain: (argument) => ({ ask: 'queue', uri: queueableLink(argument.replace(/^add\s+/i, '')) }),
    json: (members) => ({ ask: 'queue', uri: queueableLink(readUri('queue', members)) }),
    example: 'queue spotify:track:6rqhFgbbKwnb9MLmUQDhG6',
  },
  like: { bare: { ask: 'like' }, example: 'like' },
  unlike: { bare: { ask: 'unlike' }, example: 'unlike' },
  save: {
    plain: (argument) => ({ ask: 'save', uri: savableLink(argument) }),
    json: (members) => ({ ask: 'save', uri: savableLink(readUri('save', members)) }),
    example: 'save spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
  },
  remove: {
    plain: (argument) => ({ ask: 'remove', uri: savableLink(argument) }),
    json: (members) => ({ ask: 'remove', uri: savableLink(readUri('remove', members)) }),
    example: 'remove spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
  },
  refresh: { bare: { ask: 'refresh' }, example: 'refresh' },
};

/** Other spellings that programs and people use for the same. */
const SPELLINGS: Record<string, string> = {
  playpause: 'play_pause',
  prev: 'previous',
  queue_add: 'queue',
  queueadd: 'queue',
};

/** What came in on a command topic: the command, and the name by which its sender wants to know the answer. */
export interface Asked {
  command: Command;
  transaction?: string | number;
}

/**
 * Reads a payload of a command topic: `word`, `word argument`, or JSON with `command` and its members (and an optional
 * `transaction`). Throws BadPayload, which says what would have been right; its transaction is in `transactionOf`.
 */
export function readCommand(payload: string): Asked {
  const line = payload.trim();
  if (line === '') throw new BadPayload(`empty; ${allowed()}`);
  if (line.startsWith('{') || line.startsWith('[') || line.startsWith('"')) return readJson(line);
  const [, word = '', argument = ''] = /^(\S+)\s*([\s\S]*)$/.exec(line) ?? [];
  return { command: plainCommand(word, argument.trim()) };
}

/** The `transaction` of a payload that may be nonsense otherwise, so that even a refusal finds its sender. */
export function transactionOf(payload: string): string | number | undefined {
  try {
    const value: unknown = JSON.parse(payload);
    return z.object({ transaction: z.union([z.string().max(200), z.number()]) }).safeParse(value).data
      ?.transaction;
  } catch {
    return undefined;
  }
}

function readJson(line: string): Asked {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BadPayload(`not valid JSON: ${quote(line)}; right would be {"command":"volume","volume":30}`);
  }
  if (typeof value === 'string') return readCommand(value.replace(/^["{[]+/, ''));
  const body = z.looseObject({ command: z.string() }).safeParse(value);
  if (!body.success)
    throw new BadPayload(`JSON needs a "command"; right would be {"command":"play"}; ${allowed()}`);
  const { command: name, transaction, ...members } = body.data;
  const command = jsonCommand(name, members);
  if (transaction === undefined) return { command };
  if (typeof transaction !== 'string' && typeof transaction !== 'number') {
    throw new BadPayload('transaction is a text or a number');
  }
  return { command, transaction };
}

function plainCommand(name: string, argument: string): Command {
  const word = wordOf(name);
  if (argument === '') return word.bare ?? fail(`${name} needs an argument, such as "${word.example}"`);
  return word.plain?.(argument) ?? fail(`${name} takes no argument; got ${quote(argument)}`);
}

function jsonCommand(name: string, members: Record<string, unknown>): Command {
  const word = wordOf(name);
  if (word.json) return word.json(members);
  const [extra] = Object.keys(members);
  if (extra !== undefined) throw new BadPayload(`${name} takes no ${quote(extra)}`);
  return word.bare ?? fail(`${name} needs an argument, such as "${word.example}"`);
}

function wordOf(name: string): Word {
  const plain = name.toLowerCase().replaceAll('-', '_');
  const known = Object.entries(WORDS).find(([word]) => word === (SPELLINGS[plain] ?? plain));
  if (known) return known[1];
  const near = closest(plain, Object.keys(WORDS));
  throw new BadPayload(`unknown command ${quote(name)}, did you mean "${near}"? ${allowed()}`);
}

function allowed(): string {
  return `allowed are ${Object.keys(WORDS).join(', ')}`;
}

function readPlay(members: unknown): Command {
  const { uri, link, uris, playlist, offset, ...rest } = check(playMembers, members);
  const one = uri ?? link;
  const named = [one, uris, playlist].filter((what) => what !== undefined);
  if (named.length > 1) throw new BadPayload('play takes one of uri, uris and playlist');
  const command: PlayCommand = {
    ask: 'play',
    ...(one === undefined ? {} : playableLink(one)),
    ...defined(rest),
  };
  if (playlist !== undefined) command.playlist = playlist;
  if (uris) command.uris = uris.map(queueableLink);
  if (offset !== undefined) command.offset = typeof offset === 'number' ? offset : queueableLink(offset);
  return command;
}

function readUri(word: string, members: unknown): string {
  const { uri, link } = check(uriMembers, members);
  return uri ?? link ?? missing(word, 'uri', 'a Spotify link or uri');
}

function toPosition(value: string | number): Command {
  const aim = readPosition(value);
  return 'to' in aim ? { ask: 'seek', position: aim.to } : { ask: 'seek', by: aim.by };
}

function toVolume(value: string | number): Command {
  const aim = readVolume(value);
  return 'to' in aim ? { ask: 'volume', percent: aim.to } : { ask: 'volume', by: aim.by };
}

/** The JSON form's `by` in the plain form's spelling. */
function step(word: string, member: string, by: number | undefined): string {
  if (by === undefined) return missing(word, member, 'a number, or a step in "by"');
  if (Math.abs(by) > LONGEST_SECONDS) throw new BadPayload(`${word}: by is out of range`);
  return by < 0 ? `${by}` : `+${by}`;
}

function readRepeat(value: string): Repeat {
  const mode = value.trim().toLowerCase();
  if (mode === 'off' || mode === 'all' || mode === 'one') return mode;
  // Spotify's own words for the same.
  if (mode === 'context') return 'all';
  if (mode === 'track') return 'one';
  throw new BadPayload(`repeat takes off, all or one; got ${quote(value)}`);
}

function readOn(word: string, argument: string): boolean {
  return readSwitch(argument) ?? fail(`${word} takes on, off or toggle; got ${quote(argument)}`);
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

function fail(message: string): never {
  throw new BadPayload(message);
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Leaves out what is undefined: zod's optional members are there as undefined, the command's are absent. */
function defined<T extends object>(members: T): Partial<Defined<T>> & Required<Pick<T, RequiredKeys<T>>>;
function defined(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

type RequiredKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T];
