import type { SleepTimer } from '../../core/state.ts';
import { isoTime } from '../../home-assistant/plain.ts';
import type { Account } from '../account.ts';
import { sayAccount } from '../requests/accounts.ts';
import { sayDevices } from '../requests/say-device.ts';
import { sayWaiting } from '../requests/say-waiting.ts';

/** Accounts as news carry them: snake_case, ISO times. */

/**
 * As requests say it, and what the player does not tell: whether it is
 * liked, when it sleeps, what waits, what is learnt.
 */
export function sayWhole(account: Account, now: number): object {
  const { liked, sleep, sleepLeft, learning, waiting } = account.store.state;
  return {
    ...sayAccount(account, now),
    liked,
    sleep: sleep && saySleep(sleep, sleepLeft),
    waiting: waiting.map(sayWaiting),
    learning: learning && { title: learning.title, until: isoTime(learning.until) },
  };
}

export function saySpeakers({ plan, store }: Account): object {
  return { account: plan.key, devices: sayDevices(store.state) };
}

/** `at` is a time or the end that is waited for; `left` is in minutes. */
function saySleep(sleep: SleepTimer, left: number | null): object {
  if (typeof sleep.at !== 'number') return { at: sleep.at, left };
  return { at: isoTime(sleep.at), minutes: 'minutes' in sleep ? sleep.minutes : null, left };
}
