import type { Link } from './link.ts';
import { recordsIn } from './ndef.ts';
import { readLink } from './read-link.ts';
import type { Part } from './tag-shape.ts';
import { isBlank } from './tag-words.ts';

/** No tag holds more. */
const LONGEST = 4096;
/** What Spotify plays, and what the bridge can do something with. */
const PLAYING = new Set<Link['result']>(['ok', 'special', 'resolve']);
const DOING = new Set<Link['result']>([...PLAYING, 'tag-id', 'command']);

/** What stands on the tag: URI record, else text record, else the reader's data, else a Spotify link in a name. */
export function findText(parts: readonly Part[], raw?: unknown): string {
  const members = parts.flatMap((part) => part.members).filter(({ value }) => value !== raw);
  const records = members
    .filter(({ name }) => /^(ndef|nfc|tag|card)?(records?|message|data|payload|content)$|^ndef$/.test(name))
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
  return text.length > LONGEST || isBlank(text) || /^(auth|read|write)[ _-]?(fail|error|nok)\w*$/i.test(text)
    ? ''
    : text;
}

/** The first that a bridge can do something with, else the first. */
function best(texts: readonly string[]): string {
  const filled = texts.filter((text) => text !== '');
  return filled.find(isDoing) ?? filled[0] ?? '';
}

/** Whether the bridge can do something with a text. */
export function isDoing(text: string): boolean {
  return DOING.has(readLink(text).result);
}

/** A Spotify link in a name, without the words around it; empty where there is none. */
export function linkIn(name: string): string {
  const isSpotify = (text: string) => PLAYING.has(readLink(text).result);
  return name.split(/\s/).find(isSpotify) ?? (isSpotify(name) ? name : '');
}
