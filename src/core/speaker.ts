import { type Device, findDevice, whyNotChosen } from './device.ts';
import type { State } from './state.ts';

/** Which device a command goes to when none is active. */
export interface Preference {
  /** Asked for in the command, by name or id. */
  asked?: string | undefined;
  /** The account's default in the configuration, by name or id. */
  fallback?: string | undefined;
  last: { id: string | null; name: string } | null;
}

/**
 * The device to take: the asked one and no other, else the default, else the last used, else the only one. Devices that
 * take no commands are left out. Undefined where there is none.
 */
export function chooseDevice(devices: readonly Device[], preference: Preference): Device | undefined {
  const usable = devices.filter((device) => whyNotChosen(device) === undefined);
  if (preference.asked !== undefined) return findDevice(usable, preference.asked);
  const { fallback, last } = preference;
  return (
    (fallback === undefined ? undefined : findDevice(usable, fallback)) ??
    usable.find((device) => device.active) ??
    (last ? (usable.find(({ id }) => id === last.id) ?? findDevice(usable, last.name)) : undefined) ??
    (usable.length === 1 ? usable[0] : undefined)
  );
}

/** The name or id of the one that is meant: the asked one, else the default, else the last; undefined where none is. */
export function meantDevice({ asked, fallback, last }: Preference): string | undefined {
  return asked ?? fallback ?? last?.name;
}

/** Whether any that comes would do, because there is none. */
export function isAnyWanted(devices: readonly Device[], preference: Preference): boolean {
  return (
    meantDevice(preference) === undefined && !devices.some((device) => whyNotChosen(device) === undefined)
  );
}

/** Why none could be chosen, and what would help, in a sentence for people. */
export function noDevice(devices: readonly Device[], { asked }: Preference): string {
  const known = asked === undefined ? undefined : findDevice(devices, asked);
  const why = known && whyNotChosen(known);
  if (why !== undefined) return why;
  const names = devices.filter((device) => whyNotChosen(device) === undefined).map((device) => device.name);
  const there = names.length
    ? `Spotify shows: ${names.slice(0, 10).join(', ')}`
    : 'Spotify shows no device at all';
  if (asked !== undefined)
    return `no device "${asked}" is there; ${there}. A sleeping speaker must be woken first`;
  if (names.length)
    return `nothing plays and no device was named; ${there}. Name one, or set a default device`;
  return `${there}: switch the speaker on, or open Spotify on it once`;
}

/** Whether what plays is on another speaker than this name or id means. */
export function isElsewhere(state: Pick<State, 'playback' | 'devices'>, named: string | undefined): boolean {
  const active = state.playback.device;
  if (named === undefined || active === null || findDevice([active], named)) return false;
  // A speaker that was renamed has kept its id; some, such as Sonos, have none.
  return active.id === null || findDevice(state.devices, named)?.id !== active.id;
}

/** The speaker that a name or id means, as it was seen last; without a name the one that is active. */
export function speakerFor(
  { playback, devices }: Pick<State, 'playback' | 'devices'>,
  named?: string,
): Device | undefined {
  if (named === undefined) return playback.device ?? undefined;
  const active = playback.device;
  return (active && findDevice([active], named)) ?? findDevice(devices, named);
}
