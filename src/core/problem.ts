import type { Ban, Rule } from './rule.ts';

/** All that can be wrong, as one value that a person sees, that answers whoever asked, and that the cadence reads. */

export const PROBLEM_KINDS = [
  /** There is no token, or Spotify no longer takes it: the account must be paired. */
  'unpaired',
  /** Spotify's rate limit: nothing is sent until `retryAt`. */
  'rate_limited',
  /** Spotify's quota of one group of endpoints is used up until `retryAt`. */
  'quota',
  /** No speaker is active and none could be chosen, or the asked one is not there. */
  'no_device',
  /** The account, or the owner of the app, has no Premium. */
  'premium_only',
  /** The account is not listed in the app's dashboard (development mode). */
  'not_registered',
  /** Spotify or the device does not allow it now. */
  'restricted',
  /** Spotify understood and said no: a link that it does not know, an input error. */
  'refused',
  /** It was accepted, but nothing is heard. */
  'silent',
  /** Spotify does not answer, or not sensibly. */
  'unreachable',
  /** What was asked cannot be understood; the message says what would be right. */
  'bad_payload',
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

export interface Problem {
  kind: ProblemKind;
  /** One sentence for people: what is wrong and what to do. Never contains a secret. */
  message: string;
  /** When trying again makes sense, in ms since the epoch. */
  retryAt?: number;
  /** The rule of the house that refuses it. */
  rule?: Rule;
}

/** Nothing is sent until then, ms since the epoch. `shared`: because another program uses the client id (core/stranger). */
export function rateLimited(until: number, shared = false): Problem {
  const message = shared
    ? "Spotify's rate limit is reached, although this bridge asked for little: another program uses the same client id. Give each an app of its own at https://developer.spotify.com/dashboard"
    : "Spotify's rate limit is reached";
  return { kind: 'rate_limited', message, retryAt: until };
}

/**
 * Nothing of one group of endpoints is sent until then. All apps of one
 * developer share the quota, so that a second one does not help.
 */
export function quotaUsedUp(group: string, until: number, shared = false): Problem {
  const message = `Spotify's quota of ${group} requests is used up for now`;
  return {
    kind: 'quota',
    message: shared
      ? `${message}, although this bridge asked for little: another program uses the same client id, or an app of the same developer. Let it ask less`
      : message,
    retryAt: until,
  };
}

/** A rule of the house says no. */
export function forbidden({ rule, why }: Ban): Problem {
  return { kind: 'refused', message: why, rule };
}

/** A problem on its way up to whoever asked. */
export class Trouble extends Error {
  readonly problem: Problem;

  static of({ kind, message, retryAt, rule }: Problem): Trouble {
    return new Trouble(kind, message, retryAt, rule);
  }

  constructor(kind: ProblemKind, message: string, retryAt?: number, rule?: Rule) {
    super(message);
    this.name = 'Trouble';
    this.problem = {
      kind,
      message,
      ...(retryAt !== undefined && { retryAt }),
      ...(rule !== undefined && { rule }),
    };
  }
}

/** What was thrown, where it is a problem of the world's. Anything else is a bug, is no answer, and goes on up. */
export function troubleIn(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  throw error;
}

/** What came in by MQTT or HTTP cannot be understood; the message says what would have been right. */
export class BadPayload extends Trouble {
  constructor(message: string) {
    super('bad_payload', message);
    this.name = 'BadPayload';
  }
}
