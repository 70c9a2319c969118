import type { Absent } from '../core/absent.ts';
import type { Problem } from '../core/problem.ts';
import type { State } from '../core/state.ts';
import { isCalled, nextSearch, nextTry } from '../core/waiting.ts';
import { Bell } from '../lib/bell.ts';
import { HintPace } from './hint-pace.ts';
import type { Job } from './job.ts';

/** Commands that wait for one device. Times are ms since the epoch. */
export interface Wait {
  asked: string | undefined;
  device: string | null;
  id: string | undefined;
  /** The media_player whose speaker it is, where Home Assistant plays. */
  entity: string | undefined;
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

export function waitFor(
  { asked, device, id, entity }: Absent,
  time: { since: number; until: number },
  now: number,
): Wait {
  return {
    ...{ asked, device, id, entity, jobs: [], ...time },
    why: { kind: 'no_device', message: isCalled(device) },
    searchAt: entity === undefined ? now + nextSearch(0) : nextTry(now, time),
    isSearching: false,
    pace: new HintPace(),
    wakeAgainAt: Number.POSITIVE_INFINITY,
    bell: new Bell(),
  };
}

export function shownOf({ jobs, device, until }: Wait): State['waiting'] {
  return jobs.map(({ command, since }) => ({ command: command.ask, device, since, until }));
}
