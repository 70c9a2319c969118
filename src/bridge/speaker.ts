import { Absent } from '../core/absent.ts';
import { type Device, findDevice, whyNotChosen } from '../core/device.ts';
import type { Obeyed, Spending, Spotify } from '../core/ports.ts';
import { Trouble } from '../core/problem.ts';
import { Refusal } from '../core/refusal.ts';
import { chooseDevice, isAnyWanted, meantDevice, noDevice, type Preference } from '../core/speaker.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from './store.ts';

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
   * that Spotify shows now. Throws no_device: `Absent` where it may come yet.
   */
  async find(asked: string | undefined): Promise<Device & { id: string }> {
    // Some hear their id although they are in no list.
    return this.present(asked) ?? this.#remembered(asked) ?? (await this.#lookFor(asked));
  }

  /** The device that would be taken, among those of the last list. */
  present(asked: string | undefined): (Device & { id: string }) | undefined {
    return withId(chooseDevice(this.#store.state.devices, this.#preference(asked)));
  }

  /**
   * Looks among those that Spotify shows now: somebody waits for it, as for a page. Throws no_device;
   * rate_limited where the budget has no room for longer than anybody waits for a page.
   */
  async search(asked: string | undefined, spending: Spending = 'browse'): Promise<Device & { id: string }> {
    const preference = this.#preference(asked);
    const devices = await this.#spotify.devices(spending);
    this.#store.put({ devices });
    const device = withId(chooseDevice(devices, preference));
    if (device) return device;
    const meant = meantDevice(preference);
    const message = noDevice(devices, preference);
    if (meant === undefined && isAnyWanted(devices, preference))
      throw new Absent(message, { asked, device: null });
    // It is there, and takes no commands; or several are, and none was meant.
    if (meant === undefined || findDevice(devices, meant)) throw new Trouble('no_device', message);
    const seen = this.#seen(meant);
    const why = seen && whyNotChosen(seen);
    if (why !== undefined) throw new Trouble('no_device', why);
    throw new Absent(message, { asked, device: seen?.name ?? meant, id: seen?.id ?? undefined });
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
    const device = await this.#lookFor(undefined);
    await this.#spotify.transfer(device.id, false);
    await this.#clock.sleep(TRANSFER_MS, signal);
    return send(device.id);
  }

  /**
   * Sends a command to a device by id; where Spotify does not know the id
   * (any more) it looks for the device and tries once more.
   */
  async on(device: Device & { id: string }, send: (deviceId: string) => Promise<Obeyed>): Promise<Obeyed> {
    try {
      return await send(device.id);
    } catch (error) {
      if (!(error instanceof Refusal && (error.deviceNotFound || error.noActiveDevice))) throw error;
    }
    try {
      const again = await this.#lookFor(device.name);
      return await send(again.id);
    } catch (error) {
      if (!(error instanceof Refusal && (error.deviceNotFound || error.noActiveDevice))) throw error;
      // The list still shows what has gone already.
      const { id, name } = device;
      throw new Absent(`${name} is in Spotify's list and does not answer`, { asked: name, device: name, id });
    }
  }

  /** Waits for the budget where it must: the command would be lost otherwise. */
  async #lookFor(asked: string | undefined): Promise<Device & { id: string }> {
    try {
      return await this.search(asked);
    } catch (error) {
      if (!(error instanceof Trouble) || error.problem.kind !== 'rate_limited') throw error;
    }
    return this.search(asked, 'verification');
  }

  #preference(asked: string | undefined): Preference {
    return { asked, fallback: this.#fallback, last: this.#store.state.lastDevice };
  }

  /** A device that was seen once, and may be chosen. */
  #remembered(asked: string | undefined): (Device & { id: string }) | undefined {
    const meant = meantDevice(this.#preference(asked));
    const seen = meant === undefined ? undefined : this.#seen(meant);
    return seen && whyNotChosen(seen) === undefined ? withId(seen) : undefined;
  }

  #seen(nameOrId: string): Device | undefined {
    return findDevice(
      this.#store.state.known.map(({ device }) => device),
      nameOrId,
    );
  }
}

function withId(device: Device | undefined): (Device & { id: string }) | undefined {
  return device && device.id !== null ? { ...device, id: device.id } : undefined;
}
