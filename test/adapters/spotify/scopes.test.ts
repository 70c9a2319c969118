import { expect, it } from 'vitest';
import { scopesFor } from '../../../src/adapters/spotify/scopes.ts';

it('asks for what the features need and no more', () => {
  const none = scopesFor({ queue: false, requests: false, library: false, playlists: false });
  const all = scopesFor({ queue: true, requests: true, library: true, playlists: true });
  expect(none).not.toContain('user-library-modify');
  expect(none).toContain('user-modify-playback-state');
  expect(all).toEqual(
    expect.arrayContaining([...none, 'user-library-modify', 'user-read-currently-playing']),
  );
  expect(scopesFor({ queue: false, requests: true, library: false, playlists: false })).toEqual(
    expect.arrayContaining(['user-read-currently-playing', 'user-read-recently-played']),
  );
  expect(none).not.toContain('user-read-recently-played');
  expect(new Set(all).size).toBe(all.length);
});
