import { describe, expect, it } from 'vitest';
import { isDone, whyNot } from '../../src/core/allowed.ts';
import type { Command } from '../../src/core/command.ts';
import type { Disallow, Playback } from '../../src/core/playback.ts';
import { KITCHEN, playingTrack } from './playing.ts';

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
    [{ ask: 'next' }, now, false],
  ];
  it.each(rows)('%o', (command, playback, done) => {
    expect(isDone(command, playback)).toBe(done);
  });
});
