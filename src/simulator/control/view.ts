import type { User } from '../people.ts';
import { currentItem } from '../player/state.ts';
import type { Spotify } from '../spotify.ts';
import { upcoming } from '../wire/playback.ts';

/** What is really so, without Spotify's lag and silence: for tests, for the demo, for the curious. */
export interface PlayerView {
  user: string;
  playing: boolean;
  uri: string | null;
  name: string | null;
  context: string | null;
  position_ms: number;
  duration_ms: number | null;
  device: string | null;
  volume: number | null;
  shuffle: boolean;
  smart_shuffle: boolean;
  repeat: string;
  next: string[];
  devices: {
    key: string;
    id: string | null;
    name: string;
    type: string;
    awake: boolean;
    restricted: boolean;
    volume: number | null;
    plays: string;
  }[];
}

export function viewPlayer(spotify: Spotify, user: User, now: number): PlayerView {
  const state = user.player.truth(now);
  const uri = currentItem(state) ?? null;
  const playable = spotify.catalogue.playable(uri ?? '');
  const active = state.devices.find((device) => device.key === state.active);
  return {
    user: user.id,
    playing: state.playing,
    uri,
    name: playable && 'name' in playable ? playable.name : null,
    context: state.sitting?.context ?? null,
    position_ms: state.positionMs,
    duration_ms: playable?.durationMs ?? null,
    device: active?.name ?? null,
    volume: active?.volume ?? null,
    shuffle: state.shuffle,
    smart_shuffle: state.smartShuffle,
    repeat: state.repeat,
    next: upcoming(state),
    devices: state.devices.map(({ key, id, name, type, awake, restricted, volume, plays }) => ({
      key,
      id,
      name,
      type,
      awake,
      restricted,
      volume,
      plays,
    })),
  };
}
