import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLink } from '../../src/core/read-link.ts';

const ID = '7vEJAtP3KgKSpOHVgwm3Eh';
const ALBUM = `spotify:album:${ID}`;
const encoded = encodeURIComponent;

describe('a link that plays', () => {
  it.each<[input: string, uri: string, shuffle?: true]>([
    [`SPOTIFY:ALBUM:${ID}`, ALBUM],
    [`spotify:album:${ID}?si=x`, ALBUM],
    [`spotify:track:${ID}#0:45`, `spotify:track:${ID}`],
    [`spotify:album:${ID}/shuffle`, ALBUM, true],
    [`spotify%3Aalbum%3A${ID}`, ALBUM],
    [`spotify:https://open.spotify.com/album/${ID}`, ALBUM],
    [`spotify://open.spotify.com/album/${ID}`, ALBUM],
    [`spotify:user:a.b%20c:playlist:${ID}`, `spotify:playlist:${ID}`],
    [`spotify--a_B9://podcast/${ID}`, `spotify:show:${ID}`],
    [`Spotify--aB9://podcast_episode/${ID}`, `spotify:episode:${ID}`],
    [`HTTPS://OPEN.SPOTIFY.COM/Album/${ID}`, ALBUM],
    [`https://open.spotify.com./album/${ID}/`, ALBUM],
    [`https://open.spotify.com:443//album/${ID}#x`, ALBUM],
    [`https://www.open.spotify.com/album/${ID}`, ALBUM],
    [`//open.spotify.com/album/${ID}`, ALBUM],
    [`open.spotify.com/album/${ID}&si=1`, ALBUM],
    [`https://open.spotify.com/intl-pt-BR/embed/album/${ID}`, ALBUM],
    [`https://open.spotify.com/embed/intl-de/album/${ID}/shuffle?si=1`, ALBUM, true],
    [`https://open.spotify.com/de/album/${ID}`, ALBUM],
    [`https://open.spotify.com/chapter/${ID}`, `spotify:episode:${ID}`],
    [`https://play.spotify.com/user/me/playlist/${ID}?x`, `spotify:playlist:${ID}`],
    [`https://embed.spotify.com/?theme=white&uri=${encoded(ALBUM)}`, ALBUM],
    [`https://open.spotify.com/embed?uri=${encoded(encoded(ALBUM))}`, ALBUM],
    [`https://embed.spotify.com/follow/1/?uri=${ALBUM}&size=detail`, ALBUM],
    [`https://open.spotify.com/?uri=${encoded(`https://open.spotify.com/intl-fr/album/${ID}?si=2`)}`, ALBUM],
    [
      `https://spotify.app.link/?product=open&%24full_url=${encoded(`https://open.spotify.com/album/${ID}?si=1`)}`,
      ALBUM,
    ],
    [`\ufeff<${ALBUM}>\u0000`, ALBUM],
    [`"https://open.spotify.com/album/${ID}".`, ALBUM],
    [`\u200b https://open.spotify.com/album/${ID}),\r\n`, ALBUM],
    [`Now on Spotify: https://open.spotify.com/album/${ID}`, ALBUM],
  ])('%j', (input, uri, shuffle) => {
    expect(readLink(input)).toEqual({ result: 'ok', uri, ...(shuffle && { shuffle }) });
  });

  it.each([
    'spotify:collection:tracks',
    'spotify:user:me:collection',
    'spotify://collection/tracks',
    'https://open.spotify.com/intl-de/collection/tracks?si=1',
    'https://open.spotify.com/user/me/collection',
  ])('%s is Liked Songs', (input) => {
    expect(readLink(input)).toEqual({ result: 'special', uri: 'spotify:collection' });
  });

  it.each([
    ['http://open.spotify.com/s/2czejYu?si=1', 'https://open.spotify.com/s/2czejYu'],
    ['https://open.spotify.com/intl-de/s/2czejYu', 'https://open.spotify.com/s/2czejYu'],
    ['SPOTIFY.LINK/AbCdEfGhIjK', 'https://spotify.link/AbCdEfGhIjK'],
    ['http://spotify.app.link:80/abcDEF?_p=c1', 'https://spotify.app.link/abcDEF'],
  ])('%s needs a look-up', (input, url) => {
    expect(readLink(input)).toEqual({ result: 'resolve', url });
  });
});

describe('a text that plays nothing', () => {
  it.each([
    ['unsupported', 'spotify:user:me'],
    ['unsupported', 'https://open.spotify.com/user/me?si=1'],
    ['unsupported', 'https://open.spotify.com/user/me/starred'],
    ['unsupported', 'spotify:search:abba'],
    ['unsupported', 'https://open.spotify.com/search/abba'],
    ['unsupported', `https://open.spotify.com/concert/${ID}`],
    ['unsupported', 'spotify:collection:local-files'],
    ['unsupported', `spotify:user:me:collection:album:${ID}`],
    ['unsupported', 'https://open.spotify.com/'],
    ['unsupported', 'https://my.home-assistant.io/redirect/tags/'],
    ['unsupported', 'https://www.spotify.com/premium'],
    ['unsupported', 'https://music.apple.com/de/album/x/1'],
    ['unsupported', 'youtu.be/dQw4w9WgXcQ'],
    ['unsupported', 'https://tidal.com/browse/album/1'],
    ['unsupported', 'applemusic:album:1025210938'],
    ['unsupported', 'apple_music--x1://album/1025210938'],
    ['unsupported', 'library://playlist/12'],
    ['unsupported', 'https://example.com/x'],
    ['dead', 'link.tospotify.com/VM2myZxXwbb'],
    ['reject', 'spotify:album'],
    ['reject', 'spotify:'],
    ['reject', `spotify:album:${ID}x`],
    ['reject', `spotify:album:${ID.slice(1)}-`],
    ['reject', 'spotify:user:me:playlist:abc'],
    ['reject', 'https://open.spotify.com/s/'],
    ['reject', 'https://spotify.link/'],
    ['reject', `https://user:pw@open.spotify.com/album/${ID}`],
    ['reject', `spotify://user:pw@album/${ID}`],
    ['reject', `https://open.spotify.com@evil.test/album/${ID}`],
    ['reject', `https://evil.test\\@open.spotify.com/album/${ID}`],
    ['reject', `open.spotify.com.evil.test/album/${ID}`],
    ['reject', `https://open-spotify.com/album/${ID}`],
    ['reject', `https://0pen.sp0tify.com/album/${ID}`],
    ['reject', `https://open.spot\u0456fy.com/album/${ID}`],
    ['reject', `https://evil.test/open.spotify.com/album/${ID}`],
    ['reject', `https://open.spotify.com/?uri=${encoded(`https://spotify.evil.test/album/${ID}`)}`],
    ['reject', `https://spotify.app.link/a?$full_url=${encoded(`https://open.spotify.link/album/${ID}`)}`],
    ['reject', 'https://www.home-assistant.io/tag/'],
    ['reject', 'https://www.home-assistant.io.evil.test/tag/1'],
    ['reject', 'javascript:alert(1)'],
    ['reject', `spotify:album:${ID} spotify:track:${ID}`],
    ['reject', `${ALBUM}?${'x'.repeat(5000)}`],
    ['reject', 'hello'],
    ['reject', 'hello.world'],
    ['reject', 'command:'],
    ['reject', ''],
  ])('%s: %j', (result, input) => {
    expect(readLink(input)).toEqual({ result, why: expect.any(String) });
  });

  it.each([
    ['https://home-assistant.io/tag/My-Tag%201/', 'My-Tag 1'],
    ['homeassistant://navigate/tag/50a3?x', '50a3'],
    ['www.home-assistant.io/tag/50a3', '50a3'],
  ])('%s is a tag of Home Assistant', (input, id) => {
    expect(readLink(input)).toEqual({ result: 'tag-id', id });
  });

  it.each([
    ['Command:PlayPause', { command: 'playpause' }],
    ['command:volume/+10\n', { command: 'volume', argument: '+10' }],
    ['room:Kitchen (left)', { command: 'room', argument: 'Kitchen (left)' }],
  ])('%s is a command', (input, command) => {
    expect(readLink(input)).toEqual({ result: 'command', ...command });
  });
});

it('never throws, and reads its own answers as themselves', () => {
  const scrap = fc.constantFrom(
    ...[
      'spotify',
      ':',
      '/',
      '//',
      'album',
      'user',
      'collection',
      ID,
      'https:',
      'open.spotify.com',
      'evil.test',
      '@',
      '%',
    ],
    ...[
      '%3A',
      '?uri=',
      '?$full_url=',
      's',
      'shuffle',
      'intl-de',
      ' ',
      '\u0000',
      '[',
      '"',
      'command',
      'tag',
      '..',
      '#',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(scrap).map((scraps) => scraps.join('')),
  );
  fc.assert(
    fc.property(text, (input) => {
      const link = readLink(input);
      if ('uri' in link) expect(readLink(link.uri)).toEqual({ result: link.result, uri: link.uri });
      if ('url' in link) expect(readLink(link.url)).toEqual({ result: 'resolve', url: link.url });
    }),
    { numRuns: 2000 },
  );
});
