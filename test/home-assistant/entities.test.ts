import { describe, expect, it } from 'vitest';
import { type AccountView, PLACEHOLDER } from '../../src/home-assistant/account-view.ts';
import { ENTITIES, type EntityKey } from '../../src/home-assistant/entities.ts';
import { hearEntity } from '../../src/home-assistant/inbox.ts';
import { AD, DINNER, EPISODE, emptyView, KITCHEN, LOCAL, NOW, PHONE, TRACK, viewOf } from './views.ts';

const titled = (title: string | null) => viewOf({}, { item: { ...TRACK, title } });
const on = (device: Partial<typeof KITCHEN>) => viewOf({}, { device: { ...KITCHEN, ...device } });

const DRAGON = { uid: '04A1B2C3', name: 'The dragon', reader: 'Küche' };

const SAID: [EntityKey, string, AccountView, string | undefined][] = [
  ['status', 'playing', viewOf(), 'playing'],
  ['status', 'paused', viewOf({}, { status: 'paused' }), 'paused'],
  ['status', 'idle', viewOf({}, { status: 'idle', item: null }), 'idle'],
  ['status', 'not available', viewOf({}, {}, { available: false }), 'off'],
  ['title', 'a track', viewOf(), 'Speak to Me'],
  ['title', 'an ad', viewOf({}, { item: AD }), 'None'],
  ['title', 'nothing', emptyView(), 'None'],
  ['title', 'blanks only', titled(' \n '), 'None'],
  ['title', 'a line break', titled('One\r\nTwo\u0000'), 'One Two'],
  ['title', 'a song called None', titled('None'), 'None '],
  ['title', 'a song called unknown', titled('unknown'), 'unknown '],
  ['title', '255 code points of two units each', titled('🎵'.repeat(255)), '🎵'.repeat(255)],
  ['title', '300 code points', titled('🎵'.repeat(300)), `${'🎵'.repeat(254)}…`],
  ['title', 'half an emoji', titled('a\ud83c'), 'a\ufffd'],
  ['artist', 'two of them', viewOf(), 'Pink Floyd, Clare Torry'],
  ['artist', 'an episode', viewOf({}, { item: EPISODE }), 'None'],
  ['album', 'an episode is of its show', viewOf({}, { item: EPISODE }), 'A show'],
  ['album', 'a local file without', viewOf({}, { item: LOCAL }), 'None'],
  ['cover', 'a track', viewOf(), 'https://i.scdn.co/image/ab67616d0000b273'],
  ['cover', 'none', viewOf({}, { item: LOCAL }), PLACEHOLDER],
  [
    'cover',
    'one that is no web address',
    viewOf({}, { item: { ...TRACK, image: 'spotify:image:1' } }),
    PLACEHOLDER,
  ],
  [
    'cover',
    'our own',
    emptyView({ placeholder: 'http://spotify.home:8099/none.png' }),
    'http://spotify.home:8099/none.png',
  ],
  ['cover', 'our own that is none', emptyView({ placeholder: 'none.png' }), PLACEHOLDER],
  ['context', 'known', viewOf({ context: { uri: DINNER.uri, name: 'Dinner' } }), 'Dinner'],
  ['context', 'that of the one before', viewOf({ context: { uri: 'spotify:album:x', name: 'Old' } }), 'None'],
  ['context', 'the liked songs', viewOf({}, { contextUri: 'spotify:user:anna:collection' }), 'Liked Songs'],
  ['next_up', 'a track', viewOf({ queue: [TRACK] }), 'Pink Floyd, Clare Torry – Speak to Me'],
  ['next_up', 'an episode', viewOf({ queue: [EPISODE] }), 'Pilot'],
  ['next_up', 'the end', viewOf({ queue: [] }), 'None'],
  ['duration', 'a track', viewOf(), '65'],
  ['duration', 'unknown', viewOf({}, { item: AD }), 'None'],
  ['position', 'measured', viewOf(), '12'],
  ['position', 'unknown', viewOf({}, { positionMs: null }), 'None'],
  ['position', 'longer than a day', viewOf({}, { positionMs: 100_000_000 }), 'None'],
  ['volume', 'known', viewOf(), '30'],
  ['volume', 'silent', on({ volume: 0 }), '0'],
  ['volume', 'null', on({ volume: null }), 'None'],
  ['volume', 'not supported', on({ supportsVolume: false }), 'None'],
  ['volume', 'no device', viewOf({}, { device: null }), 'None'],
  ['mute', 'not', viewOf(), 'OFF'],
  ['mute', 'by us', viewOf({ mutedFrom: 30 }), 'ON'],
  ['mute', 'not supported', on({ supportsVolume: false }), 'None'],
  ['shuffle', 'on', viewOf(), 'ON'],
  ['shuffle', 'unknown', emptyView(), 'None'],
  ['repeat', 'all', viewOf(), 'all'],
  ['repeat', 'unknown', emptyView(), 'None'],
  ['device', 'active', viewOf(), 'Kitchen'],
  ['device', 'not in the list', on({ name: 'New one' }), 'New one'],
  ['device', 'called none', on({ name: 'NONE' }), 'None'],
  ['device', 'nothing active', viewOf({}, { device: null }), 'None'],
  ['playlist', 'one of ours', viewOf(), 'Dinner'],
  [
    'playlist',
    'in the old spelling',
    viewOf({}, { contextUri: DINNER.uri.replace('spotify:', 'spotify:user:anna:') }),
    'Dinner',
  ],
  ['playlist', 'another context', viewOf({}, { contextUri: 'spotify:album:x' }), 'None'],
  ['playlist', 'no context', viewOf({}, { contextUri: null }), 'None'],
  ['sleep', 'not set', viewOf(), 'off'],
  ['sleep', 'what was asked for', viewOf({ sleep: { at: NOW, minutes: 30 } }), '30'],
  ['sleep', 'what is no option', viewOf({ sleep: { at: NOW, minutes: 20 } }), 'None'],
  ['sleep', 'the end of the track', viewOf({ sleep: { at: 'end_of_track' } }), 'end_of_track'],
  ['sleep_until', 'not set', viewOf(), 'None'],
  ['sleep_until', 'a time', viewOf({ sleep: { at: NOW, minutes: 30 } }), '2026-11-21T12:00:30.000Z'],
  ['sleep_until', 'the end of the track', viewOf({ sleep: { at: 'end_of_track' } }), 'None'],
  [
    'sleep',
    'the end of the album',
    viewOf({ sleep: { at: 'end_of_context', context: 'x' } }),
    'end_of_context',
  ],
  ['sleep_left', 'not set', viewOf(), 'None'],
  ['sleep_left', 'minutes', viewOf({ sleepLeft: 29 }), '29'],
  ['sleep_timer', 'not set', viewOf(), 'OFF'],
  ['sleep_timer', 'an end', viewOf({ sleep: { at: 'end_of_track' } }), 'ON'],
  ['minutes_today', 'none', viewOf(), '0'],
  ['minutes_today', 'some', viewOf({ listened: { minutes: 42, left: null } }), '42'],
  ['minutes_left', 'not limited', viewOf(), 'None'],
  ['minutes_left', 'some', viewOf({ listened: { minutes: 42, left: 18 } }), '18'],
  ['liked', 'yes', viewOf({ liked: true }), 'ON'],
  ['liked', 'unknown', viewOf(), 'None'],
  ['link', 'always', viewOf(), 'None'],
  ['play', 'has no state', viewOf(), undefined],
  ['event', 'has no state', viewOf(), undefined],
  ['last_tag', 'none yet', viewOf(), 'None'],
  ['last_tag', 'one', viewOf({ lastTag: DRAGON }), 'The dragon'],
  ['last_reader', 'none yet', viewOf(), 'None'],
  ['last_reader', 'one', viewOf({ lastTag: DRAGON }), 'Küche'],
  ['card_name', 'none yet', viewOf(), 'None'],
  ['card_name', 'the last', viewOf({ lastTag: DRAGON }), 'The dragon'],
  ['learn_link', 'always', viewOf({ learning: { title: 'x', until: NOW } }), 'None'],
  ['learn', 'has no state', viewOf(), undefined],
  ['learning_until', 'none is waited for', viewOf(), 'None'],
  [
    'learning_until',
    'some time',
    viewOf({ learning: { title: 'x', until: NOW } }),
    '2026-11-21T12:00:30.000Z',
  ],
  ['problem', 'none', viewOf(), 'OK'],
  [
    'problem',
    'some',
    viewOf({ problem: { kind: 'silent', message: 'Nothing is heard.' } }),
    'Nothing is heard.',
  ],
  ['limited_until', 'open', viewOf(), 'None'],
  ['limited_until', 'closed', viewOf({ limitedUntil: NOW }), '2026-11-21T12:00:30.000Z'],
  ['limited_until', 'for ever', viewOf({ limitedUntil: Number.POSITIVE_INFINITY }), 'None'],
  ['requests_30s', 'before the first minute', viewOf(), 'None'],
  ['requests_30s', 'counted', viewOf({ requests: { per30s: 3, perHour: 126, perDay: 2_900 } }), '3'],
  ['requests_hour', 'counted', viewOf({ requests: { per30s: 3, perHour: 126, perDay: 2_900 } }), '126'],
  ['requests_day', 'counted', viewOf({ requests: { per30s: 3, perHour: 126, perDay: 2_900 } }), '2900'],
  ['looked_at', 'to the minute', viewOf(), '2026-11-21T12:00:00.000Z'],
  ['looked_at', 'never', emptyView(), 'None'],
  ['profile', 'unknown', viewOf(), 'None'],
];

const HEARD: [EntityKey, string, object][] = [
  ['play', 'PRESS', { ask: 'play' }],
  ['pause', '', { ask: 'pause' }],
  ['play_pause', 'PRESS', { ask: 'play_pause' }],
  ['stop', 'PRESS', { ask: 'pause' }],
  ['next', 'anything', { ask: 'next' }],
  ['previous', 'PRESS', { ask: 'previous' }],
  ['before_card', 'PRESS', { ask: 'restore', name: 'card' }],
  ['refresh', 'PRESS', { ask: 'refresh' }],
  ['learn', 'PRESS', { ask: 'learn' }],
  ['learn_link', ' command:volume/+10 ', { ask: 'learn', does: 'command:volume/+10' }],
  ['card_name', 'The dragon', { ask: 'name_card', name: 'The dragon' }],
  ['position', '90', { ask: 'seek', position: 90 }],
  ['position', '+10', { ask: 'seek', by: 10 }],
  ['position', '-10', { ask: 'seek', by: -10 }],
  ['volume', '45', { ask: 'volume', percent: 45 }],
  ['volume', '45.0', { ask: 'volume', percent: 45 }],
  ['volume', ' +5 ', { ask: 'volume', by: 5 }],
  ['volume', '-5', { ask: 'volume', by: -5 }],
  ['mute', 'ON', { ask: 'mute' }],
  ['mute', 'off', { ask: 'unmute' }],
  ['mute', 'Toggle', { ask: 'mute', toggle: true }],
  ['shuffle', 'True', { ask: 'shuffle', on: true }],
  ['shuffle', '0', { ask: 'shuffle', on: false }],
  ['shuffle', 'toggle', { ask: 'shuffle', toggle: true }],
  ['repeat', 'One', { ask: 'repeat', mode: 'one' }],
  ['device', 'Kitchen', { ask: 'device', device: 'Kitchen' }],
  ['device', ' kitchen', { ask: 'device', device: 'Kitchen' }],
  ['device', 'phone-id', { ask: 'device', device: 'phone-id' }],
  ['playlist', 'dinner', { ask: 'play', playlist: 'Dinner' }],
  ['playlist', 'Made a minute ago', { ask: 'play', playlist: 'Made a minute ago' }],
  ['sleep', '30', { ask: 'sleep', minutes: 30 }],
  ['sleep', '20', { ask: 'sleep', minutes: 20 }],
  ['sleep', 'End_of_track', { ask: 'sleep', at: 'end_of_track' }],
  ['sleep', 'off', { ask: 'sleep', off: true }],
  ['sleep', '+15', { ask: 'sleep', extend: 15 }],
  ['sleep', 'end_of_context', { ask: 'sleep', at: 'end_of_context' }],
  ['sleep_timer', 'ON', { ask: 'sleep', minutes: 30 }],
  ['sleep_timer', 'OFF', { ask: 'sleep', off: true }],
  ['liked', '1', { ask: 'like' }],
  ['liked', 'OFF', { ask: 'unlike' }],
  [
    'link',
    'https://open.spotify.com/album/7vEJAtP3KgKSpOHVgwm3Eh',
    { ask: 'play', uri: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh' },
  ],
  ['link', ' album  Abbey Road', { ask: 'play', query: 'Abbey Road', type: 'album' }],
];

const REFUSED: [string, string, string][] = [
  ['volume', '101', '0 to 100'],
  ['volume', 'loud', 'got "loud"'],
  ['volume', '', '0 to 100'],
  ['position', '-', 'position takes'],
  ['mute', 'PRESS', 'ON or OFF or toggle'],
  ['liked', 'toggle', 'ON or OFF'],
  ['repeat', 'twice', 'one of off, all, one'],
  ['repeat', '', 'one of off, all, one'],
  ['sleep', '', 'one of off, 15, 30'],
  ['sleep', '500', '1 to 480 minutes'],
  ['device', ' ', 'one of Anna’s phone, Kitchen'],
  ['link', '', 'a Spotify link or uri'],
  ['link', 'https://example.org/', 'right would be'],
  ['learn_link', ' ', 'a Spotify link, or another text of a tag'],
  ['card_name', '', 'a name'],
  ['title', 'x', 'title only tells; these can be set: play, pause'],
  ['volum', '5', 'did you mean "volume"?'],
  ['constructor', '5', 'unknown entity "constructor"'],
];

it('has keys that are topic levels of their own', () => {
  const reserved = ['command', 'request', 'response', 'player', 'availability', 'pairing', 'hint', 'wake'];
  for (const key of Object.keys(ENTITIES)) {
    expect(key).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(reserved).not.toContain(key);
  }
});

describe('what entities say', () => {
  it.each(SAID)('%s: %s', (key, _what, view, said) => {
    expect(ENTITIES[key].say(view)).toBe(said);
  });

  it('does not change because time passes', () => {
    const [now, later] = [viewOf(), viewOf({ lookedAt: NOW + 20_000 })];
    for (const entity of Object.values(ENTITIES)) expect(entity.say(later)).toBe(entity.say(now));
  });
});

describe('what entities make of what they hear', () => {
  it.each(HEARD)('%s %j', (key, payload, command) => {
    expect(hearEntity(key, payload, viewOf())).toEqual(command);
  });

  it.each(REFUSED)('%s %j is refused: %s', (key, payload, why) => {
    expect(() => hearEntity(key, payload, viewOf())).toThrow(why);
  });

  it('finds a device by the name that Home Assistant shows for it', () => {
    const name = `  Long\n${'🎵'.repeat(300)}`;
    const view = viewOf({ devices: [{ ...PHONE, name }] });
    const shown = `Long ${'🎵'.repeat(249)}…`;
    expect(ENTITIES.device.config({ key: 'device', at: (level) => level }, view).options).toContain(shown);
    expect(hearEntity('device', shown, view)).toEqual({ ask: 'device', device: name });
  });
});
