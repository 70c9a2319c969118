import { changeDevice } from '../player/devices.ts';
import * as moves from '../player/moves.ts';
import type { Repeat } from '../player/state.ts';
import { type Command, commandRoute, done, findDevice, refuseFree, refuseRestricted } from './command.ts';
import { play } from './play.ts';
import { objectIn, Refusal, type Route, wholeNumber } from './route.ts';

/** Positions are 32-bit numbers. */
const MOST_MS = 2 ** 31 - 1;

const COMMANDS: Command[] = [
  {
    method: 'PUT',
    path: '/me/player/play',
    change(ask, state, device) {
      const moved = device.key !== state.active;
      return play(ask, moved ? moves.transfer(state, device.key, false) : state, moved);
    },
  },
  { method: 'PUT', path: '/me/player/pause', needs: 'pausing', change: (_, state) => moves.pause(state) },
  {
    method: 'PUT',
    path: '/me/player/seek',
    needs: 'seeking',
    change: (ask, state) =>
      moves.seek(state, wholeNumber(ask.query, 'position_ms', 0, MOST_MS), ask.user.player.rules),
  },
  {
    method: 'PUT',
    path: '/me/player/volume',
    change(ask, state, device) {
      const volume = wholeNumber(ask.query, 'volume_percent', 0, 100);
      if (!device.supportsVolume) {
        throw new Refusal(
          403,
          'Player command failed: Cannot control device volume',
          'VOLUME_CONTROL_DISALLOW',
        );
      }
      return changeDevice(state, device.key, { volume });
    },
  },
  {
    method: 'PUT',
    path: '/me/player/shuffle',
    needs: 'toggling_shuffle',
    change: (ask, state) => moves.setShuffle(state, choice(ask.query, ['true', 'false']) === 'true'),
  },
  {
    method: 'PUT',
    path: '/me/player/repeat',
    needs: 'toggling_repeat_context',
    change: (ask, state) => moves.setRepeat(state, choice<Repeat>(ask.query, ['off', 'context', 'track'])),
  },
  {
    method: 'POST',
    path: '/me/player/next',
    needs: 'skipping_next',
    change: (ask, state) => moves.next(state, ask.user.player.rules),
  },
  {
    method: 'POST',
    path: '/me/player/previous',
    needs: 'skipping_prev',
    change: (ask, state) => moves.previous(state, ask.user.player.rules),
  },
  {
    method: 'POST',
    path: '/me/player/queue',
    change(ask, state) {
      const uri = ask.query.get('uri');
      if (uri === null) throw new Refusal(400, 'Required parameter uri missing');
      if (!/^spotify:(track|episode):[0-9A-Za-z]{22}$/.test(uri))
        throw new Refusal(400, `Invalid track uri: ${uri}`);
      if (!ask.spotify.catalogue.playable(uri)) throw new Refusal(404, 'Resource not found');
      return moves.enqueue(state, uri);
    },
  },
];

/** `PUT /me/player`: playback moves to one device, and plays there if told to, else stays as it is. */
const transfer: Route = {
  method: 'PUT',
  path: '/me/player',
  bucket: 'player',
  scopes: ['user-modify-playback-state'],
  answer(ask) {
    refuseFree(ask);
    const { device_ids, play: plays } = objectIn(ask.body);
    if (!Array.isArray(device_ids)) throw new Refusal(400, 'Missing required field: device_ids');
    const [id, ...others]: unknown[] = device_ids;
    if (typeof id !== 'string' || others.length > 0)
      throw new Refusal(400, 'Exactly one device_id must be provided');
    const state = ask.user.player.truth(ask.now);
    const device = findDevice(state, id);
    refuseRestricted(device);
    ask.user.player.put(
      moves.transfer(state, device.key, plays === true),
      ask.now + ask.spotify.settings.lagMs,
    );
    return done(ask);
  },
};

export const playerCommandRoutes: Route[] = [transfer, ...COMMANDS.map(commandRoute)];

function choice<T extends string>(query: URLSearchParams, among: readonly T[]): T {
  const given = query.get('state');
  const found = among.find((each) => each === given);
  if (found === undefined) throw new Refusal(400, `Invalid state, must be one of ${among.join(', ')}`);
  return found;
}
