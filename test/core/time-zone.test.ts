import { describe, expect, it } from 'vitest';
import { isTimeZone, timeZoneOf } from '../../src/core/time-zone.ts';

describe('a time zone', () => {
  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Europe/Berln', false],
    ['Etc/Unknown', false],
    ['', false],
  ])('%j: %s', (name, known) => {
    expect(isTimeZone(name)).toBe(known);
  });

  it.each<[string, Parameters<typeof timeZoneOf>[0], string, string]>([
    [
      'the configuration',
      { configured: 'Asia/Tokyo', homeAssistant: 'Europe/Berlin', system: 'UTC' },
      'Asia/Tokyo',
      'configuration',
    ],
    [
      'Home Assistant',
      { configured: undefined, homeAssistant: 'Europe/Berlin', system: 'Asia/Tokyo' },
      'Europe/Berlin',
      'home_assistant',
    ],
    [
      'the system',
      { configured: undefined, homeAssistant: undefined, system: 'Asia/Tokyo' },
      'Asia/Tokyo',
      'system',
    ],
    [
      'nobody, where TZ is empty',
      { configured: undefined, homeAssistant: undefined, system: 'Etc/Unknown' },
      'UTC',
      'system',
    ],
    [
      'nobody, where TZ is nonsense',
      { configured: undefined, homeAssistant: undefined, system: undefined },
      'UTC',
      'system',
    ],
  ])('comes from %s', (_, known, zone, from) => {
    expect(timeZoneOf(known)).toEqual({ zone, from });
  });
});
