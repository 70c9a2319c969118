import type { Ask, Command } from './command.ts';
import { playableLink, queueableLink, savableLink } from './links.ts';
import {
  readDevice,
  readMute,
  readPlay,
  readRepeatMembers,
  readSeek,
  readShuffle,
  readUri,
  readVolumeMembers,
  toPosition,
  toVolume,
} from './members.ts';
import { readOn, readRepeat } from './values.ts';

/** Every word that a player understands, and what may follow it. */

export interface Word {
  /** Without an argument. Absent where the word needs one. */
  bare?: Command;
  /** With what follows the word. Absent where it takes nothing. */
  plain?: (argument: string) => Command;
  /** The members of the JSON form beside `command`, and what they make. */
  json?: (members: unknown) => Command;
  example: string;
}

/** The words of `<base>/<account>/command`, as the README lists them. */
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
    json: readSeek,
    example: 'seek 90',
  },
  volume: {
    plain: toVolume,
    json: readVolumeMembers,
    example: 'volume +5',
  },
  mute: {
    bare: { ask: 'mute' },
    plain: (argument) => {
      if (argument.toLowerCase() === 'toggle') return { ask: 'mute', toggle: true };
      return readOn('mute', argument) ? { ask: 'mute' } : { ask: 'unmute' };
    },
    json: readMute,
    example: 'mute',
  },
  unmute: { bare: { ask: 'unmute' }, example: 'unmute' },
  shuffle: {
    plain: (argument) => {
      if (argument.toLowerCase() === 'toggle') return { ask: 'shuffle', toggle: true };
      return { ask: 'shuffle', on: readOn('shuffle', argument) };
    },
    json: readShuffle,
    example: 'shuffle on',
  },
  repeat: {
    plain: (argument) => ({ ask: 'repeat', mode: readRepeat(argument) }),
    json: readRepeatMembers,
    example: 'repeat all',
  },
  device: {
    plain: (argument) => ({ ask: 'device', device: argument }),
    json: readDevice,
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
