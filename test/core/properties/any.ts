import fc from 'fast-check';
import { idle, type Playback } from '../../../src/core/playback.ts';
import { KITCHEN, track } from '../playing.ts';

/** Any that could be, for properties; times are ms. */

export const T = 1_000_000_000;

const device = fc.constantFrom(
  null,
  KITCHEN,
  { ...KITCHEN, volume: null },
  { ...KITCHEN, id: 'bath-id', name: 'Bath', volume: 80 },
  { ...KITCHEN, id: null, name: 'Sonos' },
);
const item = fc.constantFrom(
  null,
  track('one'),
  track('two', 30_000),
  { ...track('three'), durationMs: null },
  { ...track('ad'), uri: null },
);

/** What a look saw between T and a day later, and Spotify's oddities. */
export const playback: fc.Arbitrary<Playback> = fc
  .record({
    status: fc.constantFrom('playing', 'paused', 'idle'),
    item,
    device,
    contextUri: fc.constantFrom(
      null,
      'spotify:album:7AspGOwifZ5xZdV8Ve9cG8',
      'spotify:show:6LzZlnKqxXbzDwwaCvEkd9',
    ),
    positionMs: fc.option(fc.nat(400_000)),
    measuredAt: fc.nat(86_400_000).map((ms) => T + ms),
    shuffle: fc.constantFrom(true, false, null),
    repeat: fc.constantFrom('off', 'all', 'one', null),
  })
  .map((seen) => ({ ...idle(seen.measuredAt), ...seen }));
