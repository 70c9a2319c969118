import { expect, it } from 'vitest';
import { isRandomId, normaliseId } from '../../src/core/tag-id.ts';

it.each<[raw: unknown, uid: string | undefined, kind?: string]>([
  [' 04-72-90-ba-ad-6c-81\r\n', '047290BAAD6C81', 'hex'],
  ['"0x047290BA"', '047290BA', 'hex'],
  ['763AE8h', '763AE8', 'hex'],
  ['74-10-37-94', '74103794', 'hex'],
  ['70539770', '70539770', 'decimal'],
  [7748328, '7748328', 'decimal'],
  ['50a3c7c8-1fe7-4be8-8dc9-06e07d41b63d', '50A3C7C81FE74BE88DC906E07D41B63D', 'uuid'],
  ['my-living-room-tag', 'my-living-room-tag', 'opaque'],
  ['00-00-00-00', undefined],
  ['', undefined],
  [null, undefined],
])('%j is %s', (raw, uid, kind) => {
  expect(normaliseId(raw)).toEqual(uid === undefined ? undefined : { uid, idKind: kind });
});

it('knows the random ids of phones', () => {
  expect(isRandomId('083AF291')).toBe(true);
  expect(isRandomId('083AF29112')).toBe(false);
  expect(isRandomId('183AF291')).toBe(false);
});
