import { describe, expect, it } from 'vitest';
import type { PlayCommand } from '../../src/core/command.ts';
import { fadeIn } from '../../src/core/fade-in.ts';
import { idle } from '../../src/core/playback.ts';
import { KITCHEN, playingTrack } from './playing.ts';

const state = {
  playback: playingTrack('one', 0, 0),
  devices: [{ ...KITCHEN, id: 'bath', name: 'Bath', volume: 80 }],
};
const play = { ask: 'play', uri: 'spotify:album:a', fade: 60 } satisfies PlayCommand;

describe('a play that fades in', () => {
  it.each<[string, PlayCommand, number, number]>([
    ['to the volume that is asked for', { ...play, volume: 50 }, 1, 50],
    ['to that of the speaker that is asked for', { ...play, device: 'Bath' }, 1, 80],
    ['to that of the speaker that plays', play, 1, 30],
    ['to silence', { ...play, volume: 0 }, 0, 0],
  ])('goes %s', (_, { fade, ...asked }, volume, percent) => {
    expect(fadeIn({ ...asked, ...(fade && { fade }) }, state)).toStrictEqual({
      quiet: { ...asked, volume },
      percent,
    });
  });

  it('is refused where nobody knows how loud it is', () => {
    const ask = () => fadeIn(play, { playback: idle(0), devices: [] });
    expect(ask).toThrow('a fade needs a "volume" to go to');
    expect(ask).toThrow(expect.objectContaining({ problem: expect.objectContaining({ kind: 'refused' }) }));
  });
});
