import { describe, expect, it } from 'vitest';
import { lastItem } from '../../src/bridge/last-item.ts';
import { Trouble } from '../../src/core/problem.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakeSpotify } from '../fakes/spotify.ts';

const ID = '7vEJAtP3KgKSpOHVgwm3Eh';
const SONG = 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6';

function spotify() {
  const clock = new FakeClock();
  const made = new FakeSpotify(clock, { admit: async () => {}, check() {}, close: () => expect.fail() });
  for (const type of ['album', 'playlist', 'show', 'artist']) {
    const piece = { id: null, title: 'last', by: null, image: null, durationMs: null, playable: true };
    made.library.inside.set(`${type} ${ID}`, [{ type: 'track', uri: SONG, ...piece }]);
  }
  return made;
}

describe('the last item', () => {
  it.each<[context: string, last: string | null]>([
    [`spotify:album:${ID}`, SONG],
    [`spotify:playlist:${ID}`, SONG],
    [`spotify:show:${ID}`, SONG],
    ['spotify:album:6rqhFgbbKwnb9MLmUQDhG6', null],
    [`spotify:artist:${ID}`, null],
    ['spotify:collection', null],
  ])('of %s is %s', async (context, last) => {
    const made = spotify();
    expect(await lastItem(context, (ask) => ask(made))).toBe(last);
  });

  it('is none where Spotify does not tell, and no bug', async () => {
    const failing = (error: Error) =>
      lastItem(`spotify:album:${ID}`, async () => {
        throw error;
      });
    expect(await failing(new Trouble('unreachable', 'away'))).toBeNull();
    await expect(failing(new TypeError('x is undefined'))).rejects.toThrow('x is undefined');
  });
});
