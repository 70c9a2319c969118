import type { News } from '../../src/core/house.ts';
import { account, player } from '../adapters/http/web/told.ts';
import { FakeHouse } from '../fakes/house.ts';

const COVER = 'https://i.scdn.co/image/ab67616d0000b273';
const ALL = [
  'play',
  'pause',
  'next',
  'previous',
  'seek',
  'volume',
  'mute',
  'unmute',
  'shuffle',
  'repeat',
  'device',
  'queue',
  'like',
  'unlike',
  'sleep',
];
const iso = (ms: number) => new Date(Date.now() + ms).toISOString();
const piece = (type: string, title: string) => ({
  id: `spotify:${type}:x`,
  uri: `spotify:${type}:x`,
  type,
  title,
  subtitle: 'The Beatles',
  image: COVER,
  duration: 139,
  playable: true,
  expandable: type !== 'track',
});

const device = (name: string, type: string, more: object = {}) => ({
  ...{ id: name, name, spotify_name: name, label: name, type, active: false, present: true },
  ...{
    last_seen: iso(0),
    restricted: false,
    why_not: null,
    volume: 30,
    supports_volume: true,
    via: 'spotify',
  },
  ...more,
});
const why = { id: null, restricted: true, why_not: 'it takes no commands' };
/** One of each type that Spotify has, some of them gone. */
const DEVICES = [
  device('Kitchen', 'Speaker', { active: true }),
  device('Bedroom', 'CastAudio'),
  device('Living Room', 'Speaker', why),
  device('Stereo', 'AVR'),
  device('Television', 'TV', { present: false, last_seen: iso(-24 * 3.6e6) }),
  device('Anna’s Phone', 'Smartphone', { present: false, last_seen: iso(-4.5e6) }),
  device('Desk', 'Computer', { present: false, last_seen: iso(-6 * 24 * 3.6e6) }),
  device('Sonos', 'Speaker', { ...why, present: false, last_seen: iso(-24 * 3.6e6) }),
  device('Porch', 'Unknown', { id: null, present: false, last_seen: null }),
  device('Echo', 'Speaker', { id: null, present: false, last_seen: null, via: 'home_assistant' }),
  ...['CastVideo', 'GameConsole', 'Automobile', 'Tablet', 'STB', 'AudioDongle', 'Smartwatch'].map((type) =>
    device(type, type, { present: false, last_seen: iso(-2 * 24 * 3.6e6) }),
  ),
];

/** A house in which there is something of everything that the live page can show. */
export function houseOfEverything(): FakeHouse {
  const house = new FakeHouse();
  const plays = player({ can: ALL, media_image_url: COVER, media_position_updated_at: iso(0) });
  const off = player({ state: 'off', media_title: null, media_position: null, volume_level: null });
  const code = { user_code: 'BCDF-GHJK', verification_uri: 'http://spotify.home:8099/pair' };
  const pairing = {
    ...code,
    verification_uri_complete: 'http://spotify.home',
    expires_at: iso(3e6),
    method: 'bridge',
  };
  const wrong = { kind: 'rate_limited', message: 'Spotify’s rate limit is reached', retry_at: iso(60_000) };
  const tag = {
    uid: '04A1B2C3',
    name: 'Bedtime story',
    does: 'spotify:album:x',
    cover: COVER,
    source: 'learnt',
  };
  house.results = {
    'family browse': {
      children: [piece('playlist', 'Sunday'), piece('track', 'Help!')],
      offset: 0,
      limit: 30,
      total: 40,
    },
  };
  house.known = [
    news('bridge', { version: '1.2.3', broker: false, url: null }),
    news(
      'account',
      account({
        profile: 'Anna K.',
        paired_until: '2027-05-21T12:00:00Z',
        liked: true,
        sleep: { at: iso(9e5), left: 15 },
        problem: wrong,
      }),
    ),
    news('account', { ...account({ key: 'kids', name: 'Kids', paired: false }), pairing }),
    news('player', { account: 'family', player: plays }),
    news('player', { account: 'kids', player: off }),
    news('devices', {
      account: 'family',
      devices: DEVICES,
    }),
    news('tags', {
      tags: [{ ...tag, last_scan: iso(-7.2e6), last_reader: 'box' }],
      unknown: [{ uid: '04-77-AA', text: 'room:Kitchen', reader: 'box', at: iso(-6e4), refused: null }],
      learning: { account: 'family', title: null, reader: 'box', until: iso(5e4) },
    }),
    news('readers', {
      readers: [
        { reader: 'box', name: 'Box', online: false, card: '04A1B2C3', last_scan: iso(-6e4), locked: true },
      ],
    }),
    happened(1, { event_type: 'paired', profile: 'Anna K.' }),
    happened(2, { event_type: 'feedback', result: 'playing', title: 'Bedtime story', message: null }),
    happened(3, { event_type: 'track_changed', title: 'Here Comes the Sun', artist: 'The Beatles' }),
  ];
  return house;
}

function news(name: News['news'], data: object): News {
  return { news: name, data: JSON.stringify(data) };
}

function happened(id: number, event: object): News {
  return { ...news('happened', { time: iso(-1e5), account: 'family', reader: 'box', event }), id };
}
