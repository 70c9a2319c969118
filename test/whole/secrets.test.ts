import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { connectAsync } from 'mqtt';
import { Network } from 'testcontainers';
import { describe, expect, it } from 'vitest';
import {
  CONFIDENTIAL_CLIENT,
  CONFIDENTIAL_SECRET,
  DASHBOARD_CLIENT,
  TELEVISION_CLIENT,
} from '../../src/simulator/accounts/client.ts';
import { playSomething } from '../../src/simulator/run.ts';
import { startSimulator } from '../../src/simulator/start.ts';
import { agree, mockServer } from '../adapters/home-assistant/mock-server.ts';
import { temporaryFolder } from '../adapters/storage/folder.ts';
import { Secrets } from '../secrets.ts';
import { find, openBrowser } from './browser.ts';
import { dockerMissing } from './docker.ts';
import { freePort } from './free-port.ts';
import { startMosquitto } from './mosquitto.ts';
import { overhear } from './overheard-spotify.ts';
import { startScript } from './program.ts';
import { is, until } from './until.ts';

/** All that a run says anywhere, searched for every secret that the run used. */

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');
const PAGES = [
  '/',
  '/pair',
  '/pair/done',
  '/tags',
  '/tags/print',
  '/settings',
  '/metrics',
  '/healthz',
  '/readyz',
];
const API = ['accounts', 'bridge/request/health', 'bridge/request/info', 'family/player', 'asyncapi.json'];
/** A bug that has all secrets at hand: in its message, in what hangs on it, and in its cause. */
const bugWith = (file: string) =>
  `data:text/javascript,${encodeURIComponent(`
import { readFileSync } from 'node:fs';
process.on('SIGUSR2', () => {
  const secrets = JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'));
  const cause = Object.assign(new TypeError(secrets.join(' ')), { headers: secrets });
  throw Object.assign(new Error('failed: ' + secrets.join(', '), { cause }), { secrets });
});`)}`;

/** Quotes, blanks and signs, so that each way of writing it down is another one. */
const newSecret = (what: string) => `${what} "${randomBytes(9).toString('base64')}" & co`;

describe.runIf(dockerMissing === undefined)('secrets', () => {
  it('stand in no topic, log, metric, page, support text, backup, file or last word', async () => {
    using folder = temporaryFolder();
    await using cleanUp = new AsyncDisposableStack();
    const own = {
      'broker password': newSecret('broker'),
      'http password': newSecret('pages').replaceAll(' ', '_'),
      'http token': randomBytes(16).toString('hex'),
      'home assistant token': `eyJ${randomBytes(120).toString('base64url')}`,
      'token key': newSecret('key of the tokens, long enough'),
      'client secret': CONFIDENTIAL_SECRET,
      'mistyped password': newSecret('slip'),
    };
    const secrets = new Secrets();
    for (const [kind, secret] of Object.entries(own)) secrets.add(kind, secret);

    const network = cleanUp.use(await new Network().start());
    const users = { bridge: own['broker password'], ear: 'hears-all' };
    const broker = cleanUp.use(await startMosquitto(network, { users }));
    const heard = new Map<string, string[]>();
    // What it sends itself, an address with a code for one, is not what the bridge says.
    const ear = await connectAsync(broker.url, { protocolVersion: 5, username: 'ear', password: users.ear });
    cleanUp.defer(() => ear.endAsync());
    ear.on('message', (topic, payload) => {
      heard.set(topic, [...(heard.get(topic) ?? []), payload.toString('latin1')]);
    });
    await ear.subscribeAsync('#', { qos: 1, nl: true });
    const last = (topic: string) => heard.get(`spotify2mqtt/${topic}`)?.at(-1);

    const spotify = await startSimulator({ settings: { rotateRefreshTokens: true, requestsPer30s: 1000 } });
    cleanUp.defer(() => spotify.close());
    playSomething(spotify.simulator);
    const wire = cleanUp.use(await overhear(spotify.accountsUrl, secrets));
    const home = cleanUp.use(await mockServer(agree));

    const port = await freePort();
    const pages = `http://127.0.0.1:${port}`;
    const given = { client_id: CONFIDENTIAL_CLIENT, user: 'guest' };
    const config = {
      mqtt: { url: broker.url, username: 'bridge', password: own['broker password'] },
      http: { port, host: '127.0.0.1', password: own['http password'], token: own['http token'] },
      home_assistant: { url: home.url, token: own['home assistant token'] },
      spotify: { client_id: DASHBOARD_CLIENT, accounts_url: wire.base, api_url: `${wire.base}/v1` },
      data: folder.file('data'),
      accounts: {
        family: { client_id: TELEVISION_CLIENT },
        guests: {},
        server: {
          client_id: CONFIDENTIAL_CLIENT,
          client_secret: CONFIDENTIAL_SECRET,
          refresh_token: spotify.simulator.seedRefreshToken(given),
        },
      },
    };
    secrets.add('refresh_token', config.accounts.server.refresh_token);
    const file = folder.file('config.yaml');
    await writeFile(file, JSON.stringify(config));
    const env = { LOG_LEVEL: 'trace', SPOTIFY2MQTT_TOKEN_KEY: own['token key'] };
    const bug = ['--import', bugWith(folder.file('secrets.json'))];
    const bridge = cleanUp.use(startScript([...bug, MAIN, '--config', file], env));
    const says = (what: string, word: string) =>
      until(
        what,
        () => bridge.output(),
        (output) => output.includes(word),
        { within: 60_000 },
      );

    // By a code of Spotify's own, refused once, …
    const code = async (account: string) => {
      const said = await until(`a code of ${account}`, () => last(`${account}/pairing_code`) ?? '', Boolean, {
        within: 60_000,
      });
      return said;
    };
    spotify.simulator.fault({ kind: 'server_error', match: { path: '/api/token' } });
    const agreed = { code: await code('family'), user: 'family', decision: 'agree' };
    await openBrowser().send(`${spotify.accountsUrl}/pair`, agreed);
    await until('family is paired', () => last('family/paired'), is('ON'), { within: 60_000 });

    // … and by one of the bridge's, whose first answer is refused, the second pasted over MQTT.
    for (const pasted of [false, true]) {
      const browser = openBrowser();
      await browser.open(`${pages}/pair`);
      const steps = await browser.send(`${pages}/pair`, { user_code: await code('guests') });
      const authorize = find(steps, /<a class="button" href="([^"]+)"/);
      const form = await browser.open(authorize);
      const action = new URL(find(form, /<form method="post" action="([^"]+)"/), authorize).href;
      const { away = '' } = await browser.send(action, { user: 'guest', decision: 'agree' });
      expect(away).toContain('/callback?code=');
      secrets.add('code', new URL(away).searchParams.get('code'));
      if (pasted) {
        await ear.publishAsync('spotify2mqtt/bridge/request/pair/finish', JSON.stringify({ address: away }));
        continue;
      }
      spotify.simulator.fault({
        kind: 'oauth_error',
        error: 'invalid_grant',
        description: `the code ${new URL(away).searchParams.get('code')} is not good`,
        match: { path: '/api/token' },
      });
      expect((await browser.open(away)).text).toMatch(/not|again/);
    }
    await until('guests are paired', () => last('guests/paired'), is('ON'), { within: 60_000 });
    await until('the server refreshed', () => last('server/paired'), is('ON'));

    // What people send by mistake, and what strangers guess.
    await ear.publishAsync('spotify2mqtt/family/command', JSON.stringify({ token: own['http token'] }));
    const basic = (password: string) => `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;
    await fetch(`${pages}/tags`, { headers: { authorization: basic(`${own['http password']}x`) } });
    await fetch(`${pages}/api/accounts?token=${own['http token']}`);

    // The person takes the permission back, Spotify breaks, and config.yaml gets two slips.
    spotify.simulator.fault({ kind: 'half_body', count: 3 });
    spotify.simulator.fault({ kind: 'broken_json', count: 3 });
    spotify.world.control.revoke({ client_id: CONFIDENTIAL_CLIENT });
    await ear.publishAsync('spotify2mqtt/server/hint', '1');
    await until('the server is unpaired', () => last('server/paired'), is('OFF'), { within: 90_000 });
    const slips = {
      ...config.mqtt,
      pasword: own['mistyped password'],
      url: `mqtt://${own['mistyped password']}`,
    };
    await writeFile(file, JSON.stringify({ ...config, mqtt: slips }));
    await says('the slip is told', 'did you mean password?');

    const said = new Map<string, string>();
    const headers = { authorization: basic(own['http password']) };
    for (const path of [...PAGES, ...API.map((one) => `/api/${one}`)]) {
      const answer = await fetch(`${pages}${path}`, { headers });
      expect(answer.status, path).toBe(200);
      said.set(`the page ${path}`, `${JSON.stringify([...answer.headers])} ${await answer.text()}`);
    }
    const stop = AbortSignal.timeout(2_000);
    let news = '';
    try {
      const stream = await fetch(`${pages}/api/events`, { headers, signal: stop });
      for await (const chunk of stream.body ?? []) news += Buffer.from(chunk).toString();
    } catch (error) {
      if (!stop.aborted) throw error;
    }
    expect(news).toContain('event: happened');
    said.set('the news', news);
    for (const word of ['support', 'backup', '--check']) {
      const more = word === 'backup' ? [folder.file('backup.json')] : [];
      const program = startScript([MAIN, word, ...more, '--config', file], env);
      await until(`${word} has ended`, program.ended, is(true), { within: 60_000 });
      said.set(`the output of ${word}`, program.output());
    }
    said.set('the backup', await readFile(folder.file('backup.json'), 'utf8'));
    for (const name of await readdir(folder.file('data')))
      said.set(`the file ${name}`, await readFile(folder.file(`data/${name}`), 'utf8'));

    await writeFile(folder.file('secrets.json'), JSON.stringify(secrets.all));
    bridge.signal('SIGUSR2');
    await until('it has ended', bridge.ended, is(true));
    said.set('the log', bridge.output());
    for (const [topic, payloads] of heard) said.set(`the topic ${topic}`, payloads.join('\n'));

    const used = [
      ...Object.keys(own),
      'access_token',
      'refresh_token',
      'device_code',
      'code',
      'code_verifier',
    ];
    expect([...secrets.kinds]).toEqual(expect.arrayContaining(used));
    expect(bridge.output()).toContain('ends by a bug: Error: failed: …');
    expect(heard.size).toBeGreaterThan(100);
    expect([...said].flatMap(([where, text]) => secrets.findIn(where, text))).toEqual([]);
    // It would have found them.
    expect(secrets.findIn('config.yaml', await readFile(file, 'utf8')).length).toBeGreaterThan(5);
  });
});
