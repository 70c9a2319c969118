import { describe, expect, it } from 'vitest';
import { takeSnapshot } from '../../src/core/snapshot.ts';
import type { AccountView } from '../../src/home-assistant/account-view.ts';
import { playerOf, sayPlayer } from '../../src/home-assistant/player.ts';
import { attributeFaults } from './discovery-checker.ts';
import { AD, EPISODE, emptyView, KITCHEN, LOCAL, NOW, PHONE, viewOf } from './views.ts';

const WORDS =
  'play pause stop play_pause next previous seek volume mute unmute shuffle repeat device queue recent snapshot restore clear like unlike save remove sleep fade refresh'.split(
    ' ',
  );
const SNAPSHOT = takeSnapshot(viewOf().state, { name: 'doorbell', expires: 60 }, NOW);

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
      can: WORDS.filter((word) => word !== 'restore'),
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
      is_volume_muted: null,
      shuffle: null,
      repeat: null,
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

  it.each<[what: string, view: AccountView, withheld: string]>([
    ['all but what needs a snapshot', viewOf(), 'restore'],
    ['that too, where there is one', viewOf({ snapshots: [SNAPSHOT] }), ''],
    [
      'no more than Spotify allows',
      viewOf({}, { disallows: ['seeking', 'skipping_next'] }),
      'seek next restore',
    ],
    [
      'no volume where it cannot be set',
      viewOf({}, { device: { ...KITCHEN, supportsVolume: false } }),
      'volume mute unmute fade restore',
    ],
    [
      'no heart for a file of one’s own, which cannot go on alone either',
      viewOf({}, { item: LOCAL }),
      'like unlike clear restore',
    ],
    [
      'no heart for an advertisement',
      viewOf({}, { item: AD, disallows: ['seeking'] }),
      'like unlike clear seek restore',
    ],
    ['nothing that goes on alone while it is paused', viewOf({}, { status: 'paused' }), 'clear restore'],
    [
      'nothing of music that nobody knows',
      viewOf({}, { item: null, device: null }),
      'seek volume mute unmute fade like unlike clear restore',
    ],
  ])('offers %s', (_what, view, withheld) => {
    const can: readonly string[] = playerOf(view).can;
    expect(WORDS.filter((word) => !can.includes(word)).toSorted()).toEqual(
      withheld.split(' ').filter(Boolean).toSorted(),
    );
  });

  it('offers to choose another speaker while this one takes no commands', () => {
    const { can } = playerOf(viewOf({}, { device: { ...KITCHEN, restricted: true } }));
    expect(can).toEqual(['device', 'snapshot', 'like', 'unlike', 'save', 'remove', 'refresh']);
  });

  it('tells no volume of a speaker whose volume nobody knows, and no length of nothing', () => {
    expect(playerOf(viewOf({}, { device: PHONE }))).toMatchObject({
      volume_level: null,
      is_volume_muted: null,
    });
    expect(playerOf(viewOf({}, { item: null }))).toMatchObject({ media_duration: null, media_title: null });
  });
});
