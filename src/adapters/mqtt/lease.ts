import type { Broker, Message } from '../../core/ports.ts';

/** A connection for as long as one wants it. */
export interface Lease extends Broker {
  /** Ends its subscriptions; it says and hears nothing any more. The connection stays. */
  release(): void;
}

/** Lends a connection to one who goes before it does. One at a time: whoever shared a filter would lose it too. */
export function lend(broker: Broker): Lease {
  const filters = new Set<string>();
  // The connection keeps what it calls for good; it must not keep whoever has gone.
  let listeners: { call: (() => void) | undefined }[] = [];
  let isOver = false;
  const kept = (listener: () => void) => {
    const entry: (typeof listeners)[number] = { call: listener };
    listeners.push(entry);
    return () => entry.call?.();
  };
  return {
    get protocol() {
      return broker.protocol;
    },
    publish(publication) {
      if (!isOver) broker.publish(publication);
    },
    subscribe(filter, heard, options) {
      if (isOver) return;
      filters.add(filter);
      const pass = (message: Message) => {
        if (!isOver) heard(message);
      };
      broker.subscribe(filter, pass, options);
    },
    unsubscribe(filter) {
      if (filters.delete(filter)) broker.unsubscribe(filter);
    },
    connected: (listener) => broker.connected(kept(listener)),
    get online() {
      return broker.online;
    },
    lost: (listener) => broker.lost(kept(listener)),
    release() {
      isOver = true;
      for (const entry of listeners) entry.call = undefined;
      listeners = [];
      for (const filter of filters) broker.unsubscribe(filter);
      filters.clear();
    },
  };
}
