import type { Problem } from './problem.ts';

/** The bridge as the doors beside MQTT see it: what may be asked, what is new. Answers are those of MQTT. */

/** How long the payload of a request of the bridge may be, bytes: a list of cards to import has a line for each. */
export const LONGEST_REQUEST = 128 * 1024;

/** What became of something that was asked: the answer as JSON carries it, and the problem in it, if there is one. */
export interface HouseAnswer {
  said: object;
  problem: Problem | null;
}

export const NEWS = ['player', 'account', 'devices', 'tags', 'readers', 'happened', 'bridge'] as const;

/** Something new. Of all but `happened` the last is what counts. */
export interface News {
  news: (typeof NEWS)[number];
  /** JSON. */
  data: string;
  /** Of what happened: grows, over restarts too, so that nobody need be told twice. */
  id?: number;
}

/** How the bridge is, for whoever watches over the process. */
export interface Readiness {
  /** The broker is there, and of each account it is known how it is. */
  ready: boolean;
  /** Why not, one sentence each. */
  why: readonly string[];
  /** The problems of the accounts that do not keep the bridge from being ready, by key. */
  problems: Readonly<Record<string, string>>;
}

export interface House {
  /** The keys of the accounts. */
  accounts(): readonly string[];
  /** Whether there is such a request, of an account or (null) of the bridge. */
  takes(account: string | null, what: string): boolean;
  /** `<base>/<account>/command`. Never rejects for bad input. */
  command(account: string, payload: Uint8Array): Promise<HouseAnswer>;
  /** `<base>/<account>/hint`: something changed, look now. */
  hint(account: string): void;
  /** `<base>/<account>/request/<what>`, or `<base>/bridge/request/<what>`. Never rejects for bad input. */
  request(account: string | null, what: string, payload: Uint8Array): Promise<HouseAnswer>;
  /** Everything that is known now, and the last that happened, oldest first. */
  now(): readonly News[];
  /** Hears what is new from now on, until the returned function is called. */
  watch(listener: (news: News) => void): () => void;
  readiness(): Readiness;
}
