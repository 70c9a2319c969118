import { type Device, type KnownDevice, ownName } from '../core/device.ts';
import { afterList, afterLook, knownAs, recalled } from '../core/known-devices.ts';
import { asShown } from '../core/name-devices.ts';
import type { Keepsake } from '../core/ports.ts';
import type { SpeakerPlan } from '../core/speaker-plan.ts';
import type { State } from '../core/state.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from './store.ts';

/** How old the time of the last sight may be on the disk. */
const WRITE_EVERY_MS = 3600_000;

/** A device as it survives a restart. */
export interface KeptDevice {
  id: string | null;
  /** Spotify's own name. */
  name: string;
  type: string;
  supportsVolume: boolean;
  restricted: boolean;
  seenAt: number;
  number: number;
  formerIds: readonly string[];
}

/** What survives of speakers: the one that played last, and all that were ever seen. */
export interface KeptSpeakers {
  device: State['lastDevice'];
  known?: readonly KeptDevice[] | undefined;
}

interface Parts {
  store: Store;
  clock: Clock;
  plan: SpeakerPlan;
  keepsake: Keepsake<KeptSpeakers> | undefined;
  /** What the keepsake held at the start. */
  kept: KeptSpeakers | undefined;
}

/**
 * The devices of one account, whether Spotify shows them now or not, each under a name of its
 * own. Over restarts too: a speaker that sleeps can be chosen, and after a power cut, when
 * none is active, the first card of the morning must play somewhere.
 */
export class DeviceBook {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #plan: SpeakerPlan;
  readonly #keepsake: Keepsake<KeptSpeakers> | undefined;
  #written: KeptSpeakers;

  constructor({ store, clock, plan, keepsake, kept }: Parts) {
    this.#store = store;
    this.#clock = clock;
    this.#plan = plan;
    this.#keepsake = keepsake;
    this.#written = kept ?? { device: null };
    const known = recalled(seenBefore(kept, clock.now()).map(fromKept), { now: clock.now(), plan });
    store.put({ known, lastDevice: kept?.device ?? null });
    store.watch((state, before) => {
      if (state.known !== before.known || state.lastDevice !== before.lastDevice) this.#keep(state);
    });
  }

  /** A whole list as Spotify has it, as it is shown. */
  list(devices: readonly Device[]): Device[] {
    const known = afterList(this.#store.state.known, devices, this.#meeting);
    this.#store.put({ known });
    return devices.map((device) => this.#shown(device));
  }

  /** The device that plays as Spotify has it, as it is shown. */
  look(device: Device): Device {
    const before = this.#store.state.known;
    const known = afterLook(before, device, this.#meeting);
    if (known !== before) this.#store.put({ known });
    return this.#shown(device);
  }

  get #meeting() {
    return { now: this.#clock.now(), plan: this.#plan };
  }

  #shown(device: Device): Device {
    const entry = knownAs(this.#store.state.known, device);
    if (!entry) return asShown(device, undefined, this.#plan);
    const { name, spotifyName, aliases, denied, via } = entry.device;
    return {
      ...device,
      name,
      ...(spotifyName !== undefined && { spotifyName }),
      ...(aliases && { aliases }),
      ...(denied && { denied }),
      ...(via && { via }),
    };
  }

  /** That a device was seen again is not worth a file. */
  #keep({ known, lastDevice: device }: State): void {
    const next: KeptSpeakers = { device, known: known.flatMap(toKept) };
    const [old, current] = [this.#written, next].map((kept) => JSON.stringify(kept, withoutTimes));
    const isOld = (this.#written.known ?? []).some((one) => {
      const seenAt = next.known?.find(({ id, name }) => id === one.id && name === one.name)?.seenAt ?? 0;
      return seenAt - one.seenAt >= WRITE_EVERY_MS;
    });
    if (old === current && !isOld) return;
    this.#written = next;
    this.#keepsake?.write(next);
  }
}

/** Who has no list yet has the speaker that played last. */
function seenBefore(kept: KeptSpeakers | undefined, now: number): readonly KeptDevice[] {
  if (kept?.known) return kept.known;
  if (!kept?.device) return [];
  const unknown = { type: 'Unknown', supportsVolume: true, restricted: false, number: 1, formerIds: [] };
  return [{ ...kept.device, ...unknown, seenAt: now }];
}

function withoutTimes(key: string, value: unknown): unknown {
  return key === 'seenAt' ? undefined : value;
}

function toKept({ device, seenAt, number, formerIds }: KnownDevice): KeptDevice[] {
  const { id, type, supportsVolume, restricted } = device;
  if (seenAt === null) return [];
  return [{ id, name: ownName(device), type, supportsVolume, restricted, seenAt, number, formerIds }];
}

function fromKept({ seenAt, number, formerIds, ...device }: KeptDevice): Omit<KnownDevice, 'present'> {
  return {
    device: { ...device, volume: null, privateSession: false, active: false },
    seenAt,
    number,
    formerIds,
  };
}
