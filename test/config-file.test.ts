import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openConfigFile } from '../src/config-file.ts';
import { silentLog } from '../src/lib/log.ts';
import { temporaryFolder } from './adapters/storage/folder.ts';

const RIGHT = 'mqtt: { url: embedded }\nspotify: { client_id: abc }\n';

describe("the configuration's own file", () => {
  it('is made for its owner alone, because it may hold a password', async () => {
    using folder = temporaryFolder();
    const path = folder.file('config.yaml');
    const file = openConfigFile(path, {});
    expect(file.text()).toBe('');
    expect(() => file.read()).toThrow('does not exist');
    expect(await file.write(RIGHT, '', silentLog)).toBe('written');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(file.read().mqtt.url).toBe('embedded');
    expect(existsSync(`${path}.bak`)).toBe(false);
  });

  it('keeps what was there before beside it', async () => {
    using folder = temporaryFolder();
    const path = folder.file('config.yaml');
    writeFileSync(path, '# old\n');
    await openConfigFile(path, {}).write(RIGHT, '# old\n', silentLog);
    expect(readFileSync(path, 'utf8')).toBe(RIGHT);
    expect(readFileSync(`${path}.bak`, 'utf8')).toBe('# old\n');
    expect(statSync(`${path}.bak`).mode & 0o777).toBe(0o600);
  });

  it('is not written over what somebody else just wrote', async () => {
    using folder = temporaryFolder();
    const path = folder.file('config.yaml');
    writeFileSync(path, '# theirs\n');
    expect(await openConfigFile(path, {}).write(RIGHT, '# seen\n', silentLog)).toBe('changed');
    expect(readFileSync(path, 'utf8')).toBe('# theirs\n');
  });

  it('is no folder, which Docker makes where a mounted file is missing', async () => {
    using folder = temporaryFolder();
    mkdirSync(folder.file('config.yaml'));
    const file = openConfigFile(folder.file('config.yaml'), {});
    expect(() => file.read()).toThrow('is a folder');
    await expect(file.write(RIGHT, '', silentLog)).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('may be named by the environment, which may also say everything itself', () => {
    using folder = temporaryFolder();
    const path = folder.file('config.yaml');
    expect(openConfigFile(undefined, { SPOTIFY2MQTT_CONFIG: path }).path).toBe(path);
    const env = { SPOTIFY2MQTT_MQTT__URL: 'embedded', SPOTIFY2MQTT_SPOTIFY__CLIENT_ID: 'abc' };
    expect(openConfigFile(undefined, env).read('').accounts).toHaveLength(1);
  });
});
