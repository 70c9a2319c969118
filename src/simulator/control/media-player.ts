import { z } from 'zod';
import type { User } from '../people.ts';
import { call, changeDevice } from '../player/devices.ts';
import * as moves from '../player/moves.ts';
import { currentItem, type PlayerState } from '../player/state.ts';
import type { Spotify } from '../spotify.ts';
import { withDevice } from './act.ts';
import { deviceNamed, putOn, userNamed } from './scene.ts';

/**
 * The media_player that a Home Assistant has for a device: Sonos, Cast, Alexa. It
 * reaches what Spotify's Web API does not (a device that is restricted, or asleep),
 * plays with the person's account, and Spotify shows what then plays.
 */

const one = { user: z.string().default('family'), device: z.string() };
const plain = ['turn_on', 'media_play', 'media_pause', 'media_stop', 'media_play_pause'] as const;
const skips = ['media_next_track', 'media_previous_track'] as const;

/** Services as Home Assistant names them, with the fields of each. */
export const serviceShape = z.discriminatedUnion('service', [
  z.strictObject({ ...one, service: z.enum([...plain, ...skips]) }),
  z.strictObject({
    ...one,
    service: z.literal('play_media'),
    /** A URI, or a link as Sonos takes them. */
    media_content_id: z.string(),
    media_content_type: z.string().optional(),
    enqueue: z.enum(['play', 'replace', 'next', 'add']).optional(),
  }),
  z.strictObject({ ...one, service: z.literal('media_seek'), seek_position: z.number().min(0) }),
  z.strictObject({ ...one, service: z.literal('volume_set'), volume_level: z.number().min(0).max(1) }),
  z.strictObject({ ...one, service: z.literal('shuffle_set'), shuffle: z.boolean() }),
  z.strictObject({ ...one, service: z.literal('repeat_set'), repeat: z.enum(['off', 'all', 'one']) }),
]);
export type Service = z.input<typeof serviceShape>;

export interface MediaPlayerView {
  state: 'off' | 'idle' | 'playing' | 'paused';
  media_content_id: string | null;
  media_title: string | null;
  /** Seconds. */
  media_position: number | null;
  volume_level: number | null;
}

export function callService(spotify: Spotify, given: Service, now: number): void {
  const wish = serviceShape.parse(given);
  const user = userNamed(spotify, wish.user);
  user.player.put(after(spotify, user, user.player.truth(now), wish), now);
}

export function viewMediaPlayer(spotify: Spotify, user: User, name: string, now: number): MediaPlayerView {
  const state = user.player.truth(now);
  const device = deviceNamed(state, name);
  const mine = state.active === device.key;
  const uri = mine ? currentItem(state) : undefined;
  const playable = spotify.catalogue.playable(uri ?? '');
  const idle = device.awake ? 'idle' : 'off';
  return {
    state: mine ? (state.playing ? 'playing' : 'paused') : idle,
    media_content_id: uri ?? null,
    media_title: playable && 'name' in playable ? playable.name : null,
    media_position: mine ? state.positionMs / 1000 : null,
    volume_level: device.volume === null ? null : device.volume / 100,
  };
}

function after(
  spotify: Spotify,
  user: User,
  state: PlayerState,
  wish: z.infer<typeof serviceShape>,
): PlayerState {
  const { rules } = user.player;
  const device = deviceNamed(state, wish.device);
  if (wish.service === 'turn_on') return call(state, device);
  if (wish.service === 'volume_set') {
    return changeDevice(state, device.key, { volume: Math.round(wish.volume_level * 100) });
  }
  if (wish.service === 'play_media') {
    const ready = withDevice(state, device.key);
    const uri = uriOf(wish.media_content_id);
    return wish.enqueue === 'next' || wish.enqueue === 'add'
      ? moves.enqueue(ready, uri)
      : putOn(spotify, user, ready, { uri });
  }
  // Music that plays on another device is none of this one's business.
  if (state.active !== device.key) return wish.service === 'media_play' ? resumed(state, device.key) : state;
  switch (wish.service) {
    case 'media_play':
      return moves.resume(state);
    case 'media_pause':
    case 'media_stop':
      return moves.pause(state);
    case 'media_play_pause':
      return state.playing ? moves.pause(state) : moves.resume(state);
    case 'media_next_track':
      return moves.next(state, rules);
    case 'media_previous_track':
      return moves.previous(state, rules);
    case 'media_seek':
      return moves.seek(state, wish.seek_position * 1000, rules);
    case 'shuffle_set':
      return moves.setShuffle(state, wish.shuffle);
    case 'repeat_set':
      return moves.setRepeat(state, REPEATS[wish.repeat]);
  }
}

const REPEATS = { off: 'off', all: 'context', one: 'track' } as const;

function resumed(state: PlayerState, key: string): PlayerState {
  return moves.resume(withDevice(state, key));
}

function uriOf(content: string): string {
  const [, type, id] = /open\.spotify\.com\/(?:intl-\w+\/)?(\w+)\/([0-9A-Za-z]{22})/.exec(content) ?? [];
  return type && id ? `spotify:${type}:${id}` : content;
}
