import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_LINK, readLink } from '../../src/core/read-link.ts';

const ID = '7vEJAtP3KgKSpOHVgwm3Eh';
const ALBUM = `spotify:album:${ID}`;
const encoded = encodeURIComponent;

/** A link in the address of a page, in the address of a page, and so on. */
function inPages(times: number, link: string): string {
  return times === 0 ? link : `https://open.spotify.com/?uri=${encoded(inPages(times - 1, link))}`;
}

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
    [`play ${ALBUM} now`, ALBUM],
    [`uri:${ALBUM}`, ALBUM],
    [`URL:https://open.spotify.com/album/${ID}`, ALBUM],
    [`open.spotify.com:443/album/${ID}`, ALBUM],
    [`open.spotify.com//album/${ID}`, ALBUM],
    [`spotify:open.spotify.com/album/${ID}`, ALBUM],
    [`spotify:http://open.spotify.com/album/${ID}`, ALBUM],
    [`https://open.spotify.com/pt-br/album/${ID}`, ALBUM],
    // What stands behind the id is of no matter.
    [`spotify:album:${ID}?u=https://evil.test`, ALBUM],
    [`spotify:album:${ID}?u=//me@evil.test`, ALBUM],
    [`https://open.spotify.com/album/${ID}?u=https://me@evil.test`, ALBUM],
    [`https://open.spotify.com/album/${ID}?uri=spotify:track:${ID}`, ALBUM],
    [`https://embed.spotify.com/?uri=${encoded(`https://open.spotify.com/?theme=1&uri=${ALBUM}`)}`, ALBUM],
    [`https://spotify.link/?full_url=${encoded(`https://open.spotify.com/album/${ID}`)}`, ALBUM],
    [inPages(3, ALBUM), ALBUM],
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

  it('shuffles Liked Songs', () => {
    expect(readLink('spotify:collection/Shuffle')).toEqual({
      result: 'special',
      uri: 'spotify:collection',
      shuffle: true,
    });
  });

  it.each([
    ['http://open.spotify.com/s/2czejYu?si=1', 'https://open.spotify.com/s/2czejYu'],
    ['https://open.spotify.com/intl-de/s/2czejYu', 'https://open.spotify.com/s/2czejYu'],
    ['SPOTIFY.LINK/AbCdEfGhIjK', 'https://spotify.link/AbCdEfGhIjK'],
    ['http://spotify.app.link:80/abcDEF?_p=c1', 'https://spotify.app.link/abcDEF'],
    ['https://spotify.app.link/abcDEF?my_full_url=x', 'https://spotify.app.link/abcDEF'],
    ['https://spotify.app.link/abcDEF?full_url_of=x', 'https://spotify.app.link/abcDEF'],
  ])('%s needs a look-up', (input, url) => {
    expect(readLink(input)).toEqual({ result: 'resolve', url });
    expect(readLink(input.replace(/(?=\?|$)/, '/Shuffle'))).toEqual({
      result: 'resolve',
      url,
      shuffle: true,
    });
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
    // One sign more, and it is none of ours.
    ['unsupported', `https://open.spotify.com/top/album/${ID}`],
    ['unsupported', `https://open.spotify.com/concert/album/${ID}`],
    ['unsupported', `https://open.spotify.com/notembed/album/${ID}`],
    ['unsupported', `https://open.spotify.com/embedded/album/${ID}`],
    ['unsupported', 'https://open.spotify.com/de'],
    ['unsupported', `https://open.spotify.com/?return_url=${ALBUM}`],
    ['unsupported', `https://open.spotify.com/?urls=${ALBUM}`],
    ['unsupported', `spotify:uri:album:${ID}`],
    ['reject', 'https://spotify.link/!abcd'],
    ['reject', 'https://spotify.link/abcd!x'],
    ['reject', 'spotify:!ab:x'],
    ['reject', 'spotify:ab!:x'],
    ['reject', 'https://tospotify.com.evil.test/x'],
    // Names that only look like it.
    ['reject', 'https://myspotify.test/x'],
    ['reject', 'https://open.spotfy.com/x'],
    ['reject', 'https://sp0tifi.com/x'],
    ['reject', 'https://spot1fi.com/x'],
    ['reject', 'https://5potifi.com/x'],
    ['reject', 'https://\u0455\u0440\u043etify.test/x'],
  ])('%s: %j', (result, input) => {
    expect(readLink(input)).toEqual({ result, why: expect.any(String) });
  });

  it.each([
    'hello',
    'hello.world',
    '',
    'my command:next',
    '"command:a"b',
    `1${ALBUM}`,
    `my${ALBUM}`,
    `spotifyx:album:${ID}`,
    `xhttp://open.spotify.com/album/${ID}`,
    `httpx://open.spotify.com/album/${ID}`,
    'xhomeassistant://navigate/tag/1',
    'homeassistants://navigate/tag/1',
  ])('%j has not even the look of a link', (input) => {
    expect(readLink(input)).toBe(NO_LINK);
  });

  // People read the reason, behind what they typed.
  it.each([
    ['x'.repeat(4096), 'is no link'],
    ['x'.repeat(4097), 'is longer than 4096 characters'],
    ['COMMAND:', 'command: names nothing'],
    ['room: ', 'room: names nothing'],
    [`${ALBUM} ${ALBUM}`, 'holds several words, one link would be right'],
    [`spotify--a1:album:${ID} spotify--b2:album:${ID}`, 'holds several words, one link would be right'],
    [inPages(4, ALBUM), 'holds links inside links inside links'],
    [inPages(2, `spotify:${inPages(1, ALBUM)}`), 'holds links inside links inside links'],
    [inPages(3, `spotify:https://open.spotify.com/album/${ID}`), 'Spotify plays no https over its Web API'],
    [inPages(1, 'https://www.home-assistant.io/tag/1'), 'holds a link that is none of Spotify’s'],
    ['spotify:/', 'names nothing behind spotify:'],
    ['spotify://me:pw@album/1', 'holds a user or password'],
    ['http://me@open.spotify.com/album/1', 'holds a user or password'],
    ['https://', 'is no address'],
    ['spotify:album:1', 'the id of the album is not 22 letters and digits'],
    ['spotify:collection:Shows', 'of a collection only Liked Songs can be played, not shows'],
    ['spotify:user:me', 'a user can not be played'],
    ['spotify:user:me:Starred', "a user's starred can not be played"],
    ['spotify:s:!', 'a short link has letters and digits behind /s/'],
    ['https://spotify.link/', 'a short link has letters and digits behind its host'],
    ['spotify:Concert:1', 'Spotify plays no concert over its Web API'],
    ['spotify:!x', 'no link of Spotify has this form'],
    ['https://open.spotify.com/', 'this page of Spotify plays nothing'],
    ['https://www.spotify.com/premium', 'nothing on www.spotify.com can be played'],
    ['https://my.home-assistant.io/x', 'nothing on my.home-assistant.io can be played'],
    ['https://www.home-assistant.io/tags', 'this page of Home Assistant plays nothing'],
    ['https://www.home-assistant.io/tag', 'names no tag behind /tag/'],
    ['homeassistant://navigate/tag?x', 'names no tag behind /tag/'],
    ['homeassistant:tag', 'names no tag behind /tag/'],
    ['https://tospotify.com/x', 'tospotify.com was given up'],
    ['applemusic:album:1', 'applemusic is another service'],
    ['https://tidal.com/album/1', 'tidal.com is another service'],
    ['https://open-spotify.com/x', 'open-spotify.com only looks like the real one'],
    ['https://example.com/x', 'example.com is not Spotify'],
  ])('%.80s: %s', (input, why) => {
    expect(readLink(input)).toMatchObject({ why });
  });

  it.each([
    ['https://home-assistant.io/tag/My-Tag%201/', 'My-Tag 1'],
    ['homeassistant://navigate/tag/50a3?x', '50a3'],
    ['www.home-assistant.io/tag/50a3', '50a3'],
    ['https://www.home-assistant.io/tag//50a3', '50a3'],
    ['homeassistant:tag/50a3', '50a3'],
  ])('%s is a tag of Home Assistant', (input, id) => {
    expect(readLink(input)).toEqual({ result: 'tag-id', id });
  });

  it.each([
    ['Command:PlayPause', { command: 'playpause' }],
    ['command:/next', { command: 'next' }],
    ['command://', { command: '//' }],
    ['command:volume/+10\n', { command: 'volume', argument: '+10' }],
    ['room:Kitchen (left)', { command: 'room', argument: 'Kitchen (left)' }],
    ['Room : Kitchen ', { command: 'room', argument: 'Kitchen' }],
    ['command:volume / 30 ', { command: 'volume', argument: '30' }],
    ['"command:next"', { command: 'next' }],
    ["' command:next '", { command: 'next' }],
    ['command:playlist/"Bed time"', { command: 'playlist', argument: '"Bed time"' }],
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
