import { z } from 'zod';
import { VOICE_URI } from '../catalogue/catalogue.ts';
import { likedTracks, type User } from '../people.ts';
import { changeDevice } from '../player/devices.ts';
import * as moves from '../player/moves.ts';
import type { Device, PlayerState } from '../player/state.ts';
import type { Spotify } from '../spotify.ts';
import { contextName } from '../uri.ts';

const percent = z.number().int().min(0).max(100);

export const sceneShape = z.strictObject({
  user: z.string().default('family'),
  /** What is on: a context, or something playable (a track, an episode, a local file); `null` is nothing at all. */
  uri: z.string().nullable().optional(),
  uris: z.array(z.string()).optional(),
  /** Where in the context: an index or a URI. */
  offset: z.union([z.number().int().min(0), z.string()]).optional(),
  position_ms: z.number().min(0).optional(),
  playing: z.boolean().optional(),
  /** The name, id or key of the active device; `null` is none: idle. */
  device: z.string().nullable().optional(),
  volume: percent.nullable().optional(),
  private_session: z.boolean().optional(),
  shuffle: z.boolean().optional(),
  smart_shuffle: z.boolean().optional(),
  repeat: z.enum(['off', 'context', 'track']).optional(),
  queue: z.array(z.string()).optional(),
});
export type Scene = z.input<typeof sceneShape>;

/** Thrown by the control side for what makes no sense; the message says what would. */
export class BadScene extends Error {}

/** The player as the scene wants it, and visible at once. What the scene leaves out stays as it is. */
export function setScene(spotify: Spotify, given: Scene, now: number): void {
  const scene = sceneShape.parse(given);
  const user = userNamed(spotify, scene.user);
  let state = user.player.truth(now);
  if (scene.device !== undefined) state = withActive(state, scene.device);
  if (scene.smart_shuffle !== undefined) state = { ...state, smartShuffle: scene.smart_shuffle };
  if (scene.shuffle !== undefined) state = moves.setShuffle(state, scene.shuffle);
  if (scene.repeat !== undefined) state = moves.setRepeat(state, scene.repeat);
  if (scene.uri === null) state = { ...state, sitting: undefined, playing: false, positionMs: 0 };
  else if (scene.uri !== undefined || scene.uris !== undefined) {
    const { playing } = state;
    state = { ...putOn(spotify, user, state, scene), playing };
  }
  if (scene.position_ms !== undefined) state = moves.seek(state, scene.position_ms, user.player.rules);
  if (scene.queue !== undefined)
    state = { ...state, queue: scene.queue.map((uri) => playableUri(spotify, uri)) };
  if (scene.playing !== undefined) state = scene.playing ? moves.resume(state) : moves.pause(state);
  const change: Partial<Device> = {
    ...(scene.volume === undefined ? {} : { volume: scene.volume }),
    ...(scene.private_session === undefined ? {} : { privateSession: scene.private_session }),
  };
  if (state.active !== undefined) state = changeDevice(state, state.active, change);
  user.player.put(state, now);
}

export function putOn(
  spotify: Spotify,
  user: User,
  state: PlayerState,
  what: Pick<Scene, 'uri' | 'uris' | 'offset'>,
): PlayerState {
  const uri = what.uri ?? '';
  const isContext = what.uris === undefined && contextName(uri) !== undefined;
  const tracks = isContext
    ? spotify.catalogue.itemsOf(uri, likedTracks(user))
    : (what.uris ?? [uri]).map((each) => playableUri(spotify, each));
  if (!tracks || tracks.length === 0) throw new BadScene(`nothing to play in “${uri}”`);
  const index = typeof what.offset === 'string' ? tracks.indexOf(what.offset) : what.offset;
  if (index !== undefined && !(index >= 0 && index < tracks.length))
    throw new BadScene(`no such offset: ${what.offset}`);
  const context = isContext ? uri : null;
  return moves.putOn(state, { context, tracks, index, positionMs: 0 }, user.player.rules);
}

export function userNamed(spotify: Spotify, id: string): User {
  const user = spotify.users.get(id);
  if (!user) throw new BadScene(`no user “${id}”; there are: ${[...spotify.users.keys()].join(', ')}`);
  return user;
}

/** A device by key, id or name. */
export function deviceNamed(state: PlayerState, name: string): Device {
  const device = state.devices.find((each) => [each.key, each.id, each.name].includes(name));
  if (!device)
    throw new BadScene(`no device “${name}”; there are: ${state.devices.map((each) => each.key).join(', ')}`);
  return device;
}

/** Something playable; `ad` and `dj` stand for the advertisement and the voice between songs. */
export function playableUri(spotify: Spotify, uri: string): string {
  const known = uri === 'dj' ? VOICE_URI : uri;
  if (!spotify.catalogue.playable(known)) throw new BadScene(`nothing playable at “${uri}”`);
  return known;
}

function withActive(state: PlayerState, name: string | null): PlayerState {
  if (name === null) return { ...state, active: undefined, playing: false, changedAt: state.at };
  const device = deviceNamed(state, name);
  return moves.transfer(changeDevice(state, device.key, { awake: true }), device.key, false);
}
