import { z } from 'zod';
import { DECIMALS, INTERRUPT, ON_REMOVAL, SAME_TAG, USUAL_FORMAT, USUAL_RULES } from '../core/reader.ts';
import { percent, repeat, ruled, seconds, text } from './fields.ts';
import { houseRules } from './house-rules-shape.ts';
import { quiet } from './quiet-shape.ts';
import { filterMistake, idPatternMistake } from './rules.ts';

/** The shape of one entry of `readers`. */

export const reader = z.strictObject({
  name: text('Name of the reader; without it the key with a capital').optional(),
  topic: ruled(
    filterMistake,
    'Topic of its tags, wildcards for several readers; without it <base_topic>/reader/<key>/tag',
  ).optional(),
  removed_topic: ruled(filterMistake, 'Topic of removals, where that is another one').optional(),
  status_topic: ruled(
    filterMistake,
    'Where it says online and offline; without it <base_topic>/reader/<key>/status',
  ).optional(),
  presence: z
    .boolean()
    .default(USUAL_FORMAT.presence)
    .describe('The topic is a state: empty, None, unknown or - means that the tag is gone'),
  decimal: z
    .enum(DECIMALS)
    .default(USUAL_FORMAT.decimal)
    .describe('How an id of digits is meant: as it is, one number, four groups of three digits, or hex'),
  id: text("Path of the id in the reader's JSON, such as action_code or tag.id").optional(),
  text: text("Path of the tag's text in the reader's JSON").optional(),
  id_pattern: ruled(
    idPatternMistake,
    'Regular expression whose group is the id; no match is no tag',
  ).optional(),
  account: text('Account that its tags play on; without it the only one').optional(),
  device: text('Player that its tags play on, by name or id').optional(),
  volume: percent.optional().describe('Volume that its tags start with'),
  min_volume: percent
    .default(USUAL_RULES.minVolume)
    .describe('The lowest volume that its buttons and command tags may set'),
  max_volume: percent
    .default(USUAL_RULES.maxVolume)
    .describe('The highest volume that its tags and buttons may set'),
  shuffle: z.boolean().optional().describe('Shuffle what its tags play; without it as it is'),
  repeat: repeat.optional().describe('Repeat what its tags play; without it as it is'),
  on_removal: z
    .enum(ON_REMOVAL)
    .default(USUAL_RULES.onRemoval)
    .describe('What happens to the music of a tag that is taken away'),
  same_tag: z
    .enum(SAME_TAG)
    .default(USUAL_RULES.sameTag)
    .describe('What a tag does whose music plays already'),
  interrupt: z
    .enum(INTERRUPT)
    .default(USUAL_RULES.interrupt)
    .describe('Whether a tag may take the music away from where it plays'),
  queue: z
    .boolean()
    .default(USUAL_RULES.queue)
    .describe('Add to the queue instead of playing, where something plays'),
  same_tag_window: seconds
    .default(USUAL_RULES.windowMs / 1000)
    .describe('Seconds in which the same tag again is the same scan'),
  step_window: seconds
    .default(USUAL_RULES.stepWindowMs / 1000)
    .describe('The same for tags that step the volume'),
  removal_grace: seconds
    .default(USUAL_RULES.graceMs / 1000)
    .describe('Seconds in which a tag that comes back never left'),
  birth_window: seconds
    .default(USUAL_RULES.birthMs / 1000)
    .describe('Seconds after its start in which the first scan is a card that lay there'),
  ...houseRules,
  quiet: quiet.optional().describe('Hours in which it is quieter, or plays nothing'),
  home_assistant_tags: z
    .boolean()
    .default(USUAL_RULES.announce)
    .describe('Announce its scans as Home Assistant tags'),
});
