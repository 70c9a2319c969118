import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchema, type Schema, schemaText } from '../../src/config/json-schema.ts';
import { readConfig } from '../../src/config/read.ts';
import { isMapping } from '../../src/config/words.ts';

const folder = new URL('../../config/', import.meta.url);
const example = readFileSync(new URL('config.example.yaml', folder), 'utf8');
/** The example with every option in use; sentences begin otherwise than `key:`. */
const whole = example.replaceAll(/^( *)# ([a-z_]+:( .*)?)$/gm, '$1$2');
const readFile = () => '-----BEGIN';

describe('config.example.yaml', () => {
  it('is valid, and needs two lines', () => {
    const config = readConfig({ file: 'config.example.yaml', text: example, env: {}, readFile });
    expect(config.accounts).toHaveLength(1);
    expect(example.match(/^ +[a-z_]+: .+/gm)).toHaveLength(2);
  });

  it('is valid with everything in use', () => {
    const text = whole.replace('url: mqtt:', 'url: mqtts:');
    expect(() => readConfig({ file: 'config.example.yaml', text, env: {}, readFile })).not.toThrow();
    expect(new Ajv({ strict: false }).validate(jsonSchema(), parse(text))).toBe(true);
  });

  it('shows every key, with its default', () => {
    const shown: unknown = parse(whole);
    expect(absent(jsonSchema(), shown, '')).toEqual([]);
  });
});

function absent(schema: Schema & { default?: unknown }, shown: unknown, path: string): string[] {
  if (schema.type !== 'object')
    return schema.default === undefined || isDeepStrictEqual(schema.default, shown)
      ? []
      : [`${path} is not ${schema.default}`];
  if (!isMapping(shown)) return [path];
  const { additionalProperties: any, properties = {} } = schema;
  const chosen = typeof any === 'object' ? Object.keys(shown).map((key) => [key, any] as const) : [];
  return [...Object.entries(properties), ...chosen].flatMap(([key, next]) =>
    shown[key] === undefined ? [`${path}.${key}`] : absent(next, shown[key], `${path}.${key}`),
  );
}

describe('config.schema.json', () => {
  it('is what the shape says', () => {
    const text = readFileSync(new URL('config.schema.json', folder), 'utf8');
    expect(text === schemaText(), 'it is stale: run `npm run schema`').toBe(true);
  });

  it('describes every key', () => {
    const bare = (schema: Schema): string[] =>
      Object.entries(schema.properties ?? {}).flatMap(([key, next]) => [
        ...(next.description ? [] : [key]),
        ...bare(next),
      ]);
    expect(bare(jsonSchema())).toEqual([]);
  });
});
