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
}

/** Finds a device by id, else by name in any case; where twins share a name the active one, else the first. */
export function findDevice(devices: readonly Device[], nameOrId: string): Device | undefined {
  const wanted = nameOrId.trim();
  const named = devices.filter((device) => device.name.toLowerCase() === wanted.toLowerCase());
  return devices.find((device) => device.id === wanted) ?? named.find((device) => device.active) ?? named[0];
}
