import type { Device } from '../core/device.ts';
import type { Obeyed, Spotify } from '../core/ports.ts';
import { Trouble } from '../core/problem.ts';
import { Refusal } from '../core/refusal.ts';
import { chooseDevice, noDevice, type Preference } from '../core/speaker.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from './store.ts';

/** A stale id is looked up anew every 3 s for at most 12 s: a device that wakes needs about that. */
const SEARCH_EVERY_MS = 3_000;
const SEARCHES = 4;
/** A transfer takes effect a moment after its answer. */
const TRANSFER_MS = 400;

/** Sees to it that a command has a device to go to. */
export class Speaker {
  readonly #clock: Clock;
  readonly #spotify: Spotify;
  readonly #store: Store;
  readonly #fallback: string | undefined;

  constructor(parts: { clock: Clock; spotify: Spotify; store: Store; fallback: string | undefined }) {
    this.#clock = parts.clock;
    this.#spotify = parts.spotify;
    this.#store = parts.store;
    this.#fallback = parts.fallback;
  }

  /**
   * Finds a device by name or id (or whichever is right when none is asked for): among those known, else among those
   * that Spotify shows now. Throws no_device.
   */
  async find(asked: string | undefined, signal: AbortSignal): Promise<Device & { id: string }> {
    const preference = this.#preference(asked);
    const known = withId(chooseDevice(this.#store.state.devices, preference));
    if (known) return known;
    return this.#search(preference, 1, signal);
  }

  /** Looks among those that Spotify shows now, once. Throws no_device. */
  look(asked: string | undefined, signal: AbortSignal): Promise<Device & { id: string }> {
    return this.#search(this.#preference(asked), 1, signal);
  }

  /**
   * Sends a command that needs an active device. Where none is active it wakes the right one and sends once more;
   * `send` gets the device's id only then.
   */
  async onActive(send: (deviceId?: string) => Promise<Obeyed>, signal: AbortSignal): Promise<Obeyed> {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Refusal && error.noActiveDevice)) throw error;
    }
    const device = await this.#search(this.#preference(undefined), 1, signal);
    await this.#spotify.transfer(device.id, false);
    await this.#clock.sleep(TRANSFER_MS, signal);
    return send(device.id);
  }

  /** Sends a command to a device by id; where Spotify does not know the id (any more) it looks for the device and tries once more. */
  async on(
    device: Device & { id: string },
    send: (deviceId: string) => Promise<Obeyed>,
    signal: AbortSignal,
  ): Promise<Obeyed> {
    try {
      return await send(device.id);
    } catch (error) {
      if (!(error instanceof Refusal && (error.deviceNotFound || error.noActiveDevice))) throw error;
    }
    const again = await this.#search({ asked: device.name, last: null }, SEARCHES, signal);
    return send(again.id);
  }

  #preference(asked: string | undefined): Preference {
    return { asked, fallback: this.#fallback, last: this.#store.state.lastDevice };
  }

  async #search(
    preference: Preference,
    tries: number,
    signal: AbortSignal,
  ): Promise<Device & { id: string }> {
    for (let left = tries; ; left--) {
      const devices = await this.#spotify.devices('verification');
      this.#store.put({ devices });
      const device = withId(chooseDevice(devices, preference));
      if (device) return device;
      if (left <= 1 || signal.aborted) throw new Trouble('no_device', noDevice(devices, preference));
      await this.#clock.sleep(SEARCH_EVERY_MS, signal);
    }
  }
}

function withId(device: Device | undefined): (Device & { id: string }) | undefined {
  return device && device.id !== null ? { ...device, id: device.id } : undefined;
}
