import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Act } from '../../src/simulator/control/act.ts';
import type { FaultRequest } from '../../src/simulator/faults.ts';
import type { Settings } from '../../src/simulator/settings.ts';
import { type House, openHouse, type Resident } from './house.ts';
import { budgetBreaks, limitBreaks } from './rules.ts';

const FIVE: Resident[] = [
  { user: 'family', liked: true, queue: true },
  { user: 'guest', queue: true },
  { user: 'ann', device: 'Speaker' },
  { user: 'ben' },
  { user: 'cleo', liked: true },
];

type Step = (house: House) => void | Promise<void>;

const user = fc.constantFrom(...FIVE.map((one) => one.user));
const album = 'spotify:album:75DoXCIWiUgzzVoKuaeKC7';
const command = fc.constantFrom(
  ...[
    'play',
    'pause',
    'play_pause',
    'next',
    'previous',
    'seek 30',
    'seek +10',
    'volume 20',
    'volume +5',
    'mute',
  ],
  ...[
    'unmute',
    'shuffle toggle',
    'repeat one',
    'device Kitchen',
    'device Speaker',
    'device Nowhere',
    'refresh',
  ],
  ...[
    `play ${album}`,
    'play spotify:collection',
    'queue spotify:track:1Ef1IgXXlCDOPDoE4ShBth',
    'like',
    'nonsense',
  ],
  `{"command":"play","uri":"${album}","device":"Kitchen","shuffle":true,"volume":30}`,
);
const deed = fc.constantFrom<Act>(
  ...([
    { action: 'pause' },
    { action: 'play' },
    { action: 'next' },
    { action: 'previous' },
    { action: 'ad' },
  ] as const),
  ...([
    { action: 'volume', volume: 5 },
    { action: 'seek', position_ms: 200_000 },
  ] as const),
  { action: 'play', uri: album },
);
const retryAfter = fc.constantFrom(3, 20, 90, 'date' as const, 'none' as const, 'garbage' as const);
const fault = fc.oneof(
  fc.constantFrom<FaultRequest>(
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
  ),
  fc
    .tuple(fc.constantFrom('rate_limit' as const, 'quota' as const), retryAfter, fc.boolean())
    .map(([kind, retry_after, plain_text]): FaultRequest => ({ kind, retry_after, plain_text })),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(user, command).map(
      ([who, what]): Step =>
        (house) =>
          void house.send(who, 'command', what),
    ),
  },
  {
    weight: 3,
    arbitrary: user.map(
      (who): Step =>
        (house) =>
          house.hint(who),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(user, deed).map(
      ([who, what]): Step =>
        (house) => {
          try {
            house.phone({ ...what, user: who });
          } catch {
            // No device is active that could be turned louder.
          }
        },
    ),
  },
  {
    weight: 4,
    arbitrary: fault.map(
      (what): Step =>
        (house) =>
          house.simulator.fault(what),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>((house) => house.restart()) },
);
const story = fc.record({
  accounts: fc.constantFrom(1, 5),
  seed: fc.nat(1e6),
  requestsPer30s: fc.constantFrom(30, 30, 6),
  retryAfter: fc.constantFrom<Settings['retryAfter']>('seconds', 'date', 'none', 'garbage'),
  steps: fc.array(fc.tuple(step, fc.oneof(fc.nat(500), fc.nat(20_000))), { minLength: 5, maxLength: 25 }),
});

describe('the budget of a client id', () => {
  it('is never broken, whatever Spotify, phones, people and restarts do', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ accounts, seed, steps, ...settings }) => {
        const house = await openHouse({
          residents: FIVE.slice(0, accounts),
          seed,
          settings,
          before(simulator) {
            for (const { user: who } of FIVE.slice(0, Math.min(accounts, 3))) {
              const [first] = simulator.player(who).devices;
              simulator.scene({ user: who, uri: album, device: first?.key ?? null, playing: true });
            }
          },
        });
        for (const [act, pause] of steps) {
          await act(house);
          await house.clock.advance(pause);
        }
        await house.clock.advance(60_000);
        await house.close();
        expect(budgetBreaks(house.sent)).toEqual([]);
        expect(limitBreaks(house.sent)).toEqual([]);
      }),
      { numRuns: Number(process.env.RUNS ?? 60), seed: 20261121 },
    );
  });
});
