import { z } from 'zod';
import type { Ask } from '../../core/command.ts';
import { PIECE_TYPES } from '../../core/media.ts';
import { PROBLEM_KINDS } from '../../core/problem.ts';
import { RULES } from '../../core/rule.ts';
import { WORDS } from '../../core/vocabulary.ts';
import { keysOf } from '../../lib/keys-of.ts';

/**
 * The JSON that the bridge says, as shapes: the code's types come from here, and so do the JSON Schemas of the
 * documentation. The code takes the types alone, so that none of this is made before somebody asks for the
 * documents.
 */

const moment = z.iso.datetime().describe('ISO 8601');
const seconds = z.number().min(0).describe('Seconds');
const text = z.string().nullable();

export const STATUSES = ['playing', 'paused', 'idle', 'off'] as const;
const word = z.enum<(Ask | 'stop')[]>(keysOf(WORDS));

/** What `<base>/<account>/player` carries: a player in the shape of a Home Assistant media_player's attributes. */
export const playerShape = z.strictObject({
  state: z.enum(STATUSES).describe('off: nothing can be shown or commanded'),
  media_content_id: text,
  media_content_type: z
    .enum(['music', 'podcast'])
    .nullable()
    .describe("As Home Assistant's own Spotify integration has it"),
  media_title: text,
  media_artist: text,
  media_album_name: text,
  media_duration: seconds.nullable(),
  media_position: seconds.nullable().describe('Seconds, at media_position_updated_at'),
  media_position_updated_at: moment.nullable(),
  media_image_url: text,
  volume_level: z.number().min(0).max(1).nullable(),
  is_volume_muted: z.boolean().nullable(),
  source: text.describe('The speaker'),
  source_list: z.array(z.string()).readonly(),
  shuffle: z.boolean().nullable(),
  repeat: z.enum(['off', 'all', 'one']).nullable(),
  can: z.array(word).readonly().describe('The words of the command topic that may be asked now'),
});
export type Player = z.infer<typeof playerShape>;

/** What `<base>/bridge/info` carries. */
export const infoShape = z.strictObject({
  version: z.string(),
  base: z.string().describe('First level of every topic'),
  url: text.describe('Where a browser finds the pages; null where nobody knows'),
  timezone: z.string().describe('The zone whose clock quiet hours mean: Europe/Berlin'),
  accounts: z.array(z.strictObject({ key: z.string(), name: z.string() })),
  readers: z.array(z.string()),
});
export type Info = z.infer<typeof infoShape>;

const count = z.int().min(0);

/** What `<base>/bridge/health` carries, once a minute. */
export const healthShape = z.strictObject({
  started: moment.describe('When the process started'),
  uptime_s: count,
  memory_mb: z.number().min(0).describe('Resident, in 10⁶ bytes'),
  mqtt_published: count.describe('Messages since the start'),
  mqtt_received: count,
  requests_30s: count.describe('Requests to Spotify, of all accounts'),
  requests_hour: count,
  requests_day: count,
  requests_total: count.describe('Since the start'),
  requests_left_day: count
    .nullable()
    .describe('Until requests_per_day; the least of all client ids. null where there is no ceiling'),
  stretch: z
    .number()
    .min(1)
    .describe(
      'By how much looks are spread because the requests of the day run out; the most of all accounts',
    ),
  limited: count.describe('How often Spotify said "too many requests"'),
  another_program: z
    .boolean()
    .describe('Spotify says so although the bridge asks for little: another program uses the client id'),
  looked_at: moment
    .nullable()
    .describe('When Spotify last said what plays, for any account; null before the first look'),
  accounts: z.record(
    z.string(),
    z.strictObject({
      paired: z.boolean(),
      status: z.enum(['playing', 'paused', 'idle']),
      problem: z.enum(PROBLEM_KINDS).nullable(),
      looked_at: moment.nullable(),
      requests_30s: count,
      requests_hour: count,
      requests_day: count,
      requests_day_for: z
        .strictObject({
          command: count,
          verification: count.describe('Looks after a command or a hint'),
          browse: count.describe('What somebody who chooses music waits for'),
          poll: count,
          metadata: count,
        })
        .describe('What those of the day were for'),
      stretch: z.number().min(1),
      another_program: z.boolean(),
    }),
  ),
  waiting: z
    .array(
      z.strictObject({
        account: z.string(),
        command: z.string(),
        device: z.string().nullable().describe('null where any would do'),
        since: moment,
        until: moment,
      }),
    )
    .describe('Commands that wait for a device that is absent, in order'),
});
export type Health = z.infer<typeof healthShape>;

/** What `<base>/<account>/pairing` carries (names: RFC 8628 §3.2). */
export const pairingShape = z.strictObject({
  user_code: z.string(),
  verification_uri: z.string(),
  verification_uri_complete: z.string().describe('With the code in it, for links and QR codes'),
  expires_at: moment,
  method: z.enum(['spotify', 'bridge']).describe('Who issued the code'),
});
export type PairingSaid = z.infer<typeof pairingShape>;

export const problemShape = z.strictObject({
  kind: z.enum(PROBLEM_KINDS),
  message: z.string().describe('One sentence for people: what is wrong and what to do'),
  retry_at: moment.exactOptional().describe('When trying again makes sense'),
  rule: z
    .enum(RULES)
    .exactOptional()
    .describe('The rule of the house that refuses it, by its key in the configuration'),
});
export type ProblemSaid = z.infer<typeof problemShape>;

/** Who carried a command out in place of Spotify. */
const viaShape = z.strictObject({
  entity_id: z.string().describe('The media_player of Home Assistant'),
  note: z
    .string()
    .exactOptional()
    .describe('What it could not do, or that nobody knows whether it is heard, in a sentence'),
});
export type ViaSaid = z.infer<typeof viaShape>;

/** What every answer carries beside the outcome. */
const more = {
  command: z.string().exactOptional().describe('The word of the command'),
  transaction: z.union([z.string(), z.number()]).exactOptional().describe('As it was asked with'),
};

export const foundShape = z.strictObject({
  uri: z.string(),
  type: z.enum(PIECE_TYPES),
  name: z.string(),
  artists: z.string().exactOptional(),
  from: z.enum(['library', 'catalogue']).describe("library: the account's own playlists, and what it saved"),
});

export const answerShape = z.union([
  z.strictObject({
    ok: z.literal(true),
    took_ms: z.number().min(0),
    found: foundShape.exactOptional().describe('What was taken for a name, by play and recent'),
    superseded: z.literal(true).exactOptional().describe('A newer command took its place'),
    unverified: z
      .literal(true)
      .exactOptional()
      .describe('Spotify took it; whether it is heard could not be found out'),
    via: viaShape.exactOptional().describe('Of a speaker that Home Assistant plays for'),
    volume: z.int().exactOptional().describe('What was set, where another volume was not allowed'),
    limited_by: z
      .string()
      .exactOptional()
      .describe('What does not allow it: quiet hours of Bedroom until 07:00'),
    ...more,
    result: z.looseObject({}).exactOptional().describe('Of a request'),
  }),
  z.strictObject({ ok: z.literal(false), took_ms: z.number().min(0), problem: problemShape, ...more }),
]);
export type Answer = z.infer<typeof answerShape>;
