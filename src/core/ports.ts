/** What the bridge needs from outside, as narrow interfaces. Adapters implement them; tests fake them by hand. */

/** A message that arrived from the broker. */
export interface Message {
  topic: string;
  payload: Uint8Array;
  /** The retain flag as the subscriber sees it: true for what the broker replays at subscription. */
  retained: boolean;
  /** MQTT 5 §4.10: where the sender waits for an answer, and what it wants to see on it. */
  responseTopic?: string;
  correlation?: Uint8Array;
}

export interface Publication {
  topic: string;
  payload: string | Uint8Array;
  /** Default false. Retained messages are QoS 1. */
  retain?: boolean;
  correlation?: Uint8Array;
}

export interface Broker {
  /** The MQTT version of the session: 5, or 4 (which is 3.1.1). Undefined until the first connection. */
  readonly protocol: 4 | 5 | undefined;
  /**
   * Sends now, in order. While the broker is away a retained publication is dropped, because whoever owns the state
   * says all of it again on `connected`; others (answers, events) wait in a bounded queue and go out on reconnection.
   */
  publish(publication: Publication): void;
  /** Hears every message on `filter` (MQTT wildcards allowed) from now on, over reconnections too. */
  subscribe(filter: string, heard: (message: Message) => void): void;
  /** Ends one subscription. Unknown filters are ignored. */
  unsubscribe(filter: string): void;
  /** Calls back at each (re)connection, after subscriptions are in place; at once when connected already. */
  connected(listener: () => void): void;
}
