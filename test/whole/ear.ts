import { connectAsync, type IClientOptions } from 'mqtt';

/** Hears everything on a broker, and can speak. */
export interface Ear extends AsyncDisposable {
  /** The last payload of a topic; undefined where nothing came or the last was empty. */
  last(topic: string): string | undefined;
  say(topic: string, payload: string, retain?: boolean): Promise<void>;
}

export async function listen(url: string, options: IClientOptions = {}): Promise<Ear> {
  const heard = new Map<string, string>();
  const client = await connectAsync(url, { protocolVersion: 5, reconnectPeriod: 250, ...options });
  client.on('message', (topic, payload) => {
    heard.set(topic, payload.toString());
  });
  // The last words before a break prove nothing after it.
  client.on('offline', () => heard.clear());
  await client.subscribeAsync('#', { qos: 1 });
  return {
    last: (topic) => heard.get(topic) || undefined,
    say: async (topic, payload, retain = false) => {
      await client.publishAsync(topic, payload, { qos: 1, retain });
    },
    [Symbol.asyncDispose]: () => client.endAsync(),
  };
}
