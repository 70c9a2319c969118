import type { Keepsake } from '../core/ports.ts';
import type { State } from '../core/state.ts';
import type { Store } from './store.ts';

/** The speaker that played last, as it survives a restart. */
export interface KeptSpeaker {
  device: State['lastDevice'];
}

/**
 * Remembers over restarts which speaker played last: after a power cut none is active, and the first card of the morning must
 * play somewhere.
 */
export async function rememberSpeaker(store: Store, keepsake: Keepsake<KeptSpeaker>): Promise<void> {
  const kept = await keepsake.read();
  if (kept?.device && store.state.lastDevice === null) store.put({ lastDevice: kept.device });
  store.watch(({ lastDevice: now }, { lastDevice: before }) => {
    if (now?.id !== before?.id || now?.name !== before?.name) keepsake.write({ device: now });
  });
}
