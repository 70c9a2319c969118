import { isObject, parseExactly } from '../lib/exact-json.ts';
import { findEvent } from './find-tag-event.ts';
import { findId } from './find-tag-id.ts';
import { findText, linkIn, tagText } from './find-tag-text.ts';
import { noTag, removed, scanned } from './readings.ts';
import type { TagReading } from './scan.ts';
import { normaliseId } from './tag-id.ts';
import { partsOf } from './tag-shape.ts';
import { eventOf, isBlank } from './tag-words.ts';

/** Events on Home Assistant's bus that come from tag readers. */

/** What the data of an event says: `tag_scanned`, and the events of adonno/tagreader and luka6000/TagTuner. Never throws. */
export function readHomeAssistantEvent(eventType: string, data: unknown): TagReading {
  if (!isObject(data)) return noTag(`${eventType} has no data`);
  const uid = normaliseId(data.uid ?? data.tag_id);
  switch (eventType) {
    case 'tag_scanned':
      return uid ? scanned(uid, linkIn(tagText(data.name))) : noTag('tag_scanned without a tag_id');
    case 'esphome.music_tag': {
      // A tag that holds text alone comes with an empty url and its text in `info`.
      const text = tagText(data.url) || tagText(data.info);
      return uid || text ? scanned(uid, text) : noTag('esphome.music_tag without a url');
    }
    case 'esphome.tag_removed':
      return removed(uid);
    case 'esphome.tagtuner':
      return readTagTuner(data, tagText(data.uri));
    default:
      return readOther(eventType, data);
  }
}

/** Its buttons and knobs come as the same event. */
function readTagTuner(data: Readonly<Record<string, unknown>>, text: string): TagReading {
  const uid = normaliseId(data.uid);
  const action = tagText(data.action);
  if (action === 'tagRemoved') return removed(uid);
  if (action !== 'tagScanned') return noTag(`${action || 'no action'} is no tag`);
  return uid || text ? scanned(uid, text) : noTag('tagScanned without a tag');
}

/** People's own events of ESPHome, where their name and a field both speak of a tag. */
function readOther(eventType: string, data: Readonly<Record<string, unknown>>): TagReading {
  const [, name = ''] = /^esphome\.(.*(?:tag|card|nfc|rfid).*)$/.exec(eventType) ?? [];
  const parts = partsOf(data);
  const event = findEvent(parts, true) ?? eventOf(name);
  const id = findId(parts)?.id;
  if (name === '' || !id || (event !== 'scanned' && event !== 'removed'))
    return noTag(`${eventType} is no event of a tag`);
  return event === 'removed' ? removed(id) : scanned(id, findText(parts));
}

/** The device of an event's reader, as Home Assistant names it; tagreader says its own name too. Null where it has none. */
export function deviceOf(data: unknown): string | null {
  if (!isObject(data)) return null;
  const names = [data.device_id, data.reader].filter((name) => typeof name === 'string');
  return names.find((name) => !isBlank(name)) ?? null;
}

/** What a whole message of the WebSocket API says: its text, or what the text holds. Never throws. */
export function readEventFrame(message: unknown): TagReading {
  const frame = typeof message === 'string' ? parseExactly(message) : message;
  // Messages may come several at a time (`coalesce_messages`); a reader sends none so close together.
  if (Array.isArray(frame)) {
    const readings = frame.map((one: unknown) => (isObject(one) ? readEventFrame(one) : noTag('no message')));
    return readings.find(({ event }) => event !== 'none') ?? noTag('no event of a tag');
  }
  if (!isObject(frame) || frame.type !== 'event') return noTag('no event of Home Assistant');
  const event = eventIn(frame.event);
  return event ? readHomeAssistantEvent(event.type, event.data) : noTag('an event without a type');
}

/** Of `subscribe_events`, or inside the trigger of `subscribe_trigger`. */
function eventIn(event: unknown): { type: string; data: unknown } | undefined {
  if (!isObject(event)) return undefined;
  if (typeof event.event_type === 'string') return { type: event.event_type, data: event.data };
  const trigger = isObject(event.variables) ? event.variables.trigger : undefined;
  return isObject(trigger) ? eventIn(trigger.event) : undefined;
}
