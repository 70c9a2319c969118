import type { Ask, Command } from './command.ts';
import { playableText, queuedLink, savableLink } from './links.ts';
import {
  readAllowanceMembers,
  readDevice,
  readFadeMembers,
  readMute,
  readPlay,
  readRecent,
  readRepeatMembers,
  readRestore,
  readSeek,
  readShuffle,
  readSleepMembers,
  readSnapshot,
  readUri,
  readVolumeMembers,
  toAllowance,
  toPosition,
  toSleep,
  toVolume,
} from './members.ts';
import { DEFAULT_NAME, KEPT_S } from './snapshot.ts';
import { readFade, readOn, readRepeat } from './values.ts';

/** Every word that a player understands, and what may follow it. */

export interface Word {
  /** Without an argument. Absent where the word needs one. */
  bare?: Command;
  /** With what follows the word. Absent where it takes nothing. */
  plain?: (argument: string) => Command;
  /** The members of the JSON form beside `command`, and what they make. */
  json?: (members: unknown) => Command;
  example: string;
  /** For the README. */
  what: string;
}

/** The words of `<base>/<account>/command`, as the README lists them. */
export const WORDS: Record<Ask | 'stop', Word> = {
  play: {
    bare: { ask: 'play' },
    plain: (argument) => ({ ask: 'play', ...playableText(argument) }),
    json: readPlay,
    example: 'play spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
    what: 'goes on, or plays a link, a URI, what is called so: `play abbey road`, `play album abbey road`',
  },
  pause: { bare: { ask: 'pause' }, example: 'pause', what: 'pauses' },
  // The Web API has no stop: a paused player is what people get everywhere else too.
  stop: { bare: { ask: 'pause' }, example: 'stop', what: 'pauses too; Spotify knows no stop' },
  play_pause: { bare: { ask: 'play_pause' }, example: 'play_pause', what: 'pauses what plays, else goes on' },
  next: { bare: { ask: 'next' }, example: 'next', what: 'skips to the next item' },
  previous: {
    bare: { ask: 'previous' },
    example: 'previous',
    what: 'goes back: to the beginning of the item, near its beginning to the one before',
  },
  seek: {
    plain: toPosition,
    json: readSeek,
    example: 'seek 90',
    what: 'to a position in seconds or `1:30`, or by a step: `+10`, `-10`',
  },
  volume: {
    plain: toVolume,
    json: readVolumeMembers,
    example: 'volume +5',
    what: '0 to 100, or by a step: `+5`, `-5`',
  },
  mute: {
    bare: { ask: 'mute' },
    plain: (argument) => {
      if (argument.toLowerCase() === 'toggle') return { ask: 'mute', toggle: true };
      return readOn('mute', argument) ? { ask: 'mute' } : { ask: 'unmute' };
    },
    json: readMute,
    example: 'mute',
    what: 'silence; `mute toggle`, `mute off`',
  },
  unmute: { bare: { ask: 'unmute' }, example: 'unmute', what: 'back to the level before' },
  shuffle: {
    plain: (argument) => {
      if (argument.toLowerCase() === 'toggle') return { ask: 'shuffle', toggle: true };
      return { ask: 'shuffle', on: readOn('shuffle', argument) };
    },
    json: readShuffle,
    example: 'shuffle on',
    what: '`on`, `off`, `toggle`',
  },
  repeat: {
    plain: (argument) => ({ ask: 'repeat', mode: readRepeat(argument) }),
    json: readRepeatMembers,
    example: 'repeat all',
    what: '`off`, `all`, `one`',
  },
  device: {
    plain: (argument) => ({ ask: 'device', device: argument }),
    json: readDevice,
    example: 'device Kitchen',
    what: 'moves the music to a speaker, by name or id; what plays plays on',
  },
  queue: {
    plain: (argument) => ({ ask: 'queue', uri: queuedLink(argument.replace(/^add\s+/i, '')) }),
    json: (members) => ({ ask: 'queue', uri: queuedLink(readUri('queue', members)) }),
    example: 'queue spotify:track:6rqhFgbbKwnb9MLmUQDhG6',
    what: 'plays a track or episode next',
  },
  recent: {
    bare: { ask: 'recent', nth: 1 },
    plain: (argument) => readRecent({ nth: Number(argument) }),
    json: readRecent,
    example: 'recent',
    what: 'plays again what was on before; `recent 2` what was on before that',
  },
  snapshot: {
    bare: { ask: 'snapshot', name: DEFAULT_NAME, expires: KEPT_S },
    plain: (argument) => readSnapshot({ name: argument }),
    json: readSnapshot,
    example: 'snapshot doorbell',
    what: 'remembers for an hour what plays, where and how, under a name or none',
  },
  restore: {
    bare: { ask: 'restore', name: DEFAULT_NAME },
    plain: (argument) => readRestore({ name: argument }),
    json: readRestore,
    example: 'restore doorbell',
    what: 'brings it back; `restore card` what played before the last card',
  },
  clear: {
    bare: { ask: 'clear' },
    example: 'clear',
    what: 'what plays goes on alone: of its album or playlist nothing follows',
  },
  like: { bare: { ask: 'like' }, example: 'like', what: 'saves what plays to the library' },
  unlike: { bare: { ask: 'unlike' }, example: 'unlike', what: 'takes it out of the library' },
  save: {
    plain: (argument) => ({ ask: 'save', uri: savableLink(argument) }),
    json: (members) => ({ ask: 'save', uri: savableLink(readUri('save', members)) }),
    example: 'save spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
    what: 'saves a track, album, episode, show or playlist',
  },
  remove: {
    plain: (argument) => ({ ask: 'remove', uri: savableLink(argument) }),
    json: (members) => ({ ask: 'remove', uri: savableLink(readUri('remove', members)) }),
    example: 'remove spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
    what: 'takes one out of the library',
  },
  sleep: {
    plain: toSleep,
    json: readSleepMembers,
    example: 'sleep 30',
    what: 'fades out and pauses in 1 to 480 minutes, or at `end_of_track` or `end_of_context` (of the album); `+15`, `off`',
  },
  fade: {
    plain: (argument) => ({ ask: 'fade', ...readFade(argument) }),
    json: readFadeMembers,
    example: 'fade 20 30',
    what: 'to a volume, slowly: 20 % in 30 seconds',
  },
  allowance: {
    plain: toAllowance,
    json: readAllowanceMembers,
    example: 'allowance 15',
    what: 'adds minutes to what may be listened to today, 1 to 480 (`minutes_per_day`)',
  },
  refresh: { bare: { ask: 'refresh' }, example: 'refresh', what: 'looks at everything anew' },
};
