import fc from 'fast-check';
import { expect, it } from 'vitest';
import { recordsIn } from '../../src/core/ndef.ts';

const LINK = 'https://open.spotify.com/s/2czejYu';
const ALBUM = 'spotify:album:4aawyAB9vmqN3uQ7FjRGTy';

const ascii = (text: string) => [...new TextEncoder().encode(text)];
const record = (flags: number, type: string, payload: readonly number[]) => [
  flags,
  type.length,
  payload.length,
  ...ascii(type),
  ...payload,
];
const uri = (flags: number) => record(flags, 'U', [4, ...ascii(LINK.slice('https://'.length))]);
const text = (flags: number) => record(flags, 'T', [2, ...ascii('dero\u0308om:Bath')]);
const hex = (bytes: readonly number[]) => Buffer.from(bytes).toString('hex');

const asUri = [{ kind: 'uri', value: LINK }];

it.each<[name: string, value: unknown, records: object[]]>([
  ['bytes', uri(0xd1), asUri],
  ['hex', hex(uri(0xd1)), asUri],
  ['a Buffer in its TLV block', { type: 'Buffer', data: [3, uri(0xd1).length, ...uri(0xd1), 0xfe] }, asUri],
  ['two records', [...text(0x91), ...uri(0x51)], [{ kind: 'text', value: 'ro\u0308om:Bath' }, ...asUri]],
  ['an app record before', [...record(0x94, 'android.com:pkg', ascii('x')), ...uri(0x51)], []],
  ['a short app record before', [...record(0x91, 'Q', ascii('x')), ...uri(0x51)], asUri],
  [
    'a record of another family between',
    [...text(0x91), ...record(0x14, 'a:b', [1]), ...uri(0x51)],
    [{}, ...asUri],
  ],
  ['a smart poster', record(0xd1, 'Sp', uri(0xd1)), asUri],
  ['an id', [0xd9, 1, 1 + ALBUM.length, 1, 0x55, 0x78, 0, ...ascii(ALBUM)], [{ kind: 'uri', value: ALBUM }]],
  [
    'a long record',
    [0xc1, 1, 0, 0, 0, 1 + ALBUM.length, 0x55, 0, ...ascii(ALBUM)],
    [{ kind: 'uri', value: ALBUM }],
  ],
  ['a cut message', uri(0xd1).slice(0, -3), []],
  ['UTF-16', record(0xd1, 'T', [0x82, ...ascii('en'), 0, 0x41, 0, 0x42]), [{ kind: 'text', value: 'AB' }]],
  ['a uid in hex', '04A1B2C3D4E580', []],
  [
    'ESPHome',
    [
      { type: 'T', payload: 'Abba' },
      { type: 'U', payload: LINK },
    ],
    [{ kind: 'text', value: 'Abba' }, ...asUri],
  ],
  ['Web NFC', { records: [{ recordType: 'url', data: LINK }] }, asUri],
  ['names of the standard', [{ type: 'urn:nfc:wkt:U', uri: LINK }], asUri],
  ['no types', [{ uri: LINK }, { text: 'Abba' }], [...asUri, { kind: 'text', value: 'Abba' }]],
  ['plain texts', [LINK, 'room:Bath'], [...asUri, { kind: 'text', value: 'room:Bath' }]],
  [
    'a type in bytes',
    [{ tnf: 1, type: [0x55], payload: [0, ...ascii(ALBUM)] }],
    [{ kind: 'uri', value: ALBUM }],
  ],
  ['a prefix in text', [{ type: 'U', payload: '\u0004open.spotify.com/s/2czejYu' }], asUri],
  ['a language in text', [{ type: 'T', payload: '\u0002enAbba' }], [{ kind: 'text', value: 'Abba' }]],
  ['another type', [{ type: 'android.com:pkg', payload: 'com.spotify.music' }], []],
  ['an empty record', [{ type: 'U', payload: '' }], []],
  ['a text', 'Abba', []],
  ['nothing', null, []],
  ['lists in lists', [[[[[{ uri: LINK }]]]]], []],
])('%s', (_, value, records) => {
  expect(recordsIn(value)).toMatchObject(records);
  expect(recordsIn(value)).toHaveLength(records.length);
});

it('never throws', () => {
  const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 3 });
  const message = bytes.map((rest) => [0xd1, 1, ...rest]);
  fc.assert(
    fc.property(fc.oneof(message, fc.jsonValue(), message.map(hex)), (value) => {
      for (const { value: said } of recordsIn(value)) expect(said).toBeTypeOf('string');
    }),
  );
});
