import { describe, expect, it } from 'vitest';
import {
  isShort,
  playableLink,
  playableText,
  queuedLink,
  readQuery,
  savableLink,
  singleLink,
} from '../../src/core/links.ts';
import { BadPayload } from '../../src/core/problem.ts';

const ID = '7vEJAtP3KgKSpOHVgwm3Eh';
const uri = (kind: string) => `spotify:${kind}:${ID}`;
const SHORT = 'https://open.spotify.com/s/2czejYu';
const RIGHT = 'right would be spotify:album:… or https://open.spotify.com/album/…';

describe('what can be played', () => {
  it.each<[string, object]>([
    [`https://open.spotify.com/album/${ID}?si=1`, { uri: uri('album') }],
    [`${uri('album')}/shuffle`, { uri: uri('album'), shuffle: true }],
    ['spotify:collection', { uri: 'spotify:collection' }],
    [SHORT, { uri: SHORT }],
    [`${SHORT}/shuffle`, { uri: SHORT, shuffle: true }],
  ])('%s', (input, playable) => {
    expect(playableLink(input)).toStrictEqual(playable);
    expect(playableText(input)).toStrictEqual(playable);
  });

  it.each([
    ['https://www.home-assistant.io/tag/50A3C7C8', `is a Home Assistant tag, not music; ${RIGHT}`],
    ['command:next', `is a command tag, not music; ${RIGHT}`],
    ['https://example.org/', `cannot be played: `],
    ['https://example.org/', RIGHT],
  ])('is not %s', (input, why) => {
    expect(() => playableLink(input)).toThrow(BadPayload);
    expect(() => playableLink(input)).toThrow(why);
    expect(() => playableText(input)).toThrow(why);
  });
});

describe('words to look for', () => {
  it.each<[string, object]>([
    ['abbey road', { query: 'abbey road' }],
    [' abbey \n road ', { query: 'abbey road' }],
    ['album abbey road', { query: 'abbey road', type: 'album' }],
    ['Song yesterday', { query: 'yesterday', type: 'track' }],
    ['podcast news', { query: 'news', type: 'show' }],
    ['book momo', { query: 'momo', type: 'audiobook' }],
    ['  artist\tAC/DC', { query: 'AC/DC', type: 'artist' }],
    ['album', { query: 'album' }],
    ['query album', { query: 'album' }],
    ['constructor x', { query: 'constructor x' }],
  ])('%j', (input, found) => {
    expect(playableText(input)).toStrictEqual(found);
  });

  it.each([
    ['', 'names nothing to look for'],
    ['\u200b', 'names nothing to look for'],
    ['x '.repeat(126), 'has 250 characters at most'],
    [`play ${ID}`, RIGHT],
  ])('are none in %j', (input, why) => {
    expect(() => playableText(input)).toThrow(why);
    expect(() => playableText(input)).toThrow(BadPayload);
  });

  it('end at 250 characters', () => {
    expect(readQuery('x'.repeat(250))).toHaveLength(250);
    expect(() => readQuery('x'.repeat(251))).toThrow('250 characters at most');
    expect(() => readQuery(' ')).toThrow(`" " names nothing to look for; ${RIGHT}`);
  });
});

describe('what a command takes', () => {
  const kinds = ['track', 'episode', 'album', 'playlist', 'show', 'artist'];
  const taken = (take: (input: string) => string) => kinds.filter((kind) => isTaken(() => take(uri(kind))));

  it('is one title in a queue', () => {
    expect(taken(singleLink)).toEqual(['track', 'episode']);
    expect(taken(queuedLink)).toEqual(['track', 'episode']);
    expect(queuedLink(uri('track'))).toBe(uri('track'));
    expect(() => singleLink(uri('album'))).toThrow(
      `"${uri('album')}" is not a single track or episode; play takes albums, playlists and shows`,
    );
    expect(() => queuedLink(uri('album'))).toThrow(
      'is not a single track or episode; Spotify queues nothing else; play takes albums, playlists and shows',
    );
    expect(() => queuedLink('spotify:collection')).toThrow('is not a single track or episode');
  });

  it('is all but artists in the library', () => {
    expect(taken(savableLink)).toEqual(['track', 'episode', 'album', 'playlist', 'show']);
    expect(savableLink(uri('show'))).toBe(uri('show'));
    expect(() => savableLink(uri('artist'))).toThrow(
      'cannot be saved; a track, a album, a episode, a show, a playlist can',
    );
  });

  it('is a short link, of which nobody knows yet what it is', () => {
    expect([singleLink(SHORT), queuedLink(SHORT), savableLink(SHORT)]).toEqual([SHORT, SHORT, SHORT]);
    expect([isShort(SHORT), isShort(uri('track'))]).toEqual([true, false]);
  });
});

function isTaken(take: () => string): boolean {
  try {
    take();
    return true;
  } catch {
    return false;
  }
}
