import { describe, expect, it } from 'vitest';
import { cardsOf } from '../../../src/bridge/requests/folders.ts';
import type { Media } from '../../../src/core/media.ts';
import type { TagCard } from '../../../src/core/tag-desk.ts';

const ID = '7vEJAtP3KgKSpOHVgwm3Eh';
const ALBUM = `spotify:album:${ID}`;
const card = (change: Partial<TagCard> = {}): TagCard => ({
  ...{ uid: 'AA', name: null, does: ALBUM, cover: null, options: {} },
  ...{ source: 'learnt', title: 'Abbey Road', lastScan: null, lastReader: null, count: 0, resumesAt: null },
  ...change,
});
const titles = (cards: TagCard[]) => cardsOf('family', cards).map(({ title }) => title);

describe('the cards to choose from', () => {
  it.each<[what: string, change: Partial<TagCard>, said: Partial<Media>]>([
    ['are called as their music', {}, { title: 'Abbey Road', subtitle: null }],
    ['are called by their own name', { name: 'Red' }, { title: 'Red', subtitle: 'Abbey Road' }],
    ['say a name once', { name: 'Abbey Road' }, { title: 'Abbey Road', subtitle: null }],
    ['have a name beside music without one', { name: 'Red', title: ' ' }, { title: 'Red', subtitle: null }],
    ['are called by their link where nothing has a name', { title: '' }, { title: ALBUM, subtitle: null }],
    ['play', {}, { type: 'tag', uri: ALBUM, playable: true }],
    ['play shuffled', { does: `${ALBUM}/shuffle` }, { uri: `${ALBUM}/shuffle` }],
    ['can be opened where there is more inside', {}, { id: ALBUM, expandable: true }],
    [
      'cannot be opened where there is no more',
      { does: 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6' },
      { id: null, expandable: false },
    ],
    ['show a picture that opens', { cover: 'https://i.scdn.co/a' }, { image: 'https://i.scdn.co/a' }],
    ['show no other picture', { cover: 'cover.png' }, { image: null }],
  ])('%s', (_what, change, said) => {
    expect(cardsOf('family', [card(change)])).toMatchObject([said]);
  });

  it('are those that play music, for this account or any', () => {
    const cards = [
      card({ name: 'any' }),
      card({ name: 'ours', options: { account: 'family' } }),
      card({ name: 'theirs', options: { account: 'kids' } }),
      card({ name: 'louder', does: 'command:volume/+10' }),
      card({ name: 'lock', does: 'lock' }),
    ];
    expect(titles(cards)).toEqual(['any', 'ours']);
  });

  it('come by name', () => {
    expect(titles(['b', 'Ä', 'a', 'C'].map((name) => card({ name })))).toEqual(['a', 'Ä', 'b', 'C']);
  });
});
