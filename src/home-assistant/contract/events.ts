import { z } from 'zod';
import { FEEDBACK_RESULTS } from '../../core/feedback.ts';
import { ITEM_KINDS } from '../../core/item.ts';
import { PROBLEM_KINDS } from '../../core/problem.ts';
import { RULES } from '../../core/rule.ts';

/**
 * What is told once, on the event topics of accounts and readers: JSON
 * with an `event_type`. The code's types come from here.
 */

const text = z.string().nullable();

const tag = { reader: z.string(), uid: z.string(), name: text };

const played = z.strictObject({
  event_type: z.literal('tag_played'),
  ...tag,
  uri: z.string().exactOptional().describe('What plays'),
  command: z.string().exactOptional().describe('The command that the card gave'),
  lock: z.boolean().exactOptional().describe('Whether the card locked its reader'),
  result: z.enum(FEEDBACK_RESULTS).exactOptional().describe('As on the feedback topic'),
});
const unknown = z.strictObject({
  event_type: z.literal('tag_unknown'),
  reader: z.string(),
  uid: z.string(),
  text: z.string().describe('What stands on the card'),
});
const removed = z.strictObject({ event_type: z.literal('tag_removed'), ...tag });
const scene = z.strictObject({ event_type: z.literal('scene'), ...tag, scene: z.string() });
const learnt = z.strictObject({ event_type: z.literal('tag_learnt'), ...tag, does: z.string() });
const learnFailed = z.strictObject({
  event_type: z.literal('learn_failed'),
  reader: text,
  uid: text,
  why: z.string(),
});

/** Of a card, on the topics of its reader and its account. */
export const tagEventShape = z.discriminatedUnion('event_type', [played, unknown, removed, scene]);
export type TagEvent = z.infer<typeof tagEventShape>;
export const learnEventShape = z.discriminatedUnion('event_type', [learnt, learnFailed]);
export type LearnEvent = z.infer<typeof learnEventShape>;
export const readerEventShape = z.discriminatedUnion('event_type', [
  ...tagEventShape.options,
  ...learnEventShape.options,
]);
export type ReaderEvent = z.infer<typeof readerEventShape>;

const started = z.strictObject({
  event_type: z.literal('pairing_started'),
  user_code: z.string(),
  verification_uri: z.string(),
  expires_at: z.iso.datetime(),
});
const paired = z.strictObject({
  event_type: z.literal('paired'),
  profile: text.describe('The name of the Spotify account'),
});
const expired = z.strictObject({ event_type: z.literal('pairing_expired') });
const denied = z.strictObject({ event_type: z.literal('pairing_denied') });
export const pairingEventShape = z.discriminatedUnion('event_type', [started, paired, expired, denied]);
export type PairingEvent = z.infer<typeof pairingEventShape>;

const ending = z.strictObject({
  event_type: z.literal('pairing_ending'),
  days: z.int().describe('How many are left at most'),
});
const trackChanged = z.strictObject({
  event_type: z.literal('track_changed'),
  title: text,
  artist: text,
  album: text,
  uri: text,
  kind: z.enum(ITEM_KINDS),
});
const commandFailed = z.strictObject({
  event_type: z.literal('command_failed'),
  binding: z.string().describe('The key of the remote in the configuration'),
  command: z.string(),
  kind: z.enum(PROBLEM_KINDS),
  message: z.string(),
});
const limited = z.strictObject({
  event_type: z.literal('volume_limited'),
  device: z.string(),
  was: z.int().nullable().describe('The volume that it had, 0 to 100'),
  volume: z
    .int()
    .nullable()
    .describe('What it goes down to; null where the device takes no volume, which is told once'),
  limited_by: z.string().describe('What does not allow it: quiet hours of Bedroom until 07:00'),
});
const limitWarning = z.strictObject({
  event_type: z.literal('limit_warning'),
  reader: text.describe('Whose minutes; null for those of the account'),
  minutes_left: z.int(),
});
const limitReached = z.strictObject({
  event_type: z.literal('limit_reached'),
  reader: text.describe('Whose minutes; null for those of the account'),
  message: z.string(),
});
const ruleApplied = z.strictObject({
  event_type: z.literal('rule_applied'),
  rule: z.enum(RULES).describe('Its key in the configuration'),
  did: z.enum(['paused', 'skipped']),
  reader: text.describe('Whose card had started the music, where one had'),
  title: text.describe('What played'),
  message: z.string(),
});
/** A speaker is wanted that sleeps, and waited for. Also on `<base>/<account>/wake`, without its type. */
export const wakeShape = z.strictObject({
  device: text.describe('By name, or by an id that was asked for; null where any would do'),
  id: z.string().exactOptional().describe("Spotify's id of it, where it was seen before"),
  via: z
    .strictObject({ entity_id: z.string() })
    .exactOptional()
    .describe('The media_player of Home Assistant that plays for it, and is unavailable'),
  command: z.string().describe('What waits for it: play or device'),
  reader: z.string().exactOptional().describe('On which a card was laid'),
  until: z.iso.datetime().describe('How long it is waited for'),
});
export type WakeSaid = z.infer<typeof wakeShape>;
const wake = wakeShape.extend({ event_type: z.literal('wake') });

export const accountEventShape = z.discriminatedUnion('event_type', [
  trackChanged,
  ...pairingEventShape.options,
  ending,
  ...readerEventShape.options,
  wake,
  limited,
  commandFailed,
  limitWarning,
  limitReached,
  ruleApplied,
]);
export type AccountEvent = z.infer<typeof accountEventShape>;
