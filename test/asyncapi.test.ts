import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Parser } from '@asyncapi/parser';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { asyncApi } from '../src/asyncapi.ts';
import { MEMBERS } from '../src/core/member-shapes.ts';
import { WORDS } from '../src/core/vocabulary.ts';
import { contractDocuments } from '../src/documents.ts';
import { accountEventShape, readerEventShape } from '../src/home-assistant/contract/events.ts';
import { EXAMPLE_ACCOUNT, EXAMPLE_READER } from '../src/home-assistant/contract/example.ts';
import { accountDevice, announce, bridgeDevice, type Setting } from '../src/home-assistant/discovery.ts';
import { EVENT_TYPES } from '../src/home-assistant/entities.ts';
import { readerDevice } from '../src/home-assistant/reader-device.ts';
import { READER_EVENT_TYPES } from '../src/home-assistant/reader-entities.ts';
import { topicsOf } from '../src/home-assistant/topics.ts';
import { USUAL_PLACE } from '../src/mqtt-contract.ts';
import { readVersion } from '../src/version.ts';
import { CHANNELS } from './contract.ts';
import { patternOf } from './contract-checker.ts';

const DOCS = resolve(import.meta.dirname, '../docs');
const files = contractDocuments({ ...USUAL_PLACE, version: readVersion() });

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);

describe('the AsyncAPI document', () => {
  let parsed: Awaited<ReturnType<Parser['parse']>>;
  beforeAll(async () => {
    parsed = await new Parser().parse(files.get('asyncapi.json') ?? '');
  });

  it('is valid for the official parser', () => {
    // That there is a newer version of AsyncAPI is not our mistake.
    const found = parsed.diagnostics.filter(({ code }) => code !== 'asyncapi-latest-version');
    expect(found.map(({ message, path }) => `${path.join('.')}: ${message}`)).toEqual([]);
    expect(parsed.document?.version()).toBe('3.0.0');
  });

  it('is not valid by chance', async () => {
    const broken = (files.get('asyncapi.json') ?? '').replaceAll('"action": "send"', '"action": "shout"');
    const { document, diagnostics } = await new Parser().parse(broken);
    expect(document).toBeUndefined();
    expect(diagnostics.map(({ message }) => message).join()).toContain('action');
  });

  it('says which accounts there are, where it is that of a bridge', () => {
    const document = JSON.stringify(
      asyncApi(CHANNELS, { version: '1', base: 'home/spotify', accounts: ['anna', 'kids'] }),
    );
    expect(document).toContain('"enum":["anna","kids"]');
    expect(document).toContain('`home/spotify`');
  });

  it('names each channel, and each message of a channel, once', () => {
    const ids = CHANNELS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, says = [], hears = [] } of CHANNELS) {
      const names = [...says, ...hears].map(({ name }) => name);
      expect(new Set(names).size, id).toBe(names.length);
    }
    expect(new Set(CHANNELS.map(({ address }) => address)).size).toBe(CHANNELS.length);
  });
});

describe('the files in docs', () => {
  it.each([...files])('%s is what the code says (npm run schema writes it)', (path, text) => {
    expect(readFileSync(join(DOCS, path), 'utf8')).toBe(text);
  });

  it('are no more than that', () => {
    const schemas = readdirSync(join(DOCS, 'schemas')).map((name) => `schemas/${name}`);
    expect(schemas.toSorted()).toEqual(
      [...files.keys()].filter((path) => path !== 'asyncapi.json').toSorted(),
    );
  });
});

describe('the contract', () => {
  const messages = CHANNELS.flatMap(({ id, says = [], hears = [], answers = [] }) =>
    [...says, ...hears, ...answers].map((message) => [`${id}.${message.name}`, message] as const),
  );

  it.each(messages)('%s has examples that fit its schema', (name, { schema, examples, contentType }) => {
    const isRight = ajv.compile(schema);
    for (const example of examples) {
      expect(isRight(example), `${name}: ${ajv.errorsText(isRight.errors)}`).toBe(true);
      expect(typeof example === 'string', name).toBe(contentType !== 'application/json');
    }
  });

  it('describes every topic that Home Assistant is told of', () => {
    const topics = topicsOf('spotify2mqtt');
    const setting: Setting = {
      topics,
      prefix: 'homeassistant',
      form: 'device',
      protocol: 5,
      version: '1',
    };
    const told = [
      accountDevice(EXAMPLE_ACCOUNT, setting),
      readerDevice(EXAMPLE_READER, setting),
      bridgeDevice({ version: '1' }, setting),
    ].flatMap((device) => announce(device, setting));
    const named = told
      .flatMap(({ payload }) => [...payload.matchAll(/"(\w*topic)":"([^"]+)"/g)])
      .map(([, member, topic = '']) => ({ isAsked: member === 'command_topic', topic }));
    expect(named.length).toBeGreaterThan(60);
    for (const { isAsked, topic } of named) {
      const channel = CHANNELS.find(({ address }) => patternOf(address).test(topic));
      expect(channel, topic).toBeDefined();
      if (isAsked) expect(channel?.hears, topic).toBeDefined();
    }
  });

  it('hears on every topic what the bridge understands there, and nothing on others', () => {
    const { parse } = topicsOf('spotify2mqtt');
    for (const { address, hears } of CHANNELS.filter((channel) =>
      channel.address.startsWith('spotify2mqtt'),
    )) {
      const topic = address.replaceAll(/\{(\w+)\}/g, '$1');
      expect(parse(topic) !== undefined, topic).toBe(hears !== undefined);
    }
  });

  it('has every event that the event entities announce', () => {
    const types = (shape: typeof accountEventShape | typeof readerEventShape) =>
      shape.options.map((option) => option.shape.event_type.value).toSorted();
    expect(types(accountEventShape)).toEqual(EVENT_TYPES.toSorted());
    expect(types(readerEventShape)).toEqual(READER_EVENT_TYPES.toSorted());
  });

  it('knows the members of every word that takes some', () => {
    const long = Object.entries(WORDS).flatMap(([word, { json }]) => (json ? [word] : []));
    expect(Object.keys(MEMBERS).toSorted()).toEqual(long.toSorted());
  });
});
