import { parseExactly } from '../lib/exact-json.ts';
import { findEvent } from './find-tag-event.ts';
import { type FoundId, findId } from './find-tag-id.ts';
import { findText, isDoing, tagText } from './find-tag-text.ts';
import { readEventFrame } from './home-assistant-event.ts';
import { visible } from './link-text.ts';
import { readLink } from './read-link.ts';
import { type ReaderFormat, USUAL_FORMAT } from './reader.ts';
import { noTag, removed, replayed, scanned } from './readings.ts';
import type { TagMessage, TagReading } from './scan.ts';
import { convertDecimal, normaliseId, type TagId, unquoted } from './tag-id.ts';
import { partsOf, valueAt } from './tag-shape.ts';
import { roleOf } from './tag-topic.ts';
import { isBlank, isGone, isIdLine } from './tag-words.ts';

/** No reader sends more; what is longer is something else. */
const LONGEST = 65_536;
/** Patterns take longer than linear time. */
const LONGEST_MATCHED = 128;

/**
 * What a message says of a tag: by its shape, and by what the configuration knows of the reader. The topic counts as one that
 * the user named as a reader's. Never throws; a retained message is never a scan or a removal.
 */
export function readTag(message: TagMessage, format: ReaderFormat = USUAL_FORMAT): TagReading {
  const reading = /^\$ha(\/|$)/.test(message.topic)
    ? readEventFrame(message.payload)
    : readPayload(message, format);
  const { uid, idKind } = convertDecimal(reading, format.decimal);
  const converted = { ...reading, uid, idKind };
  return message.retained ? replayed(converted) : converted;
}

/** A message with what is known about it before one looks inside. */
interface Heard {
  /** Its topic is for removals: by its name, or because the configuration says so. */
  isRemoval: boolean | 'named';
  /** What comes on such a topic is no id, whatever it looks like. */
  isValue: boolean;
  format: ReaderFormat;
}

function readPayload({ topic, payload, removal = false }: TagMessage, format: ReaderFormat): TagReading {
  if (payload.length > LONGEST) return noTag('too long for a tag');
  const role = roleOf(topic);
  // Whoever says where the id stands knows what comes on the topic.
  const isChosen = removal || format.presence || format.id !== undefined || format.idPattern !== undefined;
  if (role.isOrder && !removal) return noTag('the topic is for orders to a reader');
  if (role.isAside && !isChosen) return noTag('the topic is for what a reader tells of itself');
  const isRemoval = removal ? 'named' : role.isRemoval;
  return readText(payload, { isRemoval, isValue: role.isValue && !isChosen, format });
}

function readText(payload: string, heard: Heard): TagReading {
  const text = visible(payload);
  if (!/^[[{"]/.test(text)) return readLine(text, heard);
  const json = parseExactly(text);
  if (json === undefined) return readBroken(text, heard);
  return typeof json === 'string' ? readText(json, heard) : readJson(json, heard);
}

function readJson(json: unknown, { isRemoval, format }: Heard): TagReading {
  const parts = partsOf(json);
  const found = format.id === undefined ? idIn(json, parts) : idAt(json, format.id);
  const id = found && matched(found, format);
  // Beside an id at a place that was named, other things may be said with other words (`disarm`, `off`).
  const event = findEvent(parts, id !== undefined && format.id === undefined) ?? found?.event;
  if (isRemoval === 'named' || event === 'removed' || (isRemoval && event !== 'scanned')) return removed(id);
  if (format.presence && found && isNothing(found.raw)) return removed();
  if (event === 'other' && format.id === undefined) return noTag('an event of something else');
  const text = format.text === undefined ? findText(parts, found?.raw) : tagText(valueAt(json, format.text));
  if (id) return scanned(id, text);
  const isIdNamed = format.id !== undefined || format.idPattern !== undefined;
  if (isIdNamed || text === '') return noTag('no id where one could be');
  return event === 'scanned' || isDoing(text) ? scanned(undefined, text) : noTag('a text of something else');
}

function isNothing(raw: unknown): boolean {
  return raw === null || (typeof raw === 'string' && isGone(raw));
}

function idIn(json: unknown, parts: Parameters<typeof findId>[0]): FoundId | undefined {
  const bytes = typeof json === 'object' ? normaliseId(json) : undefined;
  if (bytes) return { id: bytes, raw: json };
  return findId(parts);
}

function idAt(json: unknown, path: string): FoundId | undefined {
  const raw = valueAt(json, path);
  return raw === undefined ? undefined : { id: normaliseId(raw), raw };
}

/** The id, or what the reader's pattern takes out of it. */
function matched({ id, raw }: FoundId, { idPattern }: ReaderFormat): TagId | undefined {
  if (idPattern === undefined) return id;
  return typeof raw === 'string' || typeof raw === 'number' ? idByPattern(String(raw), idPattern) : undefined;
}

/** A UUID in braces is no JSON; neither is a line of a log, nor JSON that was cut off. */
function readBroken(text: string, heard: Heard): TagReading {
  if (heard.format.idPattern !== undefined) return readLine(text, heard);
  const id = normaliseId(text);
  return id && id.idKind !== 'opaque' ? readLine(id.uid, heard) : noTag('JSON that is cut off or broken');
}

/** A payload that is the id, the text or nothing. */
function readLine(text: string, { format, isRemoval, isValue }: Heard): TagReading {
  if (format.presence && isGone(text)) return removed();
  if (isBlank(text)) return isRemoval ? removed() : noTag('empty');
  if (format.id !== undefined) return noTag('no JSON');
  if (format.idPattern !== undefined) {
    const id = idByPattern(text, format.idPattern);
    if (!id) return noTag('not what the pattern of ids describes');
    return isRemoval ? removed(id) : scanned(id);
  }
  if (isLinkLine(text)) return isRemoval ? removed() : scanned(undefined, text);
  if (isRemoval && /^(on|true|1|yes|removed|gone|absent|tag removed)$/i.test(text)) return removed();
  if (isValue || !isIdLine(unquoted(text))) return noTag('no line that could be an id');
  const id = normaliseId(text);
  if (!id) return noTag('a misread');
  return isRemoval ? removed(id) : scanned(id);
}

/** A link, of Spotify's or another's, or a command tag. */
function isLinkLine(text: string): boolean {
  if (/^(spotify(--\w+)?:|https?:\/\/)/i.test(text)) return true;
  return /^(scene|sleep|command|room)\s*:\s*\S/i.test(text) || readLink(text).result !== 'reject';
}

/** The group of the pattern, else all that it describes. */
function idByPattern(text: string, pattern: string): TagId | undefined {
  try {
    const [whole, ...groups] = new RegExp(pattern).exec(text.trim().slice(0, LONGEST_MATCHED)) ?? [];
    return normaliseId(groups.find((group) => group !== undefined) ?? whole);
  } catch {
    return undefined;
  }
}
