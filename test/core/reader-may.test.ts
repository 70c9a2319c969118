import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import { idle, type Playback } from '../../src/core/playback.ts';
import { type ReaderRules, USUAL_RULES } from '../../src/core/reader.ts';
import { allowed } from '../../src/core/reader-may.ts';
import { KITCHEN, playingTrack } from './playing.ts';

const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const BATH = { ...KITCHEN, id: 'bath-id', name: 'Bath', volume: 80, active: false };
const playing = playingTrack('one', 0, 0);
const loud: Playback = { ...playing, device: { ...KITCHEN, volume: 90 } };
const muted: Playback = { ...playing, device: { ...KITCHEN, volume: 0 } };
const paused = (playback: Playback): Playback => ({ ...playback, status: 'paused' });

function may(command: Command, rules: Partial<ReaderRules>, playback: Playback, locked = false) {
  const state = { playback, devices: [KITCHEN, BATH], mutedFrom: 70 };
  const answer = allowed(command, { rules: { ...USUAL_RULES, ...rules }, locked, minute: 30 }, state);
  return answer.may ? answer.command : answer.result;
}

const range = { minVolume: 10, maxVolume: 50 };
const quiet = { quiet: { from: 0, to: 60 } };
const volume = (percent: number): Command => ({ ask: 'volume', percent });

describe('what a reader may', () => {
  it.each<[string, Command, Partial<ReaderRules>, Playback, Command | string]>([
    ['a volume', volume(40), range, playing, volume(40)],
    ['a volume over the ceiling', volume(90), range, playing, volume(50)],
    ['a volume under the floor', volume(0), range, playing, volume(10)],
    ['a step', { ask: 'volume', by: 5 }, range, playing, volume(35)],
    ['a step over the ceiling', { ask: 'volume', by: 50 }, range, playing, volume(50)],
    ['a step down from above it', { ask: 'volume', by: -10 }, range, loud, volume(50)],
    ['a step from nobody knows where', { ask: 'volume', by: 5 }, range, idle(0), { ask: 'volume', by: 5 }],
    ['a step where anything may be', { ask: 'volume', by: 50 }, {}, playing, { ask: 'volume', by: 50 }],
    ['silence', { ask: 'mute' }, range, playing, { ask: 'mute' }],
    ['an unmute', { ask: 'unmute' }, range, muted, volume(50)],
    ['an unmute by the same button', { ask: 'mute', toggle: true }, range, muted, volume(50)],
    ['an unmute of what sounds', { ask: 'unmute' }, range, playing, { ask: 'unmute' }],
    [
      'music at a volume',
      { ask: 'play', uri: ALBUM, volume: 80 },
      range,
      playing,
      { ask: 'play', uri: ALBUM, volume: 50 },
    ],
    [
      'music on a speaker that is too loud',
      { ask: 'play', device: 'Bath' },
      range,
      playing,
      { ask: 'play', device: 'Bath', volume: 50 },
    ],
    [
      'what was on, on a speaker that is too loud',
      { ask: 'recent', nth: 1 },
      range,
      loud,
      { ask: 'recent', nth: 1, volume: 50 },
    ],
    ['what was on, at night', { ask: 'recent', nth: 1 }, quiet, paused(playing), 'denied'],
    ['what was on, over other music', { ask: 'recent', nth: 1 }, { interrupt: 'never' }, playing, 'busy'],
    [
      'what somebody says, over other music',
      { ask: 'play', query: 'abbey road' },
      { interrupt: 'never' },
      playing,
      'busy',
    ],
    [
      'what played before',
      { ask: 'restore', name: 'card' },
      range,
      loud,
      { ask: 'restore', name: 'card', maxVolume: 50 },
    ],
    ['what played before, at night', { ask: 'restore', name: 'card' }, quiet, paused(playing), 'denied'],
    [
      'a snapshot, at night',
      { ask: 'snapshot', name: 'x', expires: 60 },
      quiet,
      playing,
      { ask: 'snapshot', name: 'x', expires: 60 },
    ],
    ['on with it, too loud', { ask: 'play_pause' }, range, paused(loud), { ask: 'play', volume: 50 }],
    ['on with it', { ask: 'play_pause' }, range, paused(playing), { ask: 'play_pause' }],
    ['a pause of what is too loud', { ask: 'play_pause' }, range, loud, { ask: 'play_pause' }],
    [
      'taking it to a speaker that is too loud',
      { ask: 'device', device: 'bath' },
      range,
      playing,
      { ask: 'play', device: 'bath', volume: 50 },
    ],
    [
      'taking silence there',
      { ask: 'device', device: 'bath' },
      range,
      paused(playing),
      { ask: 'device', device: 'bath' },
    ],
    ['quiet: play', { ask: 'play' }, quiet, paused(playing), 'denied'],
    ['quiet: play or pause, paused', { ask: 'play_pause' }, quiet, paused(playing), 'denied'],
    ['quiet: play or pause, playing', { ask: 'play_pause' }, quiet, playing, { ask: 'play_pause' }],
    ['quiet: next', { ask: 'next' }, quiet, playing, 'denied'],
    ['quiet: unmute', { ask: 'unmute' }, quiet, muted, 'denied'],
    ['quiet: pause', { ask: 'pause' }, quiet, playing, { ask: 'pause' }],
    [
      'a fade',
      { ask: 'fade', percent: 90, seconds: 9 },
      { maxVolume: 40 },
      playing,
      { ask: 'fade', percent: 40, seconds: 9 },
    ],
    ['quiet: a sleep timer', { ask: 'sleep', minutes: 10 }, quiet, playing, { ask: 'sleep', minutes: 10 }],
    [
      'quiet with a volume: play',
      { ask: 'play' },
      { quiet: { from: 0, to: 60, maxVolume: 20 } },
      paused(playing),
      { ask: 'play', volume: 20 },
    ],
    ['no interrupting', { ask: 'play', uri: ALBUM }, { interrupt: 'never' }, playing, 'busy'],
    [
      'no interrupting, and nothing plays',
      { ask: 'play', uri: ALBUM },
      { interrupt: 'never' },
      paused(playing),
      { ask: 'play', uri: ALBUM },
    ],
    ['no interrupting: a skip is none', { ask: 'next' }, { interrupt: 'never' }, playing, { ask: 'next' }],
    [
      'not elsewhere',
      { ask: 'play', playlist: 'Bed' },
      { interrupt: 'same_device', device: 'Bath' },
      playing,
      'busy',
    ],
  ])('%s', (_, command, rules, playback, expected) => {
    expect(may(command, rules, playback)).toEqual(expected);
  });

  it('may nothing while it is locked', () => {
    expect(may({ ask: 'pause' }, {}, playing, true)).toBe('denied');
  });
});
