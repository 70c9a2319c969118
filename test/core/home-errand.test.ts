import { describe, expect, it } from 'vitest';
import { homeErrandShape, homeResultShape } from '../../src/core/home-errand.ts';

describe('what is said to Home Assistant', () => {
  const errand = {
    id: 'm1-0',
    entity_id: 'media_player.sonos',
    action: 'media_player.play_media',
    data: { media_content_id: 'spotify:album:1', volume_level: 0.3, shuffle: true },
  };

  it('is an action of a media_player and what that takes', () => {
    expect(homeErrandShape.parse(errand)).toEqual(errand);
  });

  it.each<[what: string, change: object]>([
    ['an action of another kind', { action: 'light.turn_on' }],
    ['the bare word of an action', { action: 'play_media' }],
    ['a member that no action takes', { data: { media_content_id: ['spotify:album:1'] } }],
    ['more than the contract says', { account: 'family' }],
  ])('is never %s', (_what, change) => {
    expect(homeErrandShape.safeParse({ ...errand, ...change }).success).toBe(false);
  });
});

describe('what comes back', () => {
  it.each(['begun', 'done', 'missing', 'unavailable', 'unsupported'])('may be %s', (result) => {
    const said = { id: 'm1-0', result };
    expect(homeResultShape.parse(said)).toEqual(said);
  });

  it('may say more, which an automation of a later version does', () => {
    expect(homeResultShape.parse({ id: 'm1-0', result: 'done', took: 3 })).toEqual({
      id: 'm1-0',
      result: 'done',
    });
  });

  it.each<[what: string, said: object]>([
    ['without an id', { result: 'done' }],
    ['with an id that is none of ours', { id: 'x'.repeat(101), result: 'done' }],
    ['with a word that means nothing', { id: 'm1-0', result: 'perhaps' }],
  ])('is not taken %s', (_what, said) => {
    expect(homeResultShape.safeParse(said).success).toBe(false);
  });
});
