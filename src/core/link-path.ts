import { type Link, reject, unsupported } from './link.ts';
import { decoded } from './link-text.ts';
import { isId, type Kind, LIKED_SONGS } from './uri.ts';

/** What can be played, by the words of URIs, links and Music Assistant. The player reports audiobooks as shows, chapters as episodes. */
const KIND_OF = new Map<string, Kind>([
  ['track', 'track'],
  ['album', 'album'],
  ['playlist', 'playlist'],
  ['artist', 'artist'],
  ['show', 'show'],
  ['podcast', 'show'],
  ['audiobook', 'show'],
  ['episode', 'episode'],
  ['podcast_episode', 'episode'],
  ['chapter', 'episode'],
]);

/** The steps behind `spotify:` or a host of Spotify's, without query, fragment and what only frames the rest. */
export function stepsOf(text: string): string[] {
  const steps = decoded(text)
    .replace(/[?#&].*/s, '')
    .split(/[/:]/)
    .filter((step) => step !== '');
  const isFrame = (step: string | undefined) => /^(intl-.*|embed|embed-podcast|spotify)$/i.test(step ?? '');
  const isLanguage = (step: string | undefined) => /^[a-z]{2}(-[a-z]{2})?$/i.test(step ?? '');
  while (isFrame(steps[0]) || (isLanguage(steps[0]) && KIND_OF.has(steps[1]?.toLowerCase() ?? '')))
    steps.shift();
  return steps;
}

/** `album, <id>` → `spotify:album:<id>`; undefined where no step is left. Steps behind the id are harmless. */
export function readSteps(steps: readonly string[]): Link | undefined {
  const [first, second, third, ...more] = steps;
  if (first === undefined) return undefined;
  const shuffle = steps.at(-1)?.toLowerCase() === 'shuffle' ? ({ shuffle: true } as const) : {};
  const word = first.toLowerCase();
  const kind = KIND_OF.get(word);
  if (kind) {
    return isId(second)
      ? { result: 'ok', uri: `spotify:${kind}:${second}`, ...shuffle }
      : reject(`the id of the ${word} is not 22 letters and digits`);
  }
  if (word === 'collection') {
    const part = second?.toLowerCase();
    return part === undefined || part === 'tracks' || part === 'shuffle'
      ? { result: 'special', uri: LIKED_SONGS, ...shuffle }
      : unsupported(`of a collection only Liked Songs can be played, not ${part}`);
  }
  if (word === 'user') {
    const owned = third?.toLowerCase();
    if (owned === 'playlist' || owned === 'collection') return readSteps([owned, ...more]);
    return unsupported(second && owned ? `a user's ${owned} can not be played` : 'a user can not be played');
  }
  if (word === 's') {
    return second !== undefined && isToken(second)
      ? { result: 'resolve', url: `https://open.spotify.com/s/${second}`, ...shuffle }
      : reject('a short link has letters and digits behind /s/');
  }
  return /^[a-z][a-z0-9_-]*$/.test(word)
    ? unsupported(`Spotify plays no ${word} over its Web API`)
    : reject('no link of Spotify has this form');
}

/** What short links carry. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{4,64}$/.test(text);
}
