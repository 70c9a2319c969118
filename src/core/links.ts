import { SEARCHED, type Searched } from './library.ts';
import { BadPayload } from './problem.ts';
import { NO_LINK, readLink } from './read-link.ts';
import { parseUri } from './uri.ts';
import { quote } from './values.ts';

/** Links in commands: what each command can do with one, and what is said where it cannot. */

const RIGHT = 'right would be spotify:album:… or https://open.spotify.com/album/…';

export interface Playable {
  uri: string;
  shuffle?: true;
}

/** A link that can be played: its canonical uri, or the address of a short link to look up. Throws BadPayload. */
export function playableLink(input: string): Playable {
  const link = readLink(input);
  switch (link.result) {
    case 'ok':
    case 'special':
      return link.shuffle ? { uri: link.uri, shuffle: true } : { uri: link.uri };
    case 'resolve':
      return link.shuffle ? { uri: link.url, shuffle: true } : { uri: link.url };
    case 'tag-id':
      throw new BadPayload(`${quote(input)} is a Home Assistant tag, not music; ${RIGHT}`);
    case 'command':
      throw new BadPayload(`${quote(input)} is a command tag, not music; ${RIGHT}`);
    default:
      throw new BadPayload(`${quote(input)} cannot be played: ${link.why}; ${RIGHT}`);
  }
}

/** What people say for a type. */
const TYPE_WORDS: Readonly<Record<string, Searched>> = {
  ...Object.fromEntries(SEARCHED.map((type) => [type, type])),
  song: 'track',
  podcast: 'show',
  book: 'audiobook',
};

/**
 * What stands behind `play`: a link; else words to look for, of one type where the first word names it (`album abbey road`).
 * What has the look of a link and is none stays a mistake. Throws BadPayload.
 */
export function playableText(input: string): Playable | { query: string; type?: Searched } {
  // Whoever typed an id meant no title.
  if (readLink(input) !== NO_LINK || /[0-9A-Za-z]{22}/.test(input)) return playableLink(input);
  const [, first = '', rest = ''] = /^(\S+)\s+(.+)$/s.exec(input.trim()) ?? [];
  const word = first.toLowerCase();
  const type = Object.hasOwn(TYPE_WORDS, word) ? TYPE_WORDS[word] : undefined;
  const query = readQuery(word === 'query' ? rest : type === undefined ? input : rest);
  return type === undefined ? { query } : { query, type };
}

/** Spotify's search takes no more. */
const LONGEST_QUERY = 250;

/** Throws BadPayload. */
export function readQuery(text: string): string {
  const query = text.replace(/\s+/g, ' ').trim();
  if (!/[^\s\p{C}]/u.test(query)) throw new BadPayload(`${quote(text)} names nothing to look for; ${RIGHT}`);
  if (query.length > LONGEST_QUERY)
    throw new BadPayload(
      `what is looked for has ${LONGEST_QUERY} characters at most; ${quote(query)} has more`,
    );
  return query;
}

/** A single track or episode: all that `uris` take. Throws BadPayload. */
export function singleLink(input: string): string {
  return single(input, 'play takes albums, playlists and shows');
}

/** What Spotify's queue takes. Throws BadPayload. */
export function queuedLink(input: string): string {
  return single(input, 'Spotify queues nothing else; play takes albums, playlists and shows');
}

function single(input: string, otherwise: string): string {
  const { uri } = playableLink(input);
  if (isShort(uri) || ['track', 'episode'].includes(parseUri(uri)?.kind ?? '')) return uri;
  throw new BadPayload(`${quote(input)} is not a single track or episode; ${otherwise}`);
}

/** What the library takes: PUT /me/library knows tracks, albums, episodes, shows and playlists. Throws BadPayload. */
export function savableLink(input: string): string {
  const { uri } = playableLink(input);
  const kinds = ['track', 'album', 'episode', 'show', 'playlist'];
  if (isShort(uri) || kinds.includes(parseUri(uri)?.kind ?? '')) return uri;
  throw new BadPayload(`${quote(input)} cannot be saved; a ${kinds.join(', a ')} can`);
}

/** Whether this is a short link that must be looked up first. */
export function isShort(uri: string): boolean {
  return uri.startsWith('https:');
}
