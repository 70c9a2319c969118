import { describe, expect, it } from 'vitest';
import type { Device, KnownDevice } from '../../src/core/device.ts';
import {
  contextOf,
  isMuted,
  playlistOf,
  speakerOptions,
  speakersOf,
  volumeOf,
} from '../../src/home-assistant/account-view.ts';
import { DINNER, KITCHEN, PHONE, viewOf } from './views.ts';

const named = (name: string, change: Partial<Device> = {}): Device => ({
  ...KITCHEN,
  id: name,
  name,
  ...change,
});
const known = (device: Device, present = false): KnownDevice => ({
  device,
  present,
  seenAt: 0,
  number: 1,
  formerIds: [],
});

describe('the speakers of an account', () => {
  const view = viewOf({
    devices: [named('bath'), named('Attic'), named('Bath'), named('Cellar', { denied: true })],
    known: [
      known(named('Bath'), true),
      known(named('Zoo')),
      known(named('Den')),
      known(named('Yard', { restricted: true })),
      known(named('Cellar', { denied: true })),
    ],
  });

  it('are first those that are there, then those that were seen and can be chosen', () => {
    expect(speakersOf(view)).toEqual(['Attic', 'Bath', 'bath', 'Kitchen', 'Den', 'Zoo']);
    expect(speakersOf(viewOf({}, { device: null }))).toEqual([PHONE.name, 'Kitchen']);
  });

  it('are options in one order, whoever sleeps', () => {
    expect(speakerOptions(view)).toEqual(['Attic', 'Bath', 'bath', 'Den', 'Kitchen', 'Yard', 'Zoo']);
    const unseen = { ...view, state: { ...view.state, lookedAt: null } };
    expect(speakerOptions(unseen)).toEqual([
      'Attic',
      'Bath',
      'bath',
      'Cellar',
      'Den',
      'Kitchen',
      'Yard',
      'Zoo',
    ]);
  });
});

describe('the volume of a speaker', () => {
  it.each<[string, Partial<Device> | null, number | null, number | null, boolean | null]>([
    ['known', {}, null, 30, false],
    ['muted', { volume: 0 }, 30, 0, true],
    ['unknown', { volume: null }, null, null, null],
    ['its own matter', { supportsVolume: false }, 30, null, null],
    ['of none', null, 30, null, null],
  ])('%s', (_, change, mutedFrom, volume, muted) => {
    const view = viewOf({ mutedFrom }, { device: change && { ...KITCHEN, ...change } });
    expect([volumeOf(view), isMuted(view)]).toEqual([volume, muted]);
  });
});

describe('what the music is from', () => {
  const from = (contextUri: string | null, context: { uri: string; name: string | null } | null = null) =>
    contextOf(viewOf({ context }, { contextUri }));

  it('has a name where that is known, and is still the same', () => {
    expect(from('spotify:album:a', { uri: 'spotify:album:a', name: 'Abbey Road' })).toBe('Abbey Road');
    expect(from('spotify:album:b', { uri: 'spotify:album:a', name: 'Abbey Road' })).toBeUndefined();
    expect(from('spotify:album:a', { uri: 'spotify:album:a', name: null })).toBeUndefined();
    expect(from(null)).toBeUndefined();
  });

  it.each([
    ['spotify:collection', 'Liked Songs'],
    ['spotify:user:anna:collection', 'Liked Songs'],
    ['xspotify:collection', undefined],
    ['spotify:collection:x', undefined],
    ['spotify:user:a:b:collection', undefined],
  ])('%s is %s', (uri, name) => {
    expect(from(uri)).toBe(name);
  });

  it.each([
    [DINNER.uri, 'Dinner'],
    [DINNER.uri.replace('spotify:', 'spotify:user:anna:'), 'Dinner'],
    [`x${DINNER.uri}`, undefined],
    [null, undefined],
  ])('%s is the playlist %s', (contextUri, name) => {
    expect(playlistOf(viewOf({}, { contextUri }))).toBe(name);
  });

  it('is a playlist in the old spelling', () => {
    const old = { ...DINNER, uri: DINNER.uri.replace('spotify:', 'spotify:user::') };
    expect(playlistOf(viewOf({ playlists: [old] }, { contextUri: DINNER.uri }))).toBe('Dinner');
  });
});
