import { distance } from 'fastest-levenshtein';
import { type Link, reject, unsupported } from './link.ts';
import { isToken, readSteps, stepsOf } from './link-path.ts';
import { bare, decoded, visible } from './link-text.ts';

/** Hosts that show what Spotify plays. Nothing else may stand before or behind them. */
const PLAYER_HOST = /^(www\.)?(open|play|embed)\.spotify\.com$/;
const TAG_HOST = /^(www\.)?home-assistant\.io$/;
/** Other places of Spotify's: real, but nothing in them can be played. */
const SPOTIFY_HOST = /(^|\.)(spotify\.com|spoti\.fi|scdn\.co|spotifycdn\.com|spotify\.design)$/;
const OTHER_SERVICE =
  /(^|\.)(apple\.com|youtube\.com|youtu\.be|deezer\.com|deezer\.page\.link|tidal\.com|soundcloud\.com|amazon\.[a-z.]+|audible\.[a-z.]+|qobuz\.com|bandcamp\.com|napster\.com|pandora\.com|tunein\.com|song\.link|odesli\.co|album\.link|mixcloud\.com|last\.fm)$/;
/** Schemes of other services and of other things that tags hold. */
const OTHER_SCHEME =
  /^(apple|applemusic|apple-music|apple_music|music|musics|itms|itmss|itunes|amazonmusic|youtube|vnd\.youtube|ytmusic|tidal|deezer|soundcloud|qobuz|bandcamp|napster|plex|tunein|radio|radiobrowser|library|favorite|x-rincon.*|x-sonos.*|x-file-cifs|media-source|mailto|tel|sms|smsto|geo|market)(--[a-z0-9_]+)?$/i;
const MEDIA_TYPE =
  /^\/\/(track|album|artist|playlist|radio|audiobook|podcast|podcast_episode|genre|folder)\//i;
/** `uri=` may hold a link with another inside; further down only a joker goes. */
const DEEPEST = 3;
/** No tag holds more, and patterns take longer than linear time. */
const LONGEST = 4096;

/** What has not even the look of a link: words, perhaps. */
export const NO_LINK: Link = reject('is no link');

/**
 * What a text on a tag, in a command or on a page is: every form of a Spotify link, Home Assistant's tag links and
 * vinylemulator's command tags. Asks nobody, never throws.
 */
export function readLink(input: string): Link {
  if (input.length > LONGEST) return reject(`is longer than ${LONGEST} characters`);
  const text = visible(input);
  const command = readCommand(text.replace(/^(["'])(.*)\1$/s, '$2').trim());
  return command ?? readText(text, 0);
}

/** vinylemulator's `command:<word>[/<argument>]` and `room:<name>`. */
function readCommand(text: string): Link | undefined {
  const [, prefix = '', rest = ''] = /^(command|room)\s*:\s*(.*)/is.exec(text) ?? [];
  if (prefix === '') return undefined;
  if (rest === '') return reject(`${prefix.toLowerCase()}: names nothing`);
  if (prefix.toLowerCase() === 'room') return { result: 'command', command: 'room', argument: rest };
  const [, word = rest, argument] = /([^/\s]+)(?:[/\s]+(.+))?/s.exec(rest) ?? [];
  return { result: 'command', command: word.toLowerCase(), ...(argument && { argument }) };
}

function readText(text: string, depth: number): Link {
  const words = text
    .split(/\s/)
    .filter((word) => /:\/\/|spotify(--\w+)?:\w|spotify\.(com|link)\//i.test(word));
  if (words.length > 1) return reject('holds several words, one link would be right');
  const plain = bare((/\s/.test(bare(text)) ? words[0] : text) ?? '').replace(/^ur[il]:/i, '');
  // Only a whole link that was encoded: elsewhere the encoding belongs to what it holds.
  const link = /^[a-z]+%(25)*3a/i.test(plain) ? decoded(plain) : plain;
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+._-]*):(.*)/is.exec(link) ?? [];

  if (/^spotify(--[a-z0-9_-]+)?$/i.test(scheme)) return readUri(rest, depth);
  if (/^https?$/i.test(scheme)) return readAddress(link, depth);
  if (/^homeassistant$/i.test(scheme)) return readTag(rest);
  if (OTHER_SCHEME.test(scheme) || MEDIA_TYPE.test(rest)) return unsupported(`${scheme} is another service`);
  // Without a scheme only what has the look of an address is one: `hello.world` is a greeting.
  if (/^(\/\/)?[\w-]+(\.[\w-]+)+\.?(:\d+)?[/?#]/.test(link))
    return readAddress(`https://${link.replace(/^\/\//, '')}`, depth);
  return NO_LINK;
}

/** `spotify:album:<id>`, `spotify://album/<id>`, and an address or another URI behind the scheme. */
function readUri(rest: string, depth: number): Link {
  if (/^\/\/[^/?#]*@/.test(rest)) return reject('holds a user or password');
  const inner = rest.replace(/^\/+/, '');
  if (depth < DEEPEST && /^(https?:|(www\.)?(open|play|embed)\.spotify\.com\/)/i.test(inner))
    return readText(inner, depth + 1);
  return readSteps(stepsOf(rest)) ?? reject('names nothing behind spotify:');
}

function readAddress(link: string, depth: number): Link {
  if (/^https?:[\\/]*[^\\/?#]*@/i.test(link)) return reject('holds a user or password');
  const url = URL.parse(link);
  if (!url) return reject('is no address');
  const host = url.hostname.replace(/\.$/, '');
  if (PLAYER_HOST.test(host)) return readPlayerPage(url, depth);
  if (host === 'spotify.link' || host === 'spotify.app.link') return readShort(url, host, depth);
  if (/(^|\.)tospotify\.com$/.test(host)) return { result: 'dead', why: 'tospotify.com was given up' };
  if (TAG_HOST.test(host)) return readTag(url.pathname);
  if (/\.home-assistant\.io$/.test(host)) return unsupported(`nothing on ${host} can be played`);
  if (SPOTIFY_HOST.test(host)) return unsupported(`nothing on ${host} can be played`);
  if (OTHER_SERVICE.test(host)) return unsupported(`${host} is another service`);
  if (looksLikeSpotify(host) || host.includes('home-assistant') || decoded(link).includes('open.spotify.com'))
    return reject(`${host} only looks like the real one`);
  return unsupported(`${host} is not Spotify`);
}

function readPlayerPage(url: URL, depth: number): Link {
  const steps = stepsOf(url.pathname);
  const direct = readSteps(steps);
  if (direct && direct.result !== 'unsupported') return direct;
  const inner = parameter(url, /^(uri|url)$/i);
  return inner === undefined
    ? (direct ?? unsupported('this page of Spotify plays nothing'))
    : readInner(inner, depth);
}

function readShort(url: URL, host: string, depth: number): Link {
  const inner = parameter(url, /^\$?full_url$/i);
  if (inner !== undefined) return readInner(inner, depth);
  const [token, next] = url.pathname.split('/').filter((step) => step !== '');
  if (!token || !isToken(token)) return reject('a short link has letters and digits behind its host');
  return {
    result: 'resolve',
    url: `https://${host}/${token}`,
    ...(next?.toLowerCase() === 'shuffle' && { shuffle: true }),
  };
}

function parameter(url: URL, name: RegExp): string | undefined {
  return [...url.searchParams].find(([key]) => name.test(key))?.[1];
}

/** A link inside a link. What is none of Spotify's has no business there. */
function readInner(text: string, depth: number): Link {
  if (depth >= DEEPEST) return reject('holds links inside links inside links');
  const link = readText(visible(text), depth + 1);
  return link.result === 'tag-id' ? reject('holds a link that is none of Spotify’s') : link;
}

/** `/tag/<id>`, `//navigate/tag/<id>`. */
function readTag(path: string): Link {
  const [, id] = /(?:^|\/)tag\/+([^/?#]+)/i.exec(path) ?? [];
  if (id) return { result: 'tag-id', id: decoded(id) };
  return /(^|\/)tag\/*([?#]|$)/i.test(path)
    ? reject('names no tag behind /tag/')
    : unsupported('this page of Home Assistant plays nothing');
}

/**
 * Names that a hurried eye takes for Spotify's: it inside another
 * name, one letter off, a digit or foreign letter for one.
 */
function looksLikeSpotify(host: string): boolean {
  const latin = host.replaceAll('0', 'o').replaceAll(/[1l]/g, 'i').replaceAll('5', 's');
  if (latin.includes('spotify') || /(^|\.)xn--/.test(host)) return true;
  return latin.split(/[.-]/).some((label) => distance(label, 'spotify') <= 1);
}
