import { z } from 'zod';
import { REMOTES, type RemoteKey } from '../core/remotes.ts';
import { commandMistake, stepMistake } from './binding-rules.ts';
import { percent, ruled, text } from './fields.ts';
import { filterMistake } from './rules.ts';

/** The shape of one entry of `bindings`. */

const command = ruled(commandMistake, 'A command of the player').meta({
  examples: ['play_pause', 'next', 'volume +{action_step_size}'],
});

const KEYS = Object.keys(REMOTES).filter((key): key is RemoteKey => Object.hasOwn(REMOTES, key));

export const binding = z.strictObject({
  topic: ruled(filterMistake, 'Topic of its messages, wildcards for several alike').meta({
    examples: ['zigbee2mqtt/Bedroom remote', 'stat/switch1/RESULT'],
  }),
  remote: z
    .enum(KEYS)
    .optional()
    .describe('A remote at zigbee2mqtt whose buttons are known; values and hold add to them'),
  path: text(
    'Where in the JSON the value is, such as action or Button1.Action; without it the payload is it',
  ).optional(),
  value: text('The value that command is for').optional(),
  command: command.optional().describe('What value asks; without value, what every message asks'),
  values: z.record(z.string(), command).default({}).describe('Further values and what each asks'),
  hold: z
    .record(z.string(), ruled(stepMistake, 'A step').meta({ examples: ['volume +3', 'seek -10'] }))
    .default({})
    .describe('Values whose step repeats until another value comes, for at most 8 s'),
  account: text('Account that it commands; without it the only one').optional(),
  min_volume: percent.default(0).describe('The lowest volume that it may set'),
  max_volume: percent.default(100).describe('The highest volume that it may set'),
});

export type WrittenBinding = z.output<typeof binding>;
