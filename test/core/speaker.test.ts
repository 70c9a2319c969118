import { describe, expect, it } from 'vitest';
import type { Device } from '../../src/core/device.ts';
import {
  chooseDevice,
  isAnyWanted,
  isElsewhere,
  meantDevice,
  noDevice,
  type Preference,
  speakerFor,
} from '../../src/core/speaker.ts';
import { KITCHEN, playingTrack } from './playing.ts';

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
    [
      [kitchen, sonos, bath],
      { asked: 'Attic', last: null },
      'no device "Attic" is there; Spotify shows: Kitchen, Bath. A sleeping speaker must be woken first',
    ],
    [
      Array.from({ length: 11 }, (_, at): Device => ({ ...kitchen, id: `${at}`, name: `Room ${at}` })),
      { last: null },
      'no device was named; Spotify shows: Room 0, Room 1, Room 2, Room 3, Room 4, Room 5, Room 6, Room 7, Room 8, Room 9. Name one',
    ],
    [[], { last: null }, 'Spotify shows no device at all: switch the speaker on'],
    [[kitchen], { asked: 'Bath', last: null }, 'no device "Bath" is there; Spotify shows: Kitchen'],
    [[sonos], { asked: 'sonos', last: null }, 'Sonos takes no commands'],
    [[kitchen, bath], { last: null }, 'Name one, or set a default device'],
    [[], { last: null }, 'switch the speaker on'],
  ] satisfies [Device[], Preference, string][])('says what would help', (devices, preference, message) => {
    expect(noDevice(devices, preference)).toContain(message);
  });
});

describe('the device that is meant', () => {
  const last = { id: 'x', name: 'Last' };
  it.each<[Preference, string | undefined]>([
    [{ asked: 'Asked', fallback: 'Default', last }, 'Asked'],
    [{ fallback: 'Default', last }, 'Default'],
    [{ last }, 'Last'],
    [{ last: null }, undefined],
  ])('by %j is %s', (preference, meant) => {
    expect(meantDevice(preference)).toBe(meant);
  });

  it('is any that comes where there is none', () => {
    expect(isAnyWanted([sonos], { last: null })).toBe(true);
    expect(isAnyWanted([sonos, bath], { last: null })).toBe(false);
    expect(isAnyWanted([], { last })).toBe(false);
  });
});

describe('where it plays already', () => {
  const attic: Device = { ...sonos, name: 'Attic' };
  const on = (device: Device | null) => ({
    playback: playingTrack('one', 0, 0, { device }),
    devices: [kitchen, bath, sonos, attic],
  });

  it.each<[string, Device | null, string | undefined, boolean]>([
    ['on the speaker of that name', kitchen, ' kitchen', false],
    ['on the speaker of that id', kitchen, 'kitchen-id', false],
    ['on that speaker, under its new name', { ...bath, name: 'Bathroom' }, 'Bath', false],
    ['on another', kitchen, 'Bath', true],
    ['on another, where nobody knows that name', kitchen, 'Cellar', true],
    ['on one of two without ids', sonos, 'Attic', true],
    ['on the one without an id', sonos, 'Sonos', false],
    ['nowhere', null, 'Bath', false],
    ['anywhere', kitchen, undefined, false],
  ])('%s', (_, device, named, expected) => {
    expect(isElsewhere(on(device), named)).toBe(expected);
  });

  it.each<[string, Device | null, string | undefined, Device | undefined]>([
    ['the active one', kitchen, undefined, kitchen],
    ['none', null, undefined, undefined],
    ['the one of that name', kitchen, 'bath', bath],
    ['the active one, as it is now', { ...bath, volume: 7 }, 'bath', { ...bath, volume: 7 }],
  ])('is %s', (_, device, named, expected) => {
    expect(speakerFor(on(device), named)).toEqual(expected);
  });
});
