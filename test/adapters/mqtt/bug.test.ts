import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const at = (path: string) => JSON.stringify(new URL(`../../../src/${path}`, import.meta.url).href);

const PROGRAM = `
  import { connectBroker } from ${at('adapters/mqtt/broker.ts')};
  import { startEmbeddedBroker } from ${at('adapters/mqtt/embedded.ts')};
  import { systemClock } from ${at('lib/clock.ts')};
  import { silentLog } from ${at('lib/log.ts')};
  const { port } = await startEmbeddedBroker({ port: 0, host: '127.0.0.1' }, silentLog);
  const options = { url: 'mqtt://127.0.0.1:' + port, clientId: 'bridge', baseTopic: 'base' };
  const broker = connectBroker(options, silentLog, systemClock, new AbortController().signal);
  broker.subscribe('base/bridge/state', () => { throw new Error('a bug of ours'); });
`;

it('crashes the process when who hears throws', async () => {
  const program = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([text(program.stderr), once(program, 'exit')]);
  expect(said).toContain('a bug of ours');
  expect(code).toBe(1);
});
