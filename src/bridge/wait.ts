import type { Problem } from '../core/problem.ts';
import type { Bell } from '../lib/bell.ts';
import type { HintPace } from './hint-pace.ts';
import type { Job } from './job.ts';

/** What one account waits for. */
export interface Wait {
  asked: string | undefined;
  device: string | null;
  id: string | undefined;
  jobs: Job[];
  /** Why there is a wait, for people. */
  why: Problem;
  /** What kept the last search from being made. */
  hindrance?: Problem | undefined;
  since: number;
  until: number;
  searchAt: number;
  isSearching: boolean;
  pace: HintPace;
  wakeAgainAt: number;
  bell: Bell;
}
