import { isObject } from '../lib/exact-json.ts';
import { visible } from './link-text.ts';
import type { Decimal } from './reader.ts';
import type { IdKind } from './scan.ts';
import { isBlank } from './tag-words.ts';

/** Ids of tags: one spelling for each, whoever read it. */

export interface TagId {
  uid: string;
  idKind: IdKind;
}

/** Longer than any id: UUIDs have 38 characters with their braces. */
const LONGEST = 100;
/** ISO 14443 has 4, 7 and 10 bytes, wiegand 3, RDM6300 5, a UUID 16. */
const FEWEST_BYTES = 3;
const MOST_BYTES = 16;

/**
 * An id as the bridge keeps it: hex without separators and prefixes in capitals, digits as they are, anything else as
 * it was written. Takes texts, numbers, arrays of bytes and Node's Buffers as JSON has them. Undefined where there is none:
 * blank, all zeros (a misread), or no id at all. An id that comes out, put in again, comes out the same.
 */
export function normaliseId(raw: unknown): TagId | undefined {
  if (typeof raw === 'number') {
    return Number.isSafeInteger(raw) && raw >= 0 ? textId(String(raw)) : undefined;
  }
  if (typeof raw === 'string') return raw.length > 4 * LONGEST ? undefined : textId(raw);
  const bytes = bytesIn(raw);
  return bytes && bytes.length <= MOST_BYTES ? hexId(bytes.map(hexByte).join(''), 'hex') : undefined;
}

/** What an id is by its look alone. Digits may be hex just as well. */
export function kindOfId(uid: string): IdKind {
  if (uid === '') return 'none';
  if (/^[0-9A-F]{32}$/.test(uid)) return 'uuid';
  if (/^\d+$/.test(uid)) return 'decimal';
  return /^[0-9A-F]+$/.test(uid) ? 'hex' : 'opaque';
}

/**
 * The id behind decimal digits: `dec32` is one number of 32 bits (70539770 → 043459FA), `dec3x4` four bytes of three digits
 * each (004114144186 → 047290BA), `hex` takes the digits for hex. What cannot be meant so stays as it is.
 */
export function convertDecimal(id: TagId, decimal: Decimal): TagId {
  const { uid, idKind } = id;
  if (idKind !== 'decimal' || decimal === 'keep') return id;
  if (decimal === 'hex') return { uid, idKind: 'hex' };
  const bytes = decimal === 'dec32' ? bytesOfNumber(uid) : bytesOfGroups(uid);
  if (!bytes?.every((byte) => byte <= 255)) return id;
  return { uid: bytes.map(hexByte).join(''), idKind: 'hex' };
}

/** Four bytes that begin with 08 are made up at every tap (ISO 14443-3): phones and bank cards do so. */
export function isRandomId(uid: string): boolean {
  return /^08[0-9A-F]{6}$/.test(uid);
}

/** The bytes of an array, of a Buffer or typed array as JSON has them, or of a list of hex bytes. */
export function bytesIn(raw: unknown): readonly number[] | undefined {
  if (isObject(raw)) {
    if (raw.type === 'Buffer') return bytesIn(raw.data);
    const keys = Object.keys(raw);
    return keys.length > 0 && keys.every((key, index) => key === String(index))
      ? bytesIn(Object.values(raw))
      : undefined;
  }
  if (!Array.isArray(raw) || raw.length < FEWEST_BYTES) return undefined;
  const bytes = raw.map((byte: unknown) => (typeof byte === 'string' ? byteOfText(byte) : byte));
  return bytes.every(isByte) ? bytes : undefined;
}

function isByte(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
}

function byteOfText(text: string): number | undefined {
  const [, digits] = /^(?:0x)?([0-9a-f]{1,2})$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

function textId(raw: string): TagId | undefined {
  const text = unquoted(visible(raw));
  if (isBlank(text) || text.length > LONGEST || /^[0\s,.;:-]+$/.test(text)) return undefined;
  const [, braced] = /^(?:urn:uuid:)?\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(text) ?? [];
  const hex = braced ?? hexOf(text);
  const plain = hex.replaceAll(/[-:\s]/g, '');
  if (!/^[0-9a-f]+$/i.test(plain)) return { uid: text, idKind: 'opaque' };
  const isWritten = hex !== text.replace(/^\+/, '') || /^[0-9a-f]{2}([-:\s][0-9a-f]{2})+$/i.test(hex);
  return hexId(plain, isWritten ? 'hex' : undefined);
}

/** Without what says only that it is hex: `0x` before all or before each byte, `h` behind; and without a plus. */
function hexOf(text: string): string {
  if (/^0x[0-9a-f]{1,2}([\s,:-]+0x[0-9a-f]{1,2})+$/i.test(text)) {
    return text
      .split(/[\s,:-]+/)
      .map((byte) => byte.slice(2).padStart(2, '0'))
      .join('-');
  }
  // Without a digit it is a word: Bach.
  return text.replace(/^(0x|\+)/i, '').replace(/^(?=.*\d)([0-9a-f:\s-]+)h$/i, '$1');
}

/** Without the quotes around it. */
export function unquoted(text: string): string {
  let result = text;
  while (/^(["']).*\1$/s.test(result) && result.length > 1) result = result.slice(1, -1).trim();
  return result;
}

function hexId(digits: string, known: 'hex' | undefined): TagId | undefined {
  const uid = digits.toUpperCase();
  if (/^0+$/.test(uid) || uid.length > LONGEST) return undefined;
  const kind = kindOfId(uid);
  return { uid, idKind: kind === 'decimal' && known ? known : kind };
}

function bytesOfNumber(digits: string): number[] | undefined {
  const value = Number(digits);
  return value <= 0xffff_ffff
    ? [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
    : undefined;
}

/** Leading zeros go where the digits travelled as a number. */
function bytesOfGroups(digits: string): number[] | undefined {
  if (digits.length < 10 || digits.length > 12) return undefined;
  return digits.padStart(12, '0').match(/\d{3}/g)?.map(Number);
}

function hexByte(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
