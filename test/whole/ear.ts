import { connectAsync, type IClientOptions } from 'mqtt';

/** Hears everything on a broker, and can speak. */
export interface Ear extends AsyncDisposable {
  /** The last payload of a topic; undefined where nothing came or the last was empty. */
  last(topic: string): string | undefined;
  /** The topics on which the broker keeps something. */
  retained(): string[];
  say(topic: string, payload: string, retain?: boolean): Promise<void>;
}

export async function listen(url: string, options: IClientOptions = {}): Promise<Ear> {
  const heard = new Map<string, string>();
  const client = await connectAsync(url, { protocolVersion: 5, reconnectPeriod: 250, ...options });
  const kept = new Set<string>();
  client.on('message', (topic, payload, { retain }) => {
    heard.set(topic, payload.toString());
    if (retain && payload.length > 0) kept.add(topic);
    else if (retain) kept.delete(topic);
  });
  // The last words before a break prove nothing after it.
  client.on('offline', () => {
    heard.clear();
    kept.clear();
  });
  // With the retain flag as it was published, also of what is published from now on.
  await client.subscribeAsync('#', { qos: 1, rap: true });
  return {
    last: (topic) => heard.get(topic) || undefined,
    retained: () => [...kept],
    say: async (topic, payload, retain = false) => {
      await client.publishAsync(topic, payload, { qos: 1, retain });
    },
    [Symbol.asyncDispose]: () => client.endAsync(),
  };
}
