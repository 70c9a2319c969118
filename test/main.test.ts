import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedBroker } from '../src/adapters/mqtt/embedded.ts';
import { silentLog } from '../src/lib/log.ts';
import { DASHBOARD_CLIENT } from '../src/simulator/accounts/client.ts';
import { KNOWN_REFRESH_TOKEN, playSomething } from '../src/simulator/run.ts';
import { type RunningSimulator, startSimulator } from '../src/simulator/start.ts';
import { readVersion } from '../src/version.ts';
import { hearing } from './hearing.ts';
import { runProgram } from './program.ts';

let folder: string;
let spotify: RunningSimulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spotify2mqtt-test-'));
  spotify = await startSimulator();
  playSomething(spotify.simulator);
  spotify.simulator.seedRefreshToken({ refresh_token: KNOWN_REFRESH_TOKEN });
});
afterAll(async () => {
  await spotify.close();
  await rm(folder, { recursive: true });
});

async function configured(name: string, change: object = {}): Promise<string> {
  const path = join(folder, name);
  const config = {
    mqtt: { url: 'embedded', embedded: { port: 0, host: '127.0.0.1' } },
    http: { port: 0, host: '127.0.0.1' },
    spotify: { client_id: DASHBOARD_CLIENT, accounts_url: spotify.accountsUrl, api_url: spotify.apiUrl },
    data: join(folder, `${name}-data`),
    accounts: { family: { name: 'Family', refresh_token: KNOWN_REFRESH_TOKEN } },
    ...change,
  };
  await writeFile(path, JSON.stringify(config));
  return path;
}

describe('the program', () => {
  it.each([
    [['--version'], 0, readVersion()],
    [['--help'], 0, '--config FILE'],
    [['--nonsense'], 64, "Unknown option '--nonsense'"],
    [['explain', 'dreams'], 64, 'explain takes one of playback, link, command, grant'],
  ])('answers %j', async (args, code, text) => {
    const program = runProgram(args, {}, folder);
    expect(await program.ended).toBe(code);
    expect(program.output).toContain(text);
  });

  it('prints the package of an account', async () => {
    const path = await configured('package.yaml');
    const program = runProgram(['package', 'family', '--config', path]);
    expect(await program.ended).toBe(0);
    expect(program.output).toMatch(
      /^# A media_player for "Family"[\s\S]*topic: spotify2mqtt\/family\/command/,
    );
    const only = runProgram(['package', '--config', path]);
    expect(await only.ended).toBe(0);
    expect(only.output).toBe(program.output);
    const wrong = runProgram(['package', 'famly', '--config', path]);
    expect(await wrong.ended).toBe(64);
    expect(wrong.output).toContain(
      '"famly" is no account, did you mean family? (one of family would be right)',
    );
  });

  it('ends in silence when nobody listens any more', async () => {
    const program = runProgram(['explain', 'link'], {}, folder, '{"input":"x"}\n'.repeat(20_000));
    program.hangUp();
    expect(await program.ended).toBe(0);
    expect(program.output).toBe('');
  });

  it('checks a configuration, and says every mistake at once with its place', async () => {
    const right = runProgram(['--check', '--config', await configured('right.yaml')]);
    expect(await right.ended).toBe(0);
    const path = join(folder, 'wrong.yaml');
    await writeFile(path, 'mqtt:\n  url: http://broker\n  pasword: x\naccounts:\n  Bad Key: {}\n');
    const wrong = runProgram(['--check', '--config', path]);
    expect(await wrong.ended).toBe(78);
    expect(wrong.output).toMatch(/wrong\.yaml:2:8 mqtt\.url: /);
    expect(wrong.output).toMatch(/wrong\.yaml:3:3 mqtt\.pasword: .*password/);
    expect(wrong.output).toContain('wrong.yaml:5:3');
  });

  it('says what the smallest configuration needs', async () => {
    const program = runProgram(['--no-setup'], {}, folder);
    expect(await program.ended).toBe(78);
    expect(program.output).toContain('mqtt.url');
  });

  it('runs from a configuration: publishes, obeys, says goodbye', async () => {
    const program = runProgram(['--config', await configured('run.yaml')]);
    await program.printed('embedded MQTT broker listens');
    const port = Number(/"port":(\d+)/.exec(program.output)?.[1]);
    const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 4 });
    const heard = hearing(client);
    await client.subscribeAsync('#');
    await heard('spotify2mqtt/family/status', 'playing');
    await heard('homeassistant/device/spotify2mqtt_family/config', (payload) =>
      payload.includes('components'),
    );
    const title = await heard('spotify2mqtt/family/title', (payload) => payload !== '');

    await client.publishAsync('spotify2mqtt/family/command', '{"command":"next","transaction":"t1"}');
    await heard(
      'spotify2mqtt/family/response',
      (payload) => payload.includes('"ok":true') && payload.includes('t1'),
    );
    await heard('spotify2mqtt/family/title', (payload) => payload !== title);
    await client.publishAsync('spotify2mqtt/family/volume/set', '17');
    await heard('spotify2mqtt/family/volume', '17');

    const { url } = JSON.parse(await heard('spotify2mqtt/bridge/info', (payload) => payload !== ''));
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const news = await fetch(`${url}/api/events`);
    expect(news.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');

    const second = runProgram(['--config', join(folder, 'run.yaml')]);
    expect(await second.ended).toBe(1);
    expect(second.output).toContain('in use by another bridge');

    const goodbye = heard('spotify2mqtt/bridge/state', 'offline');
    const code = program.stop();
    await goodbye;
    client.end(true);
    expect(await code).toBe(0);
    expect(await news.text()).toMatch(/event: player\ndata: .*"volume_level":0.17/);
    const stored = await readFile(join(folder, 'run.yaml-data', 'token-family.json'), 'utf8');
    expect(stored).toContain('refreshToken');
    expect(program.output).not.toContain(KNOWN_REFRESH_TOKEN);
  });

  it('hears what is asked of it as soon as it says that it is online', async () => {
    const broker = await startEmbeddedBroker({ port: 0, host: '127.0.0.1' }, silentLog);
    const client = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, { protocolVersion: 4 });
    const heard = hearing(client);
    await client.subscribeAsync('#');
    const answer = heard('spotify2mqtt/bridge/response', () => true);
    const path = await configured('early.yaml', { mqtt: { url: `mqtt://127.0.0.1:${broker.port}` } });
    const program = runProgram(['--config', path]);
    await heard('spotify2mqtt/bridge/state', 'online');
    client.publish('spotify2mqtt/bridge/request/accounts', '');
    expect(await answer).toContain('"ok":true');
    expect(await program.stop()).toBe(0);
    client.end(true);
    await broker.close();
  });

  it('is a whole house in the demo, which begins with a pairing', async () => {
    const program = runProgram([
      'demo',
      '--port',
      '0',
      '--simulator-port',
      '0',
      '--pages-port',
      '0',
      '--host',
      '127.0.0.1',
    ]);
    await program.printed('or scan this');
    const [, page, code] = /open (\S+\/pair)\n +and enter +(\S+)/.exec(program.output) ?? [];
    const paired = await fetch(new URL('/control/pair', page), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user_code: code, user: 'family', agree: true }),
    });
    expect(paired.status).toBe(204);
    await program.printed('playing – ');
    expect(program.output).toContain('spotify2mqtt demo');
    expect(await program.stop('SIGINT')).toBe(0);
  });

  it('leaves the pairing out where asked', async () => {
    const program = runProgram([
      'demo',
      '--paired',
      '--port',
      '0',
      '--simulator-port',
      '0',
      '--pages-port',
      '0',
      '--host',
      '127.0.0.1',
    ]);
    await program.printed('playing – ');
    expect(await program.stop('SIGINT')).toBe(0);
  });
});
