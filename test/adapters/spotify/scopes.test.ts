import { expect, it } from 'vitest';
import { scopesFor } from '../../../src/adapters/spotify/scopes.ts';

it('asks for what the features need and no more', () => {
  const none = scopesFor({ queue: false, library: false, playlists: false });
  const all = scopesFor({ queue: true, library: true, playlists: true });
  expect(none).not.toContain('user-library-modify');
  expect(none).toContain('user-modify-playback-state');
  expect(all).toEqual(
    expect.arrayContaining([...none, 'user-library-modify', 'user-read-currently-playing']),
  );
  expect(new Set(all).size).toBe(all.length);
});
