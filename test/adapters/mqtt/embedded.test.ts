import { once } from 'node:events';
import { createConnection } from 'node:net';
import { expect, it } from 'vitest';
import { connectBroker } from '../../../src/adapters/mqtt/broker.ts';
import { startEmbeddedBroker } from '../../../src/adapters/mqtt/embedded.ts';
import { type Log, silentLog } from '../../../src/lib/log.ts';
import { SeenClock, SeenLog } from './watching.ts';

const HOST = '127.0.0.1';

function visitor(port: number, log: Log, credentials: { username?: string; password?: string }) {
  return connectBroker(
    { url: `mqtt://${HOST}:${port}`, clientId: 'visitor', baseTopic: 'visitor', ...credentials },
    log,
    new SeenClock(),
    new AbortController().signal,
  );
}

it('says what a Home Assistant has to be set to, and which client speaks MQTT 5', async () => {
  const log = new SeenLog();
  const embedded = await startEmbeddedBroker({ port: 0, host: HOST }, log);
  await log.line('set a Home Assistant that uses it to 3.1.1');
  const first = visitor(embedded.port, silentLog, {});
  await new Promise<void>((resolve) => first.connected(resolve));
  await first.close();
  const second = visitor(embedded.port, silentLog, {});
  await new Promise<void>((resolve) => second.connected(resolve));
  await second.close();
  expect(log.lines('refused a client with MQTT 5')).toEqual([expect.stringContaining(HOST)]);
  await embedded.close();
});

it.each([
  ['me', 'right', 'Connected'],
  ['me', 'wrong', 'refuses our login'],
  ['you', 'right', 'refuses our login'],
  ['you', 'yours', 'Connected'],
  [undefined, undefined, 'refuses our login'],
])('knows its users: %s with %s', async (username, password, outcome) => {
  const users = [
    { username: 'me', password: 'right' },
    { username: 'you', password: 'yours' },
  ];
  const embedded = await startEmbeddedBroker({ port: 0, host: HOST, users }, silentLog);
  const log = new SeenLog();
  const broker = visitor(embedded.port, log, {
    ...(username && { username }),
    ...(password && { password }),
  });
  await log.line(outcome);
  expect(log.all).toHaveLength(1);
  await broker.close();
  await embedded.close();
});

it('hangs up on who announces a packet that is too long, says so once, and serves the others', async () => {
  const log = new SeenLog();
  const embedded = await startEmbeddedBroker({ port: 0, host: HOST, maxPayload: 1_024 * 1_024 }, log);
  const other = visitor(embedded.port, silentLog, {});
  await new Promise<void>((resolve) => other.connected(resolve));
  // CONNECT as 3.1.1 has it, with an empty client id; then the header of a PUBLISH alone, of 8 MB and of 8 MB and a byte.
  const hello = [0x10, 12, 0, 4, ...Buffer.from('MQTT'), 4, 2, 0, 60, 0, 0];
  for (const _time of [1, 2]) {
    const talker = createConnection(embedded.port, HOST);
    talker.resume();
    const hungUp = once(talker, 'close');
    talker.write(Uint8Array.from([...hello, 0x30, 0x81, 0x80, 0x80, 0x04]));
    await hungUp;
  }
  expect(log.lines('longer than it takes')).toEqual([expect.stringContaining('8388609')]);
  const quiet = createConnection(embedded.port, HOST);
  quiet.write(Uint8Array.from([...hello, 0x30, 0x80, 0x80, 0x80, 0x04]));
  expect([...(await once(quiet, 'data'))[0]]).toEqual([0x20, 2, 0, 0]);
  quiet.destroy();
  expect(other.online).toBe(true);
  await other.close();
  await embedded.close();
});

it('says that the port is in use, and hangs up on everybody when it closes', async () => {
  const embedded = await startEmbeddedBroker({ port: 0, host: HOST }, silentLog);
  await expect(startEmbeddedBroker({ port: embedded.port, host: HOST }, silentLog)).rejects.toThrow(
    `port ${embedded.port} is in use`,
  );
  const mute = createConnection(embedded.port, HOST);
  await once(mute, 'connect');
  const hungUp = once(mute, 'close');
  await embedded.close();
  await hungUp;
  await (await startEmbeddedBroker({ port: embedded.port, host: HOST }, silentLog)).close();
});
