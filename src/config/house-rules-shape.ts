import { z } from 'zod';
import { EXPLICIT, NO_RULES } from '../core/house-rules.ts';

/** The keys of what may play and for how long: the same for a reader and for an account. */

const MOST = 24 * 60;

/** With a rule of its own, because of a choice between a number and a mapping nothing else could be said. */
const minutes = z
  .int()
  .refine((value) => value >= 0 && value <= MOST, {
    error: `is no time of a day, 0 to ${MOST} would be right`,
  })
  .meta({ minimum: 0, maximum: MOST });

export const houseRules = {
  minutes_per_day: z
    .union([minutes, z.strictObject({ weekdays: minutes, weekend: minutes })], {
      error:
        'is no time of a day, minutes from 0 to 1440 such as 60 or { weekdays: 60, weekend: 90 } would be right',
    })
    .optional()
    .describe('Minutes that may be listened to on a day; without it as many as one likes'),
  explicit: z
    .enum(EXPLICIT)
    .default(NO_RULES.explicit)
    .describe('What Spotify calls explicit: play it, skip it, or refuse such tracks too'),
  only_cards: z.boolean().default(NO_RULES.onlyCards).describe('Play nothing that is on no card'),
};
