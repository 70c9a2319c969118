import type { Command } from './command.ts';
import { Trouble } from './problem.ts';
import { minutesLeft } from './sleep-timer.ts';
import type { SleepTimer, State } from './state.ts';
import { LONGEST_SLEEP_MINUTES } from './values.ts';

/** What is asked of the sleep timer, as the timer that runs from then on. Times are ms since the epoch. */

type Wish = Extract<Command, { ask: 'sleep' }>;
type Known = Pick<State, 'sleep' | 'playback'>;

/** Throws a Trouble of kind `refused`, which says what would have been right. */
export function sleepWish(wish: Wish, state: Known, now: number): Partial<State> {
  const sleep = timerOf(wish, state, now);
  const sleepLeft = minutesLeft(typeof sleep?.at === 'number' ? sleep.at : null, now);
  return { sleep, sleepLeft, ...('minutes' in wish ? { sleepUsual: wish.minutes } : {}) };
}

function timerOf(wish: Wish, state: Known, now: number): SleepTimer | null {
  if ('off' in wish) return null;
  const fadeMs = 'fade' in wish && wish.fade !== undefined ? { fadeMs: wish.fade * 1000 } : {};
  if ('extend' in wish) return extended(wish.extend, state.sleep, fadeMs, now);
  if ('at' in wish) return { ...endOf(wish.at, state), ...fadeMs };
  const { minutes } = wish;
  return { at: now + minutes * 60_000, minutes, ...fadeMs };
}

function extended(
  minutes: number,
  timer: SleepTimer | null,
  fadeMs: { fadeMs?: number },
  now: number,
): SleepTimer {
  if (timer === null) return { at: now + minutes * 60_000, minutes, ...fadeMs };
  if (typeof timer.at !== 'number') {
    throw new Trouble(
      'refused',
      'the timer waits for the end of what plays, to which no minutes can be added; sleep 30 sets minutes',
    );
  }
  const at = Math.max(now, timer.at) + minutes * 60_000;
  if (at - now > LONGEST_SLEEP_MINUTES * 60_000) {
    throw new Trouble('refused', `a sleep timer takes ${LONGEST_SLEEP_MINUTES} minutes in all`);
  }
  return { ...timer, at, minutes: timer.minutes + minutes, ...fadeMs };
}

function endOf(at: 'end_of_track' | 'end_of_context', { playback }: Known): SleepTimer {
  if (playback.status !== 'playing') {
    throw new Trouble('refused', 'nothing plays, so no end of it can be waited for; minutes can: sleep 30');
  }
  if (at === 'end_of_track') return { at };
  if (playback.contextUri === null) {
    throw new Trouble(
      'refused',
      'what plays is from no album, playlist or show whose end could be waited for; its own end can: sleep end_of_track',
    );
  }
  return { at, context: playback.contextUri };
}
