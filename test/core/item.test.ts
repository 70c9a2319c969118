import { describe, expect, it } from 'vitest';
import { artistsOf, type ItemMark, sameItem } from '../../src/core/item.ts';
import { track } from './playing.ts';

const song: ItemMark = { uri: 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6', title: 'Speak to Me' };
const hidden: ItemMark = { uri: null, title: 'An advertisement' };

describe('what plays is known again', () => {
  it.each<[what: string, one: ItemMark | null, other: ItemMark | null, same: boolean]>([
    ['by its uri and its title', song, { ...song }, true],
    ['not by its title alone', song, { ...song, uri: 'spotify:track:6rqhFgbbKwnb9MLmUQDhG7' }, false],
    ['not by its uri alone: a local file may be retold', song, { ...song, title: 'Breathe' }, false],
    ['without a uri by its title', hidden, { ...hidden }, true],
    ['and by nothing else', hidden, { ...hidden, title: 'Another advertisement' }, false],
    ['not as nothing', song, null, false],
    ['as nothing where there is nothing', null, null, true],
  ])('%s', (_what, one, other, same) => {
    expect([sameItem(one, other), sameItem(other, one)]).toEqual([same, same]);
  });
});

it.each<[artists: readonly string[], said: string | null]>([
  [['Pink Floyd', 'Clare Torry'], 'Pink Floyd, Clare Torry'],
  [['Pink Floyd'], 'Pink Floyd'],
  [[], null],
])('artists %j are said as %j', (artists, said) => {
  expect(artistsOf({ ...track('one'), artists })).toBe(said);
});

it('nothing has no artists', () => {
  expect(artistsOf(null)).toBeNull();
});
