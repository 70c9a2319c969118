import { describe, expect, it } from 'vitest';
import { EMPTY_SCENE, withNews } from '../../../../src/adapters/http/web/scene.js';
import type { Player } from '../../../../src/adapters/http/web/shapes.d.ts';
import { makeWishes } from '../../../../src/adapters/http/web/wishes.js';
import { playerOf } from '../../../../src/home-assistant/player.ts';
import { viewOf } from '../../../home-assistant/views.ts';
import { account, player } from './told.ts';

describe('what the page shows', () => {
  it('is what it was told last, by account', () => {
    const news: [string, unknown][] = [
      ['bridge', { version: '1.2.3', broker: true, url: null, timezone: 'UTC' }],
      ['account', account()],
      ['account', account({ key: 'kids', name: 'Kids' })],
      ['player', { account: 'kids', player: player({ media_title: 'Old' }) }],
      ['player', { account: 'kids', player: player({ media_title: 'New' }) }],
      ['devices', { account: 'kids', devices: [] }],
      ['readers', { readers: [] }],
      ['weather', { rain: true }],
    ];
    const scene = news.reduce((before, [name, data]) => withNews(before, name, data), EMPTY_SCENE);
    expect(Object.keys(scene.accounts)).toEqual(['family', 'kids']);
    expect(scene.players.kids?.media_title).toBe('New');
    expect(scene.bridge?.broker).toBe(true);
  });

  it('keeps the last fifty happenings, the newest first', () => {
    let scene = EMPTY_SCENE;
    for (let count = 1; count <= 60; count++)
      scene = withNews(scene, 'happened', {
        time: String(count),
        account: null,
        reader: null,
        event: { event_type: 'paired' },
      });
    expect(scene.happened).toHaveLength(50);
    expect(scene.happened[0]?.time).toBe('60');
  });

  it('knows the player as the bridge tells it', () => {
    const told: Player = playerOf(viewOf());
    expect(Object.keys(told)).toEqual(expect.arrayContaining(Object.keys(player())));
  });
});

describe('what was pressed', () => {
  const scene = () =>
    withNews(withNews(EMPTY_SCENE, 'account', account({ liked: false })), 'player', {
      account: 'family',
      player: player({ shuffle: false, volume_level: 0.3 }),
    });

  it('shows at once, and no more when the bridge refuses it', () => {
    const drawn: string[] = [];
    const wishes = makeWishes(() => drawn.push('drawn'));
    const answered = wishes.wish('family', { shuffle: true, liked: true });
    expect(drawn).toHaveLength(1);
    expect(wishes.over(scene()).players.family?.shuffle).toBe(true);
    expect(wishes.over(scene()).accounts.family?.liked).toBe(true);
    answered(false);
    expect(wishes.over(scene()).players.family?.shuffle).toBe(false);
    expect(wishes.over(scene()).accounts.family?.liked).toBe(false);
  });

  it('outlives news from before the bridge took it, and yields to those after', () => {
    const wishes = makeWishes(() => {});
    const answered = wishes.wish('family', { shuffle: true });
    wishes.settle('family');
    expect(wishes.over(scene()).players.family?.shuffle).toBe(true);
    answered(true);
    expect(wishes.over(scene()).players.family?.shuffle).toBe(true);
    wishes.settle('family');
    expect(wishes.over(scene()).players.family?.shuffle).toBe(false);
  });

  it('is the newest of several', () => {
    const wishes = makeWishes(() => {});
    const first = wishes.wish('family', { volume_level: 0.4 });
    wishes.wish('family', { volume_level: 0.5 });
    first(false);
    expect(wishes.over(scene()).players.family?.volume_level).toBe(0.5);
  });
});
