import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../src/config/read.ts';
import type { Publication } from '../src/core/ports.ts';
import { silentLog } from '../src/lib/log.ts';
import { DASHBOARD_CLIENT } from '../src/simulator/accounts/client.ts';
import { KNOWN_REFRESH_TOKEN, playSomething } from '../src/simulator/run.ts';
import { type RunningSimulator, startSimulator } from '../src/simulator/start.ts';
import { type Running, startBridge } from '../src/start.ts';
import { CHANNELS, contractBreaks } from './contract.ts';
import { describedIn } from './contract-checker.ts';
import { hearing } from './hearing.ts';

const saidOn = describedIn(CHANNELS.filter(({ says }) => says));

/** A whole bridge over sockets: its broker, Spotify as the simulator pretends it, a reader. */

const CARD = '04-72-90-BA-AD-6C-81';
const stop = new AbortController();
let folder: string;
let spotify: RunningSimulator;
let bridge: Running;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spotify2mqtt-running-'));
  spotify = await startSimulator();
  playSomething(spotify.simulator);
  spotify.simulator.seedRefreshToken({ refresh_token: KNOWN_REFRESH_TOKEN });
  const config = readConfig({
    env: {},
    readFile: () => '',
    text: JSON.stringify({
      mqtt: {
        url: 'embedded',
        embedded: { port: 0, host: '127.0.0.1' },
        discovery: 'components',
        media_player_discovery: true,
      },
      http: { port: 0, host: '127.0.0.1' },
      spotify: { client_id: DASHBOARD_CLIENT, accounts_url: spotify.accountsUrl, api_url: spotify.apiUrl },
      data: folder,
      accounts: { family: { name: 'Family', refresh_token: KNOWN_REFRESH_TOKEN }, guest: {} },
    }),
  });
  bridge = await startBridge(config, silentLog, stop.signal);
});
afterAll(async () => {
  stop.abort();
  await bridge.ended;
  await spotify.close();
  await rm(folder, { recursive: true });
});

async function listening(): Promise<{ client: MqttClient; all: Publication[] }> {
  const client = await connectAsync(`mqtt://127.0.0.1:${bridge.brokerPort}`, { protocolVersion: 4 });
  const all: Publication[] = [];
  client.on('message', (topic, payload, { retain }) => all.push({ topic, payload, retain }));
  return { client, all };
}

it('publishes nothing that the contract does not describe, and counts what it does', async () => {
  const { client, all } = await listening();
  const heard = hearing(client);
  await client.subscribeAsync(['spotify2mqtt/#', 'homeassistant/#']);
  await heard('spotify2mqtt/family/status', 'playing');
  await client.publishAsync('spotify2mqtt/family/command', '{"command":"volume","volume":17}');
  await heard('spotify2mqtt/family/response', (payload) => payload.includes('"ok":true'));
  await client.publishAsync('spotify2mqtt/family/command', 'dance');
  await heard('spotify2mqtt/family/response', (payload) => payload.includes('bad_payload'));
  await client.publishAsync('spotify2mqtt/bridge/request/pair', 'guest');
  await heard('spotify2mqtt/guest/pairing', (payload) => payload.includes('user_code'));
  await client.publishAsync('spotify2mqtt/reader/kids/tag', CARD);
  await heard('spotify2mqtt/reader/kids/feedback', (payload) => payload.includes('unknown'));
  await heard('homeassistant/sensor/spotify2mqtt_family/title/config', (payload) => payload !== '');

  const mine = /\/(command|tag|request\/\w+)$/;
  const said = all.filter(({ topic }) => !mine.test(topic));
  const isRetained = (topic: string) => saidOn(topic)?.retained ?? false;
  // Whoever listens already is told of no retain flag; who comes later finds what had one, and nothing else.
  expect(contractBreaks(said.map((one) => ({ ...one, retain: isRetained(one.topic) })))).toEqual([]);
  const late = await listening();
  const found = hearing(late.client);
  await late.client.subscribeAsync(['spotify2mqtt/#', 'homeassistant/#']);
  const last = new Map(said.map(({ topic, payload }) => [topic, String(payload)]));
  const kept = [...last].filter(([topic, payload]) => isRetained(topic) && payload !== '');
  expect(kept.length).toBeGreaterThan(100);
  await Promise.all(kept.map(([topic]) => found(topic, () => true)));
  expect(contractBreaks(late.all.filter(({ retain }) => retain))).toEqual([]);
  client.end(true);
  late.client.end(true);

  const pages = `http://127.0.0.1:${bridge.pagesPort}`;
  const asked = await fetch(`${pages}/api/family/command`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: 'volume 18',
  });
  expect(await asked.json()).toMatchObject({ ok: true, command: 'volume' });
  const text = await (await fetch(`${pages}/metrics`)).text();
  for (const line of [
    'spotify2mqtt_mqtt_connections_total 1',
    'spotify2mqtt_commands_total{account="family",command="volume",outcome="ok"} 2',
    'spotify2mqtt_commands_total{account="family",command="other",outcome="bad_payload"} 1',
    'spotify2mqtt_command_duration_seconds_count{account="family"} 2',
    'spotify2mqtt_questions_total{account="bridge",outcome="ok"} 1',
    'spotify2mqtt_spotify_token_requests_total{account="family",grant="refresh_token",status="200"} 1',
    'spotify2mqtt_account_paired{account="family"} 1',
    'spotify2mqtt_account_paired{account="guest"} 0',
    'spotify2mqtt_account_status{account="family",status="playing"} 1',
    'spotify2mqtt_scans_total{result="unknown"} 1',
  ]) {
    expect(text).toContain(`${line}\n`);
  }
  expect(text).toMatch(
    /^spotify2mqtt_spotify_requests_total\{account="family",bucket="player",status="20\d"\} \d+$/m,
  );
  expect(text).toMatch(/^spotify2mqtt_spotify_budget_left_requests\{account="family"\} [0-5]$/m);
});

it('describes itself to machines', async () => {
  const api = `http://127.0.0.1:${bridge.pagesPort}/api`;
  const read = async (path: string) => (await fetch(`${api}/${path}`)).json();
  const { channels } = z
    .object({ channels: z.record(z.string(), z.looseObject({})) })
    .parse(await read('asyncapi.json'));
  expect(channels.account_volume).toMatchObject({
    address: 'spotify2mqtt/{account}/volume',
    parameters: { account: { enum: ['family', 'guest'] } },
  });
  const { schemas } = z.object({ schemas: z.array(z.string()) }).parse(await read('schemas'));
  expect(schemas).toContain('account_player.json');
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const name of schemas)
    expect(ajv.validateSchema(z.looseObject({}).parse(await read(`schemas/${name}`))), name).toBe(true);
  const wrong = await fetch(`${api}/schemas/mood.json`);
  expect(wrong.status).toBe(404);
  expect(await wrong.text()).toContain('/api/schemas lists those');
});
