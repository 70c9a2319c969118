import { whyNot, whyNotClear } from '../core/allowed.ts';
import type { Ask, Command } from '../core/command.ts';
import { artistsOf, type ItemKind } from '../core/item.ts';
import { type AccountView, isMuted, speakersOf, volumeOf } from './account-view.ts';
import type { Player } from './contract/payloads.ts';
import { labelled } from './controls.ts';
import { statusOf } from './entities.ts';
import { isoTime, plainName, tidy, webAddress } from './plain.ts';

type Word = Ask | 'stop';

/** The player's JSON: every member always there, in one order, null where unknown; nothing of music while it is off. */
export function sayPlayer(view: AccountView): string {
  return JSON.stringify(playerOf(view));
}

export function playerOf(view: AccountView): Player {
  const state = statusOf(view);
  const { item, device, positionMs, measuredAt, shuffle, repeat } = view.state.playback;
  const [playing, speaker] = state === 'off' ? [null, null] : [item, device];
  const position = playing ? positionMs : null;
  const volume = speaker && volumeOf(view);
  return {
    state,
    media_content_id: playing?.uri ?? null,
    media_content_type: playing && TYPES[playing.kind],
    media_title: line(playing?.title),
    media_artist: line(artistsOf(playing)),
    media_album_name: line(playing?.album),
    media_duration: seconds(playing?.durationMs),
    media_position: seconds(position),
    media_position_updated_at: position === null ? null : isoTime(measuredAt),
    media_image_url: webAddress(playing?.image) ?? null,
    volume_level: volume === null ? null : volume / 100,
    is_volume_muted: speaker && isMuted(view),
    source: (speaker && plainName(speaker.name)) || null,
    source_list: [...labelled(speakersOf(view)).keys()],
    shuffle: state === 'off' ? null : shuffle,
    repeat: state === 'off' ? null : repeat,
    can: WORDS.filter(([, command]) => may(view, command)).map(([word]) => word),
  };
}

const TYPES: Record<ItemKind, 'music' | 'podcast'> = {
  track: 'music',
  local: 'music',
  ad: 'music',
  unknown: 'music',
  episode: 'podcast',
  chapter: 'podcast',
};

/** Each word with a command that stands for all that it may ask. */
const WORDS: readonly (readonly [Word, Command])[] = [
  ['play', { ask: 'play' }],
  ['pause', { ask: 'pause' }],
  ['stop', { ask: 'pause' }],
  ['play_pause', { ask: 'play_pause' }],
  ['next', { ask: 'next' }],
  ['previous', { ask: 'previous' }],
  ['seek', { ask: 'seek', position: 0 }],
  ['volume', { ask: 'volume', percent: 0 }],
  ['mute', { ask: 'mute' }],
  ['unmute', { ask: 'unmute' }],
  ['shuffle', { ask: 'shuffle', toggle: true }],
  ['repeat', { ask: 'repeat', mode: 'all' }],
  ['device', { ask: 'device', device: '' }],
  ['queue', { ask: 'queue', uri: '' }],
  ['recent', { ask: 'recent', nth: 1 }],
  ['snapshot', { ask: 'snapshot', name: '', expires: 0 }],
  ['restore', { ask: 'restore', name: '' }],
  ['clear', { ask: 'clear' }],
  ['like', { ask: 'like' }],
  ['unlike', { ask: 'unlike' }],
  ['save', { ask: 'save', uri: '' }],
  ['remove', { ask: 'remove', uri: '' }],
  ['sleep', { ask: 'sleep', minutes: 30 }],
  ['fade', { ask: 'fade', percent: 0, seconds: 10 }],
  ['refresh', { ask: 'refresh' }],
];

function may(view: AccountView, command: Command): boolean {
  if (!view.available) return view.state.paired && command.ask === 'refresh';
  const { playback } = view.state;
  if (whyNot(command, playback) !== undefined) return false;
  switch (command.ask) {
    case 'volume':
    case 'mute':
    case 'unmute':
    case 'fade':
      return playback.device !== null;
    case 'seek':
      return playback.item !== null;
    case 'restore':
      return view.state.snapshots.length > 0;
    case 'clear':
      return whyNotClear(playback) === undefined;
    case 'like':
    case 'unlike':
      // Spotify's library takes what has a uri of its own: no ads, no local files.
      return playback.item?.uri?.startsWith('spotify:local:') === false;
    default:
      return true;
  }
}

function line(text: string | null | undefined): string | null {
  return tidy(text ?? '') || null;
}

/** To the millisecond. */
function seconds(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : Math.round(ms) / 1000;
}
