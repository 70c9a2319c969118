import { z } from 'zod';
import { SEARCHED } from '../../core/library.ts';
import { mediaShape, playedShape } from '../../core/media.ts';
import { PROBLEM_KINDS } from '../../core/problem.ts';
import { VIAS } from '../../core/speaker-plan.ts';
import { healthShape, infoShape, pairingShape, playerShape } from '../../home-assistant/contract/payloads.ts';
import { LOG_LEVELS } from '../../lib/log.ts';
import { cardShape, learningShape, readerShape, unknownShape } from '../tags/said.ts';

/** What stands in the `result` of each request's answer. */

const text = z.string().nullable();
const moment = z.iso.datetime().nullable();
const span = { offset: z.int(), limit: z.int() };
const total = z.int().nullable().describe('How many there are in all; null where Spotify does not say');

export const deviceShape = z.strictObject({
  id: text,
  name: z
    .string()
    .describe(
      'What it is shown as: the name in the configuration, else as Spotify has it; twins have a number',
    ),
  spotify_name: z.string(),
  label: z.string().describe("What the player's source_list calls it"),
  type: z.string().describe('Speaker, AVR, TV, Smartphone …: a word of Spotify’s'),
  active: z.boolean(),
  present: z.boolean().describe('Spotify shows it now'),
  last_seen: moment.describe('Null where only the configuration knows it'),
  restricted: z.boolean().describe('It takes no commands through Spotify'),
  why_not: text.describe('Why it cannot be chosen; null where it can'),
  volume: z.number().nullable().describe('0 to 100'),
  supports_volume: z.boolean(),
  via: z.enum(VIAS).describe('Who carries out what it is asked'),
});

/** What is in something. The next page begins at `offset` + `limit`; `limit` may be smaller than what was asked for. */
export const browsedShape = z.strictObject({
  item: mediaShape,
  children: z.array(mediaShape).readonly(),
  ...span,
  total,
  note: z.string().exactOptional().describe('Why there are no children, where Spotify does not show them'),
});
export type Browsed = z.infer<typeof browsedShape>;

export const accountShape = z.strictObject({
  key: z.string(),
  name: z.string(),
  paired: z.boolean(),
  paired_until: moment,
  profile: text.describe('The name of the Spotify account'),
  available: z.boolean(),
  problem: z.strictObject({ kind: z.enum(PROBLEM_KINDS), message: z.string() }).nullable(),
  pairing: pairingShape.nullable(),
});

const listened = {
  minutes: z.int().min(0).describe('Whole minutes of today'),
  left: z.int().min(0).nullable().describe('How many more there may be; null where they are not limited'),
};
export const listenedShape = z.strictObject({
  accounts: z.array(z.strictObject({ account: z.string(), ...listened })),
  readers: z.array(z.strictObject({ reader: z.string(), ...listened })),
  cards: z.array(z.strictObject({ uid: z.string(), name: text, minutes: listened.minutes })),
});

const finished = z.strictObject({
  account: z.string(),
  name: z.string(),
  profile: text,
  warnings: z.array(z.string()).readonly(),
});
const question = z.strictObject({
  confirm: z
    .strictObject({ ticket: z.string(), before: text, now: text, message: z.string() })
    .describe('Another person is at Spotify: send the ticket back if that is meant'),
});

const cards = z.strictObject({
  tags: z.array(cardShape),
  unknown: z.array(unknownShape),
  learning: learningShape.nullable(),
});
const learning = z.strictObject({ learning: learningShape });
const cancelled = z.strictObject({ cancelled: z.boolean() });
const readers = z.strictObject({ readers: z.array(readerShape) });

export const ACCOUNT_RESULTS = {
  player: playerShape,
  devices: z.strictObject({ devices: z.array(deviceShape) }),
  playlists: z.strictObject({ items: z.array(mediaShape), ...span, total }),
  browse: browsedShape,
  search: z.strictObject({
    items: z.array(mediaShape),
    totals: z.partialRecord(z.enum(SEARCHED), z.int()),
    ...span,
  }),
  queue: z.strictObject({ playing: mediaShape.nullable(), items: z.array(mediaShape) }),
  recent: z.strictObject({ items: z.array(playedShape) }),
};

export const BRIDGE_RESULTS = {
  info: infoShape,
  health: healthShape,
  accounts: z.strictObject({ accounts: z.array(accountShape) }),
  listened: listenedShape,
  rediscover: z.strictObject({}),
  log_level: z.strictObject({ level: z.enum(LOG_LEVELS), until: moment }),
  pair: z.strictObject({ account: z.string(), authorize_url: z.url().exactOptional() }),
  'pair/finish': z.union([finished, question]),
  tags: cards,
  'tags/list': cards,
  'tags/get': z.strictObject({ tag: cardShape }),
  'tags/set': z.strictObject({ tag: cardShape }),
  'tags/remove': z.strictObject({ removed: cardShape }),
  'tags/learn': learning,
  learn: learning,
  'tags/cancel': cancelled,
  'learn/cancel': cancelled,
  'tags/export': z.strictObject({ yaml: z.string(), file: text }),
  'tags/import': z.strictObject({
    added: z.int(),
    kept: z.array(z.string()).readonly(),
    refused: z.array(z.strictObject({ line: z.int(), why: z.string() })).readonly(),
  }),
  readers,
  'readers/list': readers,
  'readers/forget': z.strictObject({ forgotten: z.string() }),
  'readers/lock': z.strictObject({ reader: z.string(), locked: z.boolean() }),
};
