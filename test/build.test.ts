import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { RolldownOutput } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ascii, build, modulesOf } from '../release/build.ts';
import { packageOf } from '../release/notices.ts';
import { NODE_OPTIONS } from '../release/warm.ts';
import { readVersion } from '../src/version.ts';
import { runProgram } from './program.ts';
import { freePort } from './whole/free-port.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** Far from the project, so that nothing is found in its node_modules. */
let folder: string;
let output: RolldownOutput;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'spotify2mqtt-build-'));
  mkdirSync(join(folder, 'data'));
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  output = await build(join(folder, 'dist'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string) => join(folder, 'dist', name);
const built = (name: string) => ({ file: file(name) });

describe('characters beyond ASCII', () => {
  it('are written as what they are escaped', () => {
    for (const code of ["'Ferryman – “Wait”'", '`… \n é`', '/[’‘`´]/u.exec("‘").index', '"🎵".length'])
      expect(runInNewContext(ascii(code)), code).toEqual(runInNewContext(code));
    const texts = output.output.map(({ fileName }) => readFileSync(file(fileName), 'utf8'));
    expect(texts.filter((text) => /[^\0-\x7f]/.test(text))).toEqual([]);
  });

  it.each(["'\\…'", 'String.raw`…`'])('%s cannot be, and ends the build', (code) => {
    expect(() => ascii(code)).toThrow('cannot be escaped');
  });
});

describe('the program as it is built', () => {
  it('needs nothing but Node and its package.json', async () => {
    const version = runProgram(['--version'], {}, folder, undefined, built('main.js'));
    expect(await version.ended).toBe(0);
    expect(version.output).toBe(`${readVersion()}\n`);
  });

  it('runs a bridge and sends browsers their files', async () => {
    const port = await freePort();
    const env = {
      SPOTIFY2MQTT_DATA: join(folder, 'data'),
      SPOTIFY2MQTT_MQTT__URL: 'embedded',
      SPOTIFY2MQTT_MQTT__EMBEDDED__PORT: '0',
      SPOTIFY2MQTT_HTTP__PORT: `${port}`,
      SPOTIFY2MQTT_SPOTIFY__CLIENT_ID: 'a'.repeat(32),
      SPOTIFY2MQTT_SPOTIFY__ACCOUNTS_URL: 'http://127.0.0.1:9',
      SPOTIFY2MQTT_SPOTIFY__API_URL: 'http://127.0.0.1:9',
      SPOTIFY2MQTT_ACCOUNTS__FAMILY__NAME: 'Family',
    };
    const bridge = runProgram(['--no-setup'], env, folder, undefined, built('main.js'));
    await bridge.printed('Connected to the MQTT broker');
    const pages = `http://127.0.0.1:${port}`;
    const [, folderOfFiles] = /src="([^"]+\/)main\.js"/.exec(await (await fetch(pages)).text()) ?? [];
    for (const name of ['main.js', 'preact.js', 'preact-hooks.js', 'htm.js'])
      expect((await fetch(`${pages}${folderOfFiles}${name}`)).status).toBe(200);
    for (const path of ['/metrics', '/api/openapi.json', '/api/asyncapi.json'])
      expect((await fetch(`${pages}${path}`)).status, path).toBe(200);
    expect(await bridge.stop()).toBe(0);
    expect(bridge.output).not.toContain('"level":50');
  });

  it('starts as an app, whose own work comes first', async () => {
    const app = runProgram(['--version'], {}, folder, undefined, built('app.js'));
    await app.ended;
    expect(app.output).toContain('/data/options.json');
    expect(app.output).not.toContain(readVersion());
  });
});

describe('what is loaded with the bridge', () => {
  const loaded = (name: string) =>
    [...modulesOf(name, output)].map((module) =>
      module.replace(/^.*\/node_modules\//, '').replace(`${ROOT}/`, ''),
    );

  it('is what it needs to play music', () => {
    const modules = loaded('main.js');
    expect(modules).toContain('src/bridge/bridge.ts');
    const late =
      /^(prom-client|fastify|@fastify|qrcode|aedes)\/|^src\/(asyncapi|mqtt-contract|simulator\/|home-assistant\/contract\/)/;
    expect(modules.filter((module) => late.test(module))).toEqual([]);
  });

  it('is one file beside the two that start it', () => {
    const main = output.output.find(({ fileName }) => fileName === 'main.js');
    expect(main?.type === 'chunk' && main.imports.filter((name) => name.endsWith('.js'))).toEqual([
      expect.stringMatching(/^rolldown-runtime-/),
      expect.stringMatching(/^bridge-/),
    ]);
  });

  it('asks for no name of node:http that it does not use', () => {
    for (const one of output.output) {
      if (one.type === 'chunk') expect(one.code).not.toMatch(/from "(node:)?http"/);
    }
  });
});

it('is compiled as the image runs it', () => {
  const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  expect(dockerfile).toContain(`ENV NODE_COMPILE_CACHE=/app/cache NODE_OPTIONS=${NODE_OPTIONS}\n`);
});

describe('THIRD-PARTY-LICENSES.txt', () => {
  it('has the licence of every package that is in there', () => {
    const text = readFileSync(file('THIRD-PARTY-LICENSES.txt'), 'utf8');
    const packages = new Set(
      output.output.flatMap((one) =>
        one.type === 'chunk' ? one.moduleIds.flatMap((id) => packageOf(id) ?? []) : [],
      ),
    );
    expect(packages.size).toBeGreaterThan(50);
    const names = [...packages].map((found) => found.replace(/^.*\/node_modules\//, ''));
    for (const name of [...names, 'preact', 'htm']) expect(text).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'));
    expect(text).toContain('Permission is hereby granted');
  });
});
