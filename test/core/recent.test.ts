import { expect, it } from 'vitest';
import type { Heard } from '../../src/core/library.ts';
import { playedBefore } from '../../src/core/recent.ts';
import { track } from './playing.ts';

const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
const PLAYLIST = 'spotify:playlist:0wz0bf7AZLmre6rQZEXElt';
const LIKED = 'spotify:collection';

function heard(name: string, contextUri: string | null): Heard {
  const { uri } = track(name);
  const more = { id: null, by: null, image: null, durationMs: null, playable: true };
  return { piece: { type: 'track', uri, title: name, ...more }, at: 0, contextUri };
}

it.each<[what: string, Heard[], now: { contextUri: string | null; uri?: string }, string[]]>([
  [
    'each once',
    [heard('a', ALBUM), heard('b', ALBUM), heard('c', PLAYLIST)],
    { contextUri: null },
    [ALBUM, PLAYLIST],
  ],
  ['not what is on', [heard('a', ALBUM), heard('c', PLAYLIST)], { contextUri: ALBUM }, [PLAYLIST]],
  [
    'in any spelling',
    [heard('a', LIKED), heard('c', ALBUM)],
    { contextUri: 'spotify:user:me:collection' },
    [ALBUM],
  ],
  [
    'songs alone',
    [heard('a', null), heard('b', null)],
    { contextUri: null, uri: track('a').uri ?? '' },
    [track('b').uri ?? ''],
  ],
  [
    'what cannot be started by its song',
    [heard('a', 'spotify:station:x')],
    { contextUri: null },
    [track('a').uri ?? ''],
  ],
  ['nothing', [], { contextUri: null }, []],
])('what was on before: %s', (_, all, { contextUri, uri }, expected) => {
  const item = uri === undefined ? null : { ...track('a'), uri };
  expect(playedBefore(all, { contextUri, item }).map((one) => one.uri)).toEqual(expected);
});
