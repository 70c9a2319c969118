import { describe, expect, it } from 'vitest';
import { editConfig } from '../../src/config/edit.ts';
import { linesOf, withLines } from '../../src/config/lines.ts';
import { faultsIn, plainAt, readableData, readableHttp, surveyConfig } from '../../src/config/survey.ts';

const sources = (text: string, env: Record<string, string> = {}) => ({
  text,
  file: 'config.yaml',
  env,
  readFile: () => {
    throw new Error('no files here');
  },
});

describe('what stands in a configuration', () => {
  it('is told with its origin and without its secrets', () => {
    const from = sources(
      'mqtt: { url: "mqtt://anna:geheim@broker", password: geheim }\naccounts: { family: { name: Family } }\nreaders: { hall: { topic: a/b } }\n',
      { SPOTIFY2MQTT_MQTT__USERNAME: 'bridge', SPOTIFY2MQTT_ACCOUNTS__KIDS__NAME: 'Kids' },
    );
    const survey = surveyConfig(from);
    expect(survey.at('mqtt.url')).toEqual({ value: 'mqtt://broker' });
    expect(survey.at('mqtt.password')).toEqual({ value: undefined });
    expect(survey.at('mqtt.username')).toEqual({ value: 'bridge', variable: 'SPOTIFY2MQTT_MQTT__USERNAME' });
    expect(survey.at('mqtt.base_topic')).toBeUndefined();
    expect(survey.accounts).toEqual([
      { key: 'family', name: 'Family', device: undefined, written: true },
      { key: 'kids', name: 'Kids', device: undefined, written: false },
    ]);
    expect(survey.readers).toMatchObject([{ key: 'hall', topic: 'a/b', written: true }]);
    expect(plainAt(from, ['mqtt', 'password'])).toBe('geheim');
  });

  it('tells each mistake with its line', () => {
    const { faults } = surveyConfig(sources('mqtt:\n  url: broker\n  pasword: x\n', { LOG_LEVEL: 'loud' }));
    expect(faults).toMatchObject([
      { path: ['spotify', 'client_id'] },
      { place: 'config.yaml:2:8 mqtt.url', path: ['mqtt', 'url'], line: 2 },
      { place: 'config.yaml:3:3 mqtt.pasword', line: 3 },
      { place: 'LOG_LEVEL' },
    ]);
    expect(faults.at(-1)).not.toHaveProperty('line');
  });

  it('reads of the pages what can be read', () => {
    expect(readableHttp(sources('mqtt: 7\nhttp: { port: 1234, trusted_hosts: [Box.lan] }\n'))).toEqual({
      port: 1234,
      trustedHosts: ['box.lan'],
    });
    expect(readableHttp(sources('http: { port: many }\n'))).toEqual({ port: 8099, trustedHosts: [] });
    expect(readableHttp(sources('mqtt: [')).port).toBe(8099);
  });
});

it('cannot be saved while it is of a newer version, whatever is changed in it', () => {
  const text = 'version: 2\nmqtt: { url: embedded }\nspotify: { client_id: abc }\n';
  expect(surveyConfig(sources(text)).faults).toMatchObject([{ path: ['version'], line: 1 }]);
  const edited = editConfig(text, [{ path: ['mqtt', 'url'], value: 'mqtt://broker' }]) ?? '';
  expect(faultsIn(sources(edited))).toMatchObject([{ path: ['version'], line: 1 }]);
  expect(faultsIn(sources(edited.replace('2', '1')))).toEqual([]);
});

it('tells its data folder, and the usual one where it tells none', () => {
  expect(readableData(sources('mqtt: { url: http://wrong }\ndata: /kept\n'))).toBe('/kept');
  expect(readableData(sources('data: /kept\n', { SPOTIFY2MQTT_DATA: '/data' }))).toBe('/data');
  expect(readableData(sources(''))).toBe('./data');
});

describe('lines to mend', () => {
  const text =
    'mqtt:\n  pasword: geheim\n  url: mqtt://a:geheim@b\n  port: 1\n  embedded:\n    users:\n      anna: geheim\n';

  it('hides those that may hold a secret', () => {
    expect(linesOf(text, [4, 2, 3, 7, 2])).toEqual([
      { number: 2, text: undefined },
      { number: 3, text: undefined },
      { number: 4, text: '  port: 1' },
      { number: 7, text: undefined },
    ]);
    expect(linesOf('mqtt:\n  ca: |\n    -----BEGIN CERTIFICATE-----\n', [3])).toEqual([
      { number: 3, text: undefined },
    ]);
  });

  it('puts others in their place', () => {
    expect(withLines('a\nb\nc\n', new Map([[2, 'B']]))).toBe('a\nB\nc\n');
  });
});
