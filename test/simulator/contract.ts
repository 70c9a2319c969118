import { readFileSync } from 'node:fs';
import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { overlay } from './contract-overlay.ts';

type Node = Record<string, unknown>;

/** Judges replies by the OpenAPI description with the overlay; violations in words, none for a good reply. */
export interface Contract {
  check(method: string, path: string, status: number, body: string): string[];
}

/** The contract that `SPOTIFY_CONTRACT` names; undefined where none is given. */
export const contract: Contract | undefined = process.env.SPOTIFY_CONTRACT
  ? loadContract(readFileSync(process.env.SPOTIFY_CONTRACT, 'utf8'))
  : undefined;

function loadContract(yaml: string): Contract {
  const document = node(parse(yaml));
  const schemas = node(node(document.components).schemas);
  const ajv = new Ajv2019({ strict: false, allErrors: false });
  // The default export of this CommonJS module is its `default` member under ESM.
  addFormats.default(ajv);
  const definitions = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, converted(overlaid(name, node(schema)), false)]),
  );
  ajv.addSchema({ $id: 'contract', $defs: definitions });
  const paths = Object.keys(node(document.paths)).map((path) => ({ path, pattern: patternOf(path) }));
  const compiled = new Map<string, ValidateFunction>();
  const validate = (key: string, schema: Node, value: unknown): string[] => {
    const validator = compiled.get(key) ?? ajv.compile(converted(schema, true));
    compiled.set(key, validator);
    return validator(value) ? [] : [`${key}: ${ajv.errorsText(validator.errors)}`];
  };

  return {
    check(method, path, status, body) {
      const known = paths.find(({ pattern }) => pattern.test(path))?.path;
      const key = `${method} ${known ?? path} ${status}`;
      const isCommand = method !== 'GET' && path.startsWith('/me/player');
      if (isCommand && status < 300)
        return overlay.commandStatuses.includes(status) ? [] : [`${key}: no such status`];
      if (body === '') {
        const fine = method !== 'GET' || (status === 204 && overlay.emptyReads.includes(path));
        return fine ? [] : [`${key}: empty`];
      }
      const value = parsed(body);
      if (status >= 400) {
        if (value === undefined) return overlay.textStatuses.includes(status) ? [] : [`${key}: not JSON`];
        return validate('error', ERROR, value);
      }
      if (value === undefined) return [`${key}: not JSON`];
      const schema = known && schemaOf(document, known, method, status);
      return schema ? validate(key, schema, value) : [`${key}: not in the contract`];
    },
  };
}

const ERROR: Node = {
  type: 'object',
  required: ['error'],
  properties: { error: { $ref: '#/components/schemas/ErrorObject' } },
};

function schemaOf(document: Node, path: string, method: string, status: number): Node | undefined {
  const operation = node(node(node(document.paths)[path])[method.toLowerCase()]);
  let response = node(node(operation.responses)[String(status)]);
  if (typeof response.$ref === 'string') {
    response = node(node(node(document.components).responses)[response.$ref.split('/').at(-1) ?? '']);
  }
  const schema = node(node(response.content)['application/json']).schema;
  return schema === undefined ? undefined : node(schema);
}

/** One named schema, and the parts that it is composed of, under the overlay. */
function overlaid(name: string, schema: Node): Node {
  const parts = [schema, ...list(schema.allOf).map(node)];
  const isDeprecated = (field: string): boolean =>
    parts.some((part) => node(node(part.properties)[field]).deprecated === true);
  const isOptional = (field: string): boolean =>
    (overlay.optional[name] ?? []).includes(field) || (overlay.deprecatedIsOptional && isDeprecated(field));
  const patched = (part: Node): Node => ({
    ...part,
    ...(part.required === undefined
      ? {}
      : {
          required: list(part.required)
            .map(String)
            .filter((field) => !isOptional(field)),
        }),
    ...(part.properties === undefined ? {} : { properties: overlaidFields(name, node(part.properties)) }),
  });
  const whole = patched(schema);
  return {
    ...whole,
    required: [...list(whole.required), ...(overlay.required[name] ?? [])],
    properties: { ...node(whole.properties), ...overlay.added[name] },
    ...(schema.allOf === undefined
      ? {}
      : {
          allOf: list(schema.allOf).map((part) =>
            node(part).$ref === undefined ? patched(node(part)) : part,
          ),
        }),
  };
}

function overlaidFields(name: string, fields: Node): Node {
  return Object.fromEntries(
    Object.entries(fields).map(([field, given]) => {
      let schema = node(given);
      const wider = overlay.widened[name]?.[field];
      if (wider) schema = { ...schema, enum: [...list(schema.enum), ...wider] };
      if (overlay.nullable[name]?.includes(field)) schema = { ...schema, nullable: true };
      if (field === 'items' && overlay.nullableItems.includes(name)) {
        schema = { ...schema, items: { ...node(schema.items), nullable: true } };
      }
      return [field, schema];
    }),
  );
}

/** OpenAPI 3.0 to JSON Schema 2019-09. `closed` marks the places where a value is used whole, where extra fields are refused. */
function converted(schema: Node, closed: boolean): Node {
  const {
    nullable,
    discriminator,
    example,
    deprecated,
    properties,
    items,
    allOf,
    oneOf,
    $ref,
    enum: values,
    ...rest
  } = schema;
  const result: Node = { ...rest };
  if (typeof $ref === 'string') result.$ref = $ref.replace('#/components/schemas/', 'contract#/$defs/');
  if (values !== undefined) result.enum = values;
  if (properties !== undefined) {
    result.properties = Object.fromEntries(
      Object.entries(node(properties)).map(([name, property]) => [name, converted(node(property), true)]),
    );
  }
  if (items !== undefined) result.items = converted(node(items), true);
  if (allOf !== undefined) result.allOf = list(allOf).map((part) => converted(node(part), false));
  if (oneOf !== undefined) result.oneOf = list(oneOf).map((part) => converted(node(part), true));
  if (closed && (properties ?? allOf ?? $ref) !== undefined) result.unevaluatedProperties = false;
  return nullable === true ? { anyOf: [result, { type: 'null' }] } : result;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function node(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
