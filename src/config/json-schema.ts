import { z } from 'zod';
import type { Path } from './mistake.ts';
import { shape } from './shape.ts';

/** The part of JSON Schema that our shape uses. */
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

/** The shape as JSON Schema (draft 7, which editors know best). */
export function jsonSchema(): Schema {
  return node.parse({
    ...z.toJSONSchema(shape, { target: 'draft-7', io: 'input' }),
    title: 'Configuration of spotify2mqtt',
  });
}

/** As it stands in config/config.schema.json. */
export function schemaText(): string {
  return `${JSON.stringify(jsonSchema(), null, 2)}\n`;
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
