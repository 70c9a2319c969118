import { createHash } from 'node:crypto';
import type { Random } from '../random.ts';

const CODE_LIFETIME_MS = 10 * 60_000;

/** What an authorization code stands for until somebody exchanges it. */
export interface Authorization {
  user: string;
  client: string;
  redirectUri: string;
  scopes: string[];
  /** The S256 challenge, or undefined where the app will show its secret instead. */
  challenge: string | undefined;
  at: number;
}

/** Authorization codes: long (people paste them), good once, and not for long. */
export class Codes {
  readonly #codes = new Map<string, Authorization>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  issue(authorization: Authorization): string {
    const code = `AQ${this.#random.text(this.#random.between(218, 448))}`;
    this.#codes.set(code, authorization);
    return code;
  }

  /** Redeems a code, or says what `invalid_grant` is described with. */
  redeem(
    code: string,
    given: { client: string; redirectUri: string; verifier: string | undefined },
    now: number,
  ): Authorization | string {
    const authorization = this.#codes.get(code);
    if (!authorization || authorization.client !== given.client) return 'Invalid authorization code';
    if (now - authorization.at > CODE_LIFETIME_MS) return 'Authorization code expired';
    if (authorization.redirectUri !== given.redirectUri) return 'Invalid redirect URI';
    if (authorization.challenge !== undefined && s256(given.verifier ?? '') !== authorization.challenge) {
      return 'code_verifier was incorrect';
    }
    this.#codes.delete(code);
    return authorization;
  }
}

/** RFC 7636 §4.2. */
export function s256(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
