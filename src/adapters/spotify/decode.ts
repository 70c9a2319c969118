/** Spotify's JSON → what the bridge holds true. Pure; throws nothing but BadReply. */
import type { Device } from '../../core/device.ts';
import type { Item } from '../../core/item.ts';
import { DISALLOWS, idle, type Playback, type Repeat } from '../../core/playback.ts';
import type { Playlist, Profile } from '../../core/state.ts';
import { BadReply, readAs } from './bad-reply.ts';
import { decodeItem, filled, wholeMs, widest } from './decode-item.ts';
import {
  type DeviceShape,
  devicesShape,
  errorShape,
  playbackShape,
  playlistPageShape,
  profileShape,
  queueShape,
} from './shapes.ts';

const LOOK = 'GET /me/player';
const REPEATS = new Map<string, Repeat>([
  ['off', 'off'],
  ['context', 'all'],
  ['track', 'one'],
]);

/** A reply of GET /me/player; null stands for 204. `measuredAt` is when Spotify measured the position, by our clock. */
export function decodePlayback(json: unknown, measuredAt: number): Playback {
  if (json === null) return idle(measuredAt);
  const error = errorShape.safeParse(json).data?.error;
  if (error !== undefined) {
    const said = typeof error === 'string' ? error : error.message;
    throw new BadReply(LOOK, `error: a playback was expected, not an error (${said ?? 'without a message'})`);
  }
  const raw = readAs(playbackShape, json, LOOK);
  if (raw.is_playing === undefined && raw.item === undefined && raw.device === undefined) {
    throw new BadReply(LOOK, 'a playback was expected, with is_playing, item or device');
  }
  const item = decodeItem(raw.item, filled(raw.currently_playing_type));
  const position = wholeMs(raw.progress_ms);
  return {
    status: raw.is_playing ? 'playing' : 'paused',
    item,
    device: raw.device ? decodeDevice(raw.device) : null,
    contextUri: filled(raw.context?.uri),
    // Spotify's progress runs past the end of an item at times.
    positionMs: position === null ? null : Math.min(position, item?.durationMs ?? position),
    measuredAt,
    shuffle: raw.shuffle_state ?? null,
    smartShuffle: raw.smart_shuffle === true,
    repeat: REPEATS.get(raw.repeat_state ?? '') ?? null,
    disallows: DISALLOWS.filter((action) => raw.actions?.disallows?.[action] === true),
  };
}

export function decodeDevice(raw: DeviceShape): Device {
  return {
    id: filled(raw.id),
    name: raw.name ?? '',
    type: filled(raw.type) ?? 'Unknown',
    volume:
      typeof raw.volume_percent === 'number'
        ? Math.min(100, Math.max(0, Math.round(raw.volume_percent)))
        : null,
    // Older replies lack the member, and nearly every device has a volume.
    supportsVolume: raw.supports_volume ?? true,
    restricted: raw.is_restricted === true,
    privateSession: raw.is_private_session === true,
    active: raw.is_active === true,
  };
}

export function decodeDevices(json: unknown): Device[] {
  const { devices } = readAs(devicesShape, json, 'GET /me/player/devices');
  return (devices ?? []).filter((device) => device !== null).map(decodeDevice);
}

export function decodeQueue(json: unknown): Item[] {
  const { queue } = readAs(queueShape, json, 'GET /me/player/queue');
  return (queue ?? []).map((raw) => decodeItem(raw)).filter((item) => item !== null);
}

export function decodeProfile(json: unknown): Profile {
  const raw = readAs(profileShape, json, 'GET /me');
  return {
    accountId: filled(raw.account_id) ?? raw.id,
    userId: raw.id,
    name: filled(raw.display_name),
    product: filled(raw.product),
  };
}

/** One page of GET /me/playlists, and whether there are more. Lists hold nulls where Spotify lost a playlist. */
export function decodePlaylists(json: unknown): { playlists: Playlist[]; more: boolean } {
  const page = readAs(playlistPageShape, json, 'GET /me/playlists');
  const playlists = page.items.flatMap((raw) => {
    const uri = filled(raw?.uri);
    return uri ? [{ uri, name: raw?.name ?? '', image: widest(raw?.images) }] : [];
  });
  return { playlists, more: page.next !== null && page.items.length > 0 };
}
