import { expect, it } from 'vitest';
import { isContext, parseUri } from '../../src/core/uri.ts';

const ID = '7vEJAtP3KgKSpOHVgwm3Eh';

it.each([
  [`spotify:album:${ID}`, { kind: 'album', id: ID }, true],
  [`spotify:show:${ID}`, { kind: 'show', id: ID }, true],
  [`spotify:track:${ID}`, { kind: 'track', id: ID }, false],
  [`spotify:episode:${ID}`, { kind: 'episode', id: ID }, false],
  [`spotify:audiobook:${ID}`, undefined, false],
  [`Spotify:album:${ID}`, undefined, false],
  [`spotify:album:${ID}:x`, undefined, false],
  ['spotify:album:short', undefined, false],
  ['spotify:collection', undefined, false],
])('%s', (uri, parts, context) => {
  expect(parseUri(uri)).toEqual(parts);
  expect(isContext(uri)).toBe(context);
});
