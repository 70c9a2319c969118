import { randomUUID } from 'node:crypto';
import { connectAsync, type IClientOptions } from 'mqtt';
import { until } from './until.ts';

const ANSWERS = 'ear/answers';

/** Hears everything on a broker, and can speak. */
export interface Ear extends AsyncDisposable {
  /** The last payload of a topic; undefined where nothing came or the last was empty. */
  last(topic: string): string | undefined;
  /** Every payload of a topic that was not retained, in order. */
  told(topic: string): readonly string[];
  /** The topics on which the broker keeps something. */
  retained(): string[];
  say(topic: string, payload: string, retain?: boolean): Promise<void>;
  /** Asks as MQTT 5 has it, with a response topic and correlation data; what comes back under both is the answer. */
  ask(topic: string, payload: string | object): Promise<string>;
}

export async function listen(url: string, options: IClientOptions = {}): Promise<Ear> {
  const heard = new Map<string, string>();
  const client = await connectAsync(url, { protocolVersion: 5, reconnectPeriod: 250, ...options });
  const told = new Map<string, string[]>();
  const answers = new Map<string, string>();
  const kept = new Set<string>();
  client.on('message', (topic, payload, { retain, properties }) => {
    heard.set(topic, payload.toString());
    if (!retain) told.set(topic, [...(told.get(topic) ?? []), payload.toString()]);
    const correlation = properties?.correlationData?.toString();
    if (topic === ANSWERS && correlation) answers.set(correlation, payload.toString());
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
    told: (topic) => told.get(topic) ?? [],
    last: (topic) => heard.get(topic) || undefined,
    retained: () => [...kept],
    say: async (topic, payload, retain = false) => {
      await client.publishAsync(topic, payload, { qos: 1, retain });
    },
    ask: async (topic, payload) => {
      const id = randomUUID();
      const properties = { responseTopic: ANSWERS, correlationData: Buffer.from(id) };
      const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
      await client.publishAsync(topic, text, { qos: 1, properties });
      await until(
        `an answer to ${topic}`,
        () => answers.get(id),
        (seen) => seen !== undefined,
        { every: 50 },
      );
      return answers.get(id) ?? '';
    },
    [Symbol.asyncDispose]: () => client.endAsync(),
  };
}
