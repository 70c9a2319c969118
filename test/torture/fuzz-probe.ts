import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Loaded into the bridge's process before the bridge (`node --expose-gc --import`): tells its parent, whenever that asks, how it is. */
const MB = 1024 * 1024;
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

process.on('message', () => {
  const lateMs = delay.max / 1e6;
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({ heapMb: heapUsed / MB, rssMb: rss / MB, lateMs, polluted: 'polluted' in {} });
  delay.reset();
});
// Whoever kills the parent is not left with the child.
process.on('disconnect', () => process.exit());
process.channel?.unref();
