import { wordPattern } from '../lib/word-pattern.ts';
import { switchOf } from './find-tag-event.ts';
import { normaliseId, type TagId } from './tag-id.ts';
import type { Member, Part } from './tag-shape.ts';
import { type EventWord, eventOf, isStateWord } from './tag-words.ts';

/** Names that only a tag's id has, the surest first. */
const SURE_IDS = [
  /^(hex)?uid(hex)?$|^(tag|card|nfc|rfid|chip)uid$/,
  /^(tag|card|nfc|rfid|badge|fob|transponder)((id|no|number|code|tag|card|value)|hardwareid)?$|^(epc|idm)$/,
];
/** Names that other things have too. */
const LIKELY_IDS = [/^id$/, /^(serial|serialnumber|serialno|sn)$/, /^code$/, /^uuid$/];
/** What a serial line received: a frame in hex, or anything. */
const SERIAL_LINE = /^s?serialreceived$/;
/** Parts in which an `id` is the tag's, whatever stands around them. */
const TAG_PART =
  /^(tag|card|nfc|rfid|badge|fob|transponder|token|ndef|wiegand|(pn|rc|mfrc|rdm|st)\d)|(tag|card|nfc|rfid)$/;
/** Parts that hold what the message is about. */
const WRAPPER = /^(|data|payload|event|message|msg|body|value|scan)$/;
/** What is told beside an `id` that is a device's, a sensor's, or a call's. */
const MEASURED = wordPattern(`
  rssi* snr lqi linkquality mac bssid ip ssid hostname host version firmware fw sw hw model brand manufacturer* vendor
  uptime heap freeheap protocol channel frequency unit jsonrpc method error success transaction result params src dst
  brightness on major minor txpower temp* humid* press* batt* volt* lux* illum* energy* power* current* weight* moist*
  co2* distance* wifi* servicedata*`);
/** `{"removed":"04A2…"}`: the event's word has the id itself. */
const EVENT_ID =
  /^(on)?(tag|card|nfc|rfid)?(scanned|scan|read|detected|placed|present|found|inserted|arrived|removed|gone|lost|left|absent)$/;

/** A message that was only wrapped: what it holds has the look of a UID of 4, 7 or 10 bytes (ISO 14443-3), which no MAC has. */
const CONTENT = wordPattern('payload value data message msg content body');
const UID = /^\s*[0-9a-f]{2}([-: ][0-9a-f]{2}){3}(([-: ][0-9a-f]{2}){3}){0,2}\s*$/i;

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
  if (sure) return foundIn(sure.value);
  for (const { name, value } of usual.flatMap((part) => part.members)) {
    const id = EVENT_ID.test(name) && !isSwitch(value) ? normaliseId(value) : undefined;
    if (id && id.idKind !== 'opaque') return { id, raw: value, event: eventOf(name) };
    if (CONTENT.test(name) && typeof value === 'string' && UID.test(value)) return foundIn(value);
    const line = SERIAL_LINE.test(name) ? normaliseId(value) : undefined;
    if (line && /^[0-9A-F]{8,}$/.test(line.uid)) return { id: line, raw: value };
  }
  const isTelling = parts.some((part) => part.members.some(isMeasured));
  const own = usual.filter(({ name }) => TAG_PART.test(name) || (!isTelling && WRAPPER.test(name)));
  const likely = firstMember(own, LIKELY_IDS, ({ value }) => !isPart(value) && !isShort(value));
  return likely && foundIn(likely.value);
}

function foundIn(raw: unknown): FoundId {
  return { id: typeof raw === 'string' && isStateWord(raw) ? undefined : normaliseId(raw), raw };
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

/** Fractions are measured, whatever they are called. */
function isMeasured({ name, value }: Member): boolean {
  return MEASURED.test(name) || (typeof value === 'number' && !Number.isInteger(value));
}

function isPart(value: unknown): boolean {
  return typeof value === 'object' && value !== null && normaliseId(value) === undefined;
}

/** No id of a tag: true, false, a number that counts or answers (`"code":404`). */
function isShort(value: unknown): boolean {
  return typeof value === 'boolean' || (typeof value === 'number' && value < 1000);
}

function isSwitch(value: unknown): boolean {
  return switchOf(value) !== undefined;
}
