import type { Channel, Message } from './home-assistant/contract/channel.ts';
import { type PayloadSchemas, payloadSchemas } from './home-assistant/contract/payload-schemas.ts';

/** The contract over MQTT as an AsyncAPI 3 document (asyncapi.com), from the same tables as the code. */

export interface About {
  version: string;
  /** First level of every topic. */
  base: string;
  /** The accounts of a bridge that runs; without them any. */
  accounts?: readonly string[];
}

type Json = { readonly [member: string]: unknown };

const PARAMETERS: Record<string, Json> = {
  account: { description: "The account's key in the configuration", examples: ['family'] },
  reader: { description: 'What the reader calls itself', examples: ['kids'] },
  node: { description: 'The id of the device', examples: ['spotify2mqtt_family'] },
  platform: { description: 'Of the entity', examples: ['sensor'] },
  key: { description: 'Of the entity', examples: ['title'] },
};

/** MQTT 5 §4.10; Home Assistant and MQTT 3.1.1 have neither and take `…/response` and `transaction`. */
const ASKED_HEADERS = {
  type: 'object',
  properties: {
    responseTopic: { type: 'string', description: 'Where the answer shall go' },
    correlationData: { type: 'string', description: 'Comes back with the answer' },
  },
};

export function asyncApi(channels: readonly Channel[], about: About): Json {
  const answers = channels.flatMap((channel) => channel.answers ?? []);
  const schemas = payloadSchemas(channels);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'spotify2mqtt',
      version: about.version,
      description: description(about.base),
      license: { name: 'MIT' },
      externalDocs: { url: 'https://github.com/spotify2mqtt/spotify2mqtt' },
    },
    defaultContentType: 'text/plain',
    servers: { broker: SERVER },
    channels: {
      ...Object.fromEntries(channels.map((channel) => [channel.id, channelOf(channel, about, schemas)])),
      answers: {
        address: null,
        title: 'Where the sender waits for an answer',
        description: 'The response topic of MQTT 5; where there is none, `response` beside what was asked.',
        messages: messagesOf(answers, true, schemas),
      },
    },
    operations: Object.fromEntries(channels.flatMap((channel) => Object.entries(operationsOf(channel)))),
    components: {
      messageTraits: { asked: { headers: ASKED_HEADERS, correlationId: CORRELATION } },
      schemas: Object.fromEntries(schemas.byName),
    },
  };
}

const CORRELATION = { location: '$message.header#/correlationData' };

const SERVER = {
  host: '{broker}',
  protocol: 'mqtt',
  description: 'The broker that the configuration names (`mqtt.url`): MQTT 5, or 3.1.1.',
  variables: { broker: { default: 'homeassistant.local:1883' } },
};

function description(base: string): string {
  return [
    `Topics begin with \`${base}\` (\`mqtt.base_topic\`). Values are plain text, retained; \`None\` means unknown. Times are ISO 8601,`,
    'durations and positions seconds, volume 0 to 100. An empty retained payload says that what stood there is gone.',
    '`say_…` is what the bridge publishes, `hear_…` what it takes. Every command and request is answered.',
  ].join('\n');
}

function channelOf(
  { address, title, description: text, says, hears, answers }: Channel,
  { accounts }: About,
  schemas: PayloadSchemas,
): Json {
  const names = [...address.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const parameters = Object.fromEntries(
    names.map((name) => [
      name,
      { ...PARAMETERS[name], ...(name === 'account' && accounts && { enum: accounts }) },
    ]),
  );
  return {
    address,
    title,
    ...(text !== undefined && { description: text }),
    ...(names.length > 0 && { parameters }),
    messages: {
      ...messagesOf(says ?? [], false, schemas),
      ...messagesOf(hears ?? [], answers !== undefined, schemas),
    },
  };
}

function messagesOf(
  messages: readonly Message[],
  correlated: boolean,
  schemas: PayloadSchemas,
): Record<string, Json> {
  return Object.fromEntries(
    messages.map((message) => {
      const { name, title, contentType, schema, examples } = message;
      const shared = schemas.nameOf(message);
      return [
        name,
        {
          name,
          title,
          contentType,
          payload: shared === undefined ? schema : { $ref: `#/components/schemas/${shared}` },
          ...(correlated && { traits: [{ $ref: '#/components/messageTraits/asked' }] }),
          ...(examples.length > 0 && { examples: examples.map((payload) => ({ payload })) }),
        },
      ];
    }),
  );
}

function operationsOf({ id, title, says, hears, answers, retained = false }: Channel): Record<string, Json> {
  const channel = { $ref: `#/channels/${id}` };
  const refs = (of: string, messages: readonly Message[]) =>
    messages.map(({ name }) => ({ $ref: `#/channels/${of}/messages/${name}` }));
  const bindings = { mqtt: { qos: retained ? 1 : 0, retain: retained, bindingVersion: '0.2.0' } };
  const say = { action: 'send', title, channel, messages: refs(id, says ?? []), bindings };
  const reply = answers && {
    address: { location: '$message.header#/responseTopic' },
    channel: { $ref: '#/channels/answers' },
    messages: refs('answers', answers),
  };
  const hear = {
    action: 'receive',
    title,
    channel,
    messages: refs(id, hears ?? []),
    ...(reply && { reply }),
  };
  return {
    ...(says && { [`say_${id}`]: say }),
    ...(hears && { [`hear_${id}`]: hear }),
  };
}
