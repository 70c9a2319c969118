import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../src/config/read.ts';
import { silentLog } from '../src/lib/log.ts';
import { DASHBOARD_CLIENT } from '../src/simulator/accounts/client.ts';
import { playSomething } from '../src/simulator/run.ts';
import { startSimulator } from '../src/simulator/start.ts';
import { startBridge } from '../src/start.ts';
import { temporaryFolder } from './adapters/storage/folder.ts';

const FIRST = resolve(import.meta.dirname, 'fixtures/data-v1');
const APP = '0123456789abcdef0123456789abcdef';

async function house() {
  const folder = temporaryFolder();
  cpSync(FIRST, folder.path, { recursive: true });
  const token = folder.file('token-family.json');
  // The app of those days is the simulator's.
  writeFileSync(token, readFileSync(token, 'utf8').replace(APP, DASHBOARD_CLIENT));
  const spotify = await startSimulator();
  playSomething(spotify.simulator);
  spotify.simulator.seedRefreshToken({ refresh_token: 'AQ-refresh-of-family' });
  const text = JSON.stringify({
    mqtt: { url: 'embedded', embedded: { port: 0, host: '127.0.0.1' } },
    http: { port: 0, host: '127.0.0.1' },
    spotify: { client_id: DASHBOARD_CLIENT, accounts_url: spotify.accountsUrl, api_url: spotify.apiUrl },
    data: folder.path,
    accounts: { family: {} },
  });
  const config = readConfig({ text, env: {}, readFile: () => '' });
  return {
    folder,
    config,
    [Symbol.asyncDispose]: async () => {
      await spotify.close();
      folder[Symbol.dispose]();
    },
  };
}

it('goes on with what the first release left: nobody pairs again, no card is forgotten', async () => {
  await using there = await house();
  const stop = new AbortController();
  const running = await startBridge(there.config, silentLog, stop.signal);
  const [family] = running.accounts;
  await new Promise<void>((plays) => {
    const look = () => family?.store.state.playback.status === 'playing' && plays();
    family?.store.watch(look);
    look();
  });
  const answer = await fetch(`http://127.0.0.1:${running.pagesPort}/api/bridge/request/tags`);
  expect(await answer.text()).toContain('Abbey Road');
  stop.abort();
  await running.ended;

  const token = JSON.parse(readFileSync(there.folder.file('token-family.json'), 'utf8'));
  expect(token).toMatchObject({ version: 1, clientId: DASHBOARD_CLIENT });
  expect(token.accessToken).not.toBe('BQ-access-of-family');
  expect(readdirSync(there.folder.path).filter((name) => name.includes('broken'))).toEqual([]);
});

it('does not begin on what a newer version left', async () => {
  await using there = await house();
  const path = join(there.folder.path, 'tag-memory.json');
  writeFileSync(path, '{"version":2}');
  const before = readFileSync(there.folder.file('token-family.json'), 'utf8');
  await expect(startBridge(there.config, silentLog, new AbortController().signal)).rejects.toThrow(
    'tag-memory.json was written by a newer spotify2mqtt',
  );
  expect(readFileSync(path, 'utf8')).toBe('{"version":2}');
  expect(readFileSync(there.folder.file('token-family.json'), 'utf8')).toBe(before);
});
