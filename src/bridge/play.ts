import type { PlayCommand } from '../core/command.ts';
import { type Device, findDevice } from '../core/device.ts';
import { isShort, playableLink } from '../core/links.ts';
import { limitOf, startVolume } from '../core/loudness.ts';
import type { Obeyed, PlayRequest, Spotify } from '../core/ports.ts';
import { Refusal } from '../core/refusal.ts';
import { expectPlaying } from '../core/settle.ts';
import type { Sent } from '../core/silence.ts';
import type { State } from '../core/state.ts';
import { isSpoken } from '../core/tag-memory.ts';
import { isContext, LIKED_SONGS } from '../core/uri.ts';
import type { Deed } from './deed.ts';
import type { Means } from './means.ts';
import { findMusic, findPlaylist } from './music-search.ts';

export function play(command: PlayCommand, means: Means): Deed {
  const { sent, hear } = sending(means);
  return {
    claims: [expectPlaying(means.now)],
    repeatable: true,
    do: () => startPlaying(command, means, hear),
    sent,
  };
}

type Going = Omit<Sent, 'at'>;

/** Keeps what goes where, for who listens whether it is heard: what `hear` heard last, else whatever plays. */
export function sending({ look }: Means): { sent: () => Going; hear: (what: Going) => void } {
  let going: Going = { device: null, uris: [], fromMs: null, before: look };
  return {
    sent: () => going,
    hear: (what) => {
      going = what;
    },
  };
}

/**
 * Carries out a play command. What must be right when the first note sounds (device, volume, shuffle, repeat) is set
 * before it; Spotify does not promise an order, so each step waits for the
 * answer of the one before. `sent` hears what goes where.
 */
export async function startPlaying(
  command: PlayCommand,
  means: Means,
  sent: (what: Going) => void,
): Promise<Obeyed> {
  const { spotify, speaker, state, look: before, signal } = means;
  const request = await whatToPlay(command, means);
  const active = state.playback.device;
  const isThere = active !== null && mayStay(command, active);
  const device = isThere ? undefined : await speaker.find(command.device);
  sent({ device: device ?? active, before, ...beginningOf(request) });
  const settings = settingsOf(command, volumeOn(device ?? active ?? undefined, command.volume, means));
  if (device && settings.length > 0) await speaker.on(device, (id) => spotify.transfer(id, false));
  for (const set of settings) await set(spotify, device?.id);
  const send = (deviceId?: string) =>
    playOrFallBack({ ...request, ...(deviceId ? { deviceId } : {}) }, spotify);
  if (device) {
    const sending = speaker.on(device, send);
    // What played was taken along already, and Spotify refuses to begin what plays.
    const wasTaken = settings.length > 0 && state.playback.status === 'playing' && isEmpty(request);
    return wasTaken ? sending.catch(unlessPlaying) : sending;
  }
  return speaker.onActive(send, signal);
}

function isEmpty(request: PlayRequest): boolean {
  return Object.keys(request).length === 0;
}

function unlessPlaying(error: unknown): Obeyed {
  if (error instanceof Refusal && error.problem.kind === 'restricted') return 'done';
  throw error;
}

/** Whether it can play where music plays, or waits paused, already: going on there needs no leave, anything new does. */
function mayStay({ device: asked, uri, uris, playlist, query }: PlayCommand, active: Device): boolean {
  if (asked !== undefined) return !active.denied && findDevice([active], asked) !== undefined;
  return !active.denied || (uri ?? uris ?? playlist ?? query) === undefined;
}

/** What is asked for, and where in it music begins: a story goes on where Spotify left it. */
function beginningOf({ contextUri, uris = [], positionMs }: PlayRequest): Pick<Sent, 'uris' | 'fromMs'> {
  const asked = contextUri === undefined ? uris : [contextUri];
  const isNew = asked.length > 0 && !asked.some(isSpoken);
  return { uris: asked, fromMs: positionMs ?? (isNew ? 0 : null) };
}

type Setting = (spotify: Spotify, deviceId?: string) => Promise<Obeyed>;

/**
 * How loud it is to be when the music starts; undefined where it may stay as
 * it is, or music at the wrong volume is better than none.
 */
function volumeOn(
  speaker: Device | undefined,
  asked: number | undefined,
  { loudness, limited }: Means,
): number | undefined {
  const range = loudness.range(speaker);
  const volume = startVolume(asked, range, speaker);
  const held = volume === undefined ? undefined : limitOf(asked ?? speaker?.volume ?? 100, range);
  if (held) limited(held);
  return volume;
}

function settingsOf({ shuffle, repeat }: PlayCommand, volume: number | undefined): Setting[] {
  const settings: Setting[] = [];
  if (volume !== undefined) settings.push((spotify, id) => spotify.volume(volume, id));
  if (shuffle !== undefined) settings.push((spotify, id) => spotify.shuffle(shuffle, id));
  if (repeat !== undefined) settings.push((spotify, id) => spotify.repeat(repeat, id));
  return settings;
}

async function whatToPlay(command: PlayCommand, means: Means): Promise<PlayRequest> {
  const { spotify, state } = means;
  const request: PlayRequest = {};
  if (command.offset !== undefined) request.offset = command.offset;
  if (command.position !== undefined) request.positionMs = Math.round(command.position * 1000);
  const { uris } = command;
  if (uris) return { ...request, uris: await Promise.all(uris.map((uri) => resolveUri(uri, spotify))) };
  const named = await namedMusic(command, means);
  if (named === undefined) return request;
  const uri = await resolveUri(named, spotify);
  if (uri === LIKED_SONGS) return { ...request, contextUri: await likedSongs(spotify, state) };
  return isContext(uri) ? { ...request, contextUri: uri } : { ...request, uris: [uri] };
}

/** The uri that was given, or of what was found by its name. */
export async function namedMusic(command: PlayCommand, means: Means): Promise<string | undefined> {
  const { uri, playlist, query, type } = command;
  if (uri !== undefined) return uri;
  const inLibrary = playlist === undefined ? undefined : findPlaylist(playlist, means.state);
  const music = query === undefined ? inLibrary : await findMusic({ query, ...(type && { type }) }, means);
  if (!music) return undefined;
  means.found(music);
  return music.uri;
}

/** The uri behind a short link; any other uri is itself. */
export async function resolveUri(uri: string, spotify: Spotify): Promise<string> {
  return isShort(uri) ? playableLink(await spotify.resolveLink(uri)).uri : uri;
}

/** The liked songs as a context, as the player names them (undocumented, reported to work since 2024). */
async function likedSongs(spotify: Spotify, state: State): Promise<string> {
  const { userId } = state.profile ?? (await spotify.profile('verification'));
  return `spotify:user:${userId}:collection`;
}

/**
 * Shows and liked songs are undocumented as contexts: where Spotify refuses one, its items play instead. An
 * item to begin with that is no part of its context any more costs the place, not the music.
 */
async function playOrFallBack(request: PlayRequest, spotify: Spotify): Promise<Obeyed> {
  const { contextUri, offset, positionMs, ...rest } = request;
  try {
    return await spotify.play(request);
  } catch (error) {
    if (!contextUri || !(error instanceof Refusal) || error.noActiveDevice || error.deviceNotFound)
      throw error;
    const isUnknown = error.status === 400 || error.status === 404;
    if (isUnknown && /^spotify:show:|:collection$/.test(contextUri)) {
      const isShow = contextUri.startsWith('spotify:show:');
      const uris = isShow ? await spotify.episodesOf(contextUri) : await spotify.savedTracks();
      if (uris.length === 0) throw error;
      const position = positionMs === undefined ? {} : { positionMs };
      return spotify.play({ ...rest, ...position, uris: from(uris, offset) });
    }
    const isOutOfPlace = typeof offset === 'string' && (isUnknown || error.problem.kind === 'restricted');
    if (!isOutOfPlace) throw error;
    return spotify.play({ ...rest, contextUri });
  }
}

/** What plays from an item on. Of a long show the list may end before it. */
function from(uris: readonly string[], offset: number | string | undefined): readonly string[] {
  if (offset === undefined) return uris;
  if (typeof offset === 'number') return offset < uris.length ? uris.slice(offset) : uris;
  const index = uris.indexOf(offset);
  return index < 0 ? [offset, ...uris] : uris.slice(index);
}
