import type { Random } from '../random.ts';

export const PAIRING_LIFETIME_S = 3599;
export const PAIRING_INTERVAL_S = 5;
/** Without vowels and lookalikes: RFC 8628 §6.1. */
const USER_CODE_ALPHABET = '23456789BCDFGHJKLMNPQRSTVWXZ';

/** A device that waits for somebody to type its code. */
export interface Pairing {
  deviceCode: string;
  userCode: string;
  client: string;
  scopes: string[];
  startedAt: number;
  /** Grows by five with every `slow_down`. */
  intervalS: number;
  polledAt: number;
  /** Undecided, refused, or the id of who agreed. */
  decision: { user: string; at: number } | 'denied' | undefined;
}

/** Devices that wait to be paired. */
export class Pairings {
  readonly #pairings: Pairing[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  start(client: string, scopes: string[], now: number): Pairing {
    const pairing: Pairing = {
      deviceCode: this.#random.text(142),
      userCode: this.#random.text(6, USER_CODE_ALPHABET),
      client,
      scopes,
      startedAt: now,
      intervalS: PAIRING_INTERVAL_S,
      polledAt: now,
      decision: undefined,
    };
    this.#pairings.push(pairing);
    return pairing;
  }

  /** The pairing of a typed code: case, spaces and dashes do not matter. Undefined once decided or over. */
  waiting(userCode: string, now: number): Pairing | undefined {
    const typed = userCode.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
    return this.#pairings.find(
      (each) => each.userCode === typed && !isOver(each, now) && each.decision === undefined,
    );
  }

  /** One poll (RFC 8628 §3.5): the error that answers it, or who agreed and when. A pairing is handed out once. */
  poll(
    deviceCode: string,
    client: string,
    now: number,
  ): { error: string } | { pairing: Pairing; user: string; at: number } {
    const pairing = this.#pairings.find((each) => each.deviceCode === deviceCode && each.client === client);
    if (!pairing) return { error: 'invalid_grant' };
    if (isOver(pairing, now)) return { error: 'expired_token' };
    const early = now - pairing.polledAt < pairing.intervalS * 1000;
    pairing.polledAt = now;
    if (early) {
      pairing.intervalS += 5;
      return { error: 'slow_down' };
    }
    if (pairing.decision === undefined) return { error: 'authorization_pending' };
    this.#pairings.splice(this.#pairings.indexOf(pairing), 1);
    if (pairing.decision === 'denied') return { error: 'access_denied' };
    return { pairing, ...pairing.decision };
  }
}

function isOver(pairing: Pairing, now: number): boolean {
  return now - pairing.startedAt >= PAIRING_LIFETIME_S * 1000;
}
