import { describe, expect, it } from 'vitest';
import { lineOf } from '../src/bridge/tags/display.ts';
import { jsonSchema, schemaAt } from '../src/config/json-schema.ts';
import { BadPayload } from '../src/core/problem.ts';
import { unknownState } from '../src/core/state.ts';
import { readCommand } from '../src/core/words.ts';
import { EXPLANATIONS, explainLine } from '../src/explain.ts';
import { BRIDGE_ENTITIES } from '../src/home-assistant/bridge-entities.ts';
import { ENTITIES, EVENT_TYPES } from '../src/home-assistant/entities.ts';
import { playerOf } from '../src/home-assistant/player.ts';
import { READER_ENTITIES } from '../src/home-assistant/reader-entities.ts';
import { topicsOf } from '../src/home-assistant/topics.ts';
import { explanationsIn, PAGES, readPage, rowsOf, spansOf } from './documents.ts';
import theirs from './fixtures/moving.json' with { type: 'json' };

const BASE = 'spotify2mqtt';
const topics = topicsOf(BASE);
const levelsOf = (said: object) =>
  Object.values(said).flatMap((topic) => (typeof topic === 'string' ? [topic.split('/').at(-1) ?? ''] : []));
const SAID = {
  bridge: new Set([...levelsOf(topics.bridge), ...Object.keys(BRIDGE_ENTITIES)]),
  reader: new Set([...levelsOf(topics.reader('box')), ...Object.keys(READER_ENTITIES)]),
  account: new Set([
    ...levelsOf(topics.account('family')),
    ...Object.keys(ENTITIES),
    // Cleared with the pairing; no field of AccountTopics, because nothing else is said there.
    'pairing',
  ]),
};

/** Whether the bridge says or hears something on a topic, or on those that a wildcard stands for. */
function isTopic(topic: string): boolean {
  const [, first, ...rest] = topic.replaceAll(/<\w+>|\+/g, 'any').split('/');
  if (topics.parse(`${BASE}/${[first, ...rest].join('/')}`) !== undefined) return isHeard(first, rest);
  if (first === 'bridge') return rest.length === 1 && SAID.bridge.has(rest[0] ?? '');
  if (first === 'reader') return rest.length === 2 && SAID.reader.has(rest[1] ?? '');
  // Alone it is what its topics begin with.
  return rest.length === 0 || (rest.length === 1 && SAID.account.has(rest[0] ?? ''));
}

/** What `parse` leaves to others: whether there is such an entity. */
function isHeard(first = '', rest: string[]): boolean {
  if (rest.at(-1) !== 'set' || first === 'bridge') return true;
  const key = rest.at(-2) ?? '';
  return first === 'reader' ? key in READER_ENTITIES : key in ENTITIES;
}

describe.each(PAGES)('%s', (page) => {
  const text = readPage(page);

  it('names no topic that there is not', () => {
    // Not the repository's own address, an image's name or a file's; and nothing that goes on with an ellipsis.
    const named = [...text.matchAll(/(?<![\w/:.-])spotify2mqtt\/[\w<>+/-]+(?![\w.])/g)];
    const unknown = named.map(([topic]) => topic).filter((topic) => !topic.endsWith('/') && !isTopic(topic));
    expect(unknown).toEqual([]);
  });

  it('names no entity that there is not', () => {
    const named = [...text.matchAll(/\b([a-z_]+)\.spotify_(?:family|<account>)_(\w+)/g)];
    const platforms = new Map<string, string>(
      Object.entries(ENTITIES).map(([key, { platform }]) => [key, platform]),
    );
    const wrong = named.filter(([, platform, key = '']) => platforms.get(key) !== platform);
    expect(wrong.map(([id]) => id)).toEqual([]);
  });

  it('explains what can be explained', () => {
    for (const { line, input, what } of explanationsIn(page)) {
      const explain = EXPLANATIONS[what];
      expect(explain && explainLine(explain(), input), line).not.toHaveProperty('error');
    }
  });
});

it('tells the parent what the display says', () => {
  const said = ['waiting', 'busy', 'unknown', 'denied', 'unpaired', 'error'] as const;
  const explained = rowsOf(readPage('docs/parents.md')).map(([first = '']) => first.replaceAll('"', ''));
  expect(explained).toEqual(expect.arrayContaining(said.map((result) => lineOf({ result }))));
});

it('spares the parent every word of how it works', () => {
  expect(readPage('docs/parents.md')).not.toMatch(/mqtt|json|yaml|docker|broker|topic|entity/i);
});

describe('docs/moving.md', () => {
  const rows = rowsOf(readPage('docs/moving.md'));
  const named = new Set(rows.flatMap(([first = '']) => spansOf(first)));

  it.each(
    Object.entries(theirs)
      .filter(([whose]) => whose !== 'note')
      .flatMap(([whose, kinds]) =>
        Object.entries(kinds).map(([kind, names]) => [whose, kind, names] as const),
      ),
  )('sets all of %s, %s, beside ours', (_whose, _kind, names) => {
    const missing = [...names].filter((name) => !named.has(name));
    expect(missing).toEqual([]);
  });

  it('offers nothing that is not there', () => {
    const offered = new Set(rows.flatMap(([, ours = '']) => spansOf(ours)));
    expect([...offered].filter((span) => !isOurs(span))).toEqual([]);
  });
});

const view = {
  account: 'family',
  name: 'Family',
  state: unknownState(0),
  available: true,
  queue: true,
  liked: true,
  limited: true,
};
/** Home Assistant's actions (core, media_player/const.py) that a media_player of ours may be given. */
const ACTIONS = [
  ...['media_play', 'media_pause', 'media_play_pause', 'media_stop', 'media_next_track'],
  ...['media_previous_track', 'media_seek', 'volume_set', 'volume_mute', 'shuffle_set', 'repeat_set'],
  ...['select_source', 'play_media', 'browse_media', 'search_media'],
].map((action) => `media_player.${action}`);
const WORDS = new Set<string>([
  ...ACTIONS,
  ...Object.keys(playerOf(view)),
  ...EVENT_TYPES,
  ...levelsOf(topics.account('family')),
  'bridge/info',
  // Members of answers, and of play beside those that its refusal names.
  ...['id', 'type', 'image', 'total', 'restricted', 'query', 'limit', 'enqueue', 'entity_picture'],
  ...['music', 'podcast', 'off', 'all', 'one', 'no_device', 'artist:', 'year:', 'color_extractor'],
  '"shuffle":true',
]);
const MEMBERS = refusalOf('{"command":"play","nonsense":1}')
  .replace(/.*allowed are /, '')
  .split(', ');

function isOurs(span: string): boolean {
  if (WORDS.has(span) || MEMBERS.includes(span) || /\.spotify_family_/.test(span)) return true;
  // That these may be asked is shown where they are: test/house/documents.test.ts.
  if (/^request\/\w+$/.test(span) || /^\{"(id|query)":/.test(span)) return true;
  if (span.startsWith(`${BASE}/`)) return isTopic(span);
  if (schemaAt(jsonSchema(), span.split('.'))) return true;
  return refusalOf(span) === '';
}

/** Why this is no command; empty where it is one. */
function refusalOf(payload: string): string {
  try {
    readCommand(payload);
    return '';
  } catch (error) {
    if (error instanceof BadPayload) return error.message;
    throw error;
  }
}
