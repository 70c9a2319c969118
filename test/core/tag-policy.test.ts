import { describe, expect, it } from 'vitest';
import type { Owner } from '../../src/core/owner.ts';
import { idle, type Playback } from '../../src/core/playback.ts';
import { type ReaderRules, USUAL_RULES } from '../../src/core/reader.ts';
import type { TagOptions } from '../../src/core/tag.ts';
import type { TagMemory } from '../../src/core/tag-memory.ts';
import { atEndOf, decide, insteadOf } from '../../src/core/tag-policy.ts';
import { KITCHEN, playingTrack, track } from './playing.ts';

const NOW = 1_000_000;
const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const SHOW = 'spotify:show:6LzZlnKqxXbzDwwaCvEkd9';
const ARTIST = 'spotify:artist:7AspGOwifZ5xZdV8Ve9cG8';
const TRACK = 'spotify:track:7AspGOwifZ5xZdV8Ve9cG8';
const ITEM = 'spotify:track:0000000000000000000003';
const PLACE = { item: ITEM, title: 'three', positionMs: 61_000, at: 0 };
const BATH = { ...KITCHEN, id: 'bath-id', name: 'Bath', volume: 80, active: false };
const SONOS = { ...KITCHEN, id: null, name: 'Sonos' };

const other = playingTrack('one', 30_000, NOW);
const same = playingTrack('one', 30_000, NOW, { contextUri: ALBUM });
const paused: Playback = { ...same, status: 'paused' };
const silent = idle(NOW);
const owner: Owner = { uid: 'A', reader: 'kids', uri: ALBUM, startedAt: 0, first: null };
const QUIET = { from: 0, to: 60 };

interface Case {
  uri?: string;
  options?: TagOptions;
  memory?: Partial<TagMemory>;
  rules?: Partial<ReaderRules>;
  locked?: boolean;
  playback?: Playback;
  owner?: Owner;
}

function decided({ uri = ALBUM, options = {}, memory = {}, rules = {}, locked = false, ...scene }: Case) {
  const decision = decide(
    { uid: 'A', uri, options, memory },
    {
      rules: { ...USUAL_RULES, ...rules },
      locked,
      state: { playback: scene.playback ?? silent, devices: [KITCHEN, BATH] },
      owner: scene.owner ?? null,
      now: NOW,
      minute: 30,
    },
  );
  if (decision.act !== 'command') return `${decision.act} ${decision.result}`;
  const { ask, ...rest } = decision.command;
  return [decision.result, ask, rest];
}

const start = { uri: ALBUM };

describe('what a scan means', () => {
  it.each<[string, Case, unknown]>([
    ['silence: it starts', {}, ['playing', 'play', start]],
    ['something else plays: it starts', { playback: other }, ['playing', 'play', start]],
    ['its music plays: nothing', { playback: same }, 'nothing playing'],
    ['its music waits: on with it', { playback: paused }, ['resumed', 'play', {}]],
    [
      'its music ended: from the beginning',
      { playback: { ...paused, positionMs: 0 } },
      ['playing', 'play', start],
    ],
    [
      'stopped when it left: anew',
      { playback: paused, owner: { ...owner, stopped: true } },
      ['playing', 'play', start],
    ],
    [
      'another card was stopped',
      { playback: paused, owner: { ...owner, uid: 'B', stopped: true } },
      ['resumed', 'play', {}],
    ],
    [
      'just started, but what is shown is of before',
      { playback: other, owner: { ...owner, startedAt: NOW - 2_000, over: other.item?.uri ?? null } },
      'nothing playing',
    ],
    [
      'just started, but somebody began something else on a phone',
      { playback: other, owner: { ...owner, startedAt: NOW - 2_000, over: 'spotify:track:before' } },
      ['playing', 'play', start],
    ],
    [
      'laid again after another, and what is shown is of before both',
      {
        playback: same,
        owner: {
          ...owner,
          uid: 'B',
          uri: SHOW,
          startedAt: NOW - 2_000,
          over: 'spotify:track:x',
          instead: [ALBUM],
        },
      },
      ['playing', 'play', start],
    ],
    [
      'laid after another, but somebody has begun its music on a phone',
      {
        playback: same,
        owner: {
          ...owner,
          uid: 'B',
          uri: SHOW,
          startedAt: NOW - 2_000,
          over: 'spotify:track:x',
          instead: [TRACK],
        },
      },
      'nothing playing',
    ],
    [
      'just started, and another is laid',
      {
        uri: SHOW,
        playback: { ...other, shuffle: false, repeat: 'off' },
        owner: { ...owner, startedAt: NOW - 2_000, over: other.item?.uri ?? null },
      },
      ['playing', 'play', { uri: SHOW }],
    ],
    [
      'started five seconds ago, and never shown',
      { playback: other, owner: { ...owner, startedAt: NOW - 5_000, over: other.item?.uri ?? null } },
      ['playing', 'play', start],
    ],
    [
      'just started in silence, and not shown yet',
      { playback: silent, owner: { ...owner, startedAt: NOW - 2_000, over: null } },
      ['playing', 'play', start],
    ],
    [
      'its track under another uri',
      { uri: TRACK, playback: other, owner: { ...owner, uri: TRACK, first: track('one') } },
      'nothing playing',
    ],
    [
      'the track of another card',
      { uri: TRACK, playback: other, owner: { ...owner, uid: 'B', uri: TRACK, first: track('one') } },
      ['playing', 'play', { uri: TRACK }],
    ],
    ['a second after its beginning', { playback: { ...paused, positionMs: 1_000 } }, ['resumed', 'play', {}]],
    [
      'restart, though it has a place',
      { playback: same, memory: { resume: PLACE }, options: { resume: true, sameTag: 'restart' } },
      ['playing', 'play', start],
    ],
    ['restart', { playback: same, rules: { sameTag: 'restart' } }, ['playing', 'play', start]],
    ['toggle, playing', { playback: same, rules: { sameTag: 'toggle' } }, ['paused', 'pause', {}]],
    ['toggle, paused', { playback: paused, rules: { sameTag: 'toggle' } }, ['resumed', 'play', {}]],
    ['next, playing', { playback: same, rules: { sameTag: 'next' } }, ['playing', 'next', {}]],
    [
      'next, paused: nobody hears what is skipped',
      { playback: paused, rules: { sameTag: 'next' } },
      ['resumed', 'play', {}],
    ],
    ['ignore', { playback: paused, rules: { sameTag: 'ignore' } }, 'nothing paused'],
    [
      "the tag's word before the reader's",
      { playback: same, rules: { sameTag: 'next' }, options: { sameTag: 'ignore' } },
      'nothing playing',
    ],
    ['locked', { locked: true }, 'refuse denied'],
    ['quiet hours', { rules: { quiet: QUIET } }, 'refuse denied'],
    [
      'quiet hours come before all else',
      { rules: { quiet: QUIET, interrupt: 'never' }, playback: other },
      'refuse denied',
    ],
    [
      'quiet hours with a volume',
      { rules: { quiet: { ...QUIET, maxVolume: 10 } } },
      ['playing', 'play', { ...start, volume: 10 }],
    ],
    ['after the quiet hours', { rules: { quiet: { from: 31, to: 60 } } }, ['playing', 'play', start]],
    [
      'quiet hours stop no pause',
      { rules: { quiet: QUIET, sameTag: 'toggle' }, playback: same },
      ['paused', 'pause', {}],
    ],
    [
      'quiet hours begin nothing',
      { rules: { quiet: QUIET, sameTag: 'next' }, playback: same },
      'refuse denied',
    ],
    ['quiet hours change nothing', { rules: { quiet: QUIET }, playback: same }, 'nothing playing'],
    ['never interrupts', { rules: { interrupt: 'never' }, playback: other }, 'refuse busy'],
    [
      'never interrupts what is paused',
      { rules: { interrupt: 'never' }, playback: { ...other, status: 'paused' } },
      ['playing', 'play', start],
    ],
    [
      'never interrupts, but it is its own',
      { rules: { interrupt: 'never' }, playback: same },
      'nothing playing',
    ],
    [
      'interrupts its own speaker',
      { rules: { interrupt: 'same_device', device: 'KITCHEN' }, playback: other },
      ['playing', 'play', { ...start, device: 'KITCHEN' }],
    ],
    [
      'interrupts no other speaker',
      { rules: { interrupt: 'same_device', device: 'Bath' }, playback: other },
      'refuse busy',
    ],
    [
      'interrupts no speaker without an id',
      { rules: { interrupt: 'same_device', device: 'Attic' }, playback: { ...other, device: SONOS } },
      'refuse busy',
    ],
    [
      'queues a track',
      { uri: TRACK, rules: { queue: true }, playback: other },
      ['queued', 'queue', { uri: TRACK }],
    ],
    ['queues no album', { rules: { queue: true }, playback: other }, 'refuse busy'],
    [
      'queues nothing in silence',
      { uri: TRACK, rules: { queue: true } },
      ['playing', 'play', { uri: TRACK }],
    ],
    [
      'plays where the reader queues',
      { uri: TRACK, rules: { queue: true }, options: { queue: false }, playback: other },
      ['playing', 'play', { uri: TRACK }],
    ],
    [
      'the music follows the card',
      { rules: { device: 'bath' }, playback: same },
      ['playing', 'device', { device: 'bath', play: true }],
    ],
    [
      'it follows no louder than it may',
      { rules: { device: 'bath', maxVolume: 40 }, playback: same },
      ['playing', 'play', { device: 'bath', volume: 40 }],
    ],
    [
      'it resumes where the card is',
      { options: { device: 'Bath' }, playback: paused },
      ['resumed', 'play', { device: 'Bath' }],
    ],
  ])('%s', (_, asked, expected) => {
    expect(decided(asked)).toStrictEqual(expected);
  });

  it.each<[string, Case, object]>([
    ['a show', { uri: SHOW, memory: { resume: PLACE } }, { offset: ITEM, position: 61 }],
    ['an album', { memory: { resume: PLACE } }, {}],
    ['a long album', { memory: { resume: PLACE, albumMs: 3_600_000 } }, { offset: ITEM, position: 61 }],
    [
      'a long album, shuffled',
      { memory: { resume: PLACE, albumMs: 3_600_000 }, rules: { shuffle: true } },
      { shuffle: true },
    ],
    [
      'an album that shall',
      { memory: { resume: PLACE }, options: { resume: true } },
      { offset: ITEM, position: 61 },
    ],
    [
      'a show that shall not',
      { uri: SHOW, memory: { resume: PLACE }, options: { resume: false, offset: 2 } },
      { offset: 2 },
    ],
    [
      'a track that shall',
      { uri: TRACK, memory: { resume: PLACE }, options: { resume: true } },
      { position: 61 },
    ],
    [
      'liked songs that shall',
      { uri: 'spotify:collection', memory: { resume: PLACE }, options: { resume: true } },
      { offset: ITEM, position: 61 },
    ],
    [
      'an artist, who has no places',
      { uri: ARTIST, memory: { resume: PLACE }, options: { resume: true } },
      {},
    ],
  ])('goes on with %s', (_, asked, place) => {
    const result = 'position' in place ? 'resumed' : 'playing';
    const playback = { ...silent, shuffle: false, repeat: 'off' } as const;
    expect(decided({ ...asked, playback })).toStrictEqual([
      result,
      'play',
      { uri: asked.uri ?? ALBUM, ...place },
    ]);
  });

  it.each<[string, Case, object]>([
    [
      'a story in order, after shuffled music',
      { uri: SHOW, playback: { ...other, shuffle: true, repeat: 'all' } },
      { shuffle: false, repeat: 'off' },
    ],
    [
      'a story in order, even one that begins anew',
      { uri: SHOW, options: { resume: false }, playback: { ...other, shuffle: true, repeat: 'all' } },
      { shuffle: false, repeat: 'off' },
    ],
    [
      'a long album in order',
      { memory: { albumMs: 3_600_000 }, playback: { ...other, shuffle: true, repeat: 'all' } },
      { shuffle: false, repeat: 'off' },
    ],
    ['music as it was', { playback: { ...other, shuffle: true, repeat: 'all' } }, {}],
    ["the reader's way", { rules: { shuffle: true, repeat: 'one' } }, { shuffle: true, repeat: 'one' }],
    [
      "the tag's way",
      { rules: { shuffle: true }, options: { shuffle: false, repeat: 'off' } },
      { shuffle: false, repeat: 'off' },
    ],
    ['again and again', { options: { atEnd: 'repeat' }, rules: { repeat: 'off' } }, { repeat: 'all' }],
    [
      'as loud as the tag says, within the ceiling',
      { options: { volume: 90 }, rules: { volume: 20, maxVolume: 50 }, playback: other },
      { volume: 50 },
    ],
  ])('plays %s', (_, asked, expected) => {
    expect(decided(asked)).toStrictEqual(['playing', 'play', { uri: asked.uri ?? ALBUM, ...expected }]);
  });

  it.each<[string, Case, boolean]>([
    ['music that always gets through', { playback: other }, false],
    ['music that may have to wait', { rules: { interrupt: 'same_device' } }, true],
    ['music for the queue', { uri: TRACK, rules: { queue: true } }, true],
    ['nothing to do', { playback: same }, true],
    ['busy', { rules: { interrupt: 'never' }, playback: other }, true],
    ['denied', { locked: true }, false],
    ['its own that waits', { playback: paused }, true],
    ['its own that nobody hears any more', { playback: { ...silent, contextUri: ALBUM } }, false],
    ['a track to queue', { uri: TRACK, rules: { queue: true }, playback: other }, true],
    ['an album that cannot be queued', { rules: { queue: true }, playback: other }, true],
    ['quiet hours', { rules: { quiet: QUIET } }, false],
    ['quiet hours, its own waits', { rules: { quiet: QUIET }, playback: paused }, false],
    [
      'quiet hours, a card that pauses',
      { rules: { quiet: QUIET, sameTag: 'toggle' }, playback: paused },
      true,
    ],
    ['quiet hours, such a card in silence', { rules: { quiet: QUIET, sameTag: 'toggle' } }, false],
  ])(
    'looks again before: %s',
    (_, { uri = ALBUM, rules = {}, locked = false, playback = silent }, unsure) => {
      const state = { playback, devices: [] };
      const scene = { rules: { ...USUAL_RULES, ...rules }, locked, state, owner: null, now: NOW, minute: 0 };
      expect(decide({ uid: 'A', uri, options: {}, memory: {} }, scene).unsure).toBe(unsure);
    },
  );

  it.each<[string, Case, boolean]>([
    ['what it starts', { playback: other }, true],
    ['what it goes on with', { playback: paused }, true],
    ['what it pauses', { rules: { sameTag: 'toggle' }, playback: same }, true],
    ['not what it queues', { uri: TRACK, rules: { queue: true }, playback: other }, false],
  ])('owns %s', (_, { uri = ALBUM, rules = {}, playback = silent }, owns) => {
    const state = { playback, devices: [] };
    const scene = {
      rules: { ...USUAL_RULES, ...rules },
      locked: false,
      state,
      owner: null,
      now: NOW,
      minute: 0,
    };
    expect(decide({ uid: 'A', uri, options: {}, memory: {} }, scene)).toMatchObject({ owns });
  });

  it('says why it queues no album', () => {
    const scene = { rules: { ...USUAL_RULES, queue: true }, locked: false, owner: null, now: NOW, minute: 0 };
    const state = { playback: other, devices: [] };
    expect(decide({ uid: 'A', uri: ALBUM, options: {}, memory: {} }, { ...scene, state })).toMatchObject({
      why: "something plays, and Spotify's queue takes single tracks and episodes only",
    });
  });

  it.each<[string, TagOptions, string]>([
    [SHOW, {}, 'stop'],
    [ALBUM, {}, 'autoplay'],
    [SHOW, { atEnd: 'autoplay' }, 'autoplay'],
  ])('%s %j ends: %s', (uri, options, expected) => {
    expect(atEndOf({ uri, options })).toBe(expected);
  });
});

describe('what may still be shown of cards before', () => {
  const at = (startedAt: number, more: Partial<Owner> = {}): Owner => ({
    ...owner,
    startedAt,
    first: null,
    ...more,
  });
  it.each<[string, Owner | null, readonly string[]]>([
    ['nothing was started', null, []],
    ['another, a moment ago', at(NOW - 4_999), [ALBUM]],
    ['another, long ago', at(NOW - 5_000), []],
    ['another, which was seen', at(NOW - 1_000, { first: track('one') }), []],
    ['several', at(NOW - 1_000, { instead: [TRACK, 'spotify:album:2'] }), [TRACK, 'spotify:album:2', ALBUM]],
    ['the same', at(NOW - 1_000, { uri: SHOW, instead: [TRACK, SHOW] }), [TRACK]],
  ])('%s', (_what, before, instead) => {
    expect(insteadOf(before, SHOW, NOW)).toEqual(instead);
  });
});
