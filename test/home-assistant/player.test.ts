import { describe, expect, it } from 'vitest';
import { playerOf, sayPlayer } from '../../src/home-assistant/player.ts';
import { attributeFaults } from './discovery-checker.ts';
import { AD, EPISODE, emptyView, KITCHEN, LOCAL, NOW, viewOf } from './views.ts';

const can = (view: ReturnType<typeof viewOf>) => playerOf(view).can;

describe('player', () => {
  it('has the shape of a media_player', () => {
    expect(playerOf(viewOf({ mutedFrom: 20 }))).toEqual({
      state: 'playing',
      media_content_id: 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6',
      media_content_type: 'music',
      media_title: 'Speak to Me',
      media_artist: 'Pink Floyd, Clare Torry',
      media_album_name: 'The Dark Side of the Moon',
      media_duration: 65.9,
      media_position: 12.345,
      media_position_updated_at: new Date(NOW).toISOString(),
      media_image_url: 'https://i.scdn.co/image/ab67616d0000b273',
      volume_level: 0.3,
      is_volume_muted: true,
      source: 'Kitchen',
      source_list: ['Anna’s phone', 'Kitchen'],
      shuffle: true,
      repeat: 'all',
      can: 'play pause stop play_pause next previous seek volume mute unmute shuffle repeat device queue recent snapshot clear like unlike save remove sleep fade refresh'.split(
        ' ',
      ),
    });
  });

  it('says the same members in the same order, whatever is unknown', () => {
    const members = (json: string) => [...json.matchAll(/"(\w+)":/g)].map(([, member]) => member);
    const full = members(sayPlayer(viewOf()));
    for (const view of [emptyView(), viewOf({}, { item: AD, device: null }), viewOf({}, { item: LOCAL })]) {
      expect(members(sayPlayer(view))).toEqual(full);
    }
  });

  it('may be an entity’s attributes', () => {
    expect(attributeFaults(sayPlayer(viewOf()))).toEqual([]);
  });

  it.each([
    ['unpaired', { paired: false }, []],
    ['out of reach', { paired: true }, ['refresh']],
  ])('is off and tells nothing of music while %s', (_what, state, words) => {
    const player = playerOf(viewOf(state, {}, { available: false }));
    expect(player).toMatchObject({
      state: 'off',
      media_title: null,
      media_position: null,
      source: null,
      shuffle: null,
    });
    expect(player.media_position_updated_at).toBeNull();
    expect(player.can).toEqual(words);
  });

  it.each([
    [EPISODE, 'podcast'],
    [LOCAL, 'music'],
    [null, null],
  ])('%# has Home Assistant’s word for its kind', (item, type) => {
    expect(playerOf(viewOf({}, { item })).media_content_type).toBe(type);
  });

  it('offers what may be asked now', () => {
    expect(can(viewOf({}, { disallows: ['seeking', 'skipping_next'] }))).not.toContain('seek');
    expect(can(viewOf({}, { device: { ...KITCHEN, supportsVolume: false } }))).not.toContain('volume');
    expect(can(viewOf({}, { device: { ...KITCHEN, restricted: true } }))).toEqual([
      'device',
      'snapshot',
      'like',
      'unlike',
      'save',
      'remove',
      'refresh',
    ]);
    expect(can(viewOf({}, { item: LOCAL }))).not.toContain('like');
    expect(can(viewOf({}, { item: null, device: null }))).toEqual(expect.arrayContaining(['play', 'device']));
  });
});
