import { z } from 'zod';
import { SAME_TAG } from '../core/reader.ts';
import { AT_END } from '../core/tag.ts';
import { percent, repeat, ruled, text } from './fields.ts';
import { coverMistake, deedMistake, offsetMistake } from './tag-rules.ts';

/** The shape of tags.yaml: ids of tags, and what each does. A text alone is short for `play`. */

/** The keys of which a tag has exactly one. */
export const DEEDS = ['play', 'command', 'room', 'scene', 'sleep', 'lock'] as const;

const tag = z.strictObject({
  play: ruled(
    deedMistake('', 'https://open.spotify.com/album/…'),
    'A Spotify link, or whatever a card may hold',
  )
    .meta({ examples: ['https://open.spotify.com/album/7vEJAtP3KgKSpOHVgwm3Eh'] })
    .optional(),
  command: ruled(deedMistake('command:', 'volume +10'), 'A command of the player')
    .meta({ examples: ['play_pause', 'next', 'volume +10'] })
    .optional(),
  room: ruled(deedMistake('room:', 'Kitchen'), 'A player that the music moves to, by name or id').optional(),
  scene: ruled(deedMistake('scene:', 'bedtime'), 'A word for automations: an event tells them').optional(),
  sleep: ruled(
    deedMistake('sleep:', '30, or end_of_album'),
    'Minutes until the music fades, end_of_track or end_of_album',
  )
    .meta({ examples: [30, 'end_of_track', 'end_of_album'] })
    .optional(),
  lock: z.boolean().optional().describe('true locks the reader that it lies on, false unlocks it'),
  name: text('Name of the tag, for people').optional(),
  account: text("Account that it plays on; without it the reader's").optional(),
  device: text("Player that it plays on, by name or id; without it the reader's").optional(),
  volume: percent.optional().describe("Volume that it starts with; without it the reader's"),
  max_volume: percent.optional().describe("The highest volume of this tag; the reader's holds as well"),
  shuffle: z.boolean().optional().describe('Shuffle what it plays'),
  repeat: repeat.optional().describe('Repeat what it plays'),
  queue: z.boolean().optional().describe('Add to the queue instead of playing, where something plays'),
  same_tag: z.enum(SAME_TAG).optional().describe('What it does where its music plays already'),
  offset: ruled(offsetMistake, 'Where to begin: the number of an item, from 0, or the link of a track')
    .meta({ examples: [3, 'https://open.spotify.com/track/6rqhFgbbKwnb9MLmUQDhG6'] })
    .optional(),
  resume: z
    .boolean()
    .optional()
    .describe('Go on where it stopped; without it shows, audiobooks and long albums do'),
  at_end: z.enum(AT_END).optional().describe('What follows when its music has ended'),
  cover: ruled(coverMistake, 'Address of a picture').optional(),
});

export const tagsShape = z.record(z.string(), tag);

/** A tag as written, valid, in its long form. */
export type WrittenTag = z.output<typeof tag>;
