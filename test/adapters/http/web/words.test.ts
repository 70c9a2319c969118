import { describe, expect, it } from 'vitest';
import { TEXTS_BY_LANGUAGE } from '../../../../src/adapters/http/texts/player-texts.ts';
import { eventWords } from '../../../../src/adapters/http/web/event-words.js';
import { clockOffset, positionAt } from '../../../../src/adapters/http/web/playhead.js';
import { EMPTY_SCENE } from '../../../../src/adapters/http/web/scene.js';
import { ago, fill, left, place, timeIn } from '../../../../src/adapters/http/web/words.js';
import { player } from './told.ts';

const NOON = Date.parse('2026-05-21T12:00:00.000Z');

function textsOf(language: string) {
  const texts = TEXTS_BY_LANGUAGE.get(language);
  if (!texts) throw new Error(`no texts in ${language}`);
  return texts;
}
const english = textsOf('en');
const german = textsOf('de');

describe('where the music is', () => {
  it.each([
    ['plays on', {}, NOON + 10_000, 52],
    ['stands while it pauses', { state: 'paused' }, NOON + 10_000, 42],
    ['ends at its end', {}, NOON + 3_600_000, 185],
    ['runs on where nobody knows the end', { media_duration: null }, NOON + 200_000, 242],
    ['does not run back for a clock that is behind', {}, NOON - 10_000, 42],
    ['is nowhere', { media_position: null }, NOON, null],
  ])('it %s', (_, members, now, at) => {
    expect(positionAt(player(members), now)).toBe(at);
  });

  it('is by the clock of the server, as the page brought it', () => {
    expect(clockOffset(NOON, NOON - 90_000)).toBe(90_000);
    expect(clockOffset(Number.NaN, NOON)).toBe(0);
  });
});

describe('words', () => {
  it.each([
    ['Play {title}', { title: 'Help!' }, 'Play Help!'],
    ['{a} and {b}', { a: 1 }, '1 and '],
    ['{title}', { title: '{title}$&' }, '{title}$&'],
  ])('%s with %o', (text, values, filled) => {
    expect(fill(text, values)).toBe(filled);
  });

  it.each([
    [0, '0:00'],
    [185.9, '3:05'],
    [3723, '1:02:03'],
    [-1, '0:00'],
  ])('%d s are %s', (seconds, words) => {
    expect(place(seconds)).toBe(words);
  });

  it('tell times as people do', () => {
    expect(ago(english, '2026-05-21T11:59:30Z', NOON)).toBe('just now');
    expect(ago(english, '2026-05-21T10:00:00Z', NOON)).toBe('2 hours ago');
    expect(ago(german, '2026-05-20T11:00:00Z', NOON)).toBe('gestern');
    expect(left(german, 41_000)).toBe('41 Sekunden');
    expect(left(english, 600_000)).toBe('10 minutes');
  });
});

describe('the clock of the house', () => {
  it.each([
    ['Europe/Berlin', '20:14'],
    ['Asia/Tokyo', '04:14'],
    ['Europe/Nowhere', ''],
  ])('in %s', (zone, time) => {
    expect(timeIn(english, zone, Date.parse('2026-11-26T19:14:00Z'))).toBe(time);
  });
});

describe('what happened, in words', () => {
  const readers = [
    { reader: 'kids', name: 'Kids’ box', online: true, card: null, last_scan: null, locked: false },
  ];
  const scene = { ...EMPTY_SCENE, readers };

  it.each([
    [{ event_type: 'track_changed', title: 'Help!', artist: 'The Beatles' }, null, '“Help!” – The Beatles'],
    [{ event_type: 'track_changed', title: 'Help!', artist: '' }, null, '“Help!”'],
    [
      { event_type: 'feedback', result: 'playing', title: 'Help!', message: null },
      'kids',
      'Kids’ box: plays: Help!',
    ],
    [
      { event_type: 'feedback', result: 'denied', title: null, message: 'quiet' },
      'attic',
      'attic: not allowed now',
    ],
    [
      { event_type: 'tag_unknown', uid: '04', text: '', reader: 'kids' },
      'kids',
      'An empty card on Kids’ box: 04',
    ],
    [{ event_type: 'tag_learnt', name: 'Sun', does: 'x', uid: '04' }, 'kids', 'Learnt: “Sun”'],
    [
      { event_type: 'tag_removed', name: null, uid: '04', reader: 'kids' },
      'kids',
      'Card “04” was taken from Kids’ box.',
    ],
    [{ event_type: 'pairing_ending', days: 3 }, null, 'Spotify’s permission ends in 3 days.'],
    [
      { event_type: 'limit_warning', reader: 'kids', minutes_left: 10 },
      null,
      'Minutes left for today: 10 – Kids’ box',
    ],
    [{ event_type: 'limit_reached', reader: null, message: 'x' }, null, 'Today’s minutes are used up'],
    [
      {
        event_type: 'rule_applied',
        rule: 'explicit',
        did: 'skipped',
        reader: 'kids',
        title: 'Rude',
        message: 'x',
      },
      null,
      'A rule of the house ended “Rude” – Kids’ box',
    ],
    [{ event_type: 'something_new' }, null, 'something_new'],
  ])('%o', (event, reader, words) => {
    expect(eventWords(english, scene, { time: '', account: 'family', reader, event })).toBe(words);
  });
});
