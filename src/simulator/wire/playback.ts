import type { Catalogue } from '../catalogue/catalogue.ts';
import { disallows } from '../player/disallows.ts';
import { activeDevice, currentItem, type Device, itemAt, type PlayerState } from '../player/state.ts';
import { contextName } from '../uri.ts';
import { item, itemType } from './item.ts';
import { hasNewFields, type Look } from './look.ts';

export function device(one: Device, state: PlayerState): object {
  return {
    id: one.id,
    is_active: one.key === state.active,
    is_private_session: one.privateSession,
    is_restricted: one.restricted,
    name: one.name,
    supports_volume: one.supportsVolume,
    type: one.type,
    volume_percent: one.volume,
  };
}

export function context(look: Look, uri: string): object {
  const name = contextName(uri);
  if (name?.type === 'collection') {
    return {
      external_urls: { spotify: 'https://open.spotify.com/collection/tracks' },
      href: `${look.apiUrl}/me/tracks`,
      type: 'collection',
      uri,
    };
  }
  const type = name?.type ?? 'playlist';
  return {
    external_urls: { spotify: `https://open.spotify.com/${type}/${name?.id}` },
    href: `${look.apiUrl}/${type}s/${name?.id}`,
    type,
    uri,
  };
}

/** `GET /me/player/currently-playing`. Without `episode` in `additional_types` an episode's item is withheld. */
export function currentlyPlaying(
  look: Look,
  catalogue: Catalogue,
  state: PlayerState,
  timestamp: number,
  withEpisodes: boolean,
): object {
  const playable = catalogue.playable(currentItem(state) ?? '');
  const hidden = activeDevice(state)?.privateSession ?? false;
  const type = hidden ? 'unknown' : itemType(playable);
  const withheld = hidden || (type === 'episode' && !withEpisodes);
  const from = state.sitting?.context ?? null;
  return {
    timestamp,
    context: hidden || from === null || playable?.kind === 'local' ? null : context(look, from),
    progress_ms: hidden || !playable ? null : Math.round(state.positionMs),
    item: withheld ? null : item(look, playable),
    currently_playing_type: type,
    actions: { disallows: Object.fromEntries(disallows(state).map((name) => [name, true])) },
    is_playing: state.playing,
  };
}

/** `GET /me/player`. `timestamp` is when something last changed, not when this was asked. */
export function playback(
  look: Look,
  catalogue: Catalogue,
  state: PlayerState,
  active: Device,
  withEpisodes: boolean,
): object {
  return {
    device: device(active, state),
    shuffle_state: state.shuffle,
    ...(hasNewFields(look) ? { smart_shuffle: state.smartShuffle } : {}),
    repeat_state: state.repeat,
    ...currentlyPlaying(look, catalogue, state, Math.round(state.changedAt), withEpisodes),
  };
}

const QUEUE_LENGTH = 20;

/** What comes next: what was queued, then the context, which repeats itself where it is told to. */
export function upcoming(state: PlayerState): string[] {
  const { sitting } = state;
  const coming = [...state.queue];
  if (!sitting) return coming.slice(0, QUEUE_LENGTH);
  for (let index = sitting.index + 1; coming.length < QUEUE_LENGTH; index++) {
    const wraps = state.repeat === 'context' && sitting.order.length > 0;
    const uri = itemAt(sitting, wraps ? index % sitting.order.length : index);
    if (uri === undefined) break;
    coming.push(uri);
  }
  return coming.slice(0, QUEUE_LENGTH);
}
