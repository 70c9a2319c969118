import type { z } from 'zod';
import { type Device, ownName, whyNotChosen } from '../../core/device.ts';
import type { State } from '../../core/state.ts';
import { isoTime, plainName } from '../../home-assistant/plain.ts';
import type { deviceShape } from './answered.ts';

type Said = z.infer<typeof deviceShape>;

/**
 * Devices as answers carry them: Spotify's last list, then those that were seen once and can be chosen, by name. What the
 * configuration leaves out is there only while it plays.
 */
export function sayDevices({
  devices,
  known,
  playback,
}: Pick<State, 'devices' | 'known' | 'playback'>): Said[] {
  const seenAt = (device: Device) =>
    known.find((one) => one.device.id === device.id && one.device.name === device.name)?.seenAt ?? null;
  const plays = ({ id, name }: Device) => playback.device?.id === id && playback.device.name === name;
  const there = devices.filter((device) => !device.denied || plays(device));
  const absent = known
    .filter(({ present, device }) => !present && !device.denied)
    .toSorted((a, b) => a.device.name.localeCompare(b.device.name, 'en'));
  return [
    ...there.map((device) => sayDevice(device, true, seenAt(device))),
    ...absent.map(({ device, seenAt: at }) => sayDevice(device, false, at)),
  ];
}

/** `label` is what the player's `source_list` calls it. */
function sayDevice(device: Device, present: boolean, seenAt: number | null): Said {
  const { id, name, type, active, restricted, volume, supportsVolume, via } = device;
  return {
    id,
    name,
    spotify_name: ownName(device),
    label: plainName(name),
    type,
    active,
    present,
    last_seen: isoTime(seenAt),
    restricted,
    why_not: whyNotChosen(device) ?? null,
    volume,
    supports_volume: supportsVolume,
    via: via ?? 'spotify',
  };
}
