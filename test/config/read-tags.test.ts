import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { below, knownKeys, tagsSchema, tagsSchemaText } from '../../src/config/json-schema.ts';
import { BadConfig } from '../../src/config/mistake.ts';
import { readTags } from '../../src/config/read-tags.ts';
import { isMapping, valueAt } from '../../src/config/words.ts';
import type { Tag } from '../../src/core/tag.ts';

const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
const TRACK = 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6';

const read = (text: string, accounts: string[] = ['family', 'kids']) =>
  readTags({ file: 't.yaml', text, accounts });

function mistakes(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof BadConfig) return error.message.split('\n');
    throw error;
  }
  return [];
}

const bare = (uid: string, does: string): Tag => ({ uid, name: null, does, cover: null, options: {} });

describe('tags.yaml', () => {
  it.each<[text: string, tag: Tag]>([
    [`"04-72-90-ba": ${ALBUM}`, bare('047290BA', ALBUM)],
    [
      `04:72:90:BA: https://open.spotify.com/intl-de/album/7vEJAtP3KgKSpOHVgwm3Eh?si=1`,
      bare('047290BA', ALBUM),
    ],
    [`"0x047290BA": {play: "${ALBUM}/shuffle"}`, bare('047290BA', `${ALBUM}/shuffle`)],
    [`1e10: ${ALBUM}`, bare('1E10', ALBUM)],
    [`0123: ${ALBUM}`, bare('0123', ALBUM)],
    [`70539770: ${ALBUM}`, bare('70539770', ALBUM)],
    [`186131157007000000001: ${ALBUM}`, bare('186131157007000000001', ALBUM)],
    [`my-living-room-tag: room:Kitchen`, bare('my-living-room-tag', 'room:Kitchen')],
    [`https://www.home-assistant.io/tag/AB-12: lock`, bare('AB12', 'lock')],
    [`a1: {command: volume +10}`, bare('A1', 'command:volume +10')],
    [`a1: {command: "play ${ALBUM}"}`, bare('A1', ALBUM)],
    [`a1: {room: Living room}`, bare('A1', 'room:Living room')],
    [`a1: {scene: bedtime}`, bare('A1', 'scene:bedtime')],
    [`a1: {sleep: 30}`, bare('A1', 'sleep:30')],
    [`a1: {sleep: end_of_track}`, bare('A1', 'sleep:end_of_track')],
    [`a1: {sleep: +15}`, bare('A1', 'sleep:+15')],
    [`a1: {sleep: end_of_album}`, bare('A1', 'sleep:end_of_album')],
    [`a1: {lock: true}`, bare('A1', 'lock')],
    [`a1: {lock: false}`, bare('A1', 'unlock')],
    [
      `a1: {play: https://open.spotify.com/s/2czejYu, name: 1984}`,
      { ...bare('A1', 'https://open.spotify.com/s/2czejYu'), name: '1984' },
    ],
    [`a1: {play: "${ALBUM}", offset: "${TRACK}"}`, { ...bare('A1', ALBUM), options: { offset: TRACK } }],
  ])('has %s', (text, tag) => {
    expect(read(text)).toEqual([tag]);
  });

  it('has every option', () => {
    const text = `a1:
  name: Abbey Road
  play: ${ALBUM}
  device: Kitchen
  volume: 30
  max_volume: 50
  shuffle: true
  repeat: all
  queue: true
  account: family
  same_tag: restart
  offset: 03
  resume: false
  at_end: stop
  cover: https://i.scdn.co/image/ab?size=1
`;
    expect(read(text)).toEqual([
      {
        uid: 'A1',
        name: 'Abbey Road',
        does: ALBUM,
        cover: 'https://i.scdn.co/image/ab?size=1',
        options: {
          device: 'Kitchen',
          volume: 30,
          maxVolume: 50,
          shuffle: true,
          repeat: 'all',
          queue: true,
          account: 'family',
          sameTag: 'restart',
          offset: 3,
          resume: false,
          atEnd: 'stop',
        },
      },
    ]);
  });

  it('keeps the order of the file, whatever the ids look like', () => {
    expect(read(`b1: lock\n5: lock\na1: lock\n"4": lock`).map(({ uid }) => uid)).toEqual([
      'B1',
      '5',
      'A1',
      '4',
    ]);
  });

  it.each(['', '# nothing yet\n', '---\n', '{}'])('may be empty: %j', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('may be missing, but must be readable', () => {
    const from = (code: string) => () =>
      readTags({
        file: 't.yaml',
        accounts: [],
        readFile: () => {
          throw Object.assign(new Error(), { code });
        },
      });
    expect(from('ENOENT')()).toEqual([]);
    expect(from('EISDIR')).toThrow('t.yaml: is a folder');
    expect(readTags({ accounts: [] })).toEqual([]);
    expect(readTags({ file: 't.yaml', accounts: [], readFile: () => 'a1: lock' })).toEqual([
      bare('A1', 'lock'),
    ]);
  });
});

describe('a mistake in tags.yaml', () => {
  it.each<[what: string, text: string, expected: string | RegExp]>([
    ['no tag text', 'a1: hello', /^t.yaml:1:5 a1: does nothing \(is no link\), a Spotify link, command:/],
    ['no music', 'a1:\n  play: hello', /^t.yaml:2:9 a1.play: does nothing \(is no link\), a Spotify link/],
    ['another service', 'a1: https://music.apple.com/us/album/1', /^t.yaml:1:5 a1: does nothing \(.*service/],
    [
      'no command',
      'a1: {command: voulme +10}',
      /^t.yaml:1:15 a1.command: does nothing \(unknown command "voulme", did you mean "volume"\?.*\), one such as volume \+10 would be right/,
    ],
    [
      'a tag of a tag',
      'a1: https://www.home-assistant.io/tag/b',
      /^t.yaml:1:5 a1: is a Home Assistant tag itself/,
    ],
    [
      'nothing behind an id',
      'a1:',
      't.yaml:1:1 a1: does nothing, one of play, command, room, scene, sleep or lock would be right',
    ],
    ['a name alone', 'a1: {name: A}', /^t.yaml:1:1 a1: does nothing, one of/],
    [
      'two things',
      `a1: {lock: true, play: "${ALBUM}"}`,
      't.yaml:1:18 a1.play: is beside lock, one of the two would be right',
    ],
    ['a list', 'a1: [lock]', /^t.yaml:1:1 a1: is a list, a mapping with keys such as play would be right/],
    ['a number', 'a1: 12', /^t.yaml:1:5 a1: is 12, a mapping with keys such as play/],
    ['a list of tags', '- a1: lock', /^t.yaml:1:1: is a list, a mapping/],
    ['a slip', 'a1: {lock: true, nam: A}', 't.yaml:1:18 a1.nam: is not a key here, did you mean name?'],
    ['a loud tag', 'a1: {lock: true, volume: 101}', /a1.volume: is 101, a whole number from 0 to 100/],
    [
      'a tag above itself',
      'a1: {lock: true, volume: 60, max_volume: 50}',
      't.yaml:1:26 a1.volume: is above max_volume, at most 50 would be right',
    ],
    [
      'no repeat',
      'a1: {lock: true, repeat: on}',
      /a1.repeat: is "on", did you mean one\? \(off, all or one\)/,
    ],
    [
      'no end',
      'a1: {lock: true, at_end: pause}',
      /a1.at_end: is "pause", stop, repeat or autoplay would be right/,
    ],
    [
      'an unknown account',
      'a1: {lock: true, account: famly}',
      't.yaml:1:27 a1.account: is no account, did you mean family?',
    ],
    [
      'no beginning',
      `a1: {play: "${ALBUM}", offset: "${ALBUM}"}`,
      /a1.offset: is no place to begin, a number from 0/,
    ],
    ['a negative beginning', `a1: {play: "${ALBUM}", offset: -1}`, /a1.offset: is no place to begin/],
    ['no picture', 'a1: {lock: true, cover: moon.jpg}', /a1.cover: is no address of a picture/],
    [
      'a long night',
      'a1: {sleep: 481}',
      /^t.yaml:1:13 a1.sleep: .*1 to 480 minutes, .*end_of_track, end_of_context or off.* would be right$/,
    ],
    ['a lock with a word', 'a1: {lock: yes}', /a1.lock: is "yes", true or false would be right/],
    ['a misread', '"00-00-00-00": lock', /^t.yaml:1:1 00-00-00-00: is no id/],
    [
      'a phone',
      '"08-3A-F2-91": lock',
      /^t.yaml:1:1 08-3A-F2-91: is the id that a phone or bank card makes up anew/,
    ],
    ['a link for an id', `"${ALBUM}": lock`, /is a link and no id/],
    [
      'the same tag',
      `"04-72-90-BA": lock\n\n047290ba: lock`,
      't.yaml:3:1 047290ba: is the tag 04-72-90-BA of line 1 again, one of the two would be right',
    ],
    [
      'the same key',
      'a1: lock\na1: unlock',
      't.yaml:2:1 a1: is here a second time (the first is in line 1), one of the two would be right',
    ],
    ['an anchor', 'a1: &x lock', /^t.yaml:1:\d+ a1: has an anchor/],
    ['no key', '? [a]\n: lock', /^t.yaml:1:\d+: has a key that is empty or no word/],
    ['an open quote', 'a1: "lock', /^t.yaml:1:\d+: lacks a character, a closing quote/],
  ])('%s', (_, text, expected) => {
    const told = mistakes(text);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(expected);
  });

  it('is told with all the others, in the order of the file', () => {
    expect(mistakes('b1: hello\n08112233: lock\na1:\n  volume: x\n  play: nothing\n')).toEqual([
      expect.stringMatching(/^t.yaml:1:5 b1: does nothing/),
      expect.stringMatching(/^t.yaml:2:1 08112233: is the id that a phone/),
      't.yaml:4:11 a1.volume: is "x", a whole number from 0 to 100 would be right',
      expect.stringMatching(/^t.yaml:5:9 a1.play: does nothing/),
    ]);
  });

  it('knows the account that nobody named', () => {
    expect(read('a1: {lock: true, account: spotify}', [])).toHaveLength(1);
    expect(() => read('a1: {lock: true, account: family}', [])).toThrow('one of spotify would be right');
  });

  it('never is anything but a mistake, whatever the text', () => {
    const scrap = fc.constantFrom(
      'a1',
      'play',
      'lock',
      ':',
      ' ',
      '\n',
      '  ',
      '- ',
      '&a',
      '*a',
      '{',
      '}',
      '"',
      '!x',
      '#',
      '? ',
      '|',
      '08',
      '~',
      '__proto__',
      'constructor',
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 30 }), (scraps) => {
        expect(() => mistakes(scraps.join(''))).not.toThrow();
      }),
    );
  });
});

describe('tags.example.yaml', () => {
  const folder = new URL('../../config/', import.meta.url);
  const example = readFileSync(new URL('tags.example.yaml', folder), 'utf8');
  const whole = example.replace('# account: family', 'account: family');

  it('is valid, for a house with one account and as a whole', () => {
    expect(read(example, [])).toHaveLength(10);
    expect(read(whole)[2]).toMatchObject({ options: { account: 'family' } });
    const schema: unknown = JSON.parse(readFileSync(new URL('tags.schema.json', folder), 'utf8'));
    if (typeof schema !== 'object' || schema === null) throw new Error('no schema');
    const check = new Ajv({ strict: false, allowUnionTypes: true }).compile(schema);
    expect(check(parse(whole)), JSON.stringify(check.errors)).toBe(true);
    expect(check({ a1: { lock: 'yes' } })).toBe(false);
  });

  it('shows every key', () => {
    const root: unknown = parse(whole);
    const keysOf = (value: unknown) => (isMapping(value) ? Object.keys(value) : []);
    const keys = new Set(keysOf(root).flatMap((id) => keysOf(valueAt(root, [id]))));
    expect(knownKeys(below(tagsSchema(), '')).filter((key) => !keys.has(key))).toEqual([]);
  });

  it('has a schema that is what the shape says', () => {
    const text = readFileSync(new URL('tags.schema.json', folder), 'utf8');
    expect(text === tagsSchemaText(), 'it is stale: run `npm run schema`').toBe(true);
    const tag = below(tagsSchema(), '');
    expect(Object.entries(tag?.properties ?? {}).filter(([, { description }]) => !description)).toEqual([]);
  });
});
