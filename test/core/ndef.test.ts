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
const asText = (value: string) => [{ kind: 'text', value }];
/** A poster in a poster, and so on. */
const posters = (times: number): number[] =>
  times === 0 ? uri(0xd1) : record(0xd1, 'Sp', posters(times - 1));
const LONG = `spotify:album:4aawyAB9vmqN3uQ7FjRGTy?x=${'x'.repeat(300)}`;

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
  [
    'one of another family that is called like ours',
    [...text(0x91), ...record(0x54, 'U', ascii('x'))],
    asText('ro\u0308om:Bath'),
  ],
  [
    'a record within an app record',
    [...record(0x91, 'Q', uri(0xd1)), ...text(0x51)],
    asText('ro\u0308om:Bath'),
  ],
  ['a smart poster', posters(1), asUri],
  ['posters in posters', posters(3), asUri],
  ['too many posters in posters', posters(4), []],
  [
    'a prefix that music has no use for',
    record(0xd1, 'U', [6, ...ascii('a@b.c')]),
    [{ kind: 'uri', value: 'a@b.c' }],
  ],
  ['an id', [0xd9, 1, 1 + ALBUM.length, 1, 0x55, 0x78, 0, ...ascii(ALBUM)], [{ kind: 'uri', value: ALBUM }]],
  [
    'a long record',
    [0xc1, 1, 0, 0, 0, 1 + ALBUM.length, 0x55, 0, ...ascii(ALBUM)],
    [{ kind: 'uri', value: ALBUM }],
  ],
  [
    'a record of more than 255 bytes',
    [0xc1, 1, 0, 0, 1, (1 + LONG.length) & 255, 0x55, 0, ...ascii(LONG)],
    [{ kind: 'uri', value: LONG }],
  ],
  [
    'a record behind one with an id',
    [0x99, 1, 4, 2, 0x54, 0x78, 0x79, 2, ...ascii('enA'), ...uri(0x51)],
    [...asText('A'), ...asUri],
  ],
  ['a cut message', uri(0xd1).slice(0, -3), []],
  ['hex with blanks', ` ${hex(uri(0xd1)).replace(/../g, '$& ')}`, asUri],
  ['hex with colons', hex(uri(0xd1)).match(/../g)?.join(':'), asUri],
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
  ['a poster of the standard', [{ type: 'urn:nfc:wkt:Sp', payload: [{ uri: LINK }] }], asUri],
  ['a poster', [{ type: 'Sp', payload: [{ uri: LINK }] }], asUri],
  ['an absolute address', [{ recordType: 'absolute-url', data: LINK }], asUri],
  ['an absolute URI', [{ type: 'AbsoluteURI', payload: LINK }], asUri],
  ['no types', [{ uri: LINK }, { text: 'Abba' }], [...asUri, { kind: 'text', value: 'Abba' }]],
  ['plain texts', [LINK, 'room:Bath'], [...asUri, { kind: 'text', value: 'room:Bath' }]],
  ['an address without encryption', ['http://box/1'], [{ kind: 'uri', value: 'http://box/1' }]],
  ['a text about a link', ['see https://x.org'], asText('see https://x.org')],
  // What has the look of hex, and is no message: its first two bytes say so, or there is more in it.
  ['a uid in a list', ['04 01 B2 C3 D4 E5 80'], asText('04 01 B2 C3 D4 E5 80')],
  ['a uid that begins like a message', ['D1A1B2C3D4E5F6'], asText('D1A1B2C3D4E5F6')],
  ['a type of three letters', ['D1 03 B2 C3 D4 E5'], asText('D1 03 B2 C3 D4 E5')],
  ['words that begin like a message', ['D1 01 is a road'], asText('D1 01 is a road')],
  ['words between', ['D1 01 no. 04A1B2C3D4E5'], asText('D1 01 no. 04A1B2C3D4E5')],
  ['words behind', ['D101040506070809 no'], asText('D101040506070809 no')],
  ['half a byte too much', ['D10104AABBCCD'], asText('D10104AABBCCD')],
  ['a number', 120110550448, []],
  [
    'a type in bytes',
    [{ tnf: 1, type: [0x55], payload: [0, ...ascii(ALBUM)] }],
    [{ kind: 'uri', value: ALBUM }],
  ],
  ['a prefix in text', [{ type: 'U', payload: '\u0004open.spotify.com/s/2czejYu' }], asUri],
  ['a language in text', [{ type: 'T', payload: '\u0002enAbba' }], [{ kind: 'text', value: 'Abba' }]],
  ['a language in a longer text', [{ type: 'T', payload: '\u0002enAbba Gold' }], asText('Abba Gold')],
  [
    'a prefix in text that music has no use for',
    [{ type: 'U', payload: '\u0006a@b.c' }],
    [{ kind: 'uri', value: 'a@b.c' }],
  ],
  ['another type', [{ type: 'android.com:pkg', payload: 'com.spotify.music' }], []],
  ['another type with an address', [{ type: 'android.com:pkg', uri: LINK }], []],
  ['another type with a text', [{ type: 'android.com:pkg', text: 'Abba' }], []],
  ['a type that begins like an address', [{ type: 'unknown', payload: 'x' }], []],
  ['a type that begins like a text', [{ type: 'text/vcard', payload: 'x' }], []],
  ['a type that begins like a poster', [{ type: 'spam', payload: [{ uri: LINK }] }], []],
  ['a type of no shape', [{ type: ['x'], uri: LINK }], asUri],
  ['a payload without a type', [{ payload: 'Abba' }], []],
  // Members that have one of ours in their name are about something else.
  ['former records', { old_records: [{ text: 'x' }], records_before: [{ text: 'x' }], uri: LINK }, asUri],
  ['another kind', [{ subtype: 'T', type_name: 'T', uri: LINK }], asUri],
  ['other addresses', [{ image_url: 'x', url_before: 'x', text: 'Abba' }], asText('Abba')],
  ['other texts', [{ type: 'T', hint_text: 'x', text_size: 'x', payload: 'Abba' }], asText('Abba')],
  ['other data', [{ type: 'T', metadata: 'x', data_rate: 'x', payload: 'Abba' }], asText('Abba')],
  ['an empty record', [{ type: 'U', payload: '' }], []],
  ['a text', 'Abba', []],
  ['nothing', null, []],
  ['lists in lists', [[[{ uri: LINK }]]], asUri],
  ['too many lists in lists', [[[[[{ uri: LINK }]]]]], []],
  [
    'too many records in records',
    { records: { records: { records: { records: { records: { uri: LINK } } } } } },
    [],
  ],
  [
    'too many posters in posters',
    [1, 2, 3, 4].reduce<object>((payload) => [{ type: 'Sp', payload }], [{ uri: LINK }]),
    [],
  ],
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
