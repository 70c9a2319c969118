import type { Keepsake } from '../core/ports.ts';
import type { Profile } from '../core/state.ts';

/** Whose Spotify account each of ours is, and which way of pairing a client id knows. Kept over restarts. */
export interface KeptPeople {
  /** By account key. */
  people: Record<string, { accountId: string; name: string | null }>;
  /** By client id: `code` where Spotify refused it the device grant. */
  methods: Record<string, 'device' | 'code'>;
}

export class People {
  readonly #kept: KeptPeople;
  readonly #keepsake: Keepsake<KeptPeople>;
  readonly #accounts: readonly string[];

  /** `accounts`: the keys that there are now; whoever was paired as one that is gone is free again. */
  constructor(keepsake: Keepsake<KeptPeople>, kept: KeptPeople | undefined, accounts: readonly string[]) {
    this.#accounts = accounts;
    this.#keepsake = keepsake;
    this.#kept = kept ?? { people: {}, methods: {} };
  }

  of(account: string): { accountId: string; name: string | null } | undefined {
    return this.#kept.people[account];
  }

  /** The other account of ours that is this Spotify account already. */
  holderOf(accountId: string, except: string): string | undefined {
    return this.#accounts.find((key) => key !== except && this.#kept.people[key]?.accountId === accountId);
  }

  remember(account: string, { accountId, name }: Profile): void {
    this.#kept.people[account] = { accountId, name };
    this.#keepsake.write(this.#kept);
  }

  forget(account: string): void {
    delete this.#kept.people[account];
    this.#keepsake.write(this.#kept);
  }

  methodOf(clientId: string): 'device' | 'code' | undefined {
    return this.#kept.methods[clientId];
  }

  rememberMethod(clientId: string, method: 'device' | 'code'): void {
    if (this.#kept.methods[clientId] === method) return;
    this.#kept.methods[clientId] = method;
    this.#keepsake.write(this.#kept);
  }
}
