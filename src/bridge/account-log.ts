import { sameItem } from '../core/item.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from './store.ts';

/** One line for people when something changes in an account; none per look. */
export function report(account: string, store: Store, log: Log): void {
  store.watch((state, before) => {
    if (state.problem?.kind !== before.problem?.kind) {
      if (state.problem) {
        const until = state.problem.retryAt && new Date(state.problem.retryAt).toISOString();
        log.warn(
          { account, problem: state.problem.kind, ...(until ? { until } : {}) },
          state.problem.message,
        );
      } else log.info({ account }, 'all is well again');
    }
    const { playback } = state;
    if (playback.status !== before.playback.status || !sameItem(playback.item, before.playback.item)) {
      const { item, device } = playback;
      log.info(
        { account, title: item?.title, artists: item?.artists, device: device?.name },
        playback.status,
      );
    }
  });
}
