import { describe, expect, it } from 'vitest';
import { aboutOf, type Errand, type Memory, nextErrand, type Wishes } from '../../src/core/errands.ts';
import type { Item } from '../../src/core/item.ts';
import { idle } from '../../src/core/playback.ts';
import { type State, unknownState } from '../../src/core/state.ts';
import { playingTrack, track } from './playing.ts';

const T = 1_000_000_000;
const uri = 'spotify:track:one0000000000000000000';
const state: State = { ...unknownState(T), paired: true, lookedAt: T, playback: playingTrack('one', 0, T) };
const all: Memory['done'] = {
  devices: { at: T, about: null },
  profile: { at: T, about: null },
  playlists: { at: T, about: null },
  liked: { at: T, about: uri },
  queue: { at: T, about: uri },
};
const both: Wishes = { liked: true, queue: true };
const less = (errand: Errand) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== errand));

const AD: Item = { ...track('ad'), kind: 'ad', uri: null };
const FILE: Item = { ...track('file'), kind: 'local', uri: 'spotify:local:Me::Demo:61' };
const HIDDEN: Item = { ...track('hidden'), kind: 'unknown' };

type Row = [string, State, Memory['done'], Wishes, { errand: Errand; at: number } | undefined];

describe('the next errand', () => {
  const rows: Row[] = [
    ['is none before the first look', { ...state, lookedAt: null }, {}, both, undefined],
    ['is none while unpaired', { ...state, paired: false }, {}, both, undefined],
    ['is devices first', state, {}, both, { errand: 'devices', at: 0 }],
    ['is the profile once', state, less('profile'), both, { errand: 'profile', at: 0 }],
    ['is the heart of a new track', state, less('liked'), both, { errand: 'liked', at: 0 }],
    [
      'is not the heart where nobody wants it',
      state,
      less('liked'),
      { ...both, liked: false },
      { errand: 'devices', at: T + 300_000 },
    ],
    [
      'is the queue of a new track that was not expected',
      { ...state, queue: null },
      { ...all, queue: { at: T, about: 'other' } },
      both,
      { errand: 'queue', at: 0 },
    ],
    [
      'is the queue when it runs short',
      { ...state, queue: [track('two')] },
      { ...all, queue: { at: T, about: 'other' } },
      both,
      { errand: 'queue', at: 0 },
    ],
    [
      'is not the queue while its next is what comes',
      { ...state, queue: [track('two'), track('three'), track('four')] },
      { ...all, queue: { at: T, about: 'other' } },
      both,
      { errand: 'devices', at: T + 300_000 },
    ],
    [
      'is the name of a new context',
      { ...state, context: { uri: 'spotify:album:x', name: null } },
      all,
      both,
      { errand: 'context', at: 0 },
    ],
    [
      'is not the name of a context that has one',
      { ...state, context: { uri: 'spotify:album:x', name: 'Abbey Road' } },
      all,
      both,
      { errand: 'devices', at: T + 300_000 },
    ],
    [
      'is not the name of a context that Spotify has none for',
      { ...state, context: { uri: 'spotify:playlist:x', name: null } },
      { ...all, context: { at: T, about: 'spotify:playlist:x' } },
      both,
      { errand: 'devices', at: T + 300_000 },
    ],
    ...([AD, FILE, HIDDEN] as const).map(
      (item): Row => [
        `is not the heart of what no library takes: ${item.kind}`,
        { ...state, playback: playingTrack('one', 0, T, { item }) },
        { ...less('liked'), queue: { at: T, about: item.uri } },
        both,
        { errand: 'devices', at: T + 300_000 },
      ],
    ),
    ['is the playlists once', state, less('playlists'), both, { errand: 'playlists', at: 0 }],
    [
      'is the playlists every six hours, and the profile never again',
      state,
      { ...all, devices: { at: T + 6 * 3_600_000, about: null } },
      both,
      { errand: 'playlists', at: T + 6 * 3_600_000 },
    ],
    [
      'is devices every 5 min while something plays',
      state,
      all,
      both,
      { errand: 'devices', at: T + 300_000 },
    ],
    [
      'is devices every 15 min while nothing does',
      { ...state, playback: idle(T) },
      all,
      both,
      { errand: 'devices', at: T + 900_000 },
    ],
  ];
  it.each(rows)('%s', (_name, now, done, wishes, expected) => {
    expect(nextErrand(now, { done, failed: {} }, wishes)).toEqual(expected);
  });

  it('leaves one that failed alone for a while', () => {
    expect(nextErrand(state, { done: less('liked'), failed: { liked: T } }, both)).toEqual({
      errand: 'liked',
      at: T + 120_000,
    });
  });
});

describe('what an errand is about', () => {
  const context = { uri: 'spotify:album:x', name: null };
  it.each<[Errand, about: string | null]>([
    ['liked', uri],
    ['queue', uri],
    ['context', context.uri],
    ['devices', null],
    ['profile', null],
    ['playlists', null],
  ])('%s: %s', (errand, about) => {
    expect(aboutOf(errand, { ...state, context })).toBe(about);
  });

  it.each<Errand>(['liked', 'queue', 'context'])('%s: nothing, while nothing plays', (errand) => {
    expect(aboutOf(errand, { ...state, playback: idle(T) })).toBeNull();
  });
});
