import { z } from 'zod';
import { type Answer, type Call, empty, json } from '../answer.ts';
import { faultShape } from '../faults.ts';
import { actShape } from './act.ts';
import type { Control } from './control.ts';
import { serviceShape } from './media-player.ts';
import { BadScene, sceneShape } from './scene.ts';
import {
  authorizeShape,
  clientShape,
  deviceShape,
  grantShape,
  pairShape,
  quotaShape,
  revokeShape,
  settingsChangeShape,
  userShape,
} from './shapes.ts';

interface Door {
  /** One line for people: `GET /control` lists them. */
  says: string;
  answer(control: Control, body: unknown, query: URLSearchParams, now: number): Answer;
}

/**
 * The control API: JSON in, JSON out, counted and limited by nobody.
 *
 * | route | does |
 * |---|---|
 * | `GET /control` | lists these routes |
 * | `GET /control/players`, `?user=` | what is really so, of all players or one |
 * | `POST /control/scene` | sets a player: `{user, uri|uris, offset, position_ms, playing, device, volume,
 * shuffle, smart_shuffle, repeat, queue, private_session}` | | `POST /control/act` | another app acts: `{user,
 * action, …}`; play pause next previous seek volume shuffle repeat transfer queue like unlike ad dj wake sleep
 * vanish (`wake` takes `after_ms`) | | `GET /control/media_player?device=&user=` | the Home Assistant media_player
 * that plays on a device: state, title, volume | | `POST /control/media_player` | a service of it: `{user, device,
 * service, …}`; turn_on play_media media_play media_pause media_stop media_play_pause media_next_track
 * media_previous_track media_seek volume_set shuffle_set repeat_set, with Home Assistant's fields | | `POST
 * /control/devices` | adds or changes a device: `{user, key, name, type, id, volume, supports_volume, restricted,
 * private_session, awake, wakes_after_ms, sleeps_after_ms, plays}` | | `GET`, `POST`, `DELETE /control/faults` |
 * what will go wrong: `{kind, count|duration_ms, match: {method, path, account, client_id}, effect, …}` | | `GET`,
 * `POST /control/settings` | how Spotify behaves: any of the settings; `stranger: {clientId, per30s, bucket}` is
 * another program on the id | | `POST /control/quota` | uses up a quota: `{developer, bucket, duration_ms}` | |
 * `POST /control/seed` | a refresh token without pairing: `{user, client_id, scope, refresh_token, authorized_at}`
 * | | `POST /control/revoke` | ends grants: `{refresh_token, user, client_id}`, any of them | | `POST
 * /control/pair` | somebody types a user code: `{user_code, user, agree}` | | `POST /control/authorize` | somebody
 * follows an authorize link: `{url, user, agree}` → `{location}` | | `POST /control/users` | adds or changes a
 * person: `{id, name, product, registered, country}` | | `POST /control/clients` | registers or changes an app:
 * `{id, name, developer, secret, redirect_uris, device_grant, owner_premium}` | | `GET`, `DELETE
 * /control/requests`, `?since=` | what was asked: counters and entries (since a time in milliseconds), or forgets
 * them | | `POST /control/reset` | everybody moves in afresh |
 */
const DOORS: Record<string, Door> = {
  'GET /control': {
    says: 'this list',
    answer: () =>
      json(200, Object.fromEntries(Object.entries(DOORS).map(([route, door]) => [route, door.says]))),
  },
  'GET /control/players': {
    says: 'what is really so, of all players or of ?user=',
    answer(control, _, query, now) {
      const user = query.get('user');
      return json(200, user === null ? control.players(now) : control.player(user, now));
    },
  },
  'POST /control/scene': {
    says: 'set a player: {user, uri|uris, offset, position_ms, playing, device, volume, shuffle, smart_shuffle, repeat, queue, private_session}',
    answer: (control, body, _, now) => json(200, control.scene(sceneShape.parse(body), now)),
  },
  'POST /control/act': {
    says: 'another app acts: {user, action: play|pause|next|previous|seek|volume|shuffle|repeat|transfer|queue|like|unlike|ad|dj|wake|sleep|vanish, …}; wake takes after_ms',
    answer: (control, body, _, now) => json(200, control.act(actShape.parse(body), now)),
  },
  'GET /control/media_player': {
    says: 'the Home Assistant media_player that plays on ?device= (of ?user=): state, title, volume',
    answer(control, _, query, now) {
      return json(200, control.mediaPlayer(query.get('device') ?? '', query.get('user') ?? 'family', now));
    },
  },
  'POST /control/media_player': {
    says: 'a service of it, with Home Assistant’s fields: {user, device, service: turn_on|play_media|media_play|media_pause|media_stop|media_play_pause|media_next_track|media_previous_track|media_seek|volume_set|shuffle_set|repeat_set, …}',
    answer: (control, body, _, now) => json(200, control.service(serviceShape.parse(body), now)),
  },
  'POST /control/devices': {
    says: 'add or change a device: {user, key, name, type, id, volume, supports_volume, restricted, private_session, awake, wakes_after_ms, sleeps_after_ms, plays}',
    answer: (control, body, _, now) => json(200, control.device(deviceShape.parse(body), now)),
  },
  'GET /control/faults': {
    says: 'what is going to go wrong',
    answer: (control, _, __, now) => json(200, control.faults(now)),
  },
  'POST /control/faults': {
    says: 'let something go wrong: {kind, count|duration_ms, match: {method, path, account, client_id}, effect, …}',
    answer(control, body, _, now) {
      control.fault(faultShape.parse(body), now);
      return json(200, control.faults(now));
    },
  },
  'DELETE /control/faults': {
    says: 'nothing shall go wrong any more',
    answer(control) {
      control.clearFaults();
      return empty(204);
    },
  },
  'GET /control/settings': {
    says: 'how this Spotify behaves',
    answer: (control) => json(200, control.settings()),
  },
  'POST /control/settings': {
    says: 'change how it behaves: any of the settings; stranger: {clientId, per30s, bucket} is another program on the id',
    answer: (control, body) => json(200, control.settings(settingsChangeShape.parse(body))),
  },
  'POST /control/quota': {
    says: 'use up a quota: {developer, bucket, duration_ms}',
    answer(control, body, _, now) {
      control.exhaustQuota(quotaShape.parse(body), now);
      return empty(204);
    },
  },
  'POST /control/seed': {
    says: 'a refresh token without pairing: {user, client_id, scope, refresh_token, authorized_at}',
    answer: (control, body, _, now) =>
      json(200, { refresh_token: control.seedRefreshToken(grantShape.parse(body), now) }),
  },
  'POST /control/revoke': {
    says: 'end grants: {refresh_token, user, client_id}',
    answer: (control, body) => json(200, { revoked: control.revoke(revokeShape.parse(body)) }),
  },
  'POST /control/pair': {
    says: 'somebody types a user code: {user_code, user, agree}',
    answer(control, body, _, now) {
      control.pair(pairShape.parse(body), now);
      return empty(204);
    },
  },
  'POST /control/authorize': {
    says: 'somebody follows an authorize link: {url, user, agree}',
    answer: (control, body, _, now) =>
      json(200, { location: control.authorize(authorizeShape.parse(body), now) }),
  },
  'POST /control/users': {
    says: 'add or change a person: {id, name, product, registered, country}',
    answer(control, body, _, now) {
      control.user(userShape.parse(body), now);
      return empty(204);
    },
  },
  'POST /control/clients': {
    says: 'register or change an app: {id, name, developer, secret, redirect_uris, device_grant, owner_premium}',
    answer(control, body) {
      control.client(clientShape.parse(body));
      return empty(204);
    },
  },
  'GET /control/requests': {
    says: 'what was asked: counters and entries, ?since= milliseconds',
    answer(control, _, query) {
      const since = Number(query.get('since') ?? 0);
      const { entries, ...counters } = control.requests();
      return json(200, { ...counters, entries: entries.filter((entry) => entry.at >= since) });
    },
  },
  'DELETE /control/requests': {
    says: 'forget what was asked',
    answer(control) {
      control.clearRequests();
      return empty(204);
    },
  },
  'POST /control/reset': {
    says: 'everybody moves in afresh',
    answer(control, _, __, now) {
      control.reset(now);
      return empty(204);
    },
  },
};

export function controlAnswer(control: Control, call: Call, url: URL, now: number): Answer {
  const door = DOORS[`${call.method} ${url.pathname.replace(/\/$/, '')}`];
  if (!door) return json(404, { error: 'no such route', routes: Object.keys(DOORS) });
  try {
    const body: unknown = call.body.trim() === '' ? {} : JSON.parse(call.body);
    return door.answer(control, body, url.searchParams, now);
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
    if (error instanceof SyntaxError || error instanceof BadScene) return json(400, { error: error.message });
    throw error;
  }
}
