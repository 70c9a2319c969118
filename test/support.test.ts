import { once } from 'node:events';
import { cpSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publicText } from '../src/config/public-text.ts';
import { openConfigFile } from '../src/config-file.ts';
import { silentLog } from '../src/lib/log.ts';
import { DASHBOARD_CLIENT } from '../src/simulator/accounts/client.ts';
import { KNOWN_REFRESH_TOKEN, playSomething } from '../src/simulator/run.ts';
import { startSimulator } from '../src/simulator/start.ts';
import { startBridge } from '../src/start.ts';
import { supportText } from '../src/support.ts';
import { readVersion } from '../src/version.ts';
import { temporaryFolder } from './adapters/storage/folder.ts';
import { runProgram } from './program.ts';

/** One of every kind. What is in no comment and no key with a slip must be valid, or nothing else would be told. */
const SECRETS = {
  urlPassword: 'geheim-url',
  password: 'geheim-broker',
  embedded: 'geheim-embedded',
  key: '-----BEGIN PRIVATE KEY-----geheim-key',
  httpPassword: 'geheim-http',
  httpToken: 'geheim-http-token-0123',
  clientSecret: 'geheim-client',
  accountSecret: 'geheim-account',
  refresh: 'geheim-refresh',
  homeAssistant: 'geheim-home-assistant',
  comment: 'geheim-comment',
  slip: 'geheim-slip',
  environment: 'geheim-environment',
  fromFile: 'geheim from a file',
  tokenKey: 'geheim key of some length',
  supervisor: 'geheim-supervisor',
  stored: 'AQ-refresh-of-family',
  storedAccess: 'BQ-access-of-family',
  userCode: 'WDJB-MJHT',
  code: 'AQgeheimcode',
  verifier: 'geheim-verifier',
  device: 'geheim-device',
};

/** What the bridge knows as a secret, so that it may be anywhere in what it says; the others come under names of theirs. */
const { comment: _, code, verifier, device, ...KNOWN } = SECRETS;

const CONFIG = (port: number, data: string) => `
# password: ${SECRETS.comment}
mqtt:
  url: mqtts://me:${SECRETS.urlPassword}@broker.example
  password: ${SECRETS.password}   # was ${SECRETS.comment}
  pasword: ${SECRETS.slip}
  key: "${SECRETS.key}"
  embedded: { users: { anna: ${SECRETS.embedded} } }
http: { port: ${port}, password: ${SECRETS.httpPassword}, token: ${SECRETS.httpToken} }
home_assistant: { url: http://homeassistant.local:8123, token: ${SECRETS.homeAssistant} }
spotify: { client_id: 0123456789abcdef0123456789abcdef, client_secret: ${SECRETS.clientSecret} }
data: ${data}
accounts:
  family: { name: Family, device: Kitchen, refresh_token: ${SECRETS.refresh}, client_secret: ${SECRETS.accountSecret} }
`;

/** A bridge that says more than one should. */
async function talkativeBridge() {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    if (!request.headers.authorization) {
      response.writeHead(401).end('{"ok":false}');
      return;
    }
    if (request.url !== '/api/events') {
      response.end(
        JSON.stringify({
          ok: true,
          uptime_s: 4711,
          user_code: SECRETS.userCode,
          link: `http://x/pair?code=${SECRETS.userCode}`,
          broker: `mqtt://me:${SECRETS.urlPassword}@broker`,
          ...KNOWN,
        }),
      );
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const data = {
      event: { event_type: 'tag_played', title: 'Nine Bells' },
      authorize_url: `https://accounts.spotify.com/authorize?state=${device}`,
      back: `http://127.0.0.1/callback?code=${code}`,
      code_verifier: verifier,
      device_code: device,
      said: Object.values(KNOWN),
    };
    response.write(`retry: 3000\n\nevent: bridge\ndata: {"broker":true}\n\n`);
    response.write(`event: happened\nid: 1\ndata: ${JSON.stringify(data)}\n\nevent: happened\nid: 2\nda`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    asked,
    port: typeof address === 'object' && address ? address.port : 0,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('the support text', () => {
  it('tells all that helps, and no secret of any kind', async () => {
    using folder = temporaryFolder();
    cpSync(resolve(import.meta.dirname, 'fixtures/data-v1'), folder.file('data'), { recursive: true });
    writeFileSync(folder.file('data/tags.json.broken-1'), SECRETS.stored);
    writeFileSync(folder.file('secret'), `${SECRETS.fromFile}\n`);
    const bridge = await talkativeBridge();
    writeFileSync(folder.file('config.yaml'), CONFIG(bridge.port, folder.file('data')));
    const env = {
      LOG_LEVEL: 'debug',
      SPOTIFY2MQTT_ACCOUNTS__KIDS__CLIENT_SECRET: SECRETS.environment,
      SPOTIFY2MQTT_ACCOUNTS__KIDS__REFRESH_TOKEN_FILE: folder.file('secret'),
      SPOTIFY2MQTT_TOKEN_KEY: SECRETS.tokenKey,
      SUPERVISOR_TOKEN: SECRETS.supervisor,
    };
    const text = await supportText(openConfigFile(folder.file('config.yaml'), env));
    bridge.close();

    for (const [kind, secret] of Object.entries(SECRETS)) expect(text.includes(secret), kind).toBe(false);
    expect(text).not.toMatch(/geheim/i);

    expect(text).toContain(`spotify2mqtt ${readVersion()}, Node ${process.version}`);
    expect(text).toContain('device: Kitchen');
    expect(text).toContain('broker.example');
    expect(text).toContain('did you mean password?');
    expect(text).toContain('LOG_LEVEL debug');
    expect(text).toContain('SPOTIFY2MQTT_ACCOUNTS__KIDS__REFRESH_TOKEN_FILE');
    expect(text).toMatch(/token-family\.json {2}\d+ bytes {2}\d+ {2}2.* {2}good/);
    expect(text).toMatch(/token-kids\.json .* encrypted/);
    expect(text).toContain('"uptime_s":4711');
    expect(text).toContain('Nine Bells');
    expect(bridge.asked.map(({ url }) => url)).toContain('/api/bridge/request/health');
    expect(bridge.asked.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      ...bridge.asked.slice(1).map(() => `Bearer ${SECRETS.httpToken}`),
    ]);
  });

  it('asks a real bridge', async () => {
    using folder = temporaryFolder();
    const spotify = await startSimulator();
    playSomething(spotify.simulator);
    spotify.simulator.seedRefreshToken({ refresh_token: KNOWN_REFRESH_TOKEN });
    const written = (port: number) => ({
      mqtt: { url: 'embedded', embedded: { port: 0, host: '127.0.0.1' } },
      http: { port, host: '127.0.0.1' },
      spotify: { client_id: DASHBOARD_CLIENT, accounts_url: spotify.accountsUrl, api_url: spotify.apiUrl },
      data: folder.file('data'),
      accounts: { family: { refresh_token: KNOWN_REFRESH_TOKEN } },
    });
    const configFor = (port: number) => {
      writeFileSync(folder.file('config.yaml'), JSON.stringify(written(port)));
      return openConfigFile(folder.file('config.yaml'), {});
    };
    const stop = new AbortController();
    const running = await startBridge(configFor(0).read(), silentLog, stop.signal);
    const text = await supportText(configFor(running.pagesPort));
    stop.abort();
    await running.ended;
    await spotify.close();
    expect(text).toMatch(/\/readyz\n\n~~~~\n(503 )?\{"ready":/);
    expect(text).toContain('"uptime_s":');
    expect(text).toContain('"requests_30s":');
    expect(text).toContain('### what happened last');
    expect(text).not.toContain(KNOWN_REFRESH_TOKEN);
  });

  it.each([
    ['no YAML', `mqtt: [\npassword: ${SECRETS.password}`, 'It is no YAML.'],
    ['nobody there', 'mqtt: { url: embedded }\nhttp: { port: 1 }', 'It does not answer: '],
    ['a port that nobody knows', 'http: { port: 0 }', 'http.port is 0'],
  ])('is made with %s too', async (_what, text, wanted) => {
    using folder = temporaryFolder();
    writeFileSync(folder.file('config.yaml'), text);
    const env = { SPOTIFY2MQTT_HTTP__PORT: text.includes('port') ? '' : '1' };
    const said = await supportText(openConfigFile(folder.file('config.yaml'), env));
    expect(said).toContain(wanted);
    expect(said).not.toContain(SECRETS.password);
  });

  it('is printed by the program', async () => {
    using folder = temporaryFolder();
    const program = runProgram(['support'], { SPOTIFY2MQTT_HTTP__PORT: '1' }, folder.path);
    expect(await program.ended).toBe(0);
    expect(program.output).toContain('# spotify2mqtt support');
    const wrong = runProgram(['support', 'file'], {}, folder.path);
    expect(await wrong.ended).toBe(64);
  });
});

describe('the configuration for strangers', () => {
  it('keeps its keys, and no comment', () => {
    expect(publicText('# mine\nmqtt:\n  password: x # y\n  base_topic: music\n  nonsense: z\n')).toBe(
      'mqtt:\n  password: …\n  base_topic: music\n  nonsense: …\n',
    );
  });

  it.each([
    ['a secret where a mapping belongs', 'http: hunter2', 'http: …\n'],
    ['a list in place of a text', 'mqtt: { password: [hunter2] }', 'mqtt:\n  password:\n    - …\n'],
    ['an alias', 'data: &a hunter2\nhttp: *a', 'data: hunter2\nhttp: …\n'],
    ['nothing', '', ''],
  ])('shows of %s what may be shown', (_what, text, wanted) => {
    expect(publicText(text)).toBe(wanted);
  });

  it('is not made of what is no YAML', () => {
    expect(publicText('mqtt: [hunter2')).toBeUndefined();
  });
});
