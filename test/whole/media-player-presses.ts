import type { Player } from './phone.ts';

/** An action of Home Assistant's media_player, called once, and what it should do to the player at Spotify. */
export interface MediaPlayerPress {
  action: string;
  data?(before: Player): Record<string, unknown>;
  moved(now: Player, before: Player): boolean;
}

const press = (
  action: string,
  moved: MediaPlayerPress['moved'],
  data?: MediaPlayerPress['data'],
): MediaPlayerPress => ({ action, moved, ...(data && { data }) });

/** One after the other: each finds what the one before left. The simulator begins with an album in the kitchen. */
export const MEDIA_PLAYER_PRESSES: MediaPlayerPress[] = [
  press(
    'select_source',
    (now) => now.device === 'Study',
    () => ({ source: 'Study' }),
  ),
  press(
    'select_source',
    (now) => now.device === 'Kitchen',
    () => ({ source: 'Kitchen' }),
  ),
  press(
    'play_media',
    (now) => now.playing && now.context?.startsWith('spotify:playlist:') === true,
    () => ({ media_content_type: 'playlist', media_content_id: 'Kitchen Disco' }),
  ),
  press('media_next_track', (now, before) => now.uri !== before.uri),
  // Spotify begins the track again where it has played for some seconds.
  press(
    'media_previous_track',
    (now, before) => now.uri !== before.uri || now.position_ms < before.position_ms,
  ),
  press('media_pause', (now) => !now.playing),
  press('media_play', (now) => now.playing),
  press('media_play_pause', (now) => !now.playing),
  press('turn_on', (now) => now.playing),
  press('turn_off', (now) => !now.playing),
  press('toggle', (now) => now.playing),
  press('media_stop', (now) => !now.playing),
  press('media_play', (now) => now.playing),
  press(
    'media_seek',
    (now) => Math.abs(now.position_ms - 105_000) < 10_000,
    () => ({ seek_position: 100 }),
  ),
  press(
    'volume_set',
    (now) => now.volume === 40,
    () => ({ volume_level: 0.4 }),
  ),
  press('volume_up', (now) => now.volume === 45),
  press('volume_down', (now) => now.volume === 40),
  press(
    'volume_mute',
    (now) => now.volume === 0,
    () => ({ is_volume_muted: true }),
  ),
  press(
    'volume_mute',
    (now) => now.volume === 40,
    () => ({ is_volume_muted: false }),
  ),
  press(
    'shuffle_set',
    (now) => now.shuffle,
    () => ({ shuffle: true }),
  ),
  press(
    'shuffle_set',
    (now) => !now.shuffle,
    () => ({ shuffle: false }),
  ),
  press(
    'repeat_set',
    (now) => now.repeat === 'track',
    () => ({ repeat: 'one' }),
  ),
  press(
    'repeat_set',
    (now) => now.repeat === 'off',
    () => ({ repeat: 'off' }),
  ),
  press(
    'play_media',
    (now, before) => now.next[0] === later(before),
    (before) => ({
      media_content_type: 'music',
      media_content_id: later(before),
      enqueue: 'next',
    }),
  ),
  press(
    'play_media',
    (now, before) => now.playing && now.uri === later(before),
    (before) => ({
      media_content_type: 'music',
      media_content_id: later(before),
      extra: { device: 'Kitchen', volume: 30, shuffle: false },
    }),
  ),
];

/** Another track than what plays, of what comes soon; the end of the list is not to be had in this country. */
function later({ next, uri }: Player): string {
  return next.filter((one) => one !== uri && one.startsWith('spotify:track:')).at(1) ?? '';
}
