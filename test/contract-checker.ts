import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Publication } from '../src/core/ports.ts';
import type { Channel, Message } from '../src/home-assistant/contract/channel.ts';

/** What a level of an address may be. */
const LEVELS: Record<string, string> = {
  account: '(?!bridge/|reader/)[a-z0-9_]+',
  reader: '[^/]+',
  node: '[a-zA-Z0-9_-]+',
  platform: '[a-z_]+',
  key: '[a-z0-9_]+',
};

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);

interface Described {
  channel: Channel;
  topic: RegExp;
  says: readonly { message: Message; isRight: ValidateFunction }[];
}

/** Whoever knows the contract: what breaks it of what a bridge published, one line each. */
export function contractChecker(channels: readonly Channel[]): (said: readonly Publication[]) => string[] {
  const described = channels
    .filter(({ says }) => says)
    .map((channel): Described => {
      const says = (channel.says ?? []).map((message) => ({
        message,
        isRight: ajv.compile(strictly(message.schema)),
      }));
      return { channel, topic: patternOf(channel.address), says };
    });
  const answers = described.find(({ channel }) => channel.id === 'account_response');
  return (said) => [...new Set(said.flatMap((one) => breakOf(one) ?? []))];

  function breakOf({ topic, payload, retain = false }: Publication): string | undefined {
    // On topics of others there are answers to those who wait there, and nothing else.
    const isOurs = /^(spotify2mqtt|homeassistant)\//.test(topic);
    const known = isOurs ? described.find((one) => one.topic.test(topic)) : answers;
    if (!known) return `${topic} is not described`;
    const { channel, says } = known;
    if (retain !== (channel.retained ?? false)) return `${topic} is ${retain ? '' : 'not '}retained`;
    const text = Buffer.from(payload).toString();
    if (retain && text === '') return undefined;
    const wrong = says.map((one) => mistakeIn(one, text));
    return wrong.includes(undefined) ? undefined : `${topic}: ${wrong.join(' or ')}: ${text.slice(0, 300)}`;
  }
}

function mistakeIn({ message, isRight }: Described['says'][number], text: string): string | undefined {
  if (message.contentType === 'image/png') return undefined;
  const value = message.contentType === 'application/json' ? jsonIn(text) : text;
  return isRight(value) ? undefined : ajv.errorsText(isRight.errors?.slice(0, 3));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The bridge itself says no member that is not described, though those who hear it must not mind. */
export function strictly(schema: object): object {
  const whole = Object.entries(schema).map(([key, value]) => [key, strict(value)]);
  const isClosed = 'properties' in schema && !('additionalProperties' in schema);
  return { ...Object.fromEntries(whole), ...(isClosed && { additionalProperties: false }) };
}

function strict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strict);
  return typeof value === 'object' && value !== null ? strictly(value) : value;
}

/** Finds the channel of a topic. */
export function describedIn(channels: readonly Channel[]): (topic: string) => Channel | undefined {
  const patterns = channels.map((channel) => ({ channel, pattern: patternOf(channel.address) }));
  return (topic) => patterns.find(({ pattern }) => pattern.test(topic))?.channel;
}

export function patternOf(address: string): RegExp {
  const pattern = address.replace(/[.*+?^$()[\]\\|]/g, '\\$&').replace(/\{(\w+)\}/g, (_, name) => {
    const level = LEVELS[name];
    if (!level) throw new Error(`no level {${name}} in ${address}`);
    return level;
  });
  return new RegExp(`^${pattern}$`, 'u');
}
