/** What a reader is told about a scan or a press, for its light, buzzer and display. */

export const FEEDBACK_RESULTS = [
  'heard',
  'playing',
  'resumed',
  'paused',
  'queued',
  'done',
  'waiting',
  'busy',
  'unknown',
  'denied',
  'unpaired',
  'learnt',
  'error',
] as const;
export type FeedbackResult = (typeof FEEDBACK_RESULTS)[number];
