import type { Bucket } from './ports.ts';
import type { ProblemKind } from './problem.ts';

/** What is told to whoever counts: no text of anybody's, and only words of which there are few. */

/** Something that was asked of the bridge, by whichever door, and what became of it. */
export interface Attendance {
  /** `command`: an account's or reader's command topic, a control of an entity, the page. */
  as: 'command' | 'request';
  /** The account's key; null where none is meant, or none is of that name. */
  account: string | null;
  /** The command's word; null for requests, and for what was not understood. */
  word: string | null;
  outcome: 'ok' | ProblemKind;
  tookMs: number;
}
export type Witness = (asked: Attendance) => void;

/** One request to Spotify's Web API that went out. */
export interface Exchanged {
  bucket: Bucket;
  /** The HTTP status, or why there is none. */
  status: number | 'not_sent' | 'cut' | 'timeout';
  tookMs: number;
}
