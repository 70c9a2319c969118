import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import type { Item } from '../../src/core/item.ts';
import { idle, type Playback } from '../../src/core/playback.ts';
import { endsListening, judge, type Sent, type Verdict, whySilent } from '../../src/core/silence.ts';
import { KITCHEN, playingTrack, track } from './playing.ts';

const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const SHOW = 'spotify:show:6LzZlnKqxXbzDwwaCvEkd9';
const BATH = { ...KITCHEN, id: 'bath-id', name: 'Bath' };
const S = 1_000;
const AT = 1_000_000 * S;

/** The radio was on in the kitchen, for a minute. */
const before = playingTrack('radio', 60 * S, AT - S);
const album: Sent = { at: AT, device: KITCHEN, uris: [ALBUM], fromMs: 0, before };
const story: Sent = { ...album, uris: [SHOW], fromMs: null };
const fromIdle: Sent = { ...album, before: idle(AT - S) };
const resume: Sent = { ...album, uris: [], fromMs: null, before: { ...before, status: 'paused' } };

/** Seconds after the play; position in seconds. */
const look = (at: number, position: number | null, change: Partial<Playback> = {}): Playback => ({
  ...playingTrack('one', 0, AT + at * S, { contextUri: ALBUM, ...change }),
  positionMs: position === null ? null : position * S,
});
const radio = (at: number, position: number, change: Partial<Playback> = {}) =>
  look(at, position, { item: track('radio'), contextUri: null, ...change });
const other = (name: string, durationMs?: number): Partial<Playback> => ({ item: track(name, durationMs) });
const paused = { status: 'paused' } as const;
const inBath = { device: BATH };
const episode: Partial<Playback> = { item: { ...track('e', 3_600 * S), kind: 'episode' }, contextUri: SHOW };
const hidden: Partial<Playback> = { item: null, contextUri: null };
const ad: Item = { ...track('ad', 30 * S), kind: 'ad', uri: null };
const nothing = (at: number) => idle(AT + at * S);

describe('a play', () => {
  it.each<[string, Sent, Playback[], number, Verdict | undefined]>([
    ['that begins at once', album, [look(1, 0.9)], 1, 'playing'],
    ['that begins at a place', { ...album, fromMs: 90 * S }, [look(1, 90.8)], 1, 'playing'],
    ['that no look has followed yet', album, [], 3, undefined],
    ['that stands at its beginning yet', album, [look(1, 0)], 1, undefined],
    [
      'of a Cast, which takes 5 s',
      album,
      [look(1, 0), look(3, 0), look(4.5, 0), look(7.5, 2)],
      7.5,
      'playing',
    ],
    ['that buffers for a while', album, [look(1, 0), look(3, 1.4)], 3, 'playing'],
    ['whose first look is too early to tell', album, [radio(0.1, 60)], 0.1, undefined],
    [
      'in another pressing',
      { ...album, uris: ['spotify:track:x'] },
      [look(1, 0.8, { contextUri: null })],
      1,
      'playing',
    ],
    ['of a story that goes on somewhere', story, [look(1, 700, episode)], 1, undefined],
    ['of a story that goes on', story, [look(1, 700, episode), look(3, 702, episode)], 3, 'playing'],
    ['after an advertisement', album, [look(1, null, { item: ad, contextUri: null })], 1, 'playing'],
    ['of the DJ, who talks', album, [look(1, null, hidden)], 1, 'playing'],
    ['of what is paused', resume, [radio(1, 60.9)], 1, 'playing'],
    ['of what is paused, by itself at another place', resume, [radio(1, 10), radio(3, 12)], 3, 'playing'],
    ['of what plays already', { ...resume, before }, [radio(1, 62)], 1, 'playing'],
    [
      'of the same album, from its beginning',
      { ...album, before: look(-1, 60) },
      [look(1, 0.9)],
      1,
      'playing',
    ],
    [
      'that crossfades into the next',
      album,
      [look(1, 0.1), look(3, 0.5, other('two')), look(4.5, 2, other('two'))],
      4.5,
      'playing',
    ],
    ['on a twin of the name', album, [look(1, 0.9, { device: { ...KITCHEN, id: 'new' } })], 1, 'playing'],
    ['wherever it is', { ...album, device: null }, [look(1, 0.9, inBath)], 1, 'playing'],

    ['a quarter of a second in, at once', album, [look(1, 0.25)], 1, 'playing'],
    ['a quarter of a second in, not quite at once', album, [look(1.001, 0.25)], 2, undefined],
    ['not quite a quarter of a second in', album, [look(0.5, 0.249)], 1, undefined],
    ['late, and further than tracks race', album, [look(5, 2.5)], 5, 'playing'],
    ['late, and no further than that', album, [look(5, 2.499)], 5, undefined],
    ['two seconds ahead', album, [look(1, 3)], 1, 'playing'],
    ['further ahead than that', album, [look(1, 3.001)], 1, undefined],
    ['that moves a quarter of a second', story, [look(1, 7, episode), look(3, 7.25, episode)], 3, 'playing'],
    ['that moves less', story, [look(1, 7, episode), look(3, 7.249, episode)], 3, undefined],
    ['that moves back', story, [look(1, 7, episode), look(3, 5, episode)], 3, undefined],
    [
      'on a twin of the name in other letters',
      album,
      [look(1, 0.9, { device: { ...BATH, name: 'KITCHEN' } })],
      1,
      'playing',
    ],
    ['on a speaker that is not told', album, [look(1, 0.9, { device: null })], 1, 'playing'],
    ['of one title, which plays', { ...album, uris: [track('one').uri ?? ''] }, [look(1, 0.9)], 1, 'playing'],

    ['that stands still for 8 s', album, [look(1, 0), look(3, 0), look(7.5, 0)], 8, 'silent'],
    [
      'that stands still, and is judged too early',
      album,
      [look(1, 0), look(3, 0), look(4.5, 0)],
      7.9,
      undefined,
    ],
    ['of a story that stands still', story, [look(1, 700, episode), look(7.5, 700, episode)], 8, 'silent'],
    ['that stops at the first note', album, [look(1, 0, paused), look(4.5, 0, paused)], 8, 'silent'],
    ['that nothing comes of', fromIdle, [nothing(1), nothing(3), nothing(4.5)], 8, 'silent'],
    ['of what stays paused', resume, [radio(1, 60, paused), radio(4.5, 60, paused)], 8, 'silent'],
    ['that another device takes', album, [look(1, 0.9, inBath), look(4.5, 4, inBath)], 8, 'elsewhere'],
    [
      'on a speaker without an id, while another of that kind plays',
      { ...album, device: { id: null, name: 'Sonos' } },
      [look(1, 0.9, { device: { ...BATH, id: null } }), look(4.5, 4, { device: { ...BATH, id: null } })],
      8,
      'elsewhere',
    ],
    ['while another device plays on', album, [radio(1, 62, inBath), radio(4.5, 65, inBath)], 8, 'elsewhere'],

    [
      'that races',
      album,
      [look(1, 0.1, other('a')), look(3, 0.3, other('b')), look(4.5, 0.2, other('c'))],
      4.5,
      'racing',
    ],
    [
      'that races, just under two and a half seconds each',
      album,
      [look(1, 0.1, other('a')), look(3, 2.499, other('b')), look(4.5, 0.2, other('c'))],
      4.5,
      'racing',
    ],
    [
      'of which one is heard for that long',
      album,
      [look(1, 0.1, other('a')), look(3, 2.5, other('b')), look(4.5, 0.2, other('c'))],
      4.5,
      'playing',
    ],
    [
      'that races through what has no length',
      album,
      ['a', 'b', 'c'].map((name, at) => look(1 + at, 0.1, { item: { ...track(name), durationMs: null } })),
      4.5,
      'racing',
    ],
    [
      'of jingles of ten seconds',
      album,
      ['a', 'b', 'c'].map((name, at) => look(1 + at, 0.1, other(name, 10 * S))),
      4.5,
      undefined,
    ],
    [
      'that is paused between titles',
      album,
      ['a', 'b', 'c'].map((name, at) => look(1 + at, 0.1, { ...other(name), ...paused })),
      4.5,
      undefined,
    ],
    [
      'that skips twice',
      album,
      [look(1, 0.1, other('a')), look(3, 0.3, other('b')), look(4.5, 1.8, other('b'))],
      4.5,
      'playing',
    ],
    [
      'of jingles',
      album,
      [look(1, 0.1, other('a', 3 * S)), look(3, 0.3, other('b', 3 * S)), look(4.5, 0.2, other('c', 3 * S))],
      4.5,
      undefined,
    ],
    [
      'of which each is heard for a while',
      album,
      [look(1, 0.1, other('a')), look(4.5, 3, other('b')), look(7.5, 0.1, other('c'))],
      8,
      'playing',
    ],

    ['that a phone pauses', album, [look(1, 0.6, paused)], 1, 'replaced'],
    ['that a phone pauses, a quarter of a second in', album, [look(1, 0.25, paused)], 1, 'replaced'],
    ['that is paused before that', album, [look(1, 0.249, paused)], 1, undefined],
    ['that a phone pauses, two seconds ahead', album, [look(1, 3, paused)], 1, 'replaced'],
    ['that is paused further on', album, [look(1, 3.001, paused)], 1, undefined],
    ['that is paused nobody knows where', album, [look(1, null, paused)], 1, undefined],
    ['of what is paused, that a phone pauses', resume, [radio(1, 60.5, paused)], 1, 'replaced'],
    ['that a phone takes elsewhere', album, [look(1, 0.1), look(3, 0.5, inBath)], 3, 'replaced'],
    ['over music that somebody paused', album, [radio(1, 61, paused), radio(4.5, 61, paused)], 8, 'replaced'],

    ['that is silent in its fourth second', album, [look(1, 0), look(4, 0)], 8, 'silent'],
    ['that is silent just before', album, [look(1, 0), look(3.999, 0)], 8, 'unknown'],
    ['that nothing came of in the end', fromIdle, [look(1, 0), nothing(3), nothing(4.5)], 8, 'silent'],
    ['whose looks could not be had', album, [], 8, 'unknown'],
    ['that was looked at once', album, [look(4.5, 0)], 8, 'unknown'],
    ['that was not looked at any more', album, [look(1, 0), look(3, 0)], 8, 'unknown'],
    ['of which no position is told', album, [look(1, null), look(4.5, null)], 8, 'unknown'],
    ['over music that plays on', album, [radio(1, 62), radio(4.5, 65)], 8, 'unknown'],
    ['with a single empty answer', fromIdle, [look(1, 0), nothing(4.5)], 8, 'unknown'],
  ])('%s', (_, play, looks, seconds, verdict) => {
    expect(judge(play, looks, AT + seconds * S)).toBe(verdict);
  });

  it.each<[string, Verdict, Playback[], RegExp]>([
    ['stands still', 'silent', [look(7.5, 0)], /Kitchen shows the music, but it does not move: it sleeps/],
    ['stands still, muted', 'silent', [look(7.5, 0, { device: { ...KITCHEN, volume: 0 } })], /volume is 0/],
    ['is nowhere', 'silent', [nothing(4)], /nothing plays on Kitchen: it sleeps/],
    ['stopped', 'silent', [look(4, 0, paused)], /stopped at the first note.*country/],
    ['is elsewhere', 'elsewhere', [look(4, 4, inBath)], /^Bath plays, and not Kitchen/],
    ['races', 'racing', [look(4, 0)], /tracks race past on Kitchen.*Premium/],
    [
      'is restricted',
      'silent',
      [look(4, 0, { device: { ...KITCHEN, restricted: true } })],
      /takes no commands/,
    ],
  ])('that %s has a likely cause', (_, verdict, looks, words) => {
    expect(whySilent(verdict, album, looks)).toMatch(words);
  });

  it('has a cause in words also where nobody knows the speaker', () => {
    const anywhere = { ...album, device: null };
    const nowhere = [look(4, 0, { device: null })];
    expect(whySilent('silent', anywhere, [])).toMatch(/^nothing plays on the speaker: it sleeps/);
    expect(whySilent('silent', anywhere, nowhere)).toMatch(/^nothing plays on the speaker: it sleeps/);
    expect(whySilent('elsewhere', album, nowhere)).toMatch(/^another device plays, and not Kitchen: another/);
    expect(whySilent('silent', anywhere, [look(4, 0, inBath)])).toMatch(
      /^Bath shows the music, but it does not move: it/,
    );
    expect(whySilent('racing', anywhere, [look(4, 0, inBath)])).toMatch(
      /^tracks race past on Bath, and none is heard/,
    );
  });

  it.each<[Command, boolean]>([
    [{ ask: 'play', uri: ALBUM }, true],
    [{ ask: 'play' }, false],
    [{ ask: 'pause' }, true],
    [{ ask: 'next' }, true],
    [{ ask: 'device', device: 'Bath' }, true],
    [{ ask: 'recent', nth: 1 }, true],
    [{ ask: 'restore', name: 'card' }, true],
    [{ ask: 'play_pause' }, true],
    [{ ask: 'previous' }, true],
    [{ ask: 'seek', position: 3 }, true],
    [{ ask: 'clear' }, true],
    [{ ask: 'volume', percent: 3 }, false],
    [{ ask: 'queue', uri: ALBUM }, false],
    [{ ask: 'sleep', minutes: 3 }, false],
  ])('and then %o: listened to no more: %s', (command, ends) => {
    expect(endsListening(command)).toBe(ends);
  });
});
