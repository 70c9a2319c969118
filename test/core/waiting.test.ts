import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import {
  type Awaiting,
  type Fate,
  fateOf,
  neverCame,
  nextSearch,
  nextTry,
  replaces,
} from '../../src/core/waiting.ts';

const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const play: Command = { ask: 'play', uri: ALBUM };
const inBedroom: Command = { ...play, device: 'Bedroom' };
const toBedroom: Command = { ask: 'device', device: 'Bedroom' };
const inBath: Command = { ...play, device: 'Bath' };

/** What waits for the bedroom, or (any) for whichever device the account plays on. */
const card: Awaiting = { asked: 'Bedroom', commands: [inBedroom] };
const room: Awaiting = { asked: 'Bedroom', commands: [toBedroom] };
const any: Awaiting = { asked: undefined, commands: [play] };

describe('a command while others wait', () => {
  it.each<[Command, Awaiting, Fate, Fate]>([
    // command, those that wait, where nothing plays, where music plays elsewhere
    [inBedroom, card, 'behind', 'behind'],
    [{ ...inBedroom, device: ' bedroom' }, card, 'behind', 'behind'],
    [inBath, card, 'instead', 'instead'],
    [play, card, 'instead', 'instead'],
    [play, any, 'behind', 'instead'],
    [inBath, any, 'instead', 'instead'],
    [play, room, 'behind', 'go'],
    [inBedroom, room, 'behind', 'behind'],
    [{ ask: 'play' }, card, 'join', 'go'],
    [{ ask: 'play' }, room, 'behind', 'go'],
    [{ ask: 'play_pause' }, card, 'join', 'instead'],
    [{ ask: 'pause' }, card, 'call_off', 'instead'],
    [toBedroom, card, 'behind', 'behind'],
    [{ ask: 'device', device: 'Bath' }, card, 'instead', 'instead'],
    [{ ask: 'volume', percent: 20 }, card, 'behind', 'go'],
    [{ ask: 'mute' }, card, 'behind', 'go'],
    [{ ask: 'shuffle', on: true }, card, 'behind', 'go'],
    [{ ask: 'repeat', mode: 'all' }, card, 'behind', 'go'],
    [{ ask: 'next' }, card, 'behind', 'go'],
    [{ ask: 'queue', uri: ALBUM }, card, 'behind', 'go'],
    [{ ask: 'like' }, card, 'go', 'go'],
    [{ ask: 'sleep', minutes: 20 }, card, 'go', 'go'],
    [{ ask: 'refresh' }, card, 'go', 'go'],
  ])('%o, for %o: %s, %s', (command, waiting, quiet, playing) => {
    expect([fateOf(command, waiting, false), fateOf(command, waiting, true)]).toEqual([quiet, playing]);
  });

  it.each<[Command, Command, boolean]>([
    [inBath, inBedroom, true],
    [toBedroom, toBedroom, true],
    [toBedroom, inBedroom, false],
    [{ ask: 'volume', percent: 20 }, { ask: 'volume', percent: 40 }, true],
    [{ ask: 'mute' }, { ask: 'volume', percent: 40 }, true],
    [{ ask: 'volume', by: 5 }, { ask: 'volume', by: 5 }, false],
    [{ ask: 'volume', percent: 20 }, { ask: 'volume', by: 5 }, false],
    [{ ask: 'shuffle', on: false }, { ask: 'shuffle', on: true }, true],
    [{ ask: 'shuffle', toggle: true }, { ask: 'shuffle', on: true }, false],
    [{ ask: 'next' }, { ask: 'next' }, false],
    [{ ask: 'queue', uri: ALBUM }, { ask: 'queue', uri: ALBUM }, false],
    [{ ask: 'repeat', mode: 'one' }, { ask: 'shuffle', on: true }, false],
  ])('%o takes the place of %o: %s', (newer, older, does) => {
    expect(replaces(newer, older)).toBe(does);
  });
});

it.each([
  [0, 3_000],
  [3_000, 8_000],
  [8_200, 16_000],
  [16_000, 27_000],
  [27_000, 35_000],
  [40_000, 43_000],
  [43_000, 51_000],
])('a device that is waited for since %i ms is looked for at %i ms', (gone, at) => {
  expect(nextSearch(gone)).toBe(at);
});

it.each([
  [0, 15_000],
  [14_999, 15_000],
  [15_000, 28_000],
  [28_000, Number.POSITIVE_INFINITY],
])('a media_player of which nobody tells is, at %i ms of 30 s, tried at %d ms', (now, at) => {
  expect(nextTry(now, { since: 0, until: 30_000 })).toBe(at);
});

it('a media_player that did not come is named', () => {
  expect(neverCame('Bedroom', 30_000, ['Kitchen'], 'media_player.bedroom')).toBe(
    'Bedroom did not come within 30 s: media_player.bedroom is unavailable in Home Assistant. Is it switched on, and in its network?',
  );
});

it.each([
  [
    'Bedroom',
    ['Kitchen', 'Study'],
    'Bedroom did not come within 30 s. Is it switched on, and in its network? Spotify shows: Kitchen, Study',
  ],
  [
    'Bedroom',
    [],
    'Bedroom did not come within 30 s. Is it switched on, and in its network? Spotify shows no device at all',
  ],
  [null, [], 'no speaker came within 30 s: switch one on, or open Spotify on it once'],
])('who waited for %s in vain, while there are %o', (device, shown, words) => {
  expect(neverCame(device, 30_000, shown)).toBe(words);
});
