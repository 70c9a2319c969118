import type { Device } from '../../src/core/device.ts';
import type { Item } from '../../src/core/item.ts';
import { idle, type Playback } from '../../src/core/playback.ts';

/** Values for tests: something that plays, somewhere. */

export const KITCHEN: Device = {
  id: 'kitchen-id',
  name: 'Kitchen',
  type: 'Speaker',
  volume: 30,
  supportsVolume: true,
  restricted: false,
  privateSession: false,
  active: true,
};

export function track(name: string, durationMs = 200_000): Item {
  const uri = `spotify:track:${name.padEnd(22, '0')}`;
  return {
    kind: 'track',
    uri,
    title: name,
    artists: ['Artist'],
    album: 'Album',
    durationMs,
    image: null,
    explicit: false,
  };
}

export function playingTrack(
  name: string,
  positionMs: number,
  measuredAt: number,
  change: Partial<Playback> = {},
): Playback {
  return {
    ...idle(measuredAt),
    status: 'playing',
    item: track(name),
    device: KITCHEN,
    positionMs,
    shuffle: false,
    repeat: 'off',
    ...change,
  };
}
