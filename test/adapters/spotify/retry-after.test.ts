import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAt } from '../../../src/adapters/spotify/retry-after.ts';

const NOW = Date.parse('2026-11-21T08:00:00Z');

describe('retryAt', () => {
  it.each([
    ['7', 7],
    ['0', 1],
    ['1.5', 1.5],
    [' 12 ', 12],
    ['48925', 48925],
    ['999999999999', 48 * 3600],
    ['Sat, 21 Nov 2026 08:01:30 GMT', 90],
    ['Saturday, 21-Nov-26 08:01:30 GMT', 90],
    ['Sat Nov 21 08:01:30 2026', 90],
    ['Sat, 21 Nov 2026 07:00:00 GMT', 1],
    ['-5', 30],
    ['soon', 30],
    ['garbage 12', 30],
    ['1e3', 30],
    ['Infinity', 30],
    ['', 30],
    [null, 30],
  ])('reads %j as %d s', (header, seconds) => {
    expect(retryAt(header, NOW, 'rate')).toBe(NOW + seconds * 1000);
  });

  it.each([
    ['Sat, 21 Nov 2026 11:01:30 GMT', 'Sat, 21 Nov 2026 11:00:00 GMT', 90],
    ['Sat, 21 Nov 2026 05:01:30 GMT', 'Sat, 21 Nov 2026 05:00:00 GMT', 90],
    ['Sat, 21 Nov 2026 08:01:30 GMT', 'just now', 90],
    ['7', 'Sat, 21 Nov 2026 05:00:00 GMT', 7],
  ])('counts %j from the date of the answer, %j: %d s', (header, date, seconds) => {
    expect(retryAt(header, NOW, 'rate', date)).toBe(NOW + seconds * 1000);
  });

  it('waits an hour for a quota that does not say', () => {
    expect(retryAt(undefined, NOW, 'quota')).toBe(NOW + 3_600_000);
  });

  it('is always between 1 s and 48 h away', () => {
    const header = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
    );
    fc.assert(
      fc.property(header, fc.constantFrom('rate', 'quota'), (text, limit) => {
        const wait = retryAt(text, NOW, limit) - NOW;
        expect(wait).toBeGreaterThanOrEqual(1000);
        expect(wait).toBeLessThanOrEqual(48 * 3_600_000);
      }),
    );
  });
});
