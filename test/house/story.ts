import fc from 'fast-check';
import type { Act } from '../../src/simulator/control/act.ts';
import type { FaultRequest } from '../../src/simulator/faults.ts';
import type { Settings } from '../../src/simulator/settings.ts';
import { type House, openHouse, type Resident } from './house.ts';

/** What may happen to a house: people, phones, Spotify's moods, restarts; as data, so that a counterexample can be read. */
export type Event =
  | { ask: string; of: string }
  | { hint: string }
  | { phone: Act }
  | { fault: FaultRequest }
  | { restart: true };

export interface Story {
  accounts: number;
  seed: number;
  settings: Partial<Settings>;
  /** Each with the ms until the next. */
  events: [Event, number][];
}

export const FIVE: readonly Resident[] = [
  { user: 'family', liked: true, queue: true },
  { user: 'guest', queue: true },
  { user: 'ann', device: 'Speaker' },
  { user: 'ben' },
  { user: 'cleo', liked: true },
];
const ALBUM = 'spotify:album:75DoXCIWiUgzzVoKuaeKC7';
const SONG = 'spotify:track:1Ef1IgXXlCDOPDoE4ShBth';

const words = [
  'play pause play_pause next previous mute unmute like refresh nonsense'.split(' '),
  ['seek 30', 'seek +10', 'volume 20', 'volume +5', 'shuffle toggle', 'repeat one', `queue ${SONG}`],
  ['sleep 1', 'sleep end_of_track', 'sleep off'],
  ['device Kitchen', 'device Speaker', 'device Nowhere', `play ${ALBUM}`, 'play spotify:collection'],
  [`{"command":"play","uri":"${ALBUM}","device":"Kitchen","shuffle":true,"volume":30}`],
].flat();
const deeds: readonly Act[] = [
  { action: 'pause' },
  { action: 'play' },
  { action: 'next' },
  { action: 'previous' },
  { action: 'ad' },
  { action: 'volume', volume: 5 },
  { action: 'seek', position_ms: 200_000 },
  { action: 'play', uri: ALBUM },
];
const faults: readonly FaultRequest[] = [
  { kind: 'server_error', status: 503, duration_ms: 40_000 },
  { kind: 'server_error', status: 500, count: 2 },
  { kind: 'token_missing', count: 3 },
  { kind: 'premium_required', count: 2 },
  { kind: 'unavailable', count: 3, match: { path: '/me/player/*' } },
  { kind: 'hang', count: 2 },
  { kind: 'cut', count: 4 },
  { kind: 'slow', delay_ms: 4_000, count: 5 },
  { kind: 'broken_json', count: 2 },
  { kind: 'half_body', count: 2 },
  { kind: 'empty', count: 2 },
  { kind: 'server_error', duration_ms: 20_000, match: { path: '/api/token' } },
  {
    kind: 'answer',
    status: 404,
    body: '{"error":{"status":404,"message":"Device not found"}}',
    count: 3,
    match: { path: '/me/player/*' },
  },
];

const user = fc.constantFrom(...FIVE.map((one) => one.user));
const limit = fc.record({
  retry_after: fc.constantFrom(3, 20, 90, 'date' as const, 'none' as const, 'garbage' as const),
  plain_text: fc.boolean(),
});
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ ask: fc.constantFrom(...words), of: user }) },
  { weight: 3, arbitrary: fc.record({ hint: user }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(user, fc.constantFrom(...deeds))
      .map(([who, deed]) => ({ phone: { ...deed, user: who } })),
  },
  { weight: 3, arbitrary: fc.constantFrom(...faults).map((fault) => ({ fault })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('rate_limit' as const, 'quota' as const), limit)
      .map(([kind, how]) => ({ fault: { kind, ...how } })),
  },
  { weight: 1, arbitrary: fc.constant({ restart: true } as const) },
);
const pause = fc.oneof(fc.nat(500), fc.nat(20_000));

export const story: fc.Arbitrary<Story> = fc.record({
  accounts: fc.constantFrom(1, 5),
  seed: fc.nat(1e6),
  settings: fc.record({
    requestsPer30s: fc.constantFrom(30, 30, 6),
    retryAfter: fc.constantFrom('seconds' as const, 'date' as const, 'none' as const, 'garbage' as const),
  }),
  events: fc.array(fc.tuple(event, pause), { minLength: 5, maxLength: 25 }),
});

/** A house in which all that happened, its first three accounts playing from the start. */
export async function live({ accounts, seed, settings, events }: Story): Promise<House> {
  const house = await openHouse({
    residents: FIVE.slice(0, accounts),
    seed,
    settings,
    before(simulator) {
      for (const { user: who } of FIVE.slice(0, Math.min(accounts, 3))) {
        const [first] = simulator.player(who).devices;
        simulator.scene({ user: who, uri: ALBUM, device: first?.key ?? null, playing: true });
      }
    },
  });
  for (const [what, ms] of events) {
    if (isPossible(what, accounts)) await happen(what, house);
    await house.clock.advance(ms);
  }
  return house;
}

function isPossible(what: Event, accounts: number): boolean {
  const who =
    'ask' in what ? what.of : 'hint' in what ? what.hint : 'phone' in what ? what.phone.user : undefined;
  return who === undefined || FIVE.slice(0, accounts).some((one) => one.user === who);
}

async function happen(what: Event, house: House): Promise<void> {
  if ('ask' in what) house.send(what.of, 'command', what.ask);
  else if ('hint' in what) house.hint(what.hint);
  else if ('fault' in what) house.simulator.fault(what.fault);
  else if ('restart' in what) await house.restart();
  else if (what.phone.action !== 'volume' || house.simulator.player(what.phone.user).device)
    house.phone(what.phone);
}
