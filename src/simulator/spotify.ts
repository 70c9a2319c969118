import { type Client, firstClients } from './accounts/client.ts';
import { Codes } from './accounts/codes.ts';
import { type Grant, Grants } from './accounts/grants.ts';
import { Pairings } from './accounts/pairings.ts';
import { Catalogue } from './catalogue/catalogue.ts';
import { Faults } from './faults.ts';
import { Journal } from './journal.ts';
import { Limits } from './limits.ts';
import type { User } from './people.ts';
import type { Rules } from './player/state.ts';
import { Random } from './random.ts';
import { defaultSettings, type Settings } from './settings.ts';

/** All that this Spotify knows: people, apps, what was agreed, what there is to hear, and what it is about to do wrong. */
export class Spotify {
  readonly settings: Settings;
  readonly seed: number;
  readonly random: Random;
  readonly catalogue = new Catalogue();
  readonly users = new Map<string, User>();
  readonly clients = new Map<string, Client>();
  readonly grants: Grants;
  readonly codes: Codes;
  readonly pairings: Pairings;
  readonly limits: Limits;
  readonly faults = new Faults();
  readonly journal = new Journal();

  constructor(options: { seed: number; settings: Partial<Settings> }) {
    this.seed = options.seed;
    this.settings = { ...defaultSettings, ...options.settings };
    this.random = new Random(options.seed);
    this.grants = new Grants(this.random);
    this.codes = new Codes(this.random);
    this.pairings = new Pairings(this.random);
    this.limits = new Limits(this.settings, this.random);
    for (const client of firstClients()) this.clients.set(client.id, client);
  }

  /** What a player must know of the music and the rules. */
  rules(): Rules {
    const { catalogue, settings } = this;
    return {
      durationOf(uri) {
        const playable = catalogue.playable(uri);
        return playable?.kind === 'track' && !playable.playable ? undefined : playable?.durationMs;
      },
      autoplay: settings.autoplay ? catalogue.tracks.map((track) => track.uri) : [],
      idleAfterMs: settings.idleAfterMs,
    };
  }

  /** A live grant of this user to this app, the newest; for the page that does not ask twice. */
  grantOf(user: string, client: string, now: number): Grant | undefined {
    return this.grants
      .all()
      .filter((grant) => grant.user === user && grant.client === client)
      .findLast((grant) => typeof this.grants.refresh(grant.refreshToken, now) !== 'string');
  }
}
