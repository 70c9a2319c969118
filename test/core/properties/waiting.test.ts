import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Command } from '../../../src/core/command.ts';
import { fateOf, nextSearch, replaces } from '../../../src/core/waiting.ts';

const speaker = fc.constantFrom('Attic', 'attic ', 'Bath');
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom<Command>({ ask: 'play' }, { ask: 'pause' }, { ask: 'play_pause' }, { ask: 'next' }),
  fc.constantFrom<Command>(
    { ask: 'mute' },
    { ask: 'unmute' },
    { ask: 'refresh' },
    { ask: 'shuffle', toggle: true },
  ),
  fc.nat(100).map((percent): Command => ({ ask: 'volume', percent })),
  fc.integer({ min: -9, max: 9 }).map((by): Command => ({ ask: 'volume', by })),
  speaker.map((device): Command => ({ ask: 'device', device })),
  fc.option(speaker, { nil: undefined }).map(
    (device): Command => ({
      ask: 'play',
      uri: 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8',
      ...(device !== undefined && { device }),
    }),
  ),
);

it('a device is looked for again and again, at most every other second and at least every eleven', () => {
  fc.assert(
    fc.property(fc.nat(3_600_000), (gone) => {
      const next = nextSearch(gone);
      expect(next).toBeGreaterThan(gone);
      expect(next - gone).toBeLessThanOrEqual(11_000);
      expect(nextSearch(next) - next).toBeGreaterThanOrEqual(2_000);
    }),
  );
});

it('what a newer command replaces the older would have replaced, and a step replaces nothing', () => {
  fc.assert(
    fc.property(command, command, (one, other) => {
      expect(replaces(one, other)).toBe(replaces(other, one));
      if ('by' in one || 'toggle' in one || one.ask === 'next') expect(replaces(one, other)).toBe(false);
    }),
  );
});

it('a pause never starts anything, and nothing that plays elsewhere is called off', () => {
  fc.assert(
    fc.property(
      fc.array(command, { minLength: 1, maxLength: 5 }),
      command,
      fc.boolean(),
      (commands, one, plays) => {
        const fate = fateOf(one, { asked: 'Attic', commands }, plays);
        if (one.ask === 'pause') expect(['instead', 'call_off']).toContain(fate);
        if (fate === 'call_off') expect(plays).toBe(false);
        if (fate === 'join') expect(commands.some(({ ask }) => ask === 'play')).toBe(true);
      },
    ),
  );
});
