import fc from 'fast-check';
import type { Mood } from './spotify.ts';
import { type Move, SPEAKERS } from './truth.ts';

/** What may happen, as data, so that a counterexample can be read. */
export type Event =
  /** Somebody sends a payload to a topic below the account's. */
  | { ask: string; to: string }
  | { hint: true }
  /** Home Assistant says that it has started. */
  | { birth: true }
  | { phone: Move }
  | { mood: Mood }
  /** The connection to the broker goes, and comes back. */
  | { broker: 'lost' | 'back' };

export interface Schedule {
  latencyMs: number;
  lagMs: number;
  /** Whether hearts and queues are looked at, too. */
  curious: boolean;
  /** Each with the ms until the next. */
  events: [Event, number][];
}

const ask = (payload: string, to = 'command'): Event => ({ ask: payload, to });
const PLAY_THERE =
  '{"command":"play","uri":"spotify:album:7AspGOwifZ5xZdV8Ve9cG8","device":"Bath","shuffle":true,"volume":25}';
const words = [
  'play pause play_pause next previous mute unmute refresh nonsense'.split(' '),
  ['seek 30', 'seek +10', 'seek -10', 'volume +5', 'shuffle on', 'shuffle off', 'shuffle toggle'],
  ['repeat off', 'repeat all', 'repeat one', 'device Kitchen', 'device Bath', 'device Attic'],
  ['device Nowhere', 'play spotify:album:75DoXCIWiUgzzVoKuaeKC7'],
  [PLAY_THERE],
].flat();
const dashboard = [
  ask('PRESS', 'next/set'),
  ask('PRESS', 'previous/set'),
  ask('ON', 'shuffle/set'),
  ask('OFF', 'mute/set'),
  ask('12', 'position/set'),
  ask('Bath', 'device/set'),
];
const slider = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.boolean())
  .map(([to, isWord]) => (isWord ? ask(`volume ${to}`) : ask(`${to}`, 'volume/set')));
/** Each is told from all others by its uri. */
const enqueue = fc.nat(99_999).map((number) => ask(`queue spotify:track:${`${number}`.padStart(22, 'q')}`));

const speaker = fc.constantFrom(...SPEAKERS);
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.constantFrom<Move>(
    { do: 'play' },
    { do: 'pause' },
    { do: 'next' },
    { do: 'previous' },
    { do: 'begin', context: 'evening' },
    { do: 'seek', ms: 70_000 },
    { do: 'shuffle', on: true },
    { do: 'repeat', mode: 'one' },
  ),
  fc.nat(100).map((percent): Move => ({ do: 'volume', percent })),
  fc
    .tuple(fc.constantFrom('sleep' as const, 'wake' as const), speaker)
    .map(([what, who]): Move => ({ do: what, who })),
  speaker.map((to): Move => ({ do: 'transfer', to })),
);
const mood: fc.Arbitrary<Mood> = fc.oneof(
  fc.record({
    what: fc.constantFrom('lost', 'unanswered', 'ignored', 'accepted', 'limited', 'refused', 'slow'),
    of: fc.constant('commands'),
    times: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    what: fc.constantFrom('lost', 'limited', 'slow', 'empty'),
    of: fc.constant('reads'),
    times: fc.integer({ min: 1, max: 4 }),
  }),
);
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...words).map((word) => ask(word)) },
  { weight: 2, arbitrary: fc.constantFrom(...dashboard) },
  { weight: 4, arbitrary: slider },
  { weight: 2, arbitrary: enqueue },
  { weight: 1, arbitrary: fc.constant<Event>({ hint: true }) },
  { weight: 1, arbitrary: fc.constant<Event>({ birth: true }) },
  { weight: 3, arbitrary: move.map((phone) => ({ phone })) },
  { weight: 3, arbitrary: mood.map((one) => ({ mood: one })) },
  { weight: 1, arbitrary: fc.constantFrom<Event>({ broker: 'lost' }, { broker: 'back' }) },
);
/** What is about volume, and where: rare among all the others, and many ways to get in each other's way. */
const loudness: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: slider },
  {
    weight: 3,
    arbitrary: fc.constantFrom('mute', 'volume +5', 'device Bath', PLAY_THERE).map((word) => ask(word)),
  },
  { weight: 1, arbitrary: mood.map((one) => ({ mood: one })) },
);
/** What must not happen twice, and answers that leave it open. */
const doubt: fc.Arbitrary<Mood> = fc.record({
  what: fc.constantFrom('ignored', 'accepted', 'unanswered'),
  of: fc.constant('commands'),
  times: fc.integer({ min: 1, max: 2 }),
});
const skips: fc.Arbitrary<Event> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('next', 'previous').map((word) => ask(word)) },
  { weight: 1, arbitrary: enqueue },
  { weight: 2, arbitrary: doubt.map((one) => ({ mood: one })) },
);
/** In one go, as a slider sends, as a person presses, and long enough for something else. */
const pause = fc.oneof(fc.constant(0), fc.nat(200), fc.nat(3_000), fc.nat(20_000));

export const schedule: fc.Arbitrary<Schedule> = fc.record({
  latencyMs: fc.constantFrom(0, 40, 300, 1_500),
  lagMs: fc.constantFrom(0, 200, 900),
  curious: fc.boolean(),
  events: fc
    .oneof(
      { weight: 3, arbitrary: fc.constant(event) },
      { weight: 2, arbitrary: fc.constantFrom(loudness, skips) },
    )
    .chain((any) => fc.array(fc.tuple(any, pause), { minLength: 1, maxLength: 20 })),
});
