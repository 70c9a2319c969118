/** Time as a port: what moves asks it, tests turn its hands. All times are milliseconds since the epoch. */
export interface Clock {
  now(): number;
  /** Resolves after `ms` milliseconds, or at once when `signal` aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Resolves once all that is under way has had its turn: for what can wait until a request has left. Takes no time. */
  turn(): Promise<void>;
}

/** Node's timers count in 32 bits and fire at once above that, so long sleeps are taken in laps. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    for (let left = ms; left > 0 && !signal?.aborted; left -= LONGEST_TIMER_MS) {
      await lap(Math.min(left, LONGEST_TIMER_MS), signal);
    }
  },
  turn: () => new Promise((resolve) => setImmediate(resolve)),
};

function lap(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}
