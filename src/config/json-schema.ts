import { z } from 'zod';
import written from '../../config/config.schema.json' with { type: 'json' };
import type { Path } from './mistake.ts';
import { shape } from './shape.ts';
import { tagsShape } from './tag-shape.ts';

/** The part of JSON Schema that our shapes use. */
export interface Schema {
  type?: string | undefined;
  description?: string | undefined;
  enum?: unknown[] | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  examples?: unknown[] | undefined;
  writeOnly?: boolean | undefined;
  properties?: Record<string, Schema> | undefined;
  additionalProperties?: boolean | Schema | undefined;
  items?: Schema | undefined;
}

const node: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.string().optional(),
    description: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    examples: z.array(z.unknown()).optional(),
    writeOnly: z.boolean().optional(),
    properties: z.record(z.string(), node).optional(),
    additionalProperties: z.union([z.boolean(), node]).optional(),
    items: node.optional(),
  }),
);

/**
 * The shape of config.yaml as JSON Schema, from the file that `npm run schema` writes: making it takes a tenth of the time that
 * a bridge needs to start.
 */
export function jsonSchema(): Schema {
  return written;
}

/** The shape of tags.yaml, with every tag in its long form. */
export function tagsSchema(): Schema {
  return schemaOf(tagsShape, 'Tags of spotify2mqtt');
}

/** Draft 7, which editors know best. */
function schemaOf(whole: z.ZodType, title: string): Schema {
  return node.parse({ ...z.toJSONSchema(whole, { target: 'draft-7', io: 'input' }), title });
}

/** As it stands in config/config.schema.json. */
export function schemaText(): string {
  return asText(schemaOf(shape, 'Configuration of spotify2mqtt'));
}

/** As it stands in config/tags.schema.json: editors are told of the short form too, and of numbers that need no quotes. */
export function tagsSchemaText(): string {
  const schema = tagsSchema();
  const long = below(schema, '');
  const properties = Object.entries(long?.properties ?? {}).map(([key, property]) =>
    NUMBERS_TOO.includes(key) ? [key, { ...property, type: ['integer', 'string'] }] : [key, property],
  );
  const short = { type: 'string', description: long?.properties?.play?.description };
  return asText({
    ...schema,
    additionalProperties: { anyOf: [{ ...long, properties: Object.fromEntries(properties) }, short] },
  });
}

const NUMBERS_TOO = ['name', 'offset', 'sleep'];

function asText(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** What belongs below `key` (in a list: an index), if anything does. */
export function below(schema: Schema | undefined, key: string): Schema | undefined {
  if (schema?.type === 'array') return schema.items;
  const known = schema?.properties;
  if (known && Object.hasOwn(known, key)) return known[key];
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

export function schemaAt(schema: Schema, path: Path): Schema | undefined {
  return path.reduce<Schema | undefined>(below, schema);
}

/** The keys that may stand here; empty where people choose them. */
export function knownKeys(schema: Schema | undefined): string[] {
  return Object.keys(schema?.properties ?? {});
}
