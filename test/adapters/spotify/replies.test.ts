import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeDevices, decodePlaylists, decodeProfile } from '../../../src/adapters/spotify/decode.ts';
import { decodeItem } from '../../../src/adapters/spotify/decode-item.ts';
import {
  decodeEntryPage,
  decodePiecePage,
  decodePlayed,
  decodeWhole,
} from '../../../src/adapters/spotify/decode-piece.ts';
import { explainPlayback } from '../../../src/adapters/spotify/explain.ts';
import { saidIn } from '../../../src/adapters/spotify/judge.ts';
import { containsShape, itemShape, nameShape } from '../../../src/adapters/spotify/shapes.ts';

const folder = process.env.SPOTIFY_REPLIES;

if (!folder) {
  console.warn('SPOTIFY_REPLIES is not set: decoding was not tried on recorded replies.');
  it('needs SPOTIFY_REPLIES, a folder of recorded replies, to try decoding on them', () => {
    expect(folder).toBeFalsy();
  });
} else {
  const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

  describe('recorded replies', () => {
    it.each([
      ['playback_1', { status: 'playing', kind: 'track', context_uri: 'spotify:user:1112264649:collection' }],
      [
        'playback_3',
        { device: 'Sonos Roam SL', volume: 34, artist: 'Joost', position_ms: 7919, repeat: 'off' },
      ],
      [
        'playback_audiobook_1',
        { kind: 'episode', album: 'De nomade', artist: 'Anya Niewierra', volume: 100 },
      ],
      ['current_playing_track', { kind: 'track', title: 'Witte Was', device: null, shuffle: null }],
    ])('%s', (name, expected) => {
      expect(explainPlayback(json(name), 0)).toMatchObject(expected);
    });

    it('a chapter and an episode as they are read by themselves', () => {
      expect(decodeItem(itemShape.parse(json('chapter')))).toMatchObject({
        kind: 'chapter',
        artists: ['J.K. Rowling'],
        album: "Harry Potter and the Philosopher's Stone",
      });
      expect(decodeItem(itemShape.parse(json('episode')))).toMatchObject({
        kind: 'episode',
        durationMs: 3690161,
      });
    });

    it.each([
      ['get_album', { type: 'album', title: 'SINGLARITY', durationMs: null, playable: true }],
      ['show', { type: 'show', title: 'Safety Third', by: 'Safety Third ' }],
      ['audiobook', { type: 'audiobook', uri: 'spotify:show:6SJQ8VzM5PlDy11wMtcD6v', by: 'J.K. Rowling' }],
      ['chapter', { type: 'chapter', uri: 'spotify:episode:0bnJ1qcNgHwwPWbDJAia57', durationMs: 23_000 }],
      ['episode', { type: 'episode', durationMs: 3_690_161 }],
      ['playlist_1', { type: 'playlist', title: 'To find', by: 'Joost Lekkerkerker' }],
    ])('%s, to choose from', (name, expected) => {
      expect(decodeWhole(json(name), name)).toMatchObject({
        image: expect.stringMatching(/^https:/),
        ...expected,
      });
    });

    it.each([
      ['get_album', 'tracks', 11],
      ['show', 'episodes', 50],
      ['audiobook', 'chapters', 20],
    ])('what is in %s', (name, member, count) => {
      const inside = z.record(z.string(), z.unknown()).parse(json(name))[member];
      expect(decodePiecePage(inside, name).pieces).toHaveLength(count);
    });

    it('lists', () => {
      expect(decodePiecePage(json('current_user_playlist_1'), 'x')).toMatchObject({ total: 94 });
      const { items } = z.object({ items: z.unknown() }).parse(json('playlist_1'));
      expect(decodeEntryPage(items, 'x').pieces).toHaveLength(1);
      expect(decodePlayed(json('recently_played_tracks'), 'x')).toHaveLength(48);
    });

    it('the rest', () => {
      expect(decodeDevices(json('devices'))).toHaveLength(1);
      expect(decodeProfile(json('current_user'))).toMatchObject({ userId: '1112264649', product: 'premium' });
      expect(decodePlaylists(json('current_user_playlist_1'))).toMatchObject({ more: true });
      expect(containsShape.parse(json('library_contains'))).toEqual([false, false]);
      for (const name of ['playlist_1', 'get_album', 'show', 'audiobook']) {
        expect(nameShape.parse(json(name)).name, name).toBeTruthy();
      }
      expect(saidIn(JSON.stringify(json('rate_limit'))).message).toBe('API rate limit exceeded');
    });
  });
}
