import { empty, json } from '../answer.ts';
import type { Played } from '../player/state.ts';
import { activeDevice, currentItem } from '../player/state.ts';
import { item } from '../wire/item.ts';
import { fullTrack } from '../wire/music.ts';
import { context, currentlyPlaying, device, playback, upcoming } from '../wire/playback.ts';
import { type Ask, Refusal, type Route, wholeNumber } from './route.ts';

const STATE = ['user-read-playback-state'];

/** What the player tells: state, item, devices, queue, history. All of it lags behind commands. */
export const playerReadRoutes: Route[] = [
  {
    method: 'GET',
    path: '/me/player',
    bucket: 'player',
    scopes: STATE,
    answer(ask) {
      const { settings, catalogue } = ask.spotify;
      const state = ask.user.player.seen(ask.now);
      const active = activeDevice(state);
      if (!active) return empty(204);
      return json(200, playback(settings, catalogue, state, active, wantsEpisodes(ask)));
    },
  },
  {
    method: 'GET',
    path: '/me/player/currently-playing',
    bucket: 'player',
    scopes: ['user-read-currently-playing'],
    answer(ask) {
      const { settings, catalogue } = ask.spotify;
      const state = ask.user.player.seen(ask.now);
      const forgotten = !state.playing && ask.now - state.changedAt >= settings.forgetsAfterMs;
      if (!activeDevice(state) || !currentItem(state) || forgotten) return empty(204);
      // Here `timestamp` is when it was asked, unlike in the state of the player.
      return json(200, currentlyPlaying(settings, catalogue, state, Math.round(ask.now), wantsEpisodes(ask)));
    },
  },
  {
    method: 'GET',
    path: '/me/player/devices',
    bucket: 'player',
    scopes: STATE,
    answer(ask) {
      const state = ask.user.player.seen(ask.now);
      return json(200, {
        devices: state.devices.filter((each) => each.awake).map((each) => device(each, state)),
      });
    },
  },
  {
    method: 'GET',
    path: '/me/player/queue',
    bucket: 'player',
    scopes: ['user-read-currently-playing', ...STATE],
    answer(ask) {
      const { settings, catalogue } = ask.spotify;
      const state = ask.user.player.seen(ask.now);
      if (!activeDevice(state)) return json(200, { currently_playing: null, queue: [] });
      const written = (uri: string | undefined) => item(settings, catalogue.playable(uri ?? ''));
      return json(200, {
        currently_playing: written(currentItem(state)),
        queue: upcoming(state)
          .map(written)
          .filter((each) => each !== null),
      });
    },
  },
  {
    method: 'GET',
    path: '/me/player/recently-played',
    bucket: 'player',
    scopes: ['user-read-recently-played'],
    answer(ask) {
      const { settings } = ask.spotify;
      const limit = wholeNumber(ask.query, 'limit', 1, 50, 20);
      const { played, more } = historyFor(ask, limit);
      const newest = played.at(0);
      const oldest = played.at(-1);
      const path = `${settings.apiUrl}/me/player/recently-played`;
      return json(200, {
        items: played.flatMap((each) => write(ask, each)),
        next: more && oldest ? `${path}?before=${Math.round(oldest.at)}&limit=${limit}` : null,
        cursors:
          newest && oldest ? { after: `${Math.round(newest.at)}`, before: `${Math.round(oldest.at)}` } : null,
        limit,
        href: `${path}?limit=${limit}`,
      });
    },
  },
];

function wantsEpisodes(ask: Ask): boolean {
  return (ask.query.get('additional_types') ?? '').split(',').includes('episode');
}

function historyFor(ask: Ask, limit: number): { played: Played[]; more: boolean } {
  const after = ask.query.get('after');
  const before = ask.query.get('before');
  if (after !== null && before !== null) throw new Refusal(400, 'Only one of after and before may be given');
  const all = ask.user.player
    .seen(ask.now)
    .history.filter(
      (each) =>
        (after === null || each.at > Number(after)) &&
        (before === null || Math.round(each.at) < Number(before)),
    );
  return { played: all.slice(0, limit), more: all.length > limit };
}

function write(ask: Ask, played: Played): object[] {
  const { settings, catalogue } = ask.spotify;
  const track = catalogue.playable(played.uri);
  if (track?.kind !== 'track') return [];
  return [
    {
      track: fullTrack(settings, track),
      played_at: new Date(played.at).toISOString(),
      context: played.context === null ? null : context(settings, played.context),
    },
  ];
}
