import { connectAsync } from 'mqtt';

/** What the bridge says that is no plain state. */
const LEVELS = ['response', 'event', 'feedback', 'display', 'scan', 'info', 'wake', 'health', 'state'];

/** Hears what the bridge says on a broker, counts it, and knows answers by their transaction. */
export async function listenToBridge(url: string) {
  const client = await connectAsync(url, { protocolVersion: 4, clientId: 'ear' });
  const heard = { count: 0, largest: 0, bytes: 0 };
  const waiting = new Map<string, (text: string) => void>();
  const online = Promise.withResolvers<void>();
  client.on('message', (topic, payload) => {
    heard.count++;
    heard.bytes += payload.length;
    heard.largest = Math.max(heard.largest, payload.length);
    if (topic === 'spotify2mqtt/bridge/state' && String(payload) === 'online') online.resolve();
    if (!topic.endsWith('/response') || waiting.size === 0) return;
    const text = String(payload);
    for (const [name, tell] of waiting) {
      if (!text.includes(`"transaction":"${name}"`)) continue;
      waiting.delete(name);
      tell(text);
    }
  });
  const filters = LEVELS.flatMap((level) => [`spotify2mqtt/+/${level}`, `spotify2mqtt/reader/+/${level}`]);
  await client.subscribeAsync([...filters, 'homeassistant/device/+/config']);
  return {
    online: online.promise,
    /** How many messages, the largest in bytes, and all together. */
    heard: () => ({ ...heard }),
    answer: (transaction: string) =>
      new Promise<string>((resolve) => {
        waiting.set(transaction, resolve);
      }),
    close: () => client.endAsync(true),
  };
}
export type BridgeEar = Awaited<ReturnType<typeof listenToBridge>>;
