import { describe, expect, it } from 'vitest';
import { idle, type Playback } from '../../src/core/playback.ts';
import {
  current,
  isOther,
  itemAlone,
  MOST_SNAPSHOTS,
  plainName,
  restoration,
  takeSnapshot,
  withSnapshot,
} from '../../src/core/snapshot.ts';
import type { Snapshot } from '../../src/core/state.ts';
import { KITCHEN, playingTrack, track } from './playing.ts';

const NOW = 1_000_000;
const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
const PLAYLIST = 'spotify:playlist:0wz0bf7AZLmre6rQZEXElt';
const ARTIST = 'spotify:artist:0wz0bf7AZLmre6rQZEXElt';
const SONG = track('one').uri;
const played = (change: Partial<Playback> = {}) =>
  playingTrack('one', 30_000, NOW - 1_000, { contextUri: ALBUM, ...change });
const taken = (change: Partial<Playback> = {}): Snapshot =>
  takeSnapshot({ playback: played(change) }, { name: 'x', expires: 60 }, NOW);
const elsewhere = { playback: playingTrack('two', 0, NOW, { contextUri: PLAYLIST }), devices: [KITCHEN] };
const ALL = { device: 'kitchen-id', position: 31, volume: 30, shuffle: false, repeat: 'off' } as const;

describe('what is remembered', () => {
  it('is what is shown, with the place where it is by now', () => {
    expect(taken()).toEqual({
      name: 'x',
      at: NOW,
      expiresAt: NOW + 60_000,
      status: 'playing',
      device: { id: 'kitchen-id', name: 'Kitchen' },
      contextUri: ALBUM,
      item: { uri: SONG, title: 'one' },
      positionMs: 31_000,
      volume: 30,
      shuffle: false,
      repeat: 'off',
    });
    expect(taken({ device: { ...KITCHEN, supportsVolume: false } }).volume).toBeNull();
    expect(takeSnapshot({ playback: idle(NOW) }, { name: 'x', expires: 60 }, NOW)).toMatchObject({
      status: 'idle',
      device: null,
      item: null,
    });
  });

  it('counts until it expires, once by each name, and only the newest', () => {
    const one = taken();
    expect(current([one], NOW + 59_999)).toEqual([one]);
    expect(current([one], NOW + 60_000)).toEqual([]);
    expect(withSnapshot([one], { ...one, at: NOW + 1 }, NOW)).toEqual([{ ...one, at: NOW + 1 }]);
    const many = Array.from({ length: 12 }, (_, at) => ({ ...one, name: `n${at}` }));
    const kept = many.reduce<readonly Snapshot[]>((all, next) => withSnapshot(all, next, NOW), []);
    expect(kept).toEqual(many.slice(-MOST_SNAPSHOTS));
  });
});

it('has the same name in any letters', () => {
  expect(plainName(' Door Bell ')).toBe('door bell');
});

describe('how it is brought back', () => {
  it('is whole, and says nothing of what nobody knew', () => {
    expect(restoration(taken(), elsewhere)).toStrictEqual({
      act: 'play',
      play: { ask: 'play', uri: ALBUM, offset: SONG, ...ALL },
    });
    const bare = taken({ item: null, device: null, positionMs: null, shuffle: null, repeat: null });
    expect(restoration(bare, elsewhere)).toStrictEqual({ act: 'play', play: { ask: 'play', uri: ALBUM } });
    expect(restoration(taken({ item: null, contextUri: null }), elsewhere)).toStrictEqual({
      act: 'refuse',
      why: 'what played then is nothing that Spotify starts: an advertisement, a file',
    });
  });

  it('is a pause where nothing was there to go on with', () => {
    const paused = { status: 'paused' } as const;
    expect(restoration(taken({ ...paused, item: null, contextUri: null }), elsewhere)).toEqual({
      act: 'pause',
    });
    expect(restoration(taken({ ...paused, item: null }), elsewhere)).toMatchObject({ act: 'load' });
    expect(restoration(taken({ ...paused, contextUri: null }), elsewhere)).toMatchObject({ act: 'load' });
  });

  it.each<[string, Partial<Playback>, object]>([
    ['within two seconds', { positionMs: 28_000 }, { positionMs: undefined }],
    ['beyond', { positionMs: 27_999 }, { positionMs: 30_000 }],
    ['nobody knows where', { positionMs: null }, { positionMs: 30_000 }],
    ['as loud', {}, { volume: undefined }],
    ['louder', { device: { ...KITCHEN, volume: 31 } }, { volume: 30 }],
    ['of another album', { contextUri: PLAYLIST }, { act: 'load' }],
    ['at another song', { item: track('two') }, { act: 'load' }],
    ['hidden', { item: null }, { act: 'load' }],
    ['on a speaker of another id', { device: { ...KITCHEN, id: 'study' } }, { act: 'load' }],
    ['on a speaker of another name', { device: { ...KITCHEN, name: 'Study' } }, { act: 'load' }],
  ])('what was paused is there still, %s', (_, change, expected) => {
    const there = { playback: played({ status: 'paused', ...change }), devices: [KITCHEN] };
    expect(restoration(taken({ status: 'paused' }), there)).toMatchObject(expected);
  });

  it.each<[what: string, Partial<Playback>, object]>([
    ['an album', {}, { uri: ALBUM, offset: SONG, ...ALL }],
    [
      'an old spelling',
      { contextUri: 'spotify:user:me:playlist:0wz0bf7AZLmre6rQZEXElt' },
      { uri: PLAYLIST, offset: SONG },
    ],
    [
      'the liked songs',
      { contextUri: 'spotify:user:me:collection' },
      { uri: 'spotify:collection', offset: SONG },
    ],
    ['a song alone', { contextUri: null }, { uri: SONG }],
    // "Can't have offset for context type: ARTIST".
    ['an artist', { contextUri: ARTIST }, { uri: SONG }],
    ['an artist, whose song is hidden', { contextUri: ARTIST, item: null }, { uri: ARTIST }],
    ['a station that nobody starts', { contextUri: 'spotify:station:x' }, { uri: SONG }],
    [
      'a file in a list',
      { item: { ...track('x'), kind: 'local', uri: 'spotify:local:a:b:c:1' } },
      { uri: ALBUM },
    ],
    ['a speaker without an id', { device: { ...KITCHEN, id: null } }, { device: 'Kitchen' }],
    ['a speaker whose id has changed', { device: { ...KITCHEN, id: 'before' } }, { device: 'Kitchen' }],
  ])('%s', (_, change, play) => {
    expect(restoration(taken(change), elsewhere)).toMatchObject({ act: 'play', play });
  });

  it.each<[what: string, Partial<Playback>, object]>([
    ['a place is no place in another item', { item: null, contextUri: ALBUM }, { position: 31 }],
    ['a volume that nobody knew', { device: { ...KITCHEN, supportsVolume: false } }, { volume: 30 }],
  ])('%s', (_, change, not) => {
    expect(restoration(taken(change), elsewhere)).not.toMatchObject({ play: not });
  });

  it('what was paused is made ready in silence, and left alone where it is there', () => {
    const paused = taken({ status: 'paused' });
    expect(restoration(paused, elsewhere)).toMatchObject({ act: 'load', play: { uri: ALBUM, offset: SONG } });
    const there = (change: Partial<Playback>) =>
      restoration(paused, { playback: played(change), devices: [KITCHEN] });
    expect(there({})).toEqual({ act: 'stay', pause: true, positionMs: 30_000, volume: undefined });
    expect(there({ status: 'paused', positionMs: 29_000 })).toEqual({
      act: 'stay',
      pause: false,
      positionMs: undefined,
      volume: undefined,
    });
    expect(there({ status: 'paused', device: { ...KITCHEN, volume: 60 } })).toMatchObject({ volume: 30 });
    expect(there({ device: { ...KITCHEN, id: 'study', name: 'Study' } })).toMatchObject({ act: 'load' });
  });

  it('silence is a pause, and what nobody can start is refused', () => {
    expect(restoration(taken({ status: 'idle', item: null, contextUri: null }), elsewhere)).toEqual({
      act: 'pause',
    });
    const ad = { ...track('ad'), kind: 'ad', uri: null } as const;
    expect(restoration(taken({ item: ad, contextUri: null }), elsewhere)).toMatchObject({ act: 'refuse' });
  });

  it('the item is played alone where its context is refused', () => {
    expect(itemAlone({ ask: 'play', uri: ALBUM, offset: 'spotify:track:a', volume: 30 })).toEqual({
      ask: 'play',
      uri: 'spotify:track:a',
      volume: 30,
    });
    expect(itemAlone({ ask: 'play', uri: ALBUM })).toBeUndefined();
  });
});

describe('whether somebody chose other music', () => {
  it.each<[what: string, before: Partial<Playback>, now: Playback, boolean]>([
    ['the same goes on', {}, played({ positionMs: 90_000 }), false],
    ['the next song of the same album', {}, playingTrack('two', 0, NOW, { contextUri: ALBUM }), false],
    ['paused meanwhile', {}, played({ status: 'paused' }), false],
    ['nothing active any more', {}, idle(NOW), false],
    ['another album', {}, playingTrack('two', 0, NOW, { contextUri: PLAYLIST }), true],
    ['another song alone', { contextUri: null }, playingTrack('two', 0, NOW), true],
    ['the same song alone', { contextUri: null }, playingTrack('one', 0, NOW), false],
    ['music alone after an album', {}, playingTrack('one', 0, NOW), true],
    ['an album after music alone', { contextUri: null }, played(), true],
    [
      'silence after silence',
      { status: 'idle', item: null, contextUri: null },
      played({ status: 'paused' }),
      false,
    ],
    [
      'the same list in its old spelling',
      { contextUri: PLAYLIST },
      played({ contextUri: PLAYLIST.replace('spotify:', 'spotify:user:me:') }),
      false,
    ],
    ['music after silence', { status: 'idle', item: null, contextUri: null }, played(), true],
  ])('%s', (_, before, now, other) => expect(isOther(taken(before), now)).toBe(other));
});
