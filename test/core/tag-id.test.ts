import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decimal } from '../../src/core/reader.ts';
import type { IdKind } from '../../src/core/scan.ts';
import { convertDecimal, isRandomId, kindOfId, normaliseId } from '../../src/core/tag-id.ts';

const UUID = '0C8F3F2E6F3F4F439C1E2B1C5B5E9D10';

describe('normaliseId', () => {
  it.each<[raw: unknown, uid: string, kind: IdKind]>([
    ['04-a1-b2-c3-d4-e5-80', '04A1B2C3D4E580', 'hex'],
    ['04:A1:b2:C3', '04A1B2C3', 'hex'],
    [' 04 a1 b2 c3\r\n', '04A1B2C3', 'hex'],
    ['"04a1b2c3"', '04A1B2C3', 'hex'],
    ['"\'04a1b2c3\' "', '04A1B2C3', 'hex'],
    ['0x04a1b2c3', '04A1B2C3', 'hex'],
    ['0x04, 0xa1, 0x2, 0xC3', '04A102C3', 'hex'],
    ['+4A1B2C3D', '4A1B2C3D', 'hex'],
    ['9f21h', '9F21', 'hex'],
    ['0x1234h', '1234', 'hex'],
    ['\ufeff04a1b2c3\0', '04A1B2C3', 'hex'],
    ['a839d', 'A839D', 'hex'],
    ['74-10-37-94', '74103794', 'hex'],
    ['74103794', '74103794', 'decimal'],
    ['0004660046', '0004660046', 'decimal'],
    ['004-114-144-186', '004114144186', 'decimal'],
    ['+12', '12', 'decimal'],
    [7748328, '7748328', 'decimal'],
    [4294967301, '4294967301', 'decimal'],
    ['0c8f3f2e-6f3f-4f43-9c1e-2b1c5b5e9d10', UUID, 'uuid'],
    ['{0C8F3F2E-6F3F-4F43-9C1E-2B1C5B5E9D10}', UUID, 'uuid'],
    ['urn:uuid:0c8f3f2e-6f3f-4f43-9c1e-2b1c5b5e9d10', UUID, 'uuid'],
    [UUID.toLowerCase(), UUID, 'uuid'],
    ['103,12632', '103,12632', 'opaque'],
    ['my-living-room-tag', 'my-living-room-tag', 'opaque'],
    [' AnGP7 ', 'AnGP7', 'opaque'],
    ['Bach', 'Bach', 'opaque'],
    [[4, 161, 178, 195], '04A1B2C3', 'hex'],
    [[16, 32, 48, 64], '10203040', 'hex'],
    [['04', '0xa1', '2'], '04A102', 'hex'],
    [{ type: 'Buffer', data: [4, 161, 178] }, '04A1B2', 'hex'],
    [{ 0: 4, 1: 161, 2: 178 }, '04A1B2', 'hex'],
  ])('%j is %s (%s)', (raw, uid, idKind) => {
    expect(normaliseId(raw)).toEqual({ uid, idKind });
  });

  it.each([
    '',
    ' ',
    '-',
    'None',
    'unknown',
    'null',
    '0',
    '00-00-00-00',
    '0x0000',
    '000,00000',
    '00000000-0000-0000-0000-000000000000',
    'x'.repeat(101),
    'a'.repeat(1000),
    0,
    -5,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
    null,
    undefined,
    [],
    [4, 161],
    [4, 161, 256],
    [4, 161, 1.5],
    ['04', 'xx', '05'],
    [0, 0, 0, 0],
    Array.from({ length: 17 }, () => 1),
    {},
    { type: 'Buffer' },
    { 0: 4, 2: 161, 3: 178 },
  ])('%j is no id', (raw) => {
    expect(normaliseId(raw)).toBeUndefined();
  });

  it('leaves its own ids as they are', () => {
    const scrap = fc.constantFrom(
      '0x',
      '+',
      'h',
      '-',
      ':',
      ' ',
      '"',
      "'",
      '{',
      '}',
      'A',
      'f',
      '0',
      '7',
      'x',
      'ä',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(scrap).map((scraps) => scraps.join('')),
    );
    const raw = fc.oneof(text, fc.integer(), fc.double(), fc.array(fc.integer({ min: 0, max: 255 })));
    fc.assert(
      fc.property(raw, (value) => {
        const id = normaliseId(value);
        if (id) expect(normaliseId(id.uid)?.uid).toBe(id.uid);
      }),
      { numRuns: 5000 },
    );
  });
});

it.each([
  ['', 'none'],
  ['04A1B2', 'hex'],
  ['123', 'decimal'],
  [UUID, 'uuid'],
  ['AnGP7', 'opaque'],
])('%s is %s by its look', (uid, kind) => {
  expect(kindOfId(uid)).toBe(kind);
});

describe('convertDecimal', () => {
  it.each<[decimal: Decimal, uid: string, converted: string, kind: IdKind]>([
    ['keep', '70539770', '70539770', 'decimal'],
    ['dec32', '70539770', '043459FA', 'hex'],
    ['dec32', '0006762840', '00673158', 'hex'],
    ['dec32', '4294967295', 'FFFFFFFF', 'hex'],
    ['dec32', '4294967296', '4294967296', 'decimal'],
    ['dec3x4', '004114144186', '047290BA', 'hex'],
    ['dec3x4', '4114144186', '047290BA', 'hex'],
    ['dec3x4', '256114144186', '256114144186', 'decimal'],
    ['dec3x4', '1861311577163', '1861311577163', 'decimal'],
    ['dec3x4', '186131', '186131', 'decimal'],
    ['hex', '070067315809', '070067315809', 'hex'],
  ])('%s: %s is %s', (decimal, uid, converted, idKind) => {
    expect(convertDecimal({ uid, idKind: 'decimal' }, decimal)).toEqual({ uid: converted, idKind });
  });

  it.each<IdKind>(['hex', 'uuid', 'opaque', 'none'])('leaves %s alone', (idKind) => {
    expect(convertDecimal({ uid: '10203040', idKind }, 'dec32')).toEqual({ uid: '10203040', idKind });
  });
});

it.each([
  ['083AF291', true],
  ['083AF29112', false],
  ['048AF291', false],
  ['0812', false],
])('%s is random: %s', (uid, random) => {
  expect(isRandomId(uid)).toBe(random);
});
