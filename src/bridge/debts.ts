import type { Device } from '../core/device.ts';
import type { Playback } from '../core/playback.ts';
import { type Faded, isOurs } from './fade-run.ts';

/** Who plays on so soon after the pause of a sleep timer wanted it no louder. */
const PLAYS_ON_MS = 5 * 60_000;
/** Speakers of which nothing was heard for that long a list are forgotten, the oldest first. */
const MOST = 20;

/** A volume that is to be given back to a speaker, as it survives a restart. */
export interface Debt extends Faded {
  /** Not before a look since then says that nothing plays (ms since the epoch); null where it is due. */
  quietAfter: number | null;
}

/**
 * What fades took from speakers that could not have it back yet: they were
 * still playing, went away, or lost the music to another.
 */
export class Debts {
  #debts: (Debt & { sentAt: number })[] = [];

  get all(): readonly Debt[] {
    return this.#debts.map(({ sentAt: _sentAt, ...debt }) => debt);
  }

  get any(): boolean {
    return this.#debts.length > 0;
  }

  owe(faded: Faded, quietAfter: number | null, sentAt = 0): void {
    const { device, volume, before, sent } = faded;
    if (sent === volume) return;
    this.take(device);
    this.#debts = [...this.#debts, { device, volume, before, sent, quietAfter, sentAt }].slice(-MOST);
  }

  /** The debt to this speaker, which is none any more. */
  take(device: string | null): Debt | undefined {
    const debt = this.#debts.find((one) => one.device === device);
    if (debt) this.#debts = this.#debts.filter((one) => one !== debt);
    return debt;
  }

  /** Whoever changed the volume of the speaker meanwhile has it as it should be. */
  heed(device: Device | null, lookedAt: number | null): void {
    if (device === null) return;
    this.#debts = this.#debts.filter((one) => one.device !== device.id || isOurs(device, one, lookedAt));
  }

  /** The debt that may be paid now that this was seen, which is none any more. */
  due({ status, device, measuredAt }: Playback, now: number): Debt | undefined {
    for (const debt of this.#debts) {
      const { quietAfter } = debt;
      if (quietAfter === null) continue;
      const isQuiet = status !== 'playing' && measuredAt >= quietAfter;
      if (isQuiet || now >= quietAfter + PLAYS_ON_MS) debt.quietAfter = null;
    }
    // A speaker that went away is still as quiet when it comes back.
    const debt = device && this.#debts.find((one) => one.device === device.id);
    return debt && debt.quietAfter === null ? this.take(debt.device) : undefined;
  }
}
