import { randomBytes } from 'node:crypto';
import type { Access } from '../../../core/settings.ts';
import { makeUserCode, sameCode } from '../../../core/user-code.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Log } from '../../../lib/log.ts';

/** Wrong codes that are let through in an hour, by address and in all, as for pairing codes (34 bits). */
const TRIES_EACH = 20;
const TRIES_ALL = 200;
const TRIES_MS = 3600_000;
const SHOW_EVERY_MS = 60_000;
/** Long enough for an evening with the dashboard; a browser that is left open for longer asks again. */
const PASS_MS = 12 * 3600_000;

interface Parts {
  clock: Clock;
  log: Log;
  /** Where the code is to be entered, for people. */
  address: () => string;
}

/** A code in the log, good for one browser; then there is another. Lives as long as the process. */
export class CodeInLog implements Access {
  readonly #parts: Parts;
  #code = makeUserCode(randomBytes);
  #shownAt = Number.NEGATIVE_INFINITY;
  #tries: { from: string; at: number }[] = [];
  readonly #passes = new Map<string, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  show(): void {
    const { clock, log, address } = this.#parts;
    if (clock.now() - this.#shownAt < SHOW_EVERY_MS) return;
    this.#shownAt = clock.now();
    log.warn(
      { code: this.#code, page: address() },
      `To change the configuration open ${address()} and enter the code ${this.#code}`,
    );
  }

  enter(code: string, from: string): ReturnType<Access['enter']> {
    const now = this.#parts.clock.now();
    this.#tries = this.#tries.filter(({ at }) => now - at < TRIES_MS);
    const own = this.#tries.filter((one) => one.from === from);
    const oldest = (own.length >= TRIES_EACH ? own : this.#tries)[0];
    if (oldest && (own.length >= TRIES_EACH || this.#tries.length >= TRIES_ALL))
      return { ok: false, retryAt: oldest.at + TRIES_MS };
    if (!sameCode(code, this.#code)) {
      this.#tries.push({ from, at: now });
      return { ok: false };
    }
    this.#code = makeUserCode(randomBytes);
    this.#shownAt = Number.NEGATIVE_INFINITY;
    const pass = randomBytes(16).toString('base64url');
    for (const [old, until] of this.#passes) if (until < now) this.#passes.delete(old);
    this.#passes.set(pass, now + PASS_MS);
    return { ok: true, pass };
  }

  /** 128 random bits: finding one by the time that a look takes is not to be feared. */
  knows(pass: string | undefined): boolean {
    return pass !== undefined && (this.#passes.get(pass) ?? 0) > this.#parts.clock.now();
  }
}
