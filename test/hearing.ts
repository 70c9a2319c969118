import type { MqttClient } from 'mqtt';

type Wanted = string | ((payload: string) => boolean);

/** Waits for payloads on a client's topics: for one that has come already (the last of its topic), or for the next that fits. */
export function hearing(client: MqttClient): (topic: string, wanted: Wanted) => Promise<string> {
  const last = new Map<string, string>();
  const waiting = new Set<{
    topic: string;
    fits: (payload: string) => boolean;
    done: (payload: string) => void;
  }>();
  client.on('message', (topic, bytes) => {
    const payload = bytes.toString();
    last.set(topic, payload);
    for (const one of waiting) {
      if (one.topic !== topic || !one.fits(payload)) continue;
      waiting.delete(one);
      one.done(payload);
    }
  });
  return (topic, wanted) => {
    const fits = typeof wanted === 'string' ? (payload: string) => payload === wanted : wanted;
    const there = last.get(topic);
    if (there !== undefined && fits(there)) return Promise.resolve(there);
    return new Promise((done) => waiting.add({ topic, fits, done }));
  };
}
