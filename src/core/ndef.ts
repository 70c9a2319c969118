import { isObject } from '../lib/exact-json.ts';
import { visible } from './link-text.ts';
import { bytesIn } from './tag-id.ts';

/** What stands on a tag, as readers hand it on: lists of records, or the bytes of a whole message. */
export interface NdefRecord {
  kind: 'uri' | 'text';
  value: string;
}

/** NFC Forum, URI Record Type Definition 1.0 §3.2.2; the rest of the table is of no use for music. */
const PREFIXES = ['', 'http://www.', 'https://www.', 'http://', 'https://'];
/** Posters and lists within lists. */
const DEEPEST = 3;

/** The URI and text records in `value`, in their order; records of other types are left out. Never throws. */
export function recordsIn(value: unknown, depth = 0): readonly NdefRecord[] {
  if (depth > DEEPEST) return [];
  const bytes = bytesOfMessage(value);
  if (bytes) return recordsInBytes(bytes, depth);
  if (Array.isArray(value)) return value.flatMap((one: unknown) => recordsIn(one, depth + 1));
  if (typeof value === 'string' && depth > 0) {
    return recordOf(/^(https?:|spotify)/i.test(value) ? 'uri' : 'text', value);
  }
  return isObject(value) ? recordsInObject(value, depth) : [];
}

function recordsInObject(record: Readonly<Record<string, unknown>>, depth: number): readonly NdefRecord[] {
  const member = (name: RegExp) => Object.entries(record).find(([key]) => name.test(key))?.[1];
  const inner = member(/^records$/i);
  if (inner !== undefined) return recordsIn(inner, depth + 1);
  const type = textOf(member(/^(record_?type|type|kind|rtd)$/i)).toLowerCase();
  const uri = member(/^(uri|url|link)$/i);
  const text = member(/^text$/i);
  const payload = member(/^(payload|data|value|content)$/i);
  if (/(^|:)(u|uri|url|absolute-?ur[il])$/.test(type) || (type === '' && uri !== undefined)) {
    return recordOf('uri', uri ?? payload ?? text);
  }
  if (/(^|:)(t|text)$/.test(type) || (type === '' && text !== undefined)) {
    return recordOf('text', text ?? payload);
  }
  return /(^|:)(sp|smart-poster)$/.test(type) ? recordsIn(payload, depth + 1) : [];
}

function recordOf(kind: NdefRecord['kind'], payload: unknown): readonly NdefRecord[] {
  const bytes = bytesIn(payload);
  const value = bytes ? payloadText(kind, bytes) : rawText(kind, textOf(payload));
  return value === '' ? [] : [{ kind, value }];
}

/** Text whose first character may still be what the record's payload begins with. */
function rawText(kind: NdefRecord['kind'], text: string): string {
  const first = text.charCodeAt(0);
  if (!(first < 32) || /^\s/.test(text)) return visible(text);
  return visible(kind === 'uri' ? `${PREFIXES[first] ?? ''}${text.slice(1)}` : text.slice(1 + first));
}

/** The payload of a record: a URI behind its prefix byte, a text behind the length of its language and the language. */
function payloadText(kind: NdefRecord['kind'], bytes: readonly number[]): string {
  const [first = 0, ...rest] = bytes;
  if (kind === 'uri') return visible(`${PREFIXES[first] ?? ''}${decode(rest)}`);
  return visible(decode(rest.slice(first & 0x3f), first & 0x80 ? 'utf-16be' : 'utf-8'));
}

/** NDEF 1.0 §3.2: flags, length of the type, length of the payload, length of the id, and all three. */
function recordsInBytes(bytes: readonly number[], depth: number): readonly NdefRecord[] {
  const records: NdefRecord[] = [];
  for (let at = 0; at + 3 <= bytes.length; ) {
    const [flags = 0, typeLength = 0] = bytes.slice(at, at + 2);
    const isShort = (flags & 0x10) !== 0;
    const lengthBytes = bytes.slice(at + 2, at + (isShort ? 3 : 6));
    const length = lengthBytes.reduce((sum, byte) => sum * 256 + byte, 0);
    at += 2 + (isShort ? 1 : 4);
    const idLength = flags & 0x08 ? (bytes[at++] ?? 0) : 0;
    const type = decode(bytes.slice(at, at + typeLength));
    const payload = bytes.slice(at + typeLength + idLength, at + typeLength + idLength + length);
    at += typeLength + idLength + length;
    if (payload.length < length || (flags & 0x07) !== 1) continue;
    if (type === 'Sp' && depth < DEEPEST) records.push(...recordsInBytes(payload, depth + 1));
    const kind = type === 'U' ? 'uri' : type === 'T' ? 'text' : undefined;
    if (kind) records.push({ kind, value: payloadText(kind, payload) });
  }
  return records;
}

/** A whole message, as bytes or hex; on a tag it stands in a TLV block of type 3 (NFC Forum, Type 2 Tag §2.3). */
function bytesOfMessage(value: unknown): readonly number[] | undefined {
  const isHex = typeof value === 'string' && /^\s*([0-9a-f]{2}[\s:-]?){6,}$/i.test(value);
  const hex = isHex ? value.replaceAll(/[\s:-]/g, '').match(/../g) : undefined;
  const bytes = hex ? hex.map((byte) => Number.parseInt(byte, 16)) : bytesIn(value);
  const message = bytes?.[0] === 3 ? bytes.slice(2) : bytes;
  // The first record of a message (0x80) with a type of its own, of one or two letters.
  const isMessage = message && ((message[0] ?? 0) & 0x87) === 0x81 && (message[1] ?? 0) < 3;
  return isMessage ? message : undefined;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const bytes = Array.isArray(value) ? value.filter((byte) => typeof byte === 'number') : [];
  return decode(bytes);
}

function decode(bytes: readonly number[], encoding = 'utf-8'): string {
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes));
}
