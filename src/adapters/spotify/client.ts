import { idle, type Playback, type Repeat } from '../../core/playback.ts';
import type { Bucket, Obeyed, PlayRequest, Spending, Spotify } from '../../core/ports.ts';
import type { Playlist } from '../../core/state.ts';
import { jsonOf, readAs } from './bad-reply.ts';
import { type Ask, type CallerOptions, openCaller, type ReadJson } from './caller.ts';
import { decodeDevices, decodePlayback, decodePlaylists, decodeProfile, decodeQueue } from './decode.ts';
import { filled } from './decode-item.ts';
import type { Answer, Line } from './exchange.ts';
import { openLibrary } from './library.ts';
import { nameReader } from './names.ts';
import { resolveLink } from './resolve-link.ts';
import type { Scope } from './scopes.ts';
import {
  albumTracksShape,
  containsShape,
  episodePageShape,
  explicitShape,
  savedTracksShape,
} from './shapes.ts';

export type SpotifyOptions = CallerOptions;

const PAGE = 50;
const REPEATS = { off: 'off', all: 'context', one: 'track' } as const satisfies Record<Repeat, string>;

/** Spotify's Web API for one account (core/ports). Stateless but for the names it has read. */
export function openSpotify(options: SpotifyOptions): Spotify {
  const call = openCaller(options);
  const line: Line = options;

  const read = (path: string, bucket: Bucket, scope: Scope, spending: Spending): Promise<Answer> =>
    call({ method: 'GET', path, bucket, scope, spending, nature: 'read' });

  const readJson: ReadJson = async (path, bucket, scope, spending) =>
    jsonOf((await read(path, bucket, scope, spending)).text, `GET ${path.replace(/\?.*/, '')}`);

  const obey = async (ask: Pick<Ask, 'method' | 'path' | 'nature' | 'body'>): Promise<Obeyed> => {
    const answer = await call({
      ...ask,
      spending: 'command',
      bucket: 'player',
      scope: 'user-modify-playback-state',
    });
    return answer.status === 202 ? 'accepted' : 'done';
  };

  const set = (path: string, query: Query = {}): Promise<Obeyed> =>
    obey({ method: 'PUT', path: path + written(query), nature: 'settable' });

  const skip = (path: string, query: Query): Promise<Obeyed> =>
    obey({ method: 'POST', path: path + written(query), nature: 'once' });

  const keep = async (method: 'PUT' | 'DELETE', uri: string): Promise<Obeyed> => {
    const path = `/me/library${written({ uris: uri })}`;
    const scope = keepingScope(uri);
    await call({ method, path, nature: 'settable', spending: 'command', bucket: 'library', scope });
    return 'done';
  };

  return {
    async playback(spending): Promise<Playback> {
      const path = '/me/player?additional_types=track,episode';
      const { status, text, measuredAt } = await read(path, 'player', 'user-read-playback-state', spending);
      if (status === 204 || text.trim() === '') return idle(measuredAt);
      return decodePlayback(jsonOf(text, 'GET /me/player'), measuredAt);
    },

    async devices(spending) {
      const scope = 'user-read-playback-state';
      return decodeDevices(await readJson('/me/player/devices', 'player', scope, spending));
    },

    async queue(spending) {
      const answer = await read('/me/player/queue', 'player', 'user-read-currently-playing', spending);
      return answer.text.trim() === '' ? [] : decodeQueue(jsonOf(answer.text, 'GET /me/player/queue'));
    },

    async profile(spending) {
      return decodeProfile(await readJson('/me', 'me', 'user-read-private', spending));
    },

    async playlists(limit) {
      const found: Playlist[] = [];
      for (let offset = 0; offset < limit; offset += PAGE) {
        const path = `/me/playlists?limit=${Math.min(PAGE, limit - offset)}&offset=${offset}`;
        const json = await readJson(path, 'playlists', 'playlist-read-private', 'metadata');
        const { playlists, more } = decodePlaylists(json);
        found.push(...playlists);
        if (!more) break;
      }
      return found.slice(0, limit);
    },

    nameOf: nameReader(readJson),

    async albumLength(albumUri) {
      const id = encodeURIComponent(albumUri.split(':').at(-1) ?? '');
      const path = `/albums/${id}/tracks?limit=${PAGE}`;
      const json = await readJson(path, 'catalogue', 'user-read-private', 'metadata');
      const { items } = readAs(albumTracksShape, json, 'GET /albums/{id}/tracks');
      return items.reduce((sum, item) => sum + (item?.duration_ms ?? 0), 0);
    },

    async isExplicit(uri) {
      const [, kind = 'track', id = ''] = uri.split(':');
      const path = `/${kind}s/${encodeURIComponent(id)}`;
      const scope = kind === 'episode' ? 'user-read-playback-position' : 'user-read-private';
      // Somebody waits for it; where there is no room it is not asked.
      const json = await readJson(path, 'catalogue', scope, 'browse');
      return readAs(explicitShape, json, `GET /${kind}s/{id}`).explicit === true;
    },

    async isSaved(uri) {
      const path = `/me/library/contains${written({ uris: uri })}`;
      const json = await readJson(path, 'library', 'user-library-read', 'metadata');
      return readAs(containsShape, json, 'GET /me/library/contains')[0] ?? false;
    },

    async episodesOf(showUri) {
      const id = encodeURIComponent(showUri.split(':').at(-1) ?? '');
      const path = `/shows/${id}/episodes?limit=${PAGE}`;
      const json = await readJson(path, 'catalogue', 'user-read-playback-position', 'verification');
      const { items } = readAs(episodePageShape, json, 'GET /shows/{id}/episodes');
      return items.map((item) => (item?.is_playable === false ? null : filled(item?.uri))).filter(isUri);
    },

    async savedTracks() {
      const json = await readJson(`/me/tracks?limit=${PAGE}`, 'library', 'user-library-read', 'verification');
      const { items } = readAs(savedTracksShape, json, 'GET /me/tracks');
      return items.map((entry) => filled((entry?.item ?? entry?.track)?.uri)).filter(isUri);
    },

    library: openLibrary(readJson),

    resolveLink: (url) => resolveLink(line, url),

    play: (request) => {
      const body = playBody(request);
      const path = `/me/player/play${written({ device_id: request.deviceId })}`;
      return obey({ method: 'PUT', path, nature: 'settable', ...(body === undefined ? {} : { body }) });
    },
    pause: (deviceId) => set('/me/player/pause', { device_id: deviceId }),
    next: (deviceId) => skip('/me/player/next', { device_id: deviceId }),
    previous: (deviceId) => skip('/me/player/previous', { device_id: deviceId }),
    seek: (positionMs, deviceId) =>
      set('/me/player/seek', { position_ms: Math.max(0, Math.round(positionMs)), device_id: deviceId }),
    volume: (percent, deviceId) => {
      const whole = Math.min(100, Math.max(0, Math.round(percent)));
      return set('/me/player/volume', { volume_percent: whole, device_id: deviceId });
    },
    shuffle: (on, deviceId) => set('/me/player/shuffle', { state: on, device_id: deviceId }),
    repeat: (mode, deviceId) => set('/me/player/repeat', { state: REPEATS[mode], device_id: deviceId }),
    transfer: (deviceId, play) => {
      const body = JSON.stringify({ device_ids: [deviceId], play });
      return obey({ method: 'PUT', path: '/me/player', nature: 'settable', body });
    },
    enqueue: (uri, deviceId) => skip('/me/player/queue', { uri, device_id: deviceId }),
    save: (uri) => keep('PUT', uri),
    remove: (uri) => keep('DELETE', uri),
  };
}

type Query = Record<string, string | number | boolean | undefined>;

function written(query: Query): string {
  let text = '';
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) text += `${text ? '&' : '?'}${key}=${encodeURIComponent(value)}`;
  }
  return text;
}

/** PUT /me/player/play: undefined goes on with what was playing. */
function playBody({ contextUri, uris, offset, positionMs }: PlayRequest): string | undefined {
  if (contextUri === undefined && uris === undefined && positionMs === undefined) return undefined;
  return JSON.stringify({
    context_uri: contextUri,
    uris,
    offset:
      typeof offset === 'number' ? { position: offset } : offset === undefined ? undefined : { uri: offset },
    position_ms: positionMs === undefined ? undefined : Math.max(0, Math.round(positionMs)),
  });
}

/** Saving a playlist or a person is following to Spotify. */
function keepingScope(uri: string): Scope {
  if (/^spotify:(user:[^:]+:)?playlist:/.test(uri)) return 'playlist-modify-public';
  return /^spotify:(artist|user):/.test(uri) ? 'user-follow-modify' : 'user-library-modify';
}

function isUri(uri: string | null): uri is string {
  return uri !== null;
}
