import type { Fetch } from '../../src/simulator/fetch.ts';
import type { Random } from '../../src/simulator/random.ts';
import type { SetClock } from '../fakes/set-clock.ts';
import type { House } from '../house/house.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** An access token lives for an hour: before that nobody misses the accounts service. */
const TOKEN_MS = HOUR;

/** What the trial may do to: the bridge's clock, its way to Spotify, and Spotify. */
export interface World {
  house: House;
  clock: SetClock;
  cable: Cable;
}

/** The network between the bridge and Spotify. */
export class Cable {
  /** Why nothing gets through now; undefined: all does. */
  broken: Error | undefined;

  readonly wire =
    (fetch: Fetch): Fetch =>
    (input, init) =>
      this.broken
        ? Promise.reject(new TypeError('fetch failed', { cause: this.broken }))
        : fetch(input, init);
}

/** Something that goes wrong with Spotify, or on the way there. */
export interface Trouble {
  /** How long it lasts, ms: from, to. */
  lasts: readonly [from: number, to: number];
  begin(world: World, random: Random, ms: number): void;
  /** What the entity Problem says while it lasts, where every look meets it. */
  says?: RegExp;
  /** How long it must have lasted before that can be said, ms. */
  saysAfter?: number;
  /** The bridge counts its window of requests anew. */
  setsClock?: true;
}

/** Everything, whichever host. */
const ALL = { path: '*' };
const TOKEN = { path: '/api/token' };

export const TROUBLES: Readonly<Record<string, Trouble>> = {
  'down for hours': {
    lasts: [2 * HOUR, 9 * HOUR],
    begin: ({ cable }) => {
      cable.broken = failure('ECONNREFUSED', 'connect');
    },
    says: /cannot be reached/,
  },
  'the name cannot be looked up': {
    lasts: [2 * MINUTE, 2 * HOUR],
    begin: ({ cable }) => {
      cable.broken = failure('ENOTFOUND', 'getaddrinfo');
    },
    says: /cannot be looked up .* is the network up\?/,
  },
  'connections that break': {
    lasts: [2 * MINUTE, HOUR],
    begin: ({ house }, _random, ms) => house.simulator.fault({ kind: 'cut', duration_ms: ms, match: ALL }),
    says: /broke off/,
  },
  'sockets that hang': {
    lasts: [2 * MINUTE, HOUR],
    begin: ({ house }, _random, ms) => house.simulator.fault({ kind: 'hang', duration_ms: ms, match: ALL }),
    says: /did not answer within/,
  },
  '5xx for a while': {
    lasts: [2 * MINUTE, HOUR],
    begin: ({ house }, random, ms) =>
      house.simulator.fault({
        kind: 'server_error',
        status: [500, 502, 503, 504][random.between(0, 3)] ?? 500,
        duration_ms: ms,
        match: ALL,
      }),
    says: /Spotify/,
  },
  'bursts of 5xx': {
    lasts: [MINUTE, 5 * MINUTE],
    begin: ({ house }, random) =>
      house.simulator.fault({ kind: 'server_error', count: random.between(1, 12), match: ALL }),
  },
  garbage: {
    lasts: [2 * MINUTE, HOUR],
    begin: ({ house }, random, ms) =>
      house.simulator.fault({
        kind: 'answer',
        status: 200,
        body: GARBAGE[random.between(0, GARBAGE.length - 1)] ?? '',
        duration_ms: ms,
      }),
    says: /Spotify/,
  },
  'half bodies': {
    lasts: [2 * MINUTE, HOUR],
    begin: ({ house }, random, ms) =>
      house.simulator.fault({
        kind: random.next() < 0.5 ? 'half_body' : 'broken_json',
        duration_ms: ms,
        match: { method: 'GET' },
      }),
  },
  'answers without a body': {
    lasts: [MINUTE, 20 * MINUTE],
    begin: ({ house }, _random, ms) => house.simulator.fault({ kind: 'empty', duration_ms: ms }),
  },
  '429, the rate': {
    lasts: [MINUTE, 10 * MINUTE],
    begin: ({ house }, random) => house.simulator.fault({ kind: 'rate_limit', ...limit(random, 3600) }),
  },
  '429, the quota': {
    lasts: [MINUTE, 10 * MINUTE],
    begin: ({ house }, random) => house.simulator.fault({ kind: 'quota', ...limit(random, 50_000) }),
  },
  'tokens refused': {
    lasts: [MINUTE, 10 * MINUTE],
    begin: ({ house }, random) =>
      house.simulator.fault({ kind: 'token_missing', count: random.between(1, 6) }),
  },
  'no new tokens while the API works': {
    lasts: [MINUTE, 4 * HOUR],
    begin: ({ house }, random, ms) => {
      const kinds = [{ kind: 'server_error' }, { kind: 'hang' }, { kind: 'cut' }] as const;
      const { kind } = kinds[random.between(0, 2)] ?? kinds[0];
      house.simulator.fault({ kind, duration_ms: ms, match: TOKEN });
    },
    says: /^Spotify gives no new access token/,
    saysAfter: TOKEN_MS + 2 * MINUTE,
  },
  'a clock set forward': {
    lasts: [MINUTE, 10 * MINUTE],
    setsClock: true,
    begin: ({ clock }, random) => clock.jump(random.between(1, 12) * HOUR),
  },
  'a clock set back': {
    lasts: [MINUTE, 10 * MINUTE],
    setsClock: true,
    begin: ({ clock }, random) => clock.jump(-random.between(1, 12) * HOUR),
  },
};

const GARBAGE = [
  '<html><title>Sign in to the café</title></html>',
  '{"device":7,"is_playing":"yes"}',
  '[]',
  '\u0000\u0001',
];

function limit(random: Random, longest: number) {
  const shapes = ['date', 'none', 'garbage'] as const;
  const shape = shapes[random.between(0, 5)];
  return { retry_after: shape ?? random.between(1, longest), plain_text: random.next() < 0.3 };
}

function failure(code: string, syscall: string): Error {
  return Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
}
