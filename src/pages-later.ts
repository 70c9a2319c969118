import type { Front } from './adapters/http/front.ts';
import type { PagesOptions } from './adapters/http/options.ts';
import type { PagesInTurn } from './adapters/http/start.ts';
import type { Broker } from './core/ports.ts';
import { systemClock } from './lib/clock.ts';

/** How long the pages wait for a broker, ms. */
const SOON_MS = 500;

/** The pages, loaded when they are needed: they are a third of the program, and no music waits for them. */
export async function preparePages(front: Front, options: PagesOptions): Promise<PagesInTurn> {
  const pages = await import('./adapters/http/start.ts');
  return pages.preparePages(front, options);
}

/** Resolves when the broker is there and has been told what those told it who asked before, or when it was not there soon. */
export async function connectedSoon(broker: Broker, signal: AbortSignal): Promise<void> {
  const there = new AbortController();
  broker.connected(() => there.abort('connected'));
  await systemClock.sleep(SOON_MS, AbortSignal.any([there.signal, signal]));
  // What was just said is not on its way yet.
  await systemClock.turn();
}
