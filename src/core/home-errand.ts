import { z } from 'zod';
import { HOME_ACTIONS } from './ports.ts';

/** What is said to whoever carries out actions in Home Assistant, and what comes back. */

export const homeErrandShape = z.strictObject({
  id: z.string().describe('Comes back in the results'),
  entity_id: z.string().describe('The media_player'),
  action: z.enum(HOME_ACTIONS.map((action) => `media_player.${action}` as const)),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).describe('Of the action'),
});
export type HomeErrand = z.infer<typeof homeErrandShape>;

export const HOME_RESULTS = ['begun', 'done', 'missing', 'unavailable', 'unsupported'] as const;

/** `begun` at once, `done` when it is; or why it cannot be. */
export const homeResultShape = z.object({
  id: z.string().max(100),
  result: z
    .enum(HOME_RESULTS)
    .describe(
      'begun at once, done when the action has ended; or missing: there is no such entity, unavailable: its speaker is not there, unsupported: it does not know this action',
    ),
});
export type HomeResult = z.infer<typeof homeResultShape>;
