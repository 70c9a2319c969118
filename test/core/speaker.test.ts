import { describe, expect, it } from 'vitest';
import type { Device } from '../../src/core/device.ts';
import { chooseDevice, noDevice, type Preference } from '../../src/core/speaker.ts';
import { KITCHEN } from './playing.ts';

const kitchen: Device = { ...KITCHEN, active: false };
const bath: Device = { ...kitchen, id: 'bath-id', name: 'Bath' };
const sonos: Device = { ...kitchen, id: null, name: 'Sonos', restricted: true };

describe('the device that a command goes to when none is active', () => {
  const rows: [string, Device[], Preference, string | undefined][] = [
    ['the asked one by name, in any case', [kitchen, bath], { asked: 'bath', last: null }, 'Bath'],
    ['the asked one by id', [kitchen, bath], { asked: 'bath-id', last: null }, 'Bath'],
    [
      'no other than the asked one',
      [kitchen],
      { asked: 'Bath', fallback: 'Kitchen', last: kitchen },
      undefined,
    ],
    ['the default', [kitchen, bath], { fallback: 'Bath', last: kitchen }, 'Bath'],
    [
      'the last used where the default is away',
      [kitchen, bath],
      { fallback: 'Attic', last: kitchen },
      'Kitchen',
    ],
    [
      'the last used by name where its id changed',
      [kitchen, bath],
      { last: { id: 'old', name: 'Bath' } },
      'Bath',
    ],
    ['one that is active after all', [kitchen, { ...bath, active: true }], { last: kitchen }, 'Bath'],
    ['the only one', [sonos, bath], { last: null }, 'Bath'],
    ['none of several', [kitchen, bath], { last: null }, undefined],
    ['none that takes no commands', [sonos], { asked: 'Sonos', last: null }, undefined],
    ['none of none', [], { last: null }, undefined],
  ];
  it.each(rows)('is %s', (_name, devices, preference, expected) => {
    expect(chooseDevice(devices, preference)?.name).toBe(expected);
  });

  it.each([
    [[kitchen], { asked: 'Bath', last: null }, 'no device "Bath" is there; Spotify shows: Kitchen'],
    [[sonos], { asked: 'sonos', last: null }, 'Sonos takes no commands'],
    [[kitchen, bath], { last: null }, 'Name one, or set a default device'],
    [[], { last: null }, 'switch the speaker on'],
  ] satisfies [Device[], Preference, string][])('says what would help', (devices, preference, message) => {
    expect(noDevice(devices, preference)).toContain(message);
  });
});
