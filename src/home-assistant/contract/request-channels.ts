import { z } from 'zod';
import { type Channel, json, type Message, plain } from './channel.ts';
import { answerShape } from './payloads.ts';
import { type Schema, schemaOf } from './schema.ts';

/** Something that may be asked on `…/request/<what>`. */
export interface RequestRow {
  /** For people. */
  title: string;
  /** What may come as JSON. */
  shape: z.ZodType;
  /** The member that plain text stands for. */
  plain?: string | undefined;
  /** Plain text as it is sent, JSON as a value. */
  examples: readonly (string | object)[];
  /** What stands in `result`. */
  result: z.ZodType;
}

/** The requests of an account or of the bridge as channels. */
export function requestChannels(
  of: 'account' | 'bridge',
  rows: ReadonlyMap<string, RequestRow>,
  topicOf: (what: string) => string,
): Channel[] {
  return [...rows].map(([what, row]) => ({
    id: `${of}_request_${what.replaceAll('/', '_')}`,
    address: topicOf(what),
    title: row.title,
    hears: askedMessages(row),
    answers: [json(`${of}_${what.replaceAll('/', '_')}`, row.title, answerSchema(row))],
  }));
}

function askedMessages({ plain: member, examples, shape, title }: RequestRow): Message[] {
  const text = examples.filter((one) => typeof one === 'string');
  const values = examples.filter((one) => typeof one === 'object');
  const asJson = json('json', title, schemaOf(shape, 'input'), ...values);
  if (member !== undefined) return [asJson, plain('text', `The same as \`${member}\` alone`, {}, ...text)];
  // An empty payload is read as an empty object.
  const mayBeEmpty = shape.safeParse({}).success;
  return mayBeEmpty ? [asJson, plain('nothing', 'An empty payload', { maxLength: 0 }, '')] : [asJson];
}

/** With `result` where it was answered. */
export function answerSchema({ result }: RequestRow): Schema {
  const [answered, refused] = answerShape.options;
  return schemaOf(z.union([answered.extend({ result }), refused]));
}
