import type { Part } from './tag-shape.ts';
import { type EventWord, eventOf, isBlank, isSurelyRemoved, plainWord } from './tag-words.ts';
import { readSwitch } from './values.ts';

const EVENT = /^(event|eventtype|action)$/;
/** `event_type` is not among them: alone it is the state of an event entity, which names no tag. */
const EVENT_ALONE = /^(event|action)$/;
const TYPE = /^(type|msgtype|messagetype|kind)$/;
const STATE = /^(state|status)$/;
/** Alone, `presence` and `detected` are said by sensors for people. */
const PRESENT_ALONE = /^(is)?(tag|card)?present$|^(tag|card)(presence|detected|inserted|placed)$/;
const PRESENT = /^(is)?(tag|card)?(present|presence|detected|inserted|placed)$/;
const REMOVED = /^(is)?(tag|card)?(removed|gone|absent)$/;
/** A reader that tells how long it runs tells of itself. */
const TELEMETRY = /^(uptime|heap|freeheap)$/;
/** What is said of a player or a connection. */
const OTHER_STATE = /^(online|offline|playing|paused|stopped|idle)$/;

/** What a message says of the tag. `isIdGiven`: then words that are used for other things too may say it. */
export function findEvent(parts: readonly Part[], isIdGiven: boolean): EventWord {
  const members = parts.flatMap((part) => part.members);
  const said = (name: RegExp) => members.filter((member) => name.test(member.name)).map(({ value }) => value);
  const words = (name: RegExp) =>
    said(name).flatMap((value) => (typeof value === 'string' && !isBlank(value) ? [value] : []));
  const events = words(EVENT).map(eventOf);
  const types = words(TYPE).map(eventOf);
  const isRemoved = isIdGiven
    ? [...events, ...types, ...words(STATE).map(eventOf)].includes('removed') ||
      said(/^state$/).includes(false)
    : [EVENT_ALONE, TYPE, STATE].flatMap(words).some(isSurelyRemoved);

  if (isRemoved || said(isIdGiven ? PRESENT : PRESENT_ALONE).some((value) => switchOf(value) === false))
    return 'removed';
  if (said(REMOVED).some((value) => switchOf(value) === true)) return 'removed';
  if (events.includes('scanned')) return 'scanned';
  if (events.length > 0 || types.includes('other') || said(TELEMETRY).length > 0) return 'other';
  if (words(STATE).some((word) => OTHER_STATE.test(plainWord(word)))) return 'other';
  if (types.includes('scanned')) return 'scanned';
  // An order to a reader, or an answer to one: `{"cmd":"adduser","uid":…}`.
  return words(/^(cmd|command)$/).length > 0 ? 'other' : undefined;
}

/** On or off in any spelling; undefined for anything else. */
export function switchOf(value: unknown): boolean | undefined {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? readSwitch(value) : undefined;
}
