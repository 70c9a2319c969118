import type { AccountAsk, Command } from '../core/command.ts';
import { displayLink } from '../core/house-address.ts';
import { artistsOf } from '../core/item.ts';
import { endOfGrant } from '../core/lifetime.ts';
import { playableText } from '../core/links.ts';
import { toSleep } from '../core/members.ts';
import type { Repeat, Status } from '../core/playback.ts';
import { BEFORE_CARD } from '../core/snapshot.ts';
import { playlistNames, type State } from '../core/state.ts';
import { readPosition, readVolume } from '../core/values.ts';
import { sameAgain } from '../lib/same-again.ts';
import {
  type AccountView,
  contextOf,
  isMuted,
  placeholderOf,
  playlistOf,
  speakerOptions,
  volumeOf,
} from './account-view.ts';
import type { AccountEvent } from './contract/events.ts';
import { button, notify, number, select, switch_, text } from './controls.ts';
import type { Entity } from './entity.ts';
import { LEFT_TODAY, LISTENED_TODAY } from './listened.ts';
import { binarySensor, event, image, picture, sensor } from './sensors.ts';

/** What the event entity may tell. Home Assistant refuses others, so all of them are announced from the start. */
export const EVENT_TYPES = [
  'track_changed',
  'pairing_started',
  'paired',
  'pairing_expired',
  'pairing_denied',
  'pairing_ending',
  'tag_played',
  'tag_unknown',
  'tag_learnt',
  'tag_removed',
  'learn_failed',
  'scene',
  'wake',
  'limit_warning',
  'limit_reached',
  'rule_applied',
  'volume_limited',
  'command_failed',
] as const satisfies readonly AccountEvent['event_type'][];

/** A day: longer than all that Spotify plays, because the range must not change with every track. */
const LONGEST_POSITION = 86_400;
const REPEATS: readonly Repeat[] = ['off', 'all', 'one'];
/** Minutes as they are asked for; any others may be sent. */
const playlistOptions = sameAgain((playlists: State['playlists']): readonly string[] => [
  ...playlistNames(playlists).keys(),
]);

const SLEEPS = ['off', '15', '30', '45', '60', '90', 'end_of_track', 'end_of_context'];

/** How much an account asks of Spotify: said with the minute, not with each request. */
const requests = {
  icon: 'mdi:speedometer',
  stateClass: 'measurement',
  category: 'diagnostic',
  enabled: false,
  live: 'always',
} as const;

/**
 * THE TABLE: every entity of an account. The key of a row is its object id, its topic level and the tail of its unique_id,
 * so it never changes its meaning or its platform.
 */
export const ENTITIES = {
  status: sensor({
    name: 'Status',
    main: true,
    icon: 'mdi:spotify',
    options: ['playing', 'paused', 'idle', 'off'],
    attributes: 'player',
    state: statusOf,
  }),
  title: sensor({
    name: 'Title',
    icon: 'mdi:music-note',
    state: ({ state }) => state.playback.item?.title,
  }),
  artist: sensor({
    name: 'Artist',
    icon: 'mdi:account-music',
    state: ({ state }) => artistsOf(state.playback.item),
  }),
  album: sensor({
    name: 'Album',
    icon: 'mdi:album',
    state: ({ state }) => state.playback.item?.album,
  }),
  cover: image({
    name: 'Cover',
    icon: 'mdi:image-album',
    state: ({ state }) => state.playback.item?.image,
    placeholder: placeholderOf,
  }),
  context: sensor({
    name: 'Playing from',
    icon: 'mdi:playlist-music',
    state: contextOf,
  }),
  next_up: sensor({
    name: 'Next up',
    icon: 'mdi:playlist-play',
    when: ({ queue }) => queue,
    state: ({ state }) => {
      const [next] = state.queue ?? [];
      const artists = artistsOf(next ?? null);
      return artists ? `${artists} – ${next?.title ?? ''}` : next?.title;
    },
  }),

  play: button({ name: 'Play', icon: 'mdi:play', command: () => ({ ask: 'play' }) }),
  pause: button({ name: 'Pause', icon: 'mdi:pause', command: () => ({ ask: 'pause' }) }),
  play_pause: button({
    name: 'Play or pause',
    icon: 'mdi:play-pause',
    command: () => ({ ask: 'play_pause' }),
  }),
  // The Web API knows no stop: a paused player is what "stop" leaves behind everywhere else too.
  stop: button({ name: 'Stop', icon: 'mdi:stop', enabled: false, command: () => ({ ask: 'pause' }) }),
  next: button({ name: 'Next', icon: 'mdi:skip-next', command: () => ({ ask: 'next' }) }),
  previous: button({ name: 'Previous', icon: 'mdi:skip-previous', command: () => ({ ask: 'previous' }) }),

  before_card: button({
    name: 'As before the card',
    icon: 'mdi:undo-variant',
    command: () => ({ ask: 'restore', name: BEFORE_CARD }),
  }),

  duration: sensor({
    name: 'Duration',
    deviceClass: 'duration',
    unit: 's',
    state: ({ state }) => seconds(state.playback.item?.durationMs),
  }),
  position: number({
    name: 'Position',
    icon: 'mdi:progress-clock',
    unit: 's',
    min: 0,
    max: LONGEST_POSITION,
    mode: 'box',
    accepts: 'seconds, 1:30, +10, -10',
    example: '1:30',
    state: ({ state }) => seconds(state.playback.positionMs),
    read: readPosition,
    command: (aim) => ('to' in aim ? { ask: 'seek', position: aim.to } : { ask: 'seek', by: aim.by }),
  }),
  volume: number({
    name: 'Volume',
    icon: 'mdi:volume-high',
    unit: '%',
    min: 0,
    max: 100,
    mode: 'slider',
    accepts: '0 to 100, +5, -5',
    example: '+5',
    state: volumeOf,
    read: readVolume,
    command: (aim) => ('to' in aim ? { ask: 'volume', percent: aim.to } : { ask: 'volume', by: aim.by }),
  }),
  mute: switch_<AccountView, Command>({
    name: 'Mute',
    icon: 'mdi:volume-mute',
    state: isMuted,
    command: (on) => ({ ask: on ? 'mute' : 'unmute' }),
    toggle: () => ({ ask: 'mute', toggle: true }),
  }),
  shuffle: switch_<AccountView, Command>({
    name: 'Shuffle',
    icon: 'mdi:shuffle-variant',
    state: ({ state }) => state.playback.shuffle,
    command: (on) => ({ ask: 'shuffle', on }),
    toggle: () => ({ ask: 'shuffle', toggle: true }),
  }),
  repeat: select({
    name: 'Repeat',
    icon: 'mdi:repeat',
    options: () => REPEATS,
    accepts: REPEATS.join(', '),
    example: 'all',
    state: ({ state }) => state.playback.repeat,
    command: (option) => ({ ask: 'repeat', mode: REPEATS.find((mode) => mode === option) ?? 'off' }),
  }),
  device: select({
    name: 'Device',
    icon: 'mdi:speaker-multiple',
    options: speakerOptions,
    others: true,
    accepts: 'a name or id',
    example: 'Kitchen',
    state: ({ state }) => state.playback.device?.name,
    command: (device) => ({ ask: 'device', device }),
  }),
  playlist: select({
    name: 'Playlist',
    icon: 'mdi:playlist-music',
    options: ({ state }) => playlistOptions(state.playlists),
    others: true,
    accepts: 'a name',
    example: 'Kitchen Disco',
    state: playlistOf,
    command: (playlist) => ({ ask: 'play', playlist }),
  }),
  sleep: select({
    name: 'Sleep timer',
    icon: 'mdi:sleep',
    options: () => SLEEPS,
    others: true,
    accepts: 'off, 1 to 480 minutes, +15, end_of_track, end_of_context',
    example: '30',
    state: sleepOf,
    command: toSleep,
  }),
  sleep_until: sensor({
    name: 'Sleep timer ends',
    deviceClass: 'timestamp',
    state: ({ state: { sleep } }) => (typeof sleep?.at === 'number' ? new Date(sleep.at) : undefined),
  }),
  sleep_left: sensor({
    name: 'Sleep timer left',
    deviceClass: 'duration',
    unit: 'min',
    // Begun minutes whole, so that it is published once a minute, and only while a timer runs.
    state: ({ state }) => state.sleepLeft,
  }),
  sleep_timer: switch_({
    name: 'Sleep timer on',
    icon: 'mdi:sleep',
    state: ({ state }) => state.sleep !== null,
    command: (on, { state }) =>
      on ? { ask: 'sleep', minutes: state.sleepUsual } : { ask: 'sleep', off: true },
  }),
  minutes_today: sensor({
    ...LISTENED_TODAY,
    state: ({ state }) => state.listened.minutes,
  }),
  minutes_left: sensor({
    ...LEFT_TODAY,
    when: ({ limited }) => limited,
    state: ({ state }) => state.listened.left,
  }),
  liked: switch_({
    name: 'Liked',
    icon: 'mdi:heart',
    when: ({ liked }) => liked,
    state: ({ state }) => state.liked,
    command: (on) => ({ ask: on ? 'like' : 'unlike' }),
  }),
  link: text({
    name: 'Play link',
    icon: 'mdi:link-variant',
    accepts: 'a Spotify link or uri, or a name',
    example: 'https://open.spotify.com/album/7vEJAtP3KgKSpOHVgwm3Eh',
    command: (link) => ({ ask: 'play', ...playableText(link) }),
  }),
  event: event({
    name: 'Event',
    icon: 'mdi:bell-ring-outline',
    live: 'always',
    types: EVENT_TYPES,
  }),

  last_tag: sensor({
    name: 'Last tag',
    icon: 'mdi:nfc-variant',
    live: 'always',
    state: ({ state }) => state.lastTag?.name,
  }),
  last_reader: sensor({
    name: 'Last reader',
    icon: 'mdi:contactless-payment',
    live: 'always',
    state: ({ state }) => state.lastTag?.reader,
  }),
  learn: button({
    name: 'Learn card',
    icon: 'mdi:credit-card-plus-outline',
    category: 'config',
    live: 'always',
    command: () => ({ ask: 'learn' }),
  }),
  learn_link: text({
    name: 'Link for the next card',
    icon: 'mdi:link-plus',
    category: 'config',
    live: 'always',
    accepts: 'a Spotify link, or another text of a tag',
    example: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
    command: (does) => ({ ask: 'learn', does }),
  }),
  card_name: text({
    name: 'Name of the last card',
    icon: 'mdi:card-text-outline',
    category: 'config',
    live: 'always',
    accepts: 'a name',
    example: 'Abbey Road',
    state: ({ state }) => state.lastTag?.name,
    command: (name) => ({ ask: 'name_card', name }),
  }),
  learning_until: sensor({
    name: 'Waits for a card until',
    deviceClass: 'timestamp',
    category: 'diagnostic',
    live: 'always',
    state: ({ state }) => moment(state.learning?.until ?? null),
  }),

  pairing_code: sensor({
    name: 'Pairing code',
    icon: 'mdi:form-textbox-password',
    category: 'diagnostic',
    live: 'always',
    blank: true,
    state: ({ state }) => state.pairing?.userCode,
  }),
  pairing_link: sensor({
    name: 'Pairing link',
    icon: 'mdi:link-lock',
    category: 'diagnostic',
    live: 'always',
    blank: true,
    state: ({ state: { pairing } }) =>
      pairing && displayLink(pairing.verificationUri, pairing.verificationUriComplete),
  }),
  pairing_qr: picture({
    name: 'Pairing QR code',
    icon: 'mdi:qrcode',
    live: 'always',
    contentType: 'image/png',
  }),
  paired: binarySensor({
    name: 'Paired',
    deviceClass: 'connectivity',
    category: 'diagnostic',
    live: 'always',
    state: ({ state }) => state.paired,
  }),
  paired_until: sensor({
    name: 'Pairing valid until',
    deviceClass: 'timestamp',
    category: 'diagnostic',
    live: 'always',
    state: ({ state: { paired, authorizedAt } }) =>
      moment(paired && authorizedAt !== null ? endOfGrant(authorizedAt) : null),
  }),
  pair: button({
    name: 'Pair',
    icon: 'mdi:account-key',
    category: 'config',
    live: 'always',
    command: () => ({ ask: 'pair' }),
  }),
  unpair: button({
    name: 'Unpair',
    icon: 'mdi:account-off',
    category: 'config',
    enabled: false,
    live: 'always',
    command: () => ({ ask: 'unpair' }),
  }),
  pairing_address: notify({
    name: 'Pairing address',
    icon: 'mdi:clipboard-arrow-left-outline',
    live: 'always',
    accepts: 'the address that did not open',
    example: 'http://127.0.0.1:8099/callback?code=AQB…&state=x7Yk',
    command: (address) => ({ ask: 'pairing_address', address }),
  }),

  problem: sensor({
    name: 'Problem',
    icon: 'mdi:alert-circle-outline',
    category: 'diagnostic',
    live: 'always',
    // Not `None`: that nothing is wrong is known.
    state: ({ state }) => state.problem?.message ?? 'OK',
  }),
  limited_until: sensor({
    name: 'Rate limited until',
    deviceClass: 'timestamp',
    category: 'diagnostic',
    live: 'always',
    state: ({ state }) => moment(state.limitedUntil),
  }),
  requests_30s: sensor({
    ...requests,
    name: 'Requests in 30 seconds',
    state: ({ state }) => state.requests?.per30s,
  }),
  requests_hour: sensor({
    ...requests,
    name: 'Requests in an hour',
    state: ({ state }) => state.requests?.perHour,
  }),
  requests_day: sensor({
    ...requests,
    name: 'Requests in a day',
    state: ({ state }) => state.requests?.perDay,
  }),
  looked_at: sensor({
    name: 'Last look',
    deviceClass: 'timestamp',
    category: 'diagnostic',
    enabled: false,
    live: 'always',
    // To the minute, so that it is published once a minute at most, not at every look.
    state: ({ state: { lookedAt } }) => moment(lookedAt && lookedAt - (lookedAt % 60_000)),
  }),
  profile: sensor({
    name: 'Spotify profile',
    icon: 'mdi:account',
    category: 'diagnostic',
    enabled: false,
    live: 'always',
    state: ({ state }) => state.profile?.name,
  }),
  refresh: button({
    name: 'Refresh',
    icon: 'mdi:refresh',
    category: 'diagnostic',
    live: 'always',
    command: () => ({ ask: 'refresh' }),
  }),
} satisfies Record<string, Entity<AccountView, AccountAsk>>;

export type EntityKey = keyof typeof ENTITIES;

/** What plays, in the words of Home Assistant's media players: `off` where nothing can be shown or commanded. */
export function statusOf({ state, available }: AccountView): Status | 'off' {
  return available ? state.playback.status : 'off';
}

/** What was asked for, for as long as it runs: what is left would change all the time. */
function sleepOf({ state: { sleep } }: AccountView): string {
  if (sleep === null) return 'off';
  return 'minutes' in sleep ? `${sleep.minutes}` : sleep.at;
}

/** Whole seconds. */
function seconds(ms: number | null | undefined): number | undefined {
  return ms === null || ms === undefined ? undefined : Math.floor(ms / 1000);
}

function moment(ms: number | null): Date | undefined {
  return ms === null ? undefined : new Date(ms);
}
