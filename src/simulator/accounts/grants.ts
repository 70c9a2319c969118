import type { Random } from '../random.ts';

export const ACCESS_TOKEN_LIFETIME_S = 3600;

/** What a person once agreed to. */
export interface Grant {
  user: string;
  client: string;
  scopes: string[];
  /** The six months count from here, however often it is refreshed. */
  authorizedAt: number;
  /** Obtained without the app's secret, and refreshed without it. */
  secretless: boolean;
  refreshToken: string;
  revoked: boolean;
}

export interface AccessToken {
  grant: Grant;
  expiresAt: number;
}

/** Who agreed to what, and the tokens that stand for it. */
export class Grants {
  readonly #byRefreshToken = new Map<string, Grant>();
  readonly #access = new Map<string, AccessToken>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  add(
    given: Pick<Grant, 'user' | 'client' | 'scopes' | 'authorizedAt' | 'secretless'> & {
      refreshToken?: string;
    },
  ): Grant {
    const grant = { ...given, refreshToken: given.refreshToken ?? this.#newRefreshToken(), revoked: false };
    this.#byRefreshToken.set(grant.refreshToken, grant);
    return grant;
  }

  access(grant: Grant, now: number): string {
    for (const [token, { expiresAt }] of this.#access) {
      if (expiresAt < now - 86_400_000) this.#access.delete(token);
    }
    const token = `BQ${this.#random.text(180)}`;
    this.#access.set(token, { grant, expiresAt: now + ACCESS_TOKEN_LIFETIME_S * 1000 });
    return token;
  }

  /** The access token as it stands: `undefined` for one that never was. */
  accessToken(token: string): AccessToken | undefined {
    return this.#access.get(token);
  }

  /** A live grant, or what `invalid_grant` is described with. */
  refresh(refreshToken: string, now: number): Grant | string {
    const grant = this.#byRefreshToken.get(refreshToken);
    if (!grant || now >= sixMonthsAfter(grant.authorizedAt)) return 'Invalid refresh token';
    if (grant.revoked || grant.refreshToken !== refreshToken) return 'Refresh token revoked';
    return grant;
  }

  /** A new refresh token in place of the old, which from now on counts as revoked. */
  rotate(grant: Grant): string {
    grant.refreshToken = this.#newRefreshToken();
    this.#byRefreshToken.set(grant.refreshToken, grant);
    return grant.refreshToken;
  }

  /** What a person does on spotify.com/account/apps: refresh and access tokens of the app die at once. Says how many. */
  revoke(which: (grant: Grant) => boolean): number {
    const dead = this.all().filter((grant) => !grant.revoked && which(grant));
    for (const grant of dead) grant.revoked = true;
    return dead.length;
  }

  all(): Grant[] {
    return [...new Set(this.#byRefreshToken.values())];
  }

  #newRefreshToken(): string {
    return `AQ${this.#random.text(129)}`;
  }
}

/** Six calendar months on; a day that the month does not have is the month's last. */
export function sixMonthsAfter(time: number): number {
  const start = new Date(time);
  const end = new Date(time);
  end.setUTCMonth(start.getUTCMonth() + 6);
  if (end.getUTCDate() !== start.getUTCDate()) end.setUTCDate(0);
  return end.getTime();
}
