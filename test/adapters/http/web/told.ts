import type { Account, Player } from '../../../../src/adapters/http/web/shapes.d.ts';

/** What the bridge tells the page: a player that plays, with all that may be asked of it. */
export function player(members: Partial<Player> = {}): Player {
  return {
    state: 'playing',
    media_content_id: 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6',
    media_title: 'Here Comes the Sun',
    media_artist: 'The Beatles',
    media_album_name: 'Abbey Road',
    media_duration: 185,
    media_position: 42,
    media_position_updated_at: '2026-05-21T12:00:00.000Z',
    media_image_url: null,
    volume_level: 0.35,
    is_volume_muted: false,
    source: 'Kitchen',
    source_list: ['Bedroom', 'Kitchen'],
    shuffle: false,
    repeat: 'off',
    can: [],
    ...members,
  };
}

export function account(members: Partial<Account> = {}): Account {
  return {
    key: 'family',
    name: 'Family',
    paired: true,
    paired_until: null,
    profile: null,
    available: true,
    problem: null,
    pairing: null,
    liked: null,
    sleep: null,
    ...members,
  };
}
