import { idle } from '../../core/playback.ts';
import { unknownState } from '../../core/state.ts';
import type { AccountView } from '../account-view.ts';
import type { ReaderView } from '../reader-entities.ts';

/** An account that plays and is being paired anew, and a reader with a card on it: what they say are the examples. */

const NOW = Date.parse('2026-11-25T12:00:00Z');
const KITCHEN = {
  id: '74ASZWbe4lXaubB36ztrGX',
  name: 'Kitchen',
  type: 'Speaker',
  volume: 30,
  supportsVolume: true,
  restricted: false,
  privateSession: false,
  active: true,
};
const TRACK = {
  kind: 'track',
  uri: 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6',
  title: 'Speak to Me',
  artists: ['Pink Floyd'],
  album: 'The Dark Side of the Moon',
  durationMs: 65_900,
  image: 'https://i.scdn.co/image/ab67616d0000b273ea7caaff71dea1051d49b2fe',
  explicit: false,
} as const;
const DISCO = { uri: 'spotify:playlist:37i9dQZF1DX4xuWVBs4FgJ', name: 'Kitchen Disco', image: null };

export const EXAMPLE_ACCOUNT: AccountView = {
  account: 'family',
  name: 'Spotify Family',
  available: true,
  queue: true,
  liked: true,
  limited: true,
  state: {
    ...unknownState(NOW),
    playback: {
      ...idle(NOW),
      status: 'playing',
      item: TRACK,
      device: KITCHEN,
      contextUri: DISCO.uri,
      positionMs: 12_300,
      shuffle: false,
      repeat: 'off',
    },
    lookedAt: NOW,
    paired: true,
    devices: [KITCHEN],
    playlists: [DISCO],
    context: { uri: DISCO.uri, name: DISCO.name },
    liked: true,
    queue: [{ ...TRACK, uri: 'spotify:track:3TO7bbrUKrOSPGRTB5MeCz', title: 'Time', durationMs: 413_900 }],
    profile: { accountId: 'anna', userId: 'anna', name: 'Anna', product: 'premium' },
    pairing: {
      method: 'bridge',
      userCode: 'BCDF-GHJK',
      verificationUri: 'http://192.168.1.5:8099/pair',
      verificationUriComplete: 'http://192.168.1.5:8099/pair?code=BCDF-GHJK',
      expiresAt: NOW + 30 * 60_000,
    },
    authorizedAt: Date.parse('2026-06-01T18:30:00Z'),
    lastTag: { uid: '047290BAAD6C81', name: 'The dragon', reader: 'kids' },
    learning: { title: 'The Dark Side of the Moon', until: NOW + 60_000 },
    listened: { minutes: 42, left: 18 },
    sleep: { at: NOW + 30 * 60_000, minutes: 30 },
  },
};

export const EXAMPLE_READER: ReaderView = {
  id: 'kids',
  name: 'Kids',
  hasStatus: true,
  tellsRemoval: true,
  announce: true,
  card: 'The dragon',
  present: true,
  result: 'playing',
  display: 'Speak to Me - Pink Floyd',
  locked: false,
  minutes: 42,
  left: 18,
};
