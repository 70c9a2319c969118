import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTags } from '../../src/config/read-tags.ts';
import { tagsYaml } from '../../src/config/write-tags.ts';
import { BadPayload } from '../../src/core/problem.ts';
import { SAME_TAG } from '../../src/core/reader.ts';
import { AT_END, type Tag } from '../../src/core/tag.ts';

const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
const TRACK = 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6';
const bare = (uid: string, does: string): Tag => ({ uid, name: null, does, cover: null, options: {} });
const read = (text: string) => readTags({ text, accounts: ['family'] });

const percent = fc.integer({ min: 0, max: 50 });
const options = fc.record(
  {
    account: fc.constant('family'),
    device: fc.string({ minLength: 1 }),
    volume: percent,
    maxVolume: percent.map((most) => most + 50),
    shuffle: fc.boolean(),
    repeat: fc.constantFrom('off', 'all', 'one'),
    queue: fc.boolean(),
    sameTag: fc.constantFrom(...SAME_TAG),
    offset: fc.oneof(fc.nat({ max: 999 }), fc.constant(TRACK)),
    resume: fc.boolean(),
    atEnd: fc.constantFrom(...AT_END),
  },
  { requiredKeys: [] },
);
const word = fc
  .string({ minLength: 1, unit: 'grapheme' })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const does = fc.oneof(
  fc.constantFrom(ALBUM, `${ALBUM}/shuffle`, 'https://open.spotify.com/s/2czejYu', 'spotify:collection'),
  fc.constantFrom(
    'lock',
    'unlock',
    'LOCK',
    'sleep:30',
    'sleep:end_of_track',
    'sleep:+15',
    'sleep:end_of_context',
    'command:fade 12 60',
    'command:volume/+10',
    'command:next',
  ),
  word.map((name) => `scene:${name}`),
  word.map((name) => `room:${name}`),
);
const uid = fc.oneof(
  fc.stringMatching(/^[1-9A-F][0-9A-F]{7}([0-9A-F]{6})?$/),
  fc.stringMatching(/^[1-9][0-9]{6,11}$/),
  fc.constantFrom('1E10', 'my-tag', 'true', '~', 'x: y', '#1', '103,12632', 'constructor', '0xG'),
);
const tags: fc.Arbitrary<Tag[]> = fc.uniqueArray(
  fc.record({
    uid,
    name: fc.option(fc.string({ minLength: 1, unit: 'binary' })),
    does,
    cover: fc.option(fc.webUrl({ withQueryParameters: true })),
    options,
  }),
  { selector: (tag) => tag.uid, maxLength: 8 },
);

describe('tagsYaml', () => {
  it('reads back as the same tags', () => {
    fc.assert(
      fc.property(tags, (some) => {
        expect(read(tagsYaml(some))).toEqual(some);
      }),
      { numRuns: 500 },
    );
  });

  it('adds what is not there', () => {
    fc.assert(
      fc.property(tags, (all) => {
        const there = tagsYaml(all.slice(0, 3));
        expect(read(tagsYaml(all, there))).toEqual(all);
        expect(tagsYaml(all.slice(0, 3), there)).toBe(there);
      }),
    );
  });

  it('keeps what people wrote: comments, order, their entries, even where they differ', () => {
    const existing = `# ours

"04-72-90-BA": ${ALBUM} # Abbey Road
# louder
0099:   {command: volume +10,   name: 007}`;
    const added = { ...bare('AB', ALBUM), name: 'Again' };
    expect(tagsYaml([bare('047290BA', TRACK), added, bare('0099', 'lock')], existing)).toBe(
      `${existing}\n"AB":\n  name: Again\n  play: ${ALBUM}\n`,
    );
  });

  it('writes a file that people can go on with', () => {
    expect(tagsYaml([bare('1234', ALBUM), bare('AB', 'sleep:30'), bare('AC', 'command:volume/+10')])).toBe(
      `# What the cards do. tags.example.yaml shows all that can be said of one.

"1234": ${ALBUM}
"AB":
  sleep: 30
"AC":
  command: volume/+10
`,
    );
  });

  it.each(['# only a remark', '---\n', '--- # tags\na1: |+\n  lock\n\n', 'a1:\n  play: lock # no line end'])(
    'goes on after %j',
    (existing) => {
      const text = tagsYaml([bare('AB', 'lock')], existing);
      expect(text.startsWith(existing)).toBe(true);
      expect(read(text).at(-1)).toEqual(bare('AB', 'lock'));
      expect(tagsYaml([], existing)).toBe(existing);
    },
  );

  it.each(['a1: "', '- a1', 'lock', '~', '{}', '{ a1: lock }', '  a1: lock', 'a1: lock\n...\n'])(
    'does not write over %j',
    (existing) => {
      expect(() => tagsYaml([bare('AB', 'lock')], existing)).toThrow(BadPayload);
    },
  );
});
