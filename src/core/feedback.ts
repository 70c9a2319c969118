import { z } from 'zod';

/** What a reader is told of a tag that was laid on it, for its light, buzzer or display. */

export const FEEDBACK_RESULTS = [
  /** The tag was read; what becomes of it follows. */
  'heard',
  'playing',
  'resumed',
  'paused',
  'queued',
  /** A command, a scene or a lock that was carried out. */
  'done',
  /** It will be carried out as soon as Spotify or the speaker is ready. */
  'waiting',
  /** The music plays elsewhere and may not be taken from there. */
  'busy',
  /** Nobody gave the tag a meaning. */
  'unknown',
  /** Not now, or not on this reader: locked, quiet hours, beyond its limits. */
  'denied',
  /** Its minutes of today come to their end: the music goes on for a while yet. */
  'ending',
  'unpaired',
  'learnt',
  'error',
] as const;
export type FeedbackResult = (typeof FEEDBACK_RESULTS)[number];

/** The JSON on `<base>/reader/<reader>/feedback`. */
export const feedbackShape = z.strictObject({
  result: z.enum(FEEDBACK_RESULTS),
  title: z.string().exactOptional().describe('What plays, or what was learnt'),
  message: z.string().exactOptional().describe('One sentence for people, where there is something to say'),
});
export type Feedback = z.infer<typeof feedbackShape>;

/** `result` first, then what there is of the others. */
export function sayFeedback({ result, title, message }: Feedback): string {
  return JSON.stringify({ result, title, message });
}
