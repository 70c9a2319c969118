import type { Device } from '../../src/core/device.ts';
import type { Item } from '../../src/core/item.ts';
import { idle, type Playback } from '../../src/core/playback.ts';
import { type Playlist, type State, unknownState } from '../../src/core/state.ts';
import type { AccountView } from '../../src/home-assistant/account-view.ts';

/** Accounts to look at. */

export const NOW = Date.UTC(2026, 10, 21, 12, 0, 30);

export const KITCHEN: Device = {
  id: 'kitchen-id',
  name: 'Kitchen',
  type: 'Speaker',
  volume: 30,
  supportsVolume: true,
  restricted: false,
  privateSession: false,
  active: true,
};

export const PHONE: Device = {
  ...KITCHEN,
  id: 'phone-id',
  name: 'Anna’s phone',
  volume: null,
  supportsVolume: false,
  active: false,
};

export const TRACK: Item = {
  kind: 'track',
  uri: 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6',
  title: 'Speak to Me',
  artists: ['Pink Floyd', 'Clare Torry'],
  album: 'The Dark Side of the Moon',
  durationMs: 65_900,
  image: 'https://i.scdn.co/image/ab67616d0000b273',
  explicit: false,
};

export const EPISODE: Item = {
  ...TRACK,
  kind: 'episode',
  uri: 'spotify:episode:512ojhOuo1ktJprKbVcKyQ',
  title: 'Pilot',
  artists: [],
  album: 'A show',
};
export const AD: Item = {
  ...TRACK,
  kind: 'ad',
  uri: null,
  title: null,
  artists: [],
  album: null,
  durationMs: null,
  image: null,
};
export const LOCAL: Item = {
  ...TRACK,
  kind: 'local',
  uri: 'spotify:local:Me::Demo:61',
  title: 'Demo',
  artists: ['Me'],
  album: '',
  image: null,
};

export const DINNER: Playlist = {
  uri: 'spotify:playlist:37i9dQZF1DX4xuWVBs4FgJ',
  name: 'Dinner',
  image: null,
};

export const PLAYING: Playback = {
  ...idle(NOW),
  status: 'playing',
  item: TRACK,
  device: KITCHEN,
  contextUri: DINNER.uri,
  positionMs: 12_345,
  shuffle: true,
  repeat: 'all',
};

/** A paired, reachable account that plays; with other values of its state and of its playback. */
export function viewOf(
  state: Partial<State> = {},
  playback: Partial<Playback> = {},
  options: Partial<AccountView> = {},
): AccountView {
  const known: State = {
    ...unknownState(NOW),
    paired: true,
    lookedAt: NOW,
    devices: [PHONE, KITCHEN],
    playlists: [DINNER],
    playback: { ...PLAYING, ...playback },
    ...state,
  };
  return {
    account: 'family',
    name: 'Family',
    state: known,
    available: known.paired,
    queue: true,
    liked: true,
    limited: true,
    ...options,
  };
}

/** Before anything is known. */
export function emptyView(options: Partial<AccountView> = {}): AccountView {
  return { ...viewOf(), state: unknownState(NOW), available: false, ...options };
}
