import type { Feedback, FeedbackResult } from '../../core/feedback.ts';
import { artistsOf } from '../../core/item.ts';
import type { State } from '../../core/state.ts';

/** What a reader's display shows: one short line, without transliteration, which is the voice's. */

/** So long a display says what became of a card before it shows what plays again. */
export const SAID_MS = 8_000;

const WORDS: Partial<Record<FeedbackResult, string>> = {
  waiting: 'Waiting',
  busy: 'Busy',
  unknown: 'Unknown card',
  denied: 'Not now',
  ending: 'Soon over',
  unpaired: 'Not paired',
  learnt: 'Learnt',
  error: 'Sorry',
  queued: 'Next',
};

/** A result that people should see for a while; empty where what plays says enough. */
export function lineOf({ result, title, message }: Feedback): string {
  const word = WORDS[result];
  if (word === undefined) return '';
  const more = result === 'learnt' || result === 'queued' ? title : (message ?? title);
  return more ? `${word}: ${more}` : word;
}

/** What the display shows by itself: the code while the account pairs, else what plays. */
export function quietLine(state: State | undefined): string {
  if (!state) return '';
  if (state.pairing) return `Pair: ${state.pairing.userCode}`;
  if (state.learning) return 'Lay the card to learn';
  const { item, status } = state.playback;
  if (!item?.title || status === 'idle') return '';
  const artists = artistsOf(item);
  const line = artists ? `${item.title} - ${artists}` : item.title;
  return status === 'paused' ? `(${line})` : line;
}
