import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import packageJson from '../package.json' with { type: 'json' };
import { APP_ACCOUNT, APP_OPTIONS } from '../src/config/app-options.ts';
import { jsonSchema, schemaAt } from '../src/config/json-schema.ts';
import { LOG_LEVELS } from '../src/lib/log.ts';
import { readPage, rowsOf, spansOf } from './documents.ts';

/** The folder that the Supervisor reads, as it would (supervisor/addons/validate.py and options.py). */

const APP = resolve(import.meta.dirname, '../app');
const textOf = (file: string) => readFileSync(join(APP, file), 'utf8');

const ELEMENT =
  /^(?:bool|email|url|port|device|str(?:\(\d*,\d*\))?|password(?:\(\d*,\d*\))?|int(?:\(\d*,\d*\))?|match\(.*\)|list\(.+\))\??$/;
const element = z.string().regex(ELEMENT);
const config = z
  .strictObject({
    name: z.string(),
    version: z.string(),
    slug: z.string().regex(/^[-_.A-Za-z0-9]+$/),
    description: z.string(),
    url: z.url(),
    image: z.string().regex(/^([a-z0-9.-]+\/)*[a-z0-9-]+\/[a-z0-9-]+$/),
    arch: z.array(z.enum(['aarch64', 'amd64'])),
    startup: z.enum(['initialize', 'system', 'services', 'application', 'once']),
    init: z.boolean(),
    services: z.array(z.string().regex(/^(mqtt|mysql):(provide|want|need)$/)),
    homeassistant_api: z.boolean(),
    ingress: z.boolean(),
    ingress_port: z.int(),
    panel_icon: z.string().startsWith('mdi:'),
    ports: z.record(z.string(), z.int().nullable()),
    watchdog: z.string().regex(/^(?:https?|\[PROTO:\w+\]|tcp):\/\/\[HOST\]:(\[PORT:\d+\]|\d+).*$/),
    backup: z.enum(['hot', 'cold']),
    map: z.array(z.string().regex(/^(data|ssl|share|media|homeassistant_config|addon_config):(rw|ro)$/)),
    options: z.record(z.string(), z.unknown()),
    schema: z.record(
      z.string(),
      z.union([element, z.array(z.union([element, z.record(z.string(), element)]))]),
    ),
  })
  .parse(parse(textOf('config.yaml')));
const account = z.tuple([z.record(z.string(), element)]).parse(config.schema.accounts)[0];

interface Named {
  name: string;
  description: string;
  fields?: Record<string, Named> | undefined;
}
const named: z.ZodType<Named> = z.lazy(() =>
  z.strictObject({
    name: z.string(),
    description: z.string(),
    fields: z.record(z.string(), named).optional(),
  }),
);
const translation = z.strictObject({
  configuration: z.record(z.string(), named),
  network: z.record(z.string(), z.string()),
});

const sorted = (keys: Iterable<string>) => [...keys].toSorted();

describe("the App's config.yaml", () => {
  it('has the version of the program, and every architecture of its image', () => {
    expect(config.version).toBe(packageJson.version);
    expect(textOf('Dockerfile')).toContain(`io.hass.arch="${config.arch.join('|')}"`);
  });

  it('has the options that are read, and no others', () => {
    expect(sorted(Object.keys(config.schema))).toEqual(
      sorted([...Object.keys(APP_OPTIONS), 'accounts', 'log_level']),
    );
    expect(sorted(Object.keys(account))).toEqual(sorted(['key', ...APP_ACCOUNT]));
  });

  it.each(
    Object.entries({
      ...APP_OPTIONS,
      ...Object.fromEntries(APP_ACCOUNT.map((key) => [`accounts.${key}`, ['accounts', 'any', key]])),
    }),
  )('has %s in the form of its setting', (option, path) => {
    const [, key] = option.split('.');
    const written = key === undefined ? config.schema[option] : account[key];
    const setting = schemaAt(jsonSchema(), path);
    // The Supervisor takes no list inside an entry of a list.
    const isLine = option === 'accounts.notify';
    expect(setting?.type).toBe(Array.isArray(written) || isLine ? 'array' : 'string');
    const word = Array.isArray(written) ? written[0] : written;
    // What nobody needs may be left out, and no secret is shown.
    expect(word).toMatch(setting?.writeOnly === true ? /^password\?$/ : /^(str|url)\?$/);
  });

  it('offers the log levels that there are', () => {
    expect(config.schema.log_level).toBe(`list(${LOG_LEVELS.join('|')})?`);
  });

  it('gives every option that the Supervisor wants a value, and no others than its own', () => {
    const wanted = Object.entries(config.schema).filter(
      ([, form]) => !String(Array.isArray(form) ? form[0] : form).endsWith('?'),
    );
    expect(Object.keys(config.options)).toEqual(expect.arrayContaining(wanted.map(([key]) => key)));
    expect(Object.keys(config.schema)).toEqual(expect.arrayContaining(Object.keys(config.options)));
  });

  it('is served, watched and seen by ingress on the port on which the image listens', () => {
    const [, port] = /SPOTIFY2MQTT_HTTP__PORT=(\d+)/.exec(textOf('Dockerfile')) ?? [];
    expect([`${config.ingress_port}`, ...Object.keys(config.ports)]).toEqual([port, `${port}/tcp`]);
    expect(config.watchdog).toBe(`http://[HOST]:[PORT:${port}]/healthz`);
    expect(textOf('Dockerfile')).toContain(`http://127.0.0.1:${port}/healthz`);
  });
});

describe.each(['en', 'de'])('its translation %s', (language) => {
  const { configuration, network } = translation.parse(parse(textOf(`translations/${language}.yaml`)));

  it('names everything that can be set', () => {
    expect(sorted(Object.keys(configuration))).toEqual(sorted(Object.keys(config.schema)));
    expect(sorted(Object.keys(configuration.accounts?.fields ?? {}))).toEqual(sorted(Object.keys(account)));
    expect(Object.keys(network)).toEqual(Object.keys(config.ports));
  });
});

describe("the App's folder", () => {
  it.each([
    ['icon.png', 128, 128],
    ['logo.png', 250, 100],
  ])('has %s of %i x %i', (file, width, height) => {
    expect(PNG.sync.read(readFileSync(join(APP, file)))).toMatchObject({ width, height });
  });

  it('has what people read', () => {
    expect(['README.md', 'DOCS.md', 'CHANGELOG.md'].filter((file) => !existsSync(join(APP, file)))).toEqual(
      [],
    );
  });

  it('explains every option', () => {
    const explained = rowsOf(textOf('DOCS.md')).flatMap(([first = '']) => spansOf(first));
    expect(explained).toEqual(expect.arrayContaining(Object.keys(config.schema)));
  });

  it('has one AppArmor profile, of the name of the App', () => {
    const names = [...textOf('apparmor.txt').matchAll(/^profile ([^ ]+).*$/gm)].map(([, name]) => name);
    expect(names).toEqual([config.slug]);
  });

  it('is in a repository that can be added', () => {
    const root = resolve(APP, '..');
    const { url } = z
      .strictObject({ name: z.string(), url: z.url(), maintainer: z.string() })
      .parse(parse(readFileSync(join(root, 'repository.yaml'), 'utf8')));
    expect(url).toBe(config.url);
    expect(readPage('docs/app.md')).toContain(`repository_url=${encodeURIComponent(url)}`);
  });
});
