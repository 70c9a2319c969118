import { describe, expect, it } from 'vitest';
import {
  eventOf,
  isBlank,
  isGone,
  isIdLine,
  isStateWord,
  isSurelyRemoved,
  plainWord,
} from '../../src/core/tag-words.ts';

describe('a topic that shows the tag on the reader', () => {
  it.each(['', ' ', '---', 'None', ' null\n', 'N/A', 'removed', 'tag_gone', 'False', ' empty ', 'FALSE\n'])(
    '%j says that it went',
    (text) => expect(isGone(text)).toBe(true),
  );

  // A last will, and words in which one of those is only a part.
  it.each([
    'unavailable',
    ' Unavailable\r\n',
    '04A1B2C3',
    'false alarm',
    'not false',
    'half-empty',
    'empty:1',
  ])('%j does not', (text) => expect(isGone(text)).toBe(false));

  it.each(['tag removed, unavailable', 'unavailable: tag removed'])('%j is more than a last will', (text) =>
    expect(isGone(text)).toBe(true),
  );
});

it.each([
  ['none', true],
  [' Unknown ', true],
  ['nonesuch', false],
  ['not none', false],
  ['0', false],
  ['-1', false],
])('%j is a blank: %j', (text, blank) => expect(isBlank(text)).toBe(blank));

it.each([
  ['tag gone', true],
  ['card_lost', true],
  ['chipLeft', true],
  ['gone', true],
  ['tag_removed', true],
  ['tag_lost_count', false],
  ['bygone', false],
  ['gone fishing', false],
  // Said of people, lights and doors too.
  ['left', false],
  ['off', false],
])('%j is surely said of a tag that went: %j', (word, removed) => {
  expect(isSurelyRemoved(word)).toBe(removed);
});

it.each([
  ['left', 'removed'],
  ['write_done', 'other'],
  ['Tag_Scanned', 'scanned'],
  ['MIFARE 1KB', undefined],
])('%j says %s', (word, event) => expect(eventOf(word)).toBe(event));

it('takes a word without its case and its signs', () => {
  expect(plainWord('Tag - ID (hex)')).toBe('tagidhex');
  expect(isStateWord('Tag - Removed')).toBe(true);
});

describe('a payload of one line', () => {
  it.each([
    '04A1B2C3',
    '04:A1:B2:C3',
    '04 a1 b2 c3',
    '+4A1B2C3D',
    '103,12632',
    'AnGP7',
    // Near a measured value.
    'A1.5',
    'rev2.1',
    'A12V',
    '12VOLT77',
    // Near a date, a time of day, a time of running.
    'TAG-2026-11-26',
    '2026-11-2677',
    'AA:12:30',
    '07:05:AA:BB',
    '24:00',
    '12:75',
    'A1D2:33',
  ])('%j can be an id', (text) => expect(isIdLine(text)).toBe(true));

  it.each([
    'offline',
    'tag removed',
    // Measured values, a version, an address.
    '21.5',
    '+1.5',
    '-7',
    '-7.5',
    '210.55',
    '192.168.1.5',
    '1.2.3-beta',
    'v2.0',
    'V12.1.0',
    '230V',
    '3,3V',
    '3,35V',
    '12dBm',
    // Dates and times.
    '2026-11-26',
    '2026-11-26 10:00',
    '2026-11-26T10:00:00Z',
    '7:05',
    '07:05',
    '19:00',
    '23:59:59',
    '1d 02:03',
    '12T03:04:05',
    '12 days, 3:04',
    '1 day 2:03',
    // Lines of a log.
    '[D] tag: 04A1',
    'two words',
    '',
  ])('%j can be none', (text) => expect(isIdLine(text)).toBe(false));
});
