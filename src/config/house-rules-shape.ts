import { z } from 'zod';
import { EXPLICIT, NO_RULES } from '../core/house-rules.ts';

/** The keys of what may play and for how long: the same for a reader and for an account. */

const minutes = z.int().min(0).max(1440);

export const houseRules = {
  minutes_per_day: z
    .union([minutes, z.strictObject({ weekdays: minutes, weekend: minutes })])
    .optional()
    .describe('Minutes that may be listened to on a day; without it as many as one likes'),
  explicit: z
    .enum(EXPLICIT)
    .default(NO_RULES.explicit)
    .describe('What Spotify calls explicit: play it, skip it, or refuse such tracks too'),
  only_cards: z.boolean().default(NO_RULES.onlyCards).describe('Play nothing that is on no card'),
};
