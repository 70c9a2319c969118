import { describe, expect, it } from 'vitest';
import { browseId, CONTAINERS, isContainer, PIECE_TYPES, readBrowseId } from '../../src/core/media.ts';

const ID = '7AspGOwifZ5xZdV8Ve9cG8';

describe('what music is in', () => {
  it('is known by its type', () => {
    expect(PIECE_TYPES.filter(isContainer)).toEqual(['album', 'artist', 'playlist', 'show', 'audiobook']);
    expect([...CONTAINERS, 'folder', ''].filter(isContainer)).toEqual([...CONTAINERS]);
  });

  it.each([
    ['album', ID, `spotify:album:${ID}`],
    ['audiobook', ID, `spotify:audiobook:${ID}`],
    ['track', ID, null],
    ['playlist', null, null],
  ] as const)('%s %s is browsed as %s', (type, id, browsed) => {
    expect(browseId({ type, id })).toBe(browsed);
  });

  it.each([
    [`spotify:album:${ID}`, { type: 'album', id: ID }],
    [` spotify:user:anna:playlist:${ID}\n`, { type: 'playlist', id: ID }],
    [`spotify:track:${ID}`, undefined],
    [`spotify:album:${ID}:x`, undefined],
    [`spotify:album:${ID}x`, undefined],
    [`spotify:album:x${ID}`, undefined],
    [`spotify:album:${ID.slice(1)}-`, undefined],
    [`other:album:${ID}`, undefined],
    ['spotify:collection', undefined],
    ['spotify', undefined],
    ['', undefined],
  ])('%s is read as %j', (text, read) => {
    expect(readBrowseId(text)).toEqual(read);
  });
});
