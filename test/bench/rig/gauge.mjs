import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';

/** Loaded before the program that is measured (`--import`, with `--expose-gc`), which knows nothing of it: answers every message with what it holds. */

const loop = monitorEventLoopDelay({ resolution: 5 });
loop.enable();
/** What the readings themselves cost, ms of the processor. */
let ownMs = 0;

process.on('message', async () => {
  const began = spentMs();
  const [p99, max] = [loop.percentile(99), loop.max].map((ns) => ns / 1e6);
  // What the first collection lets go of may hold something until its callbacks ran.
  for (let count = 0; count < 2; count++) {
    globalThis.gc?.();
    await turn();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  // A buffer lies outside the heap, and is held from within.
  process.send?.({ heap: heapUsed + external, rss, cpuMs: began - ownMs, loop: { p99, max } });
  loop.reset();
  ownMs += spentMs() - began;
});
// The program ends when it wants to.
process.channel?.unref();

function spentMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
