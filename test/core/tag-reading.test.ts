import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECIMALS, type ReaderFormat, USUAL_FORMAT } from '../../src/core/reader.ts';
import type { TagMessage } from '../../src/core/scan.ts';
import { readTag } from '../../src/core/tag-reading.ts';

/** Most of what readers send stands in test/fixtures/tag-corpus.jsonl; here are the rules that rows show badly. */

const ALBUM = 'spotify:album:4aawyAB9vmqN3uQ7FjRGTy';

function read(payload: unknown, more: Partial<TagMessage> = {}, format: Partial<ReaderFormat> = {}) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return readTag({ topic: 'nfc/x', payload: text, retained: false, ...more }, { ...USUAL_FORMAT, ...format });
}

const scan = (uid: string, text = '') => expect.objectContaining({ event: 'scanned', uid, text });
const removal = (uid: string) => expect.objectContaining({ event: 'removed', uid, text: '' });
const none = { event: 'none', uid: '', text: '', idKind: 'none', why: expect.stringMatching(/./) };

it('needs no format', () => {
  expect(readTag({ topic: 'nfc/x', payload: '04-A1-B2-C3', retained: false })).toEqual({
    event: 'scanned',
    uid: '04A1B2C3',
    text: '',
    idKind: 'hex',
  });
});

describe('a topic for removals', () => {
  const removed = { removal: true };

  it.each([
    ['04-A1-B2-C3', '04A1B2C3'],
    ['', ''],
    ['unknown', ''],
    ['ON', ''],
    ['1', ''],
    [ALBUM, ''],
    [{ uid: '04A1B2C3' }, '04A1B2C3'],
    [{ event: 'scanned', uid: '04A1B2C3' }, '04A1B2C3'],
    [{}, ''],
  ])('%j', (payload, uid) => {
    expect(read(payload, removed)).toEqual(removal(uid));
  });

  it.each(['offline', '00-00-00-00', '{"uid":'])('%j is nothing', (payload) => {
    expect(read(payload, removed)).toEqual(none);
  });

  it('may have any name, and the pattern holds for it', () => {
    expect(read('04-A1-B2-C3', { ...removed, topic: 'a/set' })).toEqual(removal('04A1B2C3'));
    expect(read('tag 04A1', removed, { idPattern: '^tag (.*)$' })).toEqual(removal('04A1'));
    expect(read('04A1', { topic: 'nfc/removed' })).toEqual(removal('04A1'));
    expect(read({ event: 'scanned', uid: '04A1B2C3' }, { topic: 'nfc/removed' })).toEqual(scan('04A1B2C3'));
  });
});

describe('a retained message', () => {
  it.each([
    ['04-A1-B2-C3', { uid: '04A1B2C3', idKind: 'hex' }],
    [ALBUM, { text: ALBUM }],
    ['{"event":"removed","uid":"04A1B2C3"}', { uid: '04A1B2C3' }],
    ['offline', {}],
  ])('%s tells what it holds, no more', (payload, held) => {
    expect(read(payload, { retained: true })).toEqual({ ...none, idKind: expect.anything(), ...held });
  });
});

describe('settings of the reader', () => {
  it.each<[name: string, payload: unknown, format: Partial<ReaderFormat>, expected: unknown]>([
    ['presence: blank', '', { presence: true }, removal('')],
    ['presence: off', 'OFF', { presence: true }, removal('')],
    ['presence: unavailable is no removal', 'unavailable', { presence: true }, none],
    ['presence: a misread is no removal', '0000', { presence: true }, none],
    ['presence: blank member', { uid: 'None' }, { presence: true }, removal('')],
    ['presence: another message', { rssi: -7 }, { presence: true }, none],
    ['presence at a path', { t: { v: '' } }, { presence: true, id: 't.v' }, removal('')],
    ['no presence: blank', 'None', {}, none],
    ['decimal of a number', { uid: 70539770 }, { decimal: 'dec32' }, scan('043459FA')],
    ['decimal of a pair', '70-53-97-70', { decimal: 'dec32' }, scan('70539770')],
    ['id: that path alone', { uid: '04A1', x: '04B2' }, { id: 'x' }, scan('04B2')],
    ['id: missing', { uid: '04A1', uri: ALBUM }, { id: 'x' }, none],
    [
      'id: words of other things do not matter',
      { x: '04B2', action: 'disarm', uptime: 1 },
      { id: 'x' },
      scan('04B2'),
    ],
    ['id: nor does what may be off', { x: '04B2', state: 'OFF', presence: false }, { id: 'x' }, scan('04B2')],
    ['id: removal does', { x: '04B2', event: 'removed' }, { id: 'x' }, removal('04B2')],
    ['id: bytes', { x: [4, 5, 6] }, { id: 'x' }, scan('040506')],
    ['text: that path alone', { uid: '04A1', uri: ALBUM, n: 'lock' }, { text: 'n' }, scan('04A1', 'lock')],
    ['text: missing', { uid: '04A1', uri: ALBUM }, { text: 'n' }, scan('04A1')],
    ['pattern: its group', 'card 04a1b2', { idPattern: '^card (.+)$' }, scan('04A1B2')],
    ['pattern: the group that took part', 'b12', { idPattern: '^(?:a(\\d+)|b(\\d+))$' }, scan('12')],
    ['pattern: without a group', '04a1b2', { idPattern: '[0-9a-f]+' }, scan('04A1B2')],
    ['pattern: of a number', { uid: 1234 }, { idPattern: '^1(.*)' }, scan('234')],
    ['pattern: of bytes', { uid: [4, 5, 6] }, { idPattern: '.*' }, none],
    ['pattern: no match', '1234', { idPattern: '^[0-9A-F]{8}$' }, none],
    ['pattern: broken', '1234', { idPattern: '(' }, none],
    ['pattern: in a log', "[D][x]: tag '04-A1'", { idPattern: "'(.+)'" }, scan('04A1')],
  ])('%s', (_, payload, format, expected) => {
    expect(read(payload, {}, format)).toEqual(expected);
  });

  it('lift what the name of a topic says, but for orders', () => {
    expect(read('04A1', { topic: 'box/debug' })).toEqual(none);
    expect(read('04A1', { topic: 'box/debug' }, { idPattern: '(.+)' })).toEqual(scan('04A1'));
    expect(read('04A1', { topic: 'box/cmnd/rfid' }, { idPattern: '(.+)' })).toEqual(none);
    expect(read('1234', { topic: 'box/volume' })).toEqual(none);
    expect(read('1234', { topic: 'box/volume' }, { presence: true })).toEqual(scan('1234'));
  });
});

describe('the fields of JSON', () => {
  it.each<[payload: unknown, expected: unknown]>([
    [{ id: 'box-1', uid: '04A1B2C3' }, scan('04A1B2C3')],
    [{ tag: { id: '04A1B2C3' }, device: { id: 'box' }, rssi: -5 }, scan('04A1B2C3')],
    [{ id: '04A1B2C3', rssi: -5 }, none],
    [{ data: { id: '04A1B2C3' }, protocol: 2 }, none],
    [{ uid: '0000', id: '04A1B2C3' }, none],
    [{ tag: 'offline' }, none],
    [{ code: 404 }, none],
    [{ code: '12345678' }, scan('12345678')],
    [{ type: 'pin', code: '1234' }, none],
    [{ uid: '04A1B2C3', uptime: 7 }, none],
    [{ uid: '04A1B2C3', uptime: 7, event: 'scanned' }, scan('04A1B2C3')],
    [{ uid: '04A1B2C3', state: false }, removal('04A1B2C3')],
    [{ uid: '04A1B2C3', state: 'playing' }, none],
    [{ presence: false, illuminance: 3 }, none],
    [{ tag_present: false }, removal('')],
    [{ present: 'yes' }, none],
    [{ present: '04A1B2C3' }, scan('04A1B2C3')],
    [{ event_type: 'tag_removed' }, none],
    [{ cmd: 'adduser', uid: '04A1B2C3' }, none],
    [{ cmd: 'read', uid: '04A1B2C3', type: 'tag_scanned' }, scan('04A1B2C3')],
    [{ uid: '04A1B2C3', last_cmd: 'x', cmd_id: 'x' }, scan('04A1B2C3')],
    [{ uid: '04A1B2C3', event: '' }, scan('04A1B2C3')],
    [{ uid: '04A1B2C3', event: 7 }, scan('04A1B2C3')],
    [{ uid: '04A1B2C3', previous_state: false, state_changed: false }, scan('04A1B2C3')],
    [{ uid: '04A1B2C3', present: 'off' }, removal('04A1B2C3')],
    [{ uid: '04A1B2C3', present: 0 }, removal('04A1B2C3')],
    [{ uid: '04A1B2C3', present: null }, scan('04A1B2C3')],
    [{ uid: '04A1B2C3', present: [0] }, scan('04A1B2C3')],
    [{ uid: '04A1B2C3', removed: 'yes' }, removal('04A1B2C3')],
    [{ tag: true, card: '04A1B2C3' }, scan('04A1B2C3')],
    [{ found: 'kitchen' }, none],
    [{ present: '1' }, none],
    [{ colour: '04:A1:B2:C3' }, none],
    [{ SSerialReceived: '04A1B2C3' }, scan('04A1B2C3')],
    [{ SSerialReceived: 'READY 04A1B2C3' }, none],
    [{ SSerialReceived: '04A1B2C3 READY' }, none],
    [{ uid: '04A1B2C3', packet_size: 8, bits_left: 4 }, scan('04A1B2C3')],
    [{ uid: '5', bits: 8 }, none],
    [{ id: true, code: '12345678' }, scan('12345678')],
    [{ id: 999 }, none],
    [{ id: 1000 }, scan('1000')],
    [{ id: '500' }, scan('500')],
    [{ url: 'http://box.local/' }, none],
    [{ url: 'https://tidal.com/album/1', event: 'scanned' }, scan('', 'https://tidal.com/album/1')],
    [{ url: 'https://tidal.com/album/1', type: 'tag_scanned' }, scan('', 'https://tidal.com/album/1')],
    [{ uri: ALBUM }, scan('', ALBUM)],
    [{ uid: '04A1B2C3', uri: 'spotify:x', records: [{ uri: ALBUM }] }, scan('04A1B2C3', ALBUM)],
    [{ uid: '04A1B2C3', text: 'TagTuner', ndef: [{ text: 'x' }, { uri: ALBUM }] }, scan('04A1B2C3', ALBUM)],
    [{ uid: '04A1B2C3', data: 'AUTHFAIL', name: 'Abba' }, scan('04A1B2C3')],
    [{ uid: '04A1B2C3', text: 'x'.repeat(5000) }, scan('04A1B2C3')],
    [JSON.stringify({ uid: '04A1B2C3' }), scan('04A1B2C3')],
    [JSON.stringify(JSON.stringify({ uid: '04A1B2C3' })), scan('04A1B2C3')],
    [{ uid: '04A1B2C3', more: 'x'.repeat(70_000) }, none],
  ])('%.80j', (payload, expected) => {
    expect(read(payload)).toEqual(expected);
  });
});

describe('whatever comes', () => {
  const key = fc.constantFrom(
    'uid',
    'id',
    'tag',
    'event',
    'type',
    'state',
    'text',
    'uri',
    'data',
    'records',
    'x',
  );
  const word = fc.oneof(
    fc.constantFrom('04-A1-B2-C3', 'scanned', 'removed', ALBUM, '', 'None', 'Buffer', 'T', 'offline', '0'),
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof({ depthSize: 'small' }, word, fc.array(tie('json')), fc.dictionary(key, tie('json'))),
  }));
  const payload = fc.oneof(
    fc.string({ unit: 'binary' }),
    json.map((value) => JSON.stringify(value)),
    json.map((value) => JSON.stringify({ type: 'event', event: { event_type: 'tag_scanned', data: value } })),
  );
  const topic = fc.oneof(
    fc.constantFrom('nfc/x', 'nfc/removed', '$ha/tag_scanned', '$ha', 'cmnd/x', 'box/debug', 'x/config'),
    fc.string(),
  );
  const message = fc.record({ topic, payload, retained: fc.boolean(), removal: fc.boolean() });
  const format = fc.record(
    {
      presence: fc.boolean(),
      decimal: fc.constantFrom(...DECIMALS),
      id: fc.oneof(fc.constantFrom('uid', 'data.0', 'x.id'), fc.string()),
      text: fc.oneof(fc.constantFrom('text', 'data.0'), fc.string()),
      idPattern: fc.oneof(fc.constantFrom('(.*)', '^\\d+$', '('), fc.string({ maxLength: 5 })),
    },
    { requiredKeys: ['presence', 'decimal'] },
  );

  it('throws nothing, and a retained message is never a scan or a removal', () => {
    fc.assert(
      fc.property(message, format, (heard, settings) => {
        const reading = readTag(heard, settings);
        if (heard.retained) expect(reading.event).toBe('none');
        if (reading.event === 'scanned') expect(reading.uid + reading.text).not.toBe('');
        if (reading.event === 'removed') expect(reading.text).toBe('');
        if (reading.event === 'none') expect(reading.why).not.toBe('');
      }),
      { numRuns: 5000 },
    );
  });

  it('is read in good time however it is nested', () => {
    for (const open of ['[', '{"data":', '{"type":"Buffer","data":', '{"uid":{"type":"Buffer","data":']) {
      const deep = open.repeat(Math.floor(60_000 / open.length));
      expect(read(deep).event).toBe('none');
      const closed = open.startsWith('[') ? ']' : '}';
      expect(
        read(`${open.repeat(2000)}1${closed.repeat(2000 * (open.split('{').length - 1 || 1))}`).event,
      ).toBe('none');
    }
  });
});
