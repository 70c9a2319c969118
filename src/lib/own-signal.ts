/**
 * A signal that aborts when `signal` does. Node looks through all listeners of a signal whenever one is added or removed: where a
 * thousand accounts wait on the same one, each wait of any of them costs more than all that it waits for.
 */
export function ownSignal(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal]);
}
