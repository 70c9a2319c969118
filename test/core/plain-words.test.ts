import { describe, expect, it } from 'vitest';
import { isNumber, partsOf, wordsOf } from '../../src/core/plain-words.ts';

describe('the words of a name', () => {
  it.each([
    ['Die Drei ??? – Folge 001', ['3', 'fragezeichen', '1']],
    ['Folge 012', ['12']],
    ['00s Hits', ['00s', 'hits']],
    // A counter without a number is a word, and a number without one stays.
    ['Part Time', ['part', 'time']],
    ['Part U2', ['part', 'u2']],
    ['No 2Pac', ['no', '2pac']],
    ['Summer 69', ['summer', '69']],
    // What joins goes, where something is left.
    ['Bibi & Tina', ['bibi', 'tina']],
    ['And', ['and']],
    ['Und et', ['und', 'et']],
    // So does an article in front.
    ['The Beatles', ['beatles']],
    ['Off the Wall', ['off', 'the', 'wall']],
    ['Die', ['die']],
    // Nothing but signs.
    [' ÷ ', ['÷']],
    ['...', ['...']],
    [' ', []],
  ])('%j are %j', (name, words) => expect(wordsOf(name)).toEqual(words));

  it.each([
    ['Ægir', 'Aegir'],
    ['Œdipe', 'Oedipe'],
    ['Łódź', 'Lodz'],
    ['Røyksopp', 'Royksopp'],
    ['Größe', 'groesse'],
    ['ＡＢＣ', 'abc'],
    ['AC/DC -  Live', 'ac dc live'],
    ['R.E.M.', 'rem'],
    ['P!nk', 'pink'],
  ])('%s and %s are the same', (one, other) => expect(wordsOf(one)).toEqual(wordsOf(other)));
});

it.each([
  ['7', true],
  ['1984', true],
  ['2pac', false],
  ['u2', false],
  ['', false],
  [undefined, false],
])('%j is a number: %j', (word, number) => expect(isNumber(word)).toBe(number));

it.each([
  ['Umbrella', 'Umbrella', ''],
  ['Help! - Remastered 2009', 'Help!', ''],
  ['Umbrella (feat. JAY-Z)', 'Umbrella', 'JAY-Z'],
  ['Umbrella (feat. JAY-Z)[Remix]', 'Umbrella', 'JAY-Z'],
  ['Umbrella [feat. JAY-Z]Live', 'Umbrella Live', 'JAY-Z'],
  ['Umbrella ft Jay', 'Umbrella', 'Jay'],
  ['Pippi (Hörspiel) [2020]', 'Pippi', ''],
  // Where nothing would be left it stays.
  ['(Intro)', '(Intro)', ''],
  [' (feat. Nobody)', ' (feat. Nobody)', 'Nobody'],
])('%s is %j, with %j', (title, bare, guests) => {
  const parts = partsOf(title);
  expect([parts.bare.trim(), parts.guests]).toEqual([bare.trim(), guests]);
});
