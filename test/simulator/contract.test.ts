import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from './contract.ts';

/** Which request each recorded reply answers, by the file's name. */
const ANSWERED: [file: RegExp, path: string, status: number][] = [
  [/^audiobook/, '/audiobooks/x', 200],
  [/^chapter/, '/chapters/x', 200],
  [/^current_playing/, '/me/player/currently-playing', 200],
  [/^current_user_playlist/, '/me/playlists', 200],
  [/^current_user/, '/me', 200],
  [/^devices/, '/me/player/devices', 200],
  [/^episode/, '/episodes/x', 200],
  [/^get_album/, '/albums/x', 200],
  [/^library_contains/, '/me/library/contains', 200],
  [/^playback/, '/me/player', 200],
  [/^playlist_not_found/, '/playlists/x', 404],
  [/^playlist/, '/playlists/x', 200],
  [/^rate_limit/, '/me/player', 429],
  [/^recently_played/, '/me/player/recently-played', 200],
  [/^show/, '/shows/x', 200],
];

const GOOD = {
  device: {
    id: null,
    is_active: true,
    is_private_session: false,
    is_restricted: false,
    name: 'Kitchen',
    type: 'Speaker',
    volume_percent: null,
  },
  shuffle_state: false,
  repeat_state: 'off',
  timestamp: 1_701_284_951_675,
  context: null,
  progress_ms: null,
  item: null,
  currently_playing_type: 'ad',
  actions: { disallows: { resuming: true } },
  is_playing: true,
};

describe('the contract', () => {
  const replies = process.env.SPOTIFY_REPLIES;
  if (!contract) {
    it('contract not given: set SPOTIFY_CONTRACT to check', () => {
      console.warn(
        'SPOTIFY_CONTRACT is not set: no answer of the simulator is checked against an OpenAPI file',
      );
    });
    return;
  }
  const { check } = contract;

  if (replies) {
    it.each(readdirSync(replies))('lets the recorded reply %s pass', (file) => {
      const [, path, status] = ANSWERED.find(([name]) => name.test(file)) ?? [];
      if (path === undefined || status === undefined)
        throw new Error(`say in ANSWERED which request ${file} answers`);
      expect(check('GET', path, status, readFileSync(join(replies, file), 'utf8'))).toEqual([]);
    });
  } else {
    it('replies not given: set SPOTIFY_REPLIES to check', () => {
      console.warn('SPOTIFY_REPLIES is not set: the overlay is not checked against recorded replies');
    });
  }

  it('lets a bare but good state pass', () => {
    expect(check('GET', '/me/player', 200, JSON.stringify(GOOD))).toEqual([]);
  });

  it.each<[string, string, number, unknown]>([
    ['a word for a number', '/me/player', 200, { ...GOOD, progress_ms: 'long' }],
    ['a missing field', '/me/player', 200, { ...GOOD, is_playing: undefined }],
    ['a misspelt field', '/me/player', 200, { ...GOOD, progres_ms: 1 }],
    ['a misspelt field of the device', '/me/player', 200, { ...GOOD, device: { ...GOOD.device, volume: 3 } }],
    [
      'a volume that is none',
      '/me/player',
      200,
      { ...GOOD, device: { ...GOOD.device, volume_percent: 101 } },
    ],
    ['an item of no kind', '/me/player', 200, { ...GOOD, item: { type: 'song', name: 'x' } }],
    ['an undisclosed restriction', '/me/player', 200, { ...GOOD, actions: { disallows: { singing: true } } }],
    ['a bare list', '/me/player/devices', 200, []],
    ['numbers for booleans', '/me/library/contains', 200, [1, 0]],
    [
      'a page without a total',
      '/me/tracks',
      200,
      { href: '', items: [], limit: 1, next: null, offset: 0, previous: null },
    ],
    ['an error without a message', '/me/player', 404, { error: { status: 404 } }],
    ['a flat error', '/me/player', 401, { error: 'nobody' }],
    ['a status that nobody announced', '/me/player', 206, GOOD],
    ['a path that does not exist', '/me/radio', 200, {}],
  ])('refuses %s', (_, path, status, body) => {
    expect(check('GET', path, status, JSON.stringify(body))).not.toEqual([]);
  });

  it.each<[string, string, number, string]>([
    ['GET', '/me/player/devices', 204, ''],
    ['GET', '/me/player', 200, '{"broken":'],
    ['PUT', '/me/player/play', 201, ''],
    ['GET', '/me/player', 404, 'not found'],
  ])('refuses %s %s %d “%s”', (method, path, status, body) => {
    expect(check(method, path, status, body)).not.toEqual([]);
  });
});
