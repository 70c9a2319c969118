import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../src/home-assistant/entities.ts';
import type { Entity } from '../../src/home-assistant/entity.ts';
import { hearReader } from '../../src/home-assistant/inbox.ts';
import {
  READER_ENTITIES,
  READER_EVENT_TYPES,
  type ReaderAsk,
  type ReaderView,
} from '../../src/home-assistant/reader-entities.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { readerView, silentReader } from './reader-views.ts';

type Key = keyof typeof READER_ENTITIES;
const TABLE: [string, Entity<ReaderView, ReaderAsk>][] = Object.entries(READER_ENTITIES);
const keysOf = (view: ReaderView) => TABLE.filter(([, entity]) => entity.isThere(view)).map(([key]) => key);

const SAID: [Key, string, ReaderView, string | undefined][] = [
  ['card', 'a name', readerView(), 'The dragon'],
  ['card', 'none yet', silentReader(), 'None'],
  ['card', 'one called None', readerView({ card: 'None' }), 'None '],
  ['present', 'there', readerView(), 'ON'],
  ['present', 'gone', readerView({ present: false }), 'OFF'],
  ['present', 'unknown', readerView({ present: null }), 'None'],
  ['result', 'some', readerView({ result: 'unpaired' }), 'unpaired'],
  ['result', 'none yet', silentReader(), 'None'],
  ['display', 'a title', readerView({ display: 'Größe\n🎵' }), 'Grosse :musical_note:'],
  ['display', 'a long one', readerView({ display: 'x'.repeat(300) }), `${'x'.repeat(61)}...`],
  ['display', 'nothing', silentReader(), ''],
  ['display', 'blanks', readerView({ display: ' \n' }), ''],
  ['minutes_today', 'some', readerView(), '42'],
  ['minutes_left', 'some', readerView(), '18'],
  ['minutes_left', 'none', readerView({ left: 0 }), '0'],
  ['locked', 'not', readerView(), 'OFF'],
  ['locked', 'yes', readerView({ locked: true }), 'ON'],
  ['connected', 'is the reader’s own to say', readerView(), undefined],
  ['event', 'has no state', readerView(), undefined],
  ['scan', 'has no state', readerView(), undefined],
  ['learn', 'has no state', readerView(), undefined],
];

describe('the table of a reader', () => {
  it.each(SAID)('%s: %s', (key, _what, view, said) => {
    expect(READER_ENTITIES[key].say(view)).toBe(said);
  });

  it.each<[string, string, ReaderAsk]>([
    ['learn', 'PRESS', { ask: 'learn' }],
    ['forget', 'PRESS', { ask: 'forget' }],
    ['locked', 'ON', { ask: 'lock', on: true }],
    ['locked', 'off', { ask: 'lock', on: false }],
  ])('hears %s %s', (key, payload, asked) => {
    expect(hearReader(key, payload, readerView())).toEqual(asked);
  });

  it.each([
    ['locked', 'maybe', 'ON or OFF'],
    ['display', 'x', 'display only tells; these can be set: learn, locked, forget'],
    ['lock', 'ON', 'did you mean "locked"?'],
  ])('refuses %s %s: %s', (key, payload, why) => {
    expect(() => hearReader(key, payload, readerView())).toThrow(why);
  });

  it('has what depends on the reader only where the reader has it', () => {
    const always = keysOf(silentReader());
    expect(keysOf(silentReader({ hasStatus: true }))).toEqual(
      expect.arrayContaining([...always, 'connected']),
    );
    expect(keysOf(readerView()).filter((key) => !always.includes(key))).toEqual([
      'present',
      'scan',
      'connected',
      'minutes_left',
    ]);
  });

  it('says nothing on the topics that readers speak on', () => {
    const topics = topicsOf('spotify2mqtt').reader('kitchen');
    const theirs = [topics.tag, topics.command, topics.status, topics.response, topics.feedback];
    expect(TABLE.map(([key]) => topics.at(key)).filter((topic) => theirs.includes(topic))).toEqual([]);
    expect(topics.at('display')).toBe(topics.display);
    expect(topics.at('event')).toBe(topics.event);
    expect(topics.at('scan')).toBe(topics.scan);
  });

  it('tells no event that accounts do not know', () => {
    expect(EVENT_TYPES).toEqual(expect.arrayContaining([...READER_EVENT_TYPES]));
  });
});
