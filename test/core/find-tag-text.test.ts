import { expect, it } from 'vitest';
import { findText, isDoing, linkIn, tagText } from '../../src/core/find-tag-text.ts';
import { partsOf } from '../../src/core/tag-shape.ts';

const ALBUM = 'spotify:album:4aawyAB9vmqN3uQ7FjRGTy';
const OTHER = 'https://example.org/x';
const LONGEST = 'x'.repeat(4096);
/** `Abba` as a text record, in hex. */
const RECORD = 'D101075402656E41626261';
const BYTES = [...Buffer.from(RECORD, 'hex')];

it.each<[name: string, json: object, text: string]>([
  ['records by another name', { record: [{ text: 'x' }, { uri: ALBUM }] }, ALBUM],
  ['records', { nfc_records: [{ uri: ALBUM }] }, ALBUM],
  ['a URI record before a text record', { ndef: [{ text: 'Abba' }, { uri: OTHER }] }, OTHER],
  ['a filled one before an empty one', { uri: '', url: OTHER }, OTHER],
  ['the one that plays', { uri: OTHER, tag_url: ALBUM }, ALBUM],
  ['a text before data', { data: 'x1', text: 'Abba' }, 'Abba'],
  ['data', { tag_data: 'Abba' }, 'Abba'],
  ['the bytes of a message', { data: RECORD }, 'Abba'],
  ['the bytes of a message, by other names', { payload: RECORD }, 'Abba'],
  ['the bytes of a message, as a list', { card_data: BYTES }, 'Abba'],
  ['bytes are no text', { uri: RECORD }, ''],
  ['a service by its name', { spotify: ALBUM }, ALBUM],
  ['a link in the second name', { name: 'Abba', title: `Play ${ALBUM}` }, ALBUM],
  ['no link in a name', { name: 'Abba', title: 'Gold' }, ''],
  ['all that there is room for', { text: LONGEST }, LONGEST],
  ['more than a tag holds', { text: `${LONGEST}x` }, ''],
])('%s', (_, json, text) => {
  expect(findText(partsOf(json))).toBe(text);
});

// Names that have one of ours in them are about something else.
it.each<[member: string, value: unknown]>([
  ['old_records', [{ uri: ALBUM }, { uri: ALBUM }]],
  ['records_before', [{ uri: ALBUM }, { uri: ALBUM }]],
  ['last_ndef', [{ uri: ALBUM }, { uri: ALBUM }]],
  ['ndef_history', [{ uri: ALBUM }, { uri: ALBUM }]],
  ['history', [{ uri: ALBUM }, { uri: ALBUM }]],
  ['cover_uri', ALBUM],
  ['url_before', ALBUM],
  ['background_music', ALBUM],
  ['music_genre', 'Pop'],
  ['hint_text', 'Abba'],
  ['text_size', '12'],
  ['metadata', 'Abba'],
  ['data_rate', '106'],
  ['last_ndef', 'Abba'],
  ['ndef_type', 'Type 2'],
  ['subtitle', ALBUM],
  ['title_before', ALBUM],
])('%s has no text of the tag', (member, value) => {
  expect(findText(partsOf({ uid: '04A1B2C3', [member]: value }), '04A1B2C3')).toBe('');
});

it.each([
  [' Abba\n', 'Abba'],
  ['Abba\0\0', 'Abba'],
  ['\0Ab\0ba', 'Abba'],
  ['unknown', ''],
  ['AUTHFAIL', ''],
  ['auth fail', ''],
  ['READ_ERROR', ''],
  ['writefailed', ''],
  ['unread errors', 'unread errors'],
  ['Read Fail: a song', 'Read Fail: a song'],
  [7, ''],
])('%j is the text %j', (value, text) => expect(tagText(value)).toBe(text));

it.each([
  [ALBUM, true],
  ['spotify:collection', true],
  ['https://spotify.link/AbCdEfGhIjK', true],
  ['https://www.home-assistant.io/tag/1', true],
  ['command:next', true],
  ['Abba', false],
  [OTHER, false],
  ['https://link.tospotify.com/VM2myZxXwbb', false],
])('%s is something that the bridge can do: %j', (text, doing) => expect(isDoing(text)).toBe(doing));

it.each([
  [`Abba  (${ALBUM})`, `(${ALBUM})`],
  ['Mix  spotify:collection', 'spotify:collection'],
  ['https://spotify.link/AbCdEfGhIjK', 'https://spotify.link/AbCdEfGhIjK'],
  ['command:next', ''],
  ['Abba Gold', ''],
])('the link in %j is %j', (name, link) => expect(linkIn(name)).toBe(link));
