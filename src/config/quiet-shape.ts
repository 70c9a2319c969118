import { z } from 'zod';
import { percent, ruled } from './fields.ts';
import { timeMistake } from './rules.ts';

/** The shape of `quiet`, wherever there are quiet hours. */

const times = {
  from: ruled(timeMistake, 'When they begin, local time').meta({ examples: ['20:00'] }),
  to: ruled(timeMistake, 'When they end; before `from` is the next morning').meta({ examples: ['07:00'] }),
};

/** Of a reader, or of an account. */
export const quiet = z.strictObject({
  ...times,
  max_volume: percent
    .optional()
    .describe('The highest volume between them; without it nothing may begin to play'),
});

/** Of what can only be quieter. */
export const hush = z.strictObject({
  ...times,
  max_volume: percent.describe('The highest volume between them'),
});
