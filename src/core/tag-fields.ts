import { recordsIn } from './ndef.ts';
import { readLink } from './read-link.ts';
import { normaliseId, type TagId } from './tag-id.ts';
import type { Member, Part } from './tag-shape.ts';
import { type EventWord, eventOf, isBlank, isSurelyRemoved, plainWord } from './tag-words.ts';
import { readSwitch } from './values.ts';

/** The fields of a tag in JSON of any reader, found by their names and looks. */

/** Names that only a tag's id has, the surest first. */
const SURE_IDS = [
  /^(hex)?uid(hex)?$|^(tag|card|nfc|rfid|chip)uid$/,
  /^(tag|card|nfc|rfid|badge|fob|transponder)((id|no|number|code|tag|card|value)|hardwareid)?$|^(epc|idm)$/,
];
/** Names that other things have too. */
const LIKELY_IDS = [/^id$/, /^(serial|serialnumber|serialno|sn)$/, /^code$/, /^uuid$/];
/** What a serial line received: a frame in hex, or anything. */
const SERIAL_LINE = /^s?serialreceived$/;
/** Parts in which an `id` is the tag's. */
const TAG_PART =
  /tag|card|nfc|rfid|badge|fob|transponder|token|ndef|^(pn|rc|mfrc|rdm|st)\d|wiegand|^(data|payload|event|message|msg|body|value|result|scan|params?)$/;
/** What is told beside an `id` that is a device's, a sensor's, or a call's. */
const MEASURED =
  /^(rssi|snr|lqi|linkquality|mac|bssid|ip|ssid|hostname|host|version|firmware|fw|sw|hw|model|brand|manufacturer|vendor|uptime|heap|freeheap|protocol|channel|frequency|unit|jsonrpc|method|error|success|transaction|major|minor|txpower)|^(temp|humid|press|batt|volt|lux|illum|energy|power|current|weight|moist|co2|distance|wifi|servicedata|manufacturerdata)/;
/** `{"removed":"04A2…"}`: the event's word has the id itself. */
const EVENT_ID =
  /^(on)?(tag|card|nfc|rfid)?(scanned|scan|read|detected|placed|present|found|inserted|arrived|removed|gone|lost|left|absent)$/;

export interface FoundId {
  /** Undefined where the field is there and holds none: blank, or a misread. */
  id: TagId | undefined;
  /** As it was sent. */
  raw: unknown;
  /** Says that the tag came, or went, by its name. */
  event?: EventWord;
}

/** The tag's id; undefined where no field has the look of one. */
export function findId(parts: readonly Part[]): FoundId | undefined {
  const usual = parts.filter((part) => !isKeyPressed(part));
  const sure = firstMember(usual, SURE_IDS, ({ value }) => !isPart(value) && typeof value !== 'boolean');
  if (sure) return { id: normaliseId(sure.value), raw: sure.value };
  for (const { name, value } of usual.flatMap((part) => part.members)) {
    const id = EVENT_ID.test(name) && !isSwitch(value) ? normaliseId(value) : undefined;
    if (id && id.idKind !== 'opaque') return { id, raw: value, event: eventOf(name) };
    const line = SERIAL_LINE.test(name) ? normaliseId(value) : undefined;
    if (line && /^[0-9A-F]{8,}$/.test(line.uid)) return { id: line, raw: value };
  }
  const isTelling = parts.some((part) => part.members.some(({ name }) => MEASURED.test(name)));
  const own = usual.filter((part) => TAG_PART.test(part.name) || (part.depth === 0 && !isTelling));
  const likely = firstMember(own, LIKELY_IDS, ({ value }) => !isPart(value) && typeof value !== 'boolean');
  return likely && { id: normaliseId(likely.value), raw: likely.value };
}

/** What stands on the tag: URI record, else text record, else the reader's data, else a Spotify link in a name. */
export function findText(parts: readonly Part[], raw?: unknown): string {
  const members = parts.flatMap((part) => part.members).filter(({ value }) => value !== raw);
  const records = members
    .filter(({ name }) => /^(ndef|nfc)?(records?|message|data|content)$|^ndef$/.test(name))
    .flatMap(({ value }) => recordsIn(value));
  const texts = (name: RegExp) =>
    members
      .filter((member) => name.test(member.name))
      .map(({ value }) => (recordsIn(value).length > 0 ? '' : tagText(value)));
  const uris = texts(
    /^(ndef|nfc|tag|card|record)?(uri|url|link|href)$|^(spotify|media|music)(uri|url|link|id)?$/,
  );
  const plain = texts(/^(ndef|nfc|tag|card|record)?text$/);
  const data = texts(/^(ndef|nfc|tag|card)?(data|payload)$|^ndef$/);
  const said = texts(/^(content|message|value|info|body|name|tagname|cardname|title|label)$/);
  const recorded = (kind: string) =>
    records.filter((record) => record.kind === kind).map(({ value }) => value);
  return (
    best([...uris, ...recorded('uri')]) ||
    best([...plain, ...recorded('text')]) ||
    best(data) ||
    (said.map(linkIn).find((link) => link !== '') ?? '')
  );
}

/** A text as it was written; empty for blanks and for what a driver says instead (Tasmota: `AUTHFAIL`). */
export function tagText(value: unknown): string {
  const text = typeof value === 'string' ? value.replaceAll('\0', '').trim() : '';
  return isBlank(text) || /^(auth|read|write)[ _-]?(fail|error|nok)\w*$/i.test(text) ? '' : text;
}

/** What the message says of the tag. `isIdGiven`: then words that are used for other things too may say it. */
export function findEvent(parts: readonly Part[], isIdGiven: boolean): EventWord {
  const members = parts.flatMap((part) => part.members);
  const said = (name: RegExp) => members.filter((member) => name.test(member.name));
  const isRemoved = isIdGiven ? (word: string) => eventOf(word) === 'removed' : isSurelyRemoved;
  const words = (name: RegExp) =>
    said(name).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const events = words(/^(event|eventtype|action)$/).filter((word) => !isBlank(word));
  const types = words(/^(type|msgtype|messagetype|kind)$/);
  const states = words(/^(state|status)$/);
  const flags = (name: RegExp, on: boolean) => said(name).some(({ value }) => switchOf(value) === on);
  if (flags(/^(is)?(tag|card)?(present|presence|detected|inserted|placed)$/, false)) return 'removed';
  if (flags(/^(is)?(tag|card)?(removed|gone|absent)$/, true)) return 'removed';
  if (isIdGiven && said(/^state$/).some(({ value }) => value === false)) return 'removed';
  if ([...events, ...types, ...states].some(isRemoved)) return 'removed';
  if (events.some((word) => eventOf(word) === 'scanned')) return 'scanned';
  if (events.length > 0 || types.some((word) => eventOf(word) === 'other')) return 'other';
  if (states.some((word) => /^(online|offline|playing|paused|stopped|idle)$/.test(plainWord(word))))
    return 'other';
  if (types.some((word) => eventOf(word) === 'scanned')) return 'scanned';
  // An order to a reader, or an answer to one: `{"cmd":"adduser","uid":…}`.
  return words(/^(cmd|command)$/).length > 0 ? 'other' : undefined;
}

/** The first whose name fits, the surest name first, in the shallowest part. */
function firstMember(parts: readonly Part[], names: readonly RegExp[], fits: (member: Member) => boolean) {
  for (const name of names) {
    for (const part of parts) {
      const found = part.members.find((member) => name.test(member.name) && fits(member));
      if (found) return found;
    }
  }
  return undefined;
}

/** A keypad at the same wire sends its keys with 4 or 8 bits. */
function isKeyPressed(part: Part): boolean {
  return part.members.some(
    ({ name, value }) => /^(size|bits)$/.test(name) && typeof value === 'number' && value <= 8,
  );
}

function isPart(value: unknown): boolean {
  return typeof value === 'object' && value !== null && normaliseId(value) === undefined;
}

function isSwitch(value: unknown): boolean {
  return switchOf(value) !== undefined;
}

function switchOf(value: unknown): boolean | undefined {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? readSwitch(value) : undefined;
}

/** The first that a bridge can do something with, else the first. */
function best(texts: readonly string[]): string {
  const filled = texts.filter((text) => text !== '');
  return filled.find(isDoing) ?? filled[0] ?? '';
}

/** Whether the bridge can do something with a text. */
export function isDoing(text: string): boolean {
  return /^(ok|special|resolve|tag-id|command)$/.test(readLink(text).result);
}

/** A Spotify link in a name, without the words around it; empty where there is none. */
export function linkIn(name: string): string {
  const isSpotify = (text: string) => /^(ok|special|resolve)$/.test(readLink(text).result);
  return name.split(/\s+/).find(isSpotify) ?? (isSpotify(name) ? name : '');
}
