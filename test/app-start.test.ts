import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Offer } from '../src/adapters/supervisor/broker.ts';
import { startApp } from '../src/app-start.ts';
import { APP_VARIABLE } from '../src/config/app-options.ts';
import { BadConfig } from '../src/config/mistake.ts';
import { temporaryFolder } from './adapters/storage/folder.ts';

const BROKER = { url: 'mqtt://core-mosquitto:1883', username: 'addons', password: 'the-services' };
const OFFER: Offer = { is: 'there', broker: BROKER };

interface Case {
  options?: string;
  offer?: Offer;
  isRoot?: boolean;
  env?: Record<string, string | undefined>;
}

/** A data folder as a bridge and the Supervisor leave it, and everything that the start does with it, in order. */
async function start({
  options = '{}',
  offer = OFFER,
  isRoot = true,
  env = { SUPERVISOR_TOKEN: 'token' },
}: Case) {
  using folder = temporaryFolder();
  const optionsFile = folder.file('options.json');
  writeFileSync(optionsFile, options);
  mkdirSync(folder.file('kept'));
  writeFileSync(folder.file('kept/token.json'), '');
  symlinkSync('/etc', folder.file('link'));
  const did: string[] = [];
  const logged: string[] = [];
  const log = (_fields: object, message: string) => void logged.push(message);
  await startApp({
    env,
    person: {
      isRoot,
      give: (path) => did.push(`give ${path.replace(folder.path, 'data')}`),
      become: () => did.push('become'),
    },
    folders: [folder.path],
    optionsFile,
    readFile: () => {
      did.push('read');
      return options;
    },
    ask: async (token) => {
      did.push(`ask with ${token}`);
      return offer;
    },
    log: { debug: log, info: log, warn: log, error: log },
  });
  return { did, logged, env, given: JSON.parse(env[APP_VARIABLE] ?? '') };
}

describe('the start of the App', () => {
  it('reads as root, gives the folder away, and is the user of the bridge before it asks anybody', async () => {
    const { did, given } = await start({ options: '{"client_id":"abc","log_level":"debug"}' });
    expect([did[0], ...did.slice(-2)]).toEqual(['read', 'become', 'ask with token']);
    // The options stay root's, and what a link leads to is not touched.
    expect(did.slice(1, -2).toSorted()).toEqual([
      'give data',
      'give data/kept',
      'give data/kept/token.json',
      'give data/link',
    ]);
    expect(given).toEqual({ options: { client_id: 'abc', log_level: 'debug' }, broker: BROKER });
  });

  it('changes nothing of who it is where it is not root', async () => {
    const { did } = await start({ isRoot: false });
    expect(did).toEqual(['read', 'ask with token']);
  });

  it('asks for no broker where the options name one', async () => {
    const { did, given } = await start({ options: '{"mqtt_url":"mqtt://mine"}' });
    expect(did.at(-1)).toBe('become');
    expect(given).not.toHaveProperty('broker');
  });

  it.each<[offer: Offer, words: RegExp]>([
    [{ is: 'none', why: '400: Service not enabled' }, /install the App Mosquitto broker/],
    [{ is: 'refused', why: '403' }, /services: \[mqtt:want\]/],
    [{ is: 'failed', why: 'ECONNREFUSED' }, /cannot be asked/],
  ])('says what would help and goes on where the offer is %j', async (offer, words) => {
    const { logged, given } = await start({ offer });
    expect(logged).toEqual([expect.stringMatching(words)]);
    expect(given).toEqual({ options: {} });
  });

  it('goes on without a Supervisor', async () => {
    const { did, logged } = await start({ env: {} });
    expect(did.at(-1)).toBe('become');
    expect(logged).toEqual([expect.stringContaining('no SUPERVISOR_TOKEN')]);
  });

  it('sets the log level, and leaves one that is none to the reader of the configuration', async () => {
    expect((await start({ options: '{"log_level":"debug"}' })).env.LOG_LEVEL).toBe('debug');
    expect((await start({ options: '{"log_level":"loud"}' })).env.LOG_LEVEL).toBeUndefined();
  });

  it('never logs a password', async () => {
    const { logged } = await start({});
    expect(logged.join()).not.toContain(BROKER.password);
  });

  it.each(['{"mqtt_password":"hunter2"', '["hunter2"]', 'null'])(
    'refuses options such as %s',
    async (options) => {
      const refused = start({ options });
      await expect(refused).rejects.toBeInstanceOf(BadConfig);
      await expect(refused).rejects.toThrow(/options.json: .* would be right$/);
      await expect(refused).rejects.not.toThrow(/hunter2/);
    },
  );
});
