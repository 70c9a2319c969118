import { wordPattern } from '../lib/word-pattern.ts';

/** The words in which readers say that there is something, nothing, or something else. */

/** What stands for no value. */
export function isBlank(text: string): boolean {
  return /^\s*(-*|none|null|nil|nan|unknown|undefined|unavailable|n\/a)\s*$/i.test(text);
}

/** What a topic that shows the tag on the reader says when there is none. */
export function isGone(text: string): boolean {
  if (/^\s*unavailable\s*$/i.test(text)) return false;
  return isBlank(text) || eventOf(text) === 'removed' || /^\s*(false|empty)\s*$/i.test(text);
}

/** `removed` and `scanned` are said of a tag; `other` is known to be neither; undefined says nothing about it. */
export type EventWord = 'removed' | 'scanned' | 'other' | undefined;

const REMOVED = wordPattern(`
  *remov* *absent* *notpresent* *notdetected* *undetected* notag nocard nochip offtag offcard untag uncard`);
/** Said of tags, and of much else. */
const LEFT =
  /^(on|no)?(tag|card|chip|nfc|rfid)?(gone|lost|left|off|out|away|lifted|taken|released?|leaves?|exit(ed)?|departed)$/;
const OTHER = wordPattern(`
  *writ* *eras* *format* *error* *fail* *invalid* *timeout* *heart* *boot* *start* *stop* *online* *offline* *alive*
  *ready* *ping *pong *status *result *config* *telemetry* *userfile* *userlist* *adduser* *volume* *button* *click*
  *press* *play* *paus* pin pincode key keypad info warn warning debug log hello state up down lwt birth response reply
  request command`);
const SCANNED = wordPattern(`
  *scan* *read* *detect* *present* *found* *plac* *insert* *arriv* *access* *tap *tapped *touch* *swip* *laid* *auth*
  *grant* *denied* *login* *checkin* *identif* *recogni* *tag* *card* *rfid* *nfc* *chip* *badge* *enter* *appear* on new
  in put add added uid id`);

/** What a word of an event, action or type says: `tag_removed`, `tagScanned`, `on`, `heartbeat`, `MIFARE 1KB`. */
export function eventOf(word: string): EventWord {
  const plain = plainWord(word);
  if (REMOVED.test(plain) || LEFT.test(plain)) return 'removed';
  if (OTHER.test(plain)) return 'other';
  return SCANNED.test(plain) ? 'scanned' : undefined;
}

/** Removal in a word that nothing but a reader uses: enough where no id stands beside it. */
export function isSurelyRemoved(word: string): boolean {
  return REMOVED.test(plainWord(word)) || /(tag|card|chip)(gone|lost|left)$|^gone$/.test(plainWord(word));
}

export function plainWord(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

const STATE = wordPattern(`
  on off true false yes no ok nok up down in out open opened opening close closed closing lock locked unlock unlocked
  online offline available unavailable connect connected connecting disconnect disconnected disconnecting reconnect
  reconnected reconnecting home nothome away detected clear cleared motion play playing pause paused stop stopped idle
  standby buffering ready running dead alive boot booted booting reboot rebooted rebooting restart restarted restarting
  start started starting init done success succeeded bad added error fail failed failure denied granted authfail timeout
  enable enabled disable disabled active inactive busy sleep sleeping awake wake normal single double triple long hold
  click clicked press pressed release released toggle next prev previous removed absent present gone empty ping pong
  hello test update updated heartbeat auto manual heat cool low medium high full charging discharging good scan scanned
  waiting notag nocard ontag oncard offtag offcard tagremoved cardremoved ontagremoved tagscanned cardscanned
  tagdetected carddetected tagpresent cardpresent tagabsent cardabsent taggone cardgone taglost cardlost`);

/** A line of an id: letters, digits and the signs that join them. */
const ID_LINE = /^[\p{L}\p{N}+][\p{L}\p{N}_.,:;+#@=-]*$/u;
const HEX_LINE = /^\+?(0x)?[0-9a-f]+([-:, \t]+(0x)?[0-9a-f]+)*h?$/i;

/** A word for how something is, never an id. */
export function isStateWord(text: string): boolean {
  return STATE.test(text.toLowerCase().replaceAll(/[\s_-]/g, ''));
}

/** Whether a whole payload can be an id: neither a state, a measured value, a time or an address, nor a line of a log. */
export function isIdLine(text: string): boolean {
  if (isStateWord(text)) return false;
  // A measured value, an address in the net, the version of something.
  if (/^\+?\d+\.\d|^v\d+\./i.test(text)) return false;
  if (/^\d+([.,]\d+)?(v|mv|ma|w|db|dbm|ms|lx|hpa|kb|mb)$/i.test(text)) return false;
  // A date, a time of day, how long something has run.
  if (/^\d{4}-\d\d-\d\d([t ]|$)|^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$|^\d+[dt]\s*\d+:/i.test(text))
    return false;
  return ID_LINE.test(text) || HEX_LINE.test(text);
}
