import { sameName } from './speaker-name.ts';

/** Where music plays: a Spotify Connect device as the Web API shows it. */

export interface Device {
  /** "Unique and persistent to some extent" (Web API); null for some devices, such as Sonos. */
  id: string | null;
  name: string;
  /** Speaker, Smartphone, Computer, TV, CastAudio …: a free string. */
  type: string;
  /** 0–100, null where unknown. */
  volume: number | null;
  supportsVolume: boolean;
  /** A restricted device takes no Web API commands. */
  restricted: boolean;
  privateSession: boolean;
  active: boolean;
  /** Spotify's own name, where it is shown under another one. */
  spotifyName?: string;
  /** What else means it: Spotify's name where no other device is shown by it, and ids that it had before. */
  aliases?: readonly string[];
  /** The configuration leaves it out: it is shown where it plays, and cannot be chosen. */
  denied?: true;
  /** Who plays for it, where Spotify does not. */
  via?: 'home_assistant';
}

/** A device that was seen once: Spotify's list has only those that are awake. */
export interface KnownDevice {
  /** As it was seen last, under the name that it is shown by. */
  device: Device;
  /** Whether the last list had it, or it plays. */
  present: boolean;
  /** ms since the epoch; null where only the configuration knows it. */
  seenAt: number | null;
  /** Which one it is of those that Spotify calls the same, from 1. It keeps it. */
  number: number;
  /** Ids it had before: they are "persistent to some extent" only (Web API). */
  formerIds: readonly string[];
}

/** Spotify's own name of a device. */
export function ownName({ name, spotifyName }: Pick<Device, 'name' | 'spotifyName'>): string {
  return spotifyName ?? name;
}

/**
 * Finds a device by id, else by the name that it is shown by, else by Spotify's own or an id that it
 * had before; in any case. Where twins share a name the active one, else the first.
 */
export function findDevice(devices: readonly Device[], nameOrId: string): Device | undefined {
  const wanted = nameOrId.trim();
  const named = devices.filter(({ name }) => sameName(name, wanted));
  const others = devices.filter(({ aliases }) => aliases?.some((alias) => sameName(alias, wanted)));
  const of = (found: readonly Device[]) => found.find(({ active }) => active) ?? found[0];
  return devices.find(({ id }) => id === wanted) ?? of(named) ?? of(others);
}

/** Why a device cannot be chosen, in a sentence for people; undefined where it can. */
export function whyNotChosen({ id, name, restricted, denied, via }: Device): string | undefined {
  if (denied) return `${name} is left out by speakers.allow or speakers.deny of the configuration`;
  if (via !== undefined || (id !== null && !restricted)) return undefined;
  return `${name} takes no commands from Spotify's Web API: start music there with its own app, or give it a media_player of Home Assistant (speakers.devices, via)`;
}
