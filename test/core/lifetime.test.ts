import { describe, expect, it } from 'vitest';
import { endOfGrant, nextReminderAt, reminderDue } from '../../src/core/lifetime.ts';

const at = (text: string) => Date.parse(text);

describe('the six months of an authorization', () => {
  it.each([
    ['2026-01-15T10:00:00Z', '2026-07-15T10:00:00.000Z'],
    ['2026-08-31T10:00:00Z', '2027-02-28T10:00:00.000Z'],
    ['2027-08-31T10:00:00Z', '2028-02-29T10:00:00.000Z'],
    ['2026-12-31T23:59:59Z', '2027-06-30T23:59:59.000Z'],
  ])('from %s end at %s', (from, to) => {
    expect(new Date(endOfGrant(at(from))).toISOString()).toBe(to);
  });

  it.each<[string, number | null, number | undefined]>([
    ['2026-06-30T10:00:00Z', null, undefined],
    ['2026-07-01T10:00:00Z', null, 14],
    ['2026-07-01T10:00:00Z', 14, undefined],
    ['2026-07-12T10:00:00Z', 14, 3],
    ['2026-07-12T10:00:00Z', 3, undefined],
    ['2026-07-14T10:00:00Z', 3, 1],
    ['2026-07-14T10:00:00Z', null, 1],
    ['2026-07-15T10:00:00Z', 3, undefined],
  ])('are reminded of at %s, when %s was told', (now, told, due) => {
    expect(reminderDue(at('2026-01-15T10:00:00Z'), told, at(now))).toBe(due);
  });

  it('knows when to look again', () => {
    const from = at('2026-01-15T10:00:00Z');
    expect(nextReminderAt(from, at('2026-03-01T00:00:00Z'))).toBe(at('2026-07-01T10:00:00Z'));
    expect(nextReminderAt(from, at('2026-07-13T00:00:00Z'))).toBe(at('2026-07-14T10:00:00Z'));
    expect(nextReminderAt(from, at('2026-07-15T00:00:00Z'))).toBeUndefined();
  });
});
