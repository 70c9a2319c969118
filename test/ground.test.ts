import { connectAsync } from 'mqtt';
import { afterEach, expect, it } from 'vitest';
import type { Config } from '../src/config/config.ts';
import { readConfig } from '../src/config/read.ts';
import { Grounds } from '../src/ground.ts';
import { silentLog } from '../src/lib/log.ts';
import { temporaryFolder } from './adapters/storage/folder.ts';
import { hearing } from './hearing.ts';

const grounds: Grounds[] = [];
afterEach(async () => {
  for (const ground of grounds.splice(0)) await ground.clear();
});

function open(): Grounds {
  const ground = new Grounds(silentLog);
  grounds.push(ground);
  return ground;
}

function configured(
  data: string,
  change: { base_topic?: string; http?: object; embedded?: object } = {},
): Config {
  const { base_topic = 'spotify2mqtt', http = {}, embedded = {} } = change;
  const config = {
    mqtt: { url: 'embedded', base_topic, embedded: { port: 0, host: '127.0.0.1', ...embedded } },
    http: { port: 0, host: '127.0.0.1', ...http },
    spotify: { client_id: 'abc' },
    data,
  };
  return readConfig({ env: {}, readFile: () => '', text: JSON.stringify(config) });
}

it('keeps what serves another configuration too', async () => {
  using folder = temporaryFolder();
  const ground = open();
  const first = await ground.prepare(configured(folder.file('data')));
  const second = await ground.prepare(configured(folder.file('data')));
  expect(second).toEqual(first);
});

it('says goodbye under the old base topic and greets under the new one, on the same embedded broker', async () => {
  using folder = temporaryFolder();
  const ground = open();
  const first = await ground.prepare(configured(folder.file('data')));
  const client = await connectAsync(`mqtt://127.0.0.1:${first.brokerPort}`, { protocolVersion: 4 });
  const heard = hearing(client);
  await client.subscribeAsync('#');
  first.broker.connect();
  await heard('spotify2mqtt/bridge/state', 'online');
  const second = await ground.prepare(configured(folder.file('data'), { base_topic: 'music' }));
  expect(second.brokerPort).toBe(first.brokerPort);
  expect(second.front).toBe(first.front);
  second.broker.connect();
  await heard('spotify2mqtt/bridge/state', 'offline');
  await heard('music/bridge/state', 'online');
  await client.endAsync(true);
});

it('gives back what is not wanted any more, and stands as it was where something cannot be had', async () => {
  using folder = temporaryFolder();
  const [ground, other] = [open(), open()];
  const first = await ground.prepare(configured(folder.file('one')));
  const port = first.front.port;
  await expect(other.prepare(configured(folder.file('one')))).rejects.toThrow('in use by another bridge');
  await expect(other.prepare(configured(folder.file('two'), { http: { port } }))).rejects.toThrow(
    `http.port ${port}`,
  );
  const moved = await ground.prepare(configured(folder.file('three')));
  expect(moved.front).toBe(first.front);
  expect((await other.prepare(configured(folder.file('one')))).folder).toBe(folder.file('one'));
});
