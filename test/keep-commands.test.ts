import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../src/adapters/storage/data-folder.ts';
import { openConfigFile } from '../src/config-file.ts';
import { runBackup, runRestore } from '../src/keep-commands.ts';
import { silentLog } from '../src/lib/log.ts';
import { temporaryFolder } from './adapters/storage/folder.ts';
import { runProgram } from './program.ts';

const FIRST = resolve(import.meta.dirname, 'fixtures/data-v1');
const KEY = 'correct horse battery';
const NOW = Date.parse('2026-11-25T18:00:00Z');

/** A data folder as the first release left it, its configuration, and somebody at a shell. */
function household(env: Record<string, string> = {}) {
  const folder = temporaryFolder();
  const data = folder.file('data');
  cpSync(FIRST, data, { recursive: true });
  writeFileSync(folder.file('config.yaml'), `mqtt: { url: http://wrong }\ndata: ${data}\n`);
  const said = { out: '', lines: [''] };
  const shell = (input = '') => ({
    write: (text: string) => {
      said.out += text;
    },
    tell: (line: string) => void said.lines.push(line),
    input: async () => input,
    now: NOW,
  });
  const config = openConfigFile(folder.file('config.yaml'), env);
  return {
    folder,
    data,
    said,
    path: folder.file('backup.json'),
    backup: (to?: string) => runBackup(to ?? folder.file('backup.json'), config, shell()),
    restore: (from: string, input?: string) => runRestore(from, config, shell(input)),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

const textsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

describe('backup and restore', () => {
  it('give a folder back as it was, and keep what was there meanwhile', async () => {
    using house = household();
    const before = textsIn(house.data);
    await house.backup();
    expect(statSync(house.path).mode & 0o777).toBe(0o600);
    writeFileSync(join(house.data, 'tags.json'), '{"tags":[]}');
    writeFileSync(join(house.data, 'speaker-anna.json'), '{"device":null}');
    const meanwhile = textsIn(house.data);
    await house.restore(house.path);
    expect(textsIn(house.data)).toEqual(before);
    expect(statSync(join(house.data, 'token-family.json')).mode & 0o777).toBe(0o600);
    const aside = join(house.data, 'before-restore-20261125T180000000Z');
    expect(textsIn(aside)).toEqual(meanwhile);
    expect(statSync(aside).mode & 0o777).toBe(0o700);
    expect(house.said.lines.join('\n')).toContain(aside);
    expect(house.said.lines.join('\n')).not.toContain('AQ-refresh');
  });

  it('go by standard output and input, and into a folder that is not there yet', async () => {
    using house = household();
    await house.backup('-');
    using other = household();
    const config = openConfigFile(undefined, {
      SPOTIFY2MQTT_DATA: other.folder.file('new'),
    });
    const shell = { write: () => {}, tell: () => {}, input: async () => house.said.out, now: NOW };
    await runRestore('-', config, shell);
    expect(textsIn(other.folder.file('new'))).toEqual(textsIn(house.data));
  });

  it('leave what is encrypted closed, and look into it where there is the key', async () => {
    using house = household();
    await house.backup();
    const { files } = JSON.parse(readFileSync(house.path, 'utf8'));
    expect(files['token-kids.json']).toBe(readFileSync(join(FIRST, 'token-kids.json'), 'utf8'));
    await house.restore(house.path);
    expect(house.said.lines.at(-1)).toContain('not looked into: token-kids.json');
    using keyed = household({ SPOTIFY2MQTT_TOKEN_KEY: KEY });
    await keyed.restore(house.path);
    expect(keyed.said.lines.join()).not.toContain('not looked into');
    using wrong = household({ SPOTIFY2MQTT_TOKEN_KEY: 'another key of some length' });
    await expect(wrong.restore(house.path)).rejects.toThrow(/token-kids\.json: .*is not the key/);
  });
});

describe('a backup', () => {
  it('is not written over a file', async () => {
    using house = household();
    writeFileSync(house.path, 'precious');
    await expect(house.backup()).rejects.toThrow('is there already');
    expect(readFileSync(house.path, 'utf8')).toBe('precious');
  });

  it('can be made while a bridge runs', async () => {
    using house = household();
    const held = await openDataFolder(house.data, silentLog);
    await house.backup();
    held.release();
    expect(house.said.lines.join()).toContain('11 files');
  });

  it('is made without what is torn, and says so', async () => {
    using house = household();
    writeFileSync(join(house.data, 'tags.json'), '{"tags":[');
    await house.backup();
    expect(house.said.lines.join('\n')).toContain('tags.json: it is no JSON');
    expect(JSON.parse(readFileSync(house.path, 'utf8')).files).not.toHaveProperty(['tags.json']);
  });

  it.each([
    ['is not there', 'nowhere', 'is not there'],
    ['holds nothing', 'empty', 'holds nothing to back up'],
  ])('is none of a folder that %s', async (_what, name, wanted) => {
    using house = household();
    mkdirSync(house.folder.file('empty'));
    const config = openConfigFile(undefined, { SPOTIFY2MQTT_DATA: house.folder.file(name) });
    const shell = { write: () => {}, tell: () => {}, input: async () => '', now: NOW };
    await expect(runBackup(house.path, config, shell)).rejects.toThrow(wanted);
  });

  it('is left to the newer version that wrote the folder', async () => {
    using house = household();
    writeFileSync(join(house.data, 'tags.json'), '{"version":2}');
    await expect(house.backup()).rejects.toThrow('written by a newer spotify2mqtt');
  });
});

describe('restore', () => {
  const good = { kind: 'spotify2mqtt backup', version: 1, made: '2026-11-25T18:00:00.000Z', by: '0.1.0' };
  const tags = '{"tags":[]}';

  it.each([
    ['torn', '{"kind":"spotify2mqtt', 'it is no JSON'],
    ['something else', '{"tags":[]}', 'This is no backup of spotify2mqtt'],
    ['newer', JSON.stringify({ ...good, version: 2 }), 'A newer spotify2mqtt made this backup, in version 2'],
    [
      'of a newer format',
      backupOf({ 'tags.json': '{"version":5}' }),
      'needs a newer spotify2mqtt (0.1.0 made it)',
    ],
    ['partly torn', backupOf({ 'tags.json': tags, 'people.json': '{' }), 'people.json: it is no JSON'],
    ['not ours', backupOf({ 'tags.json': '{"tags":["secret"]}' }), 'it does not fit its format'],
    ['meant for elsewhere', backupOf({ '../config.yaml': 'x' }), 'a file that no data folder has'],
  ])('refuses a file that is %s, and changes nothing', async (_what, text, wanted) => {
    using house = household();
    writeFileSync(house.path, text);
    const before = textsIn(house.data);
    const refusal = await house.restore(house.path).catch((error: unknown) => String(error));
    expect(refusal).toContain(wanted);
    expect(refusal).not.toContain('secret');
    expect(textsIn(house.data)).toEqual(before);
    expect(readdirSync(house.data)).toEqual(readdirSync(FIRST));
  });

  it('refuses while a bridge runs on the folder', async () => {
    using house = household();
    await house.backup();
    const held = await openDataFolder(house.data, silentLog);
    await expect(house.restore(house.path)).rejects.toThrow('in use by another bridge');
    held.release();
    await house.restore(house.path);
  });

  function backupOf(files: Record<string, string>): string {
    return JSON.stringify({ ...good, files });
  }
});

describe('the program', () => {
  it('backs up and restores', async () => {
    using house = household();
    const config = ['--config', house.folder.file('config.yaml')];
    const made = runProgram(['backup', house.path, ...config]);
    expect(await made.ended).toBe(0);
    expect(made.output).toContain('keep it to yourself');
    const back = runProgram(['restore', '-', ...config], {}, undefined, readFileSync(house.path, 'utf8'));
    expect(await back.ended).toBe(0);
    expect(back.output).toContain('11 files of 2026-');
    const none = runProgram(['restore', ...config]);
    expect(await none.ended).toBe(64);
    expect(none.output).toContain('restore takes the file of a backup');
  });

  it.each([
    ['is no YAML', 'broken.yaml', 'broken.yaml:'],
    ['is not there', 'nowhere.yaml', 'does not exist'],
  ])('uses no other folder where the configuration %s', async (_what, name, wanted) => {
    using house = household();
    writeFileSync(house.folder.file('broken.yaml'), 'data: [\n');
    const program = runProgram(['backup', '-', '--config', house.folder.file(name)], {}, house.folder.path);
    expect(await program.ended).toBe(78);
    expect(program.output).toContain(wanted);
  });
});
