import { z } from 'zod';
import { MEDIA_FORMS, USUAL_SPEAKERS } from '../core/speaker-plan.ts';
import { percent, ruled, seconds, text } from './fields.ts';
import { hush } from './quiet-shape.ts';
import { entityMistake, patternMistake } from './rules.ts';

/** The shape of `speakers`. */

const DAY_MS = 24 * 60 * 60_000;

const pattern = ruled(patternMistake, 'A name, * for any signs and ? for one, in any case').meta({
  examples: ['*iPhone*'],
});

const device = z.strictObject({
  name: text("Shown and taken instead of Spotify's name").optional(),
  via: z
    .enum(['spotify', 'home_assistant', 'home-assistant'])
    .default('spotify')
    .describe('Who carries out what is asked of it: Spotify, or a media_player of Home Assistant'),
  entity: ruled(entityMistake, 'The media_player that plays for it, with via: home_assistant')
    .meta({ examples: ['media_player.living_room'] })
    .optional(),
  media: z
    .enum(MEDIA_FORMS)
    .optional()
    .describe("How that is told what to play: by Spotify's uri (without it), by the link, or by the name"),
  media_type: text('Its media_content_type; without it music, with media: name SPOTIFY').optional(),
  wake_timeout: seconds
    .optional()
    .describe('Seconds that a command waits for it; without it speakers.wake_timeout'),
  min_volume: percent.default(0).describe('The lowest volume that may be set on it'),
  max_volume: percent.default(100).describe('The highest volume that may be set on it'),
  quiet: hush.optional().describe('Hours in which it is quieter'),
});

export const speakers = z.strictObject({
  allow: z
    .array(pattern)
    .default([...USUAL_SPEAKERS.allow])
    .describe('Names that may be chosen'),
  deny: z.array(pattern).optional().describe('Names that may not; stronger than allow'),
  forget_after: z
    .int()
    .min(0)
    .max(3650)
    .default(USUAL_SPEAKERS.forgetMs / DAY_MS)
    .describe(
      'Days after which a device that was not seen is no longer offered; 0 offers none that is absent',
    ),
  wake_timeout: seconds
    .default(USUAL_SPEAKERS.wakeMs / 1000)
    .describe('Seconds that a command waits for a device that is absent; 0 does not wait'),
  devices: z
    .record(z.string(), device)
    .default({})
    .describe('What holds for one device, by its name as Spotify shows it, or its id'),
});

export type WrittenSpeakers = z.output<typeof speakers>;
