import type { AccountEvent, ReaderEvent, WakeSaid } from './events.ts';

/** One event of each type. */

const CARD = { reader: 'kids', uid: '047290BAAD6C81', name: 'The dragon' };
const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';

export const WAKE: WakeSaid = {
  device: 'Bedroom',
  id: '0d1841b0976bae2a3a310dd74c0f3df354899bc8',
  command: 'play',
  reader: 'kids',
  until: '2026-11-25T12:30:30.000Z',
};

export const READER_EVENTS: readonly ReaderEvent[] = [
  { event_type: 'tag_played', ...CARD, uri: ALBUM, result: 'playing' },
  { event_type: 'tag_unknown', reader: 'kids', uid: CARD.uid, text: '' },
  { event_type: 'tag_removed', ...CARD },
  { event_type: 'scene', ...CARD, scene: 'bedtime' },
  { event_type: 'tag_learnt', ...CARD, does: ALBUM },
  { event_type: 'learn_failed', reader: null, uid: null, why: 'no card was laid in time' },
];

export const ACCOUNT_EVENTS: readonly AccountEvent[] = [
  {
    event_type: 'track_changed',
    title: 'Speak to Me',
    artist: 'Pink Floyd',
    album: 'The Dark Side of the Moon',
    uri: 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6',
    kind: 'track',
  },
  {
    event_type: 'pairing_started',
    user_code: 'BCDF-GHJK',
    verification_uri: 'http://192.168.1.5:8099/pair',
    expires_at: '2026-11-25T12:30:00.000Z',
  },
  { event_type: 'paired', profile: 'Anna' },
  { event_type: 'pairing_expired' },
  { event_type: 'pairing_denied' },
  { event_type: 'pairing_ending', days: 14 },
  ...READER_EVENTS,
  { event_type: 'wake', ...WAKE },
  { event_type: 'limit_warning', reader: 'kids', minutes_left: 10 },
  {
    event_type: 'limit_reached',
    reader: 'kids',
    message: '60 minutes are used up for today; tomorrow again',
  },
  {
    event_type: 'rule_applied',
    rule: 'only_cards',
    did: 'paused',
    reader: 'kids',
    title: 'Speak to Me',
    message: 'only what is on a card may play here, and this is on none',
  },
  {
    event_type: 'volume_limited',
    device: 'Bedroom',
    was: 80,
    volume: 25,
    limited_by: 'quiet hours of Bedroom until 07:00',
  },
  {
    event_type: 'command_failed',
    binding: 'knob',
    command: 'volume',
    kind: 'no_device',
    message: 'no speaker is active',
  },
];
