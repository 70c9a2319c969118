import { describe, expect, it } from 'vitest';
import { isDone, isFresh, whyNot, whyNotClear } from '../../src/core/allowed.ts';
import type { Command } from '../../src/core/command.ts';
import type { Disallow, Playback } from '../../src/core/playback.ts';
import { KITCHEN, playingTrack, track } from './playing.ts';

const now = playingTrack('one', 0, 0);
const without = (...disallows: Disallow[]): Playback => ({ ...now, disallows });
const restricted: Playback = { ...now, device: { ...KITCHEN, name: 'Sonos', restricted: true } };
const deaf: Playback = { ...now, device: { ...KITCHEN, supportsVolume: false } };

describe('what Spotify would refuse', () => {
  const rows: [Command, Playback, string | undefined][] = [
    [{ ask: 'next' }, now, undefined],
    [{ ask: 'next' }, without('skipping_next'), 'skipping forward'],
    [{ ask: 'previous' }, without('skipping_prev'), 'going back'],
    [{ ask: 'previous' }, without('skipping_next'), undefined],
    [{ ask: 'seek', position: 1 }, without('seeking'), 'seeking'],
    [{ ask: 'shuffle', on: true }, without('toggling_shuffle'), 'shuffle'],
    [{ ask: 'repeat', mode: 'one' }, without('toggling_repeat_track'), 'repeating this one'],
    [{ ask: 'repeat', mode: 'one' }, without('toggling_repeat_context'), undefined],
    [{ ask: 'repeat', mode: 'all' }, without('toggling_repeat_context'), 'repeat'],
    [{ ask: 'device', device: 'Bath' }, without('transferring_playback'), 'changing the device'],
    [{ ask: 'volume', percent: 3 }, deaf, 'volume of Kitchen cannot be set'],
    [{ ask: 'mute' }, deaf, 'cannot be set'],
    [{ ask: 'next' }, restricted, 'Sonos takes no commands'],
    [{ ask: 'play', uri: 'spotify:album:x', device: 'Kitchen' }, restricted, undefined],
    [{ ask: 'device', device: 'Kitchen' }, restricted, undefined],
    [{ ask: 'like' }, restricted, undefined],
    [{ ask: 'sleep', minutes: 30 }, restricted, 'Sonos takes no commands'],
    [{ ask: 'sleep', off: true }, restricted, undefined],
    [{ ask: 'sleep', minutes: 30 }, deaf, undefined],
    [{ ask: 'unmute' }, deaf, 'cannot be set'],
    [{ ask: 'fade', percent: 3, seconds: 9 }, deaf, 'cannot be set'],
    [{ ask: 'volume', percent: 3 }, { ...now, device: null }, undefined],
    [{ ask: 'play' }, restricted, 'Sonos takes no commands'],
    [{ ask: 'unlike' }, restricted, undefined],
    [{ ask: 'refresh' }, restricted, undefined],
    [{ ask: 'snapshot', name: 'x', expires: 1 }, restricted, undefined],
    [{ ask: 'restore', name: 'x' }, restricted, undefined],
    [{ ask: 'save', uri: 'x' }, restricted, undefined],
    [{ ask: 'remove', uri: 'x' }, restricted, undefined],
    [{ ask: 'pause' }, without('pausing'), undefined],
    [{ ask: 'shuffle', on: true }, without('toggling_repeat_track'), undefined],
  ];
  it.each(rows)('%o', (command, playback, why) => {
    const said = whyNot(command, playback);
    if (why === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(why);
  });
});

describe('what is so already', () => {
  const paused: Playback = { ...now, status: 'paused' };
  const rows: [Command, Playback, boolean][] = [
    [{ ask: 'play' }, now, true],
    [{ ask: 'play' }, paused, false],
    [{ ask: 'play', uri: 'spotify:album:x' }, now, false],
    [{ ask: 'pause' }, paused, true],
    [{ ask: 'pause' }, now, false],
    [{ ask: 'pause' }, { ...paused, device: null }, false],
    [{ ask: 'next' }, now, false],
  ];
  it.each(rows)('%o', (command, playback, done) => {
    expect(isDone(command, playback)).toBe(done);
  });
});

describe('a look', () => {
  const NOW = 10_000;
  const at = (measuredAt: number, positionMs = 0) => playingTrack('one', positionMs, measuredAt);
  it.each<[string, number | null, Playback, boolean]>([
    ['of now', NOW, at(NOW), true],
    ['of five seconds ago', NOW - 5_000, at(NOW - 5_000), true],
    ['older than that', NOW - 5_001, at(NOW - 5_001), false],
    ['that was never made', null, at(NOW), false],
    ['of a title that ends now', NOW - 1_000, at(NOW - 1_000, 199_000), true],
    ['of a title that has ended', NOW - 1_001, at(NOW - 1_001, 199_000), false],
    ['of what has no end', NOW - 1_000, { ...at(NOW - 1_000), positionMs: null }, true],
  ])('is fresh or not: %s', (_, lookedAt, playback, fresh) => {
    expect(isFresh({ lookedAt, playback }, NOW)).toBe(fresh);
  });
});

describe('what can go on alone', () => {
  const item = { ...track('one'), uri: 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6' };
  it.each<[string, Partial<Playback>, string | undefined]>([
    ['a track', { item }, undefined],
    ['nothing', { status: 'paused', item }, 'nothing plays'],
    ['an ad', { item: { ...item, kind: 'ad', uri: null } }, 'no track or episode'],
    ['a file of the listener’s own', { item: { ...item, kind: 'local' } }, 'no track or episode'],
    ['what is hidden', { item: null }, 'no track or episode'],
    [
      'what is no single',
      { item: { ...item, uri: 'spotify:album:6rqhFgbbKwnb9MLmUQDhG6' } },
      'no track or episode',
    ],
  ])('%s', (_, change, why) => {
    const said = whyNotClear({ ...now, ...change });
    if (why === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(why);
  });
});
