import { connect, type IClientOptions, type IPublishPacket } from 'mqtt';
import type { Message, Publication } from '../../core/ports.ts';
import { isTopicName } from '../../lib/topic-filter.ts';
import type { Address } from './address.ts';
import { type Ending, type Protocol, reason, SESSION_TAKEN_OVER } from './ending.ts';
import { codeOf, networkEnding, protocolEnding } from './failure.ts';
import { Outbox } from './outbox.ts';
import type { Subscription } from './router.ts';
import { mostPacketBytes } from './sizes.ts';

export interface SessionOptions {
  address: Address;
  protocol: Protocol;
  clientId: string;
  username?: string | undefined;
  password?: string | undefined;
  /** PEM texts. */
  tls?: { ca?: string; cert?: string; key?: string; rejectUnauthorized?: boolean } | undefined;
  /** Bytes of the longest payload that is read. */
  maxPayload?: number | undefined;
  /** Without it nobody hears of the end. */
  will?: Publication;
}

/** One connection to the broker, from CONNACK to its end. */
export interface Session {
  readonly protocol: Protocol;
  publish(publication: Publication): void;
  /** Resolves to why the broker refused it, if it did. Asking again has retained messages sent again. */
  subscribe(subscription: Subscription): Promise<string | undefined>;
  unsubscribe(filter: string): void;
  /** Resolves when everything published is out, and what was QoS 1 acknowledged. */
  drained(): Promise<void>;
  /** Says goodbye (so that the broker keeps the will to itself) and hangs up. */
  end(): void;
}

export interface SessionListener {
  opened(session: Session): void;
  /** `ids`: for which of the subscriptions this copy was sent, where the broker says so. */
  heard(message: Message, ids: readonly number[]): void;
  /** The broker acknowledged a publication with a no. */
  denied(topic: string, why: string): void;
}

const CONNECT_TIMEOUT_MS = 15_000;
const KEEPALIVE_S = 30;

/**
 * Connects once and resolves with how that ended; `signal` ends it at once, without a goodbye. The one place that knows
 * mqtt.js. Each connection gets a client of its own with nothing stored, so mqtt.js neither reconnects, nor queues, nor
 * sends again what was on its way when the last connection broke: nothing is ever said twice.
 */
export function runSession(
  options: SessionOptions,
  listener: SessionListener,
  signal: AbortSignal,
): Promise<Ending> {
  const { protocol } = options;
  const client = connect(clientOptions(options));
  let ending: Ending | undefined;
  let opened = false;

  // First in line, to tell the network's errors from the protocol's; besides, mqtt.js keeps to itself those without a code,
  // such as those of a refused websocket.
  client.stream.prependListener('error', (error) => {
    ending ??= networkEnding(error, opened);
  });
  client.on('error', (error) => {
    ending ??= protocolEnding(error, opened);
    client.stream.destroy();
  });
  client.on('disconnect', ({ reasonCode = 0 }) => {
    ending ??=
      reasonCode === SESSION_TAKEN_OVER
        ? { kind: 'taken' }
        : { kind: 'lost', why: `the broker hung up: ${reason(reasonCode)}` };
  });

  client.on('connect', ({ properties }) => {
    opened = true;
    const outbox = new Outbox({
      window: properties?.receiveMaximum,
      qos: properties?.maximumQoS === 0 ? 0 : 1,
      write: (publication, qos, done) => {
        const { topic, payload, retain = false, correlation } = publication;
        const correlationData = correlation && { correlationData: asBuffer(correlation) };
        client.publish(
          topic,
          typeof payload === 'string' ? payload : asBuffer(payload),
          { qos, retain, ...(correlationData && { properties: correlationData }) },
          (error) => {
            const code = codeOf(error);
            if (code !== undefined) listener.denied(topic, reason(code));
            done();
          },
        );
      },
    });
    listener.opened({
      protocol,
      publish: (publication) => outbox.add(publication),
      subscribe: ({ filter, id, noLocal }) =>
        new Promise((resolve) => {
          const identified = properties?.subscriptionIdentifiersAvailable !== false;
          const asked =
            protocol === 5
              ? {
                  qos: 1 as const,
                  nl: noLocal,
                  ...(identified && { properties: { subscriptionIdentifier: id } }),
                }
              : { qos: 1 as const };
          client.subscribe(filter, asked, (error, _granted, suback) =>
            resolve(error && suback ? error.message : undefined),
          );
        }),
      unsubscribe: (filter) => {
        client.unsubscribe(filter, () => {});
      },
      drained: () => outbox.drained(),
      end: () => {
        client.end();
      },
    });
  });

  client.on('message', (topic, payload, packet) => {
    const identifiers = packet.properties?.subscriptionIdentifier ?? [];
    listener.heard(messageFrom(topic, payload, packet), [identifiers].flat());
  });

  return new Promise((resolve) => {
    const hangUp = () => client.stream.destroy();
    client.on('close', () => {
      signal.removeEventListener('abort', hangUp);
      const why = 'the connection was closed';
      resolve(ending ?? (opened ? { kind: 'lost', why, wordless: true } : { kind: 'mute', why }));
    });
    if (signal.aborted) hangUp();
    else signal.addEventListener('abort', hangUp, { once: true });
  });
}

function clientOptions(options: SessionOptions): IClientOptions {
  const { address, protocol, clientId, tls, will, maxPayload } = options;
  const username = options.username ?? address.username;
  const password = options.password ?? address.password;
  return {
    protocol: address.protocol,
    host: address.host,
    port: address.port,
    path: address.path,
    protocolVersion: protocol,
    clientId,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...tls,
    ...(will && {
      will: { topic: will.topic, payload: asBuffer(will.payload), qos: 1, retain: will.retain ?? false },
    }),
    ...(protocol === 5 && { properties: { maximumPacketSize: mostPacketBytes(maxPayload) } }),
    clean: true,
    keepalive: KEEPALIVE_S,
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    timerVariant: 'native',
    // 65,536 small buffers, made at the first packet: 15 ms and 8 MB that nobody gets back.
    writeCache: false,
  };
}

function messageFrom(topic: string, payload: Buffer, { retain, properties }: IPublishPacket): Message {
  const { responseTopic, correlationData } = properties ?? {};
  return {
    topic,
    payload,
    retained: retain,
    // Publishing to what is no topic would have the broker hang up on us: anybody could ask for that.
    ...(responseTopic !== undefined && isTopicName(responseTopic) && { responseTopic }),
    ...(correlationData && { correlation: correlationData }),
  };
}

function asBuffer(bytes: Uint8Array | string): Buffer {
  return typeof bytes === 'string'
    ? Buffer.from(bytes)
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
