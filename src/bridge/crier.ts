import { nextReminderAt, reminderDue } from '../core/lifetime.ts';
import { endingNotice, pairedNotice, pairingNotice, scopeNotice } from '../core/notices.ts';
import type { Notifier } from '../core/ports.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from './store.ts';

/** Minutes left are told anew this often. */
const UPDATE_MS = 5 * 60_000;
/** How long "paired with …" stays. */
const SUCCESS_MS = 10 * 60_000;
const NEVER_MS = 24 * 3600_000;

interface Parts {
  account: { key: string; name: string };
  store: Store;
  clock: Clock;
  notifier: Notifier;
  /** Scopes that the stored token lacks, as the features are now. */
  missingScopes: () => readonly string[];
  /** Tells that the authorization ends within so many days. */
  onEnding: (days: number) => void;
}

/** Tells people about one account's pairing where they already look, and takes it back when it is over. */
export class Crier {
  readonly #parts: Parts;
  readonly #bell = new Bell();
  /** When "paired with …" was shown. */
  #pairedAt: number | null = null;
  /** The last reminder, as days before the end. */
  #remindedDays: number | null = null;
  #shown: string | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.store.watch((state, before) => {
      if (before.pairing && !state.pairing && state.paired && state.pairingRest === null)
        this.#pairedAt = parts.clock.now();
      if (state.authorizedAt !== before.authorizedAt) this.#remindedDays = null;
      const changed =
        state.pairing !== before.pairing ||
        state.pairingRest !== before.pairingRest ||
        state.paired !== before.paired;
      if (changed || state.authorizedAt !== before.authorizedAt) this.#bell.ring();
    });
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    while (!signal.aborted) {
      this.#tell();
      await this.#bell.wait(clock, this.#until(clock.now()), signal);
    }
  }

  #tell(): void {
    const { account, store, clock, notifier, missingScopes, onEnding } = this.#parts;
    const { state } = store;
    const now = clock.now();
    if (this.#pairedAt !== null && now - this.#pairedAt >= SUCCESS_MS) this.#pairedAt = null;
    const due =
      state.authorizedAt === null ? undefined : reminderDue(state.authorizedAt, this.#remindedDays, now);
    if (due !== undefined && state.paired) {
      this.#remindedDays = due;
      onEnding(due);
    }
    const missing = state.paired ? missingScopes() : [];
    const notice =
      pairingNotice(account.name, state, now) ??
      (this.#pairedAt === null ? undefined : pairedNotice(account.name, state)) ??
      (state.paired && state.authorizedAt !== null && this.#remindedDays !== null
        ? endingNotice(account.name, state.authorizedAt, this.#remindedDays)
        : undefined) ??
      (missing.length > 0 ? scopeNotice(account.name, missing) : undefined);
    const bytes = JSON.stringify(notice);
    if (bytes === this.#shown) return;
    this.#shown = bytes;
    if (notice) notifier.show(account.key, notice);
    else notifier.dismiss(account.key);
  }

  /** How long nothing changes by itself, ms. */
  #until(now: number): number {
    const { state } = this.#parts.store;
    const waits = [NEVER_MS];
    if (state.pairing) waits.push(UPDATE_MS);
    if (this.#pairedAt !== null) waits.push(this.#pairedAt + SUCCESS_MS - now);
    const reminder = state.authorizedAt === null ? undefined : nextReminderAt(state.authorizedAt, now);
    if (reminder !== undefined) waits.push(reminder - now);
    return Math.max(1, Math.min(...waits));
  }
}
