import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedBroker, startEmbeddedBroker } from '../src/adapters/mqtt/embedded.ts';
import { silentLog } from '../src/lib/log.ts';
import { TELEVISION_CLIENT } from '../src/simulator/accounts/client.ts';
import { playSomething } from '../src/simulator/run.ts';
import { type RunningSimulator, startSimulator } from '../src/simulator/start.ts';
import { temporaryFolder } from './adapters/storage/folder.ts';
import { hearing } from './hearing.ts';
import { type Program, runProgram } from './program.ts';
import { openBrowserAt } from './whole/browser.ts';

const PASSWORD = 'the-brokers-password';
let spotify: RunningSimulator;
let broker: EmbeddedBroker;
let url: string;

beforeAll(async () => {
  spotify = await startSimulator();
  playSomething(spotify.simulator);
  const users = [{ username: 'bridge', password: PASSWORD }];
  broker = await startEmbeddedBroker({ port: 0, host: '127.0.0.1', users }, silentLog);
  url = `mqtt://127.0.0.1:${broker.port}`;
});
afterAll(async () => {
  await broker.close();
  await spotify.close();
});

/** What a container has around it; the rest is entered on the page. */
const surroundings = () => ({
  SPOTIFY2MQTT_HTTP__PORT: '0',
  SPOTIFY2MQTT_HTTP__HOST: '127.0.0.1',
  SPOTIFY2MQTT_SPOTIFY__ACCOUNTS_URL: spotify.accountsUrl,
  SPOTIFY2MQTT_SPOTIFY__API_URL: spotify.apiUrl,
});

/** Opens the page that the log names, with the code from there. */
async function unlocked(program: Program): Promise<ReturnType<typeof openBrowserAt>> {
  await program.printed('enter the code');
  const [, page = '', code = ''] = /open (\S+) and enter the code ([A-Z-]+)/.exec(program.output) ?? [];
  const browser = openBrowserAt(new URL(page).origin);
  await browser.post('/setup/unlock', { code: code.toLowerCase().replace('-', ' ') });
  return browser;
}

/** Everything that is said on the broker from now on. */
async function witness() {
  const client = await connectAsync(url, { protocolVersion: 4, username: 'bridge', password: PASSWORD });
  const said: string[] = [];
  client.on('message', (topic, payload) => said.push(`${topic} ${payload}`));
  const heard = hearing(client);
  await client.subscribeAsync('#');
  return { client, said, heard };
}

async function withdrawn(client: MqttClient): Promise<void> {
  await client.endAsync(true);
}

describe('a first run', () => {
  it('goes from an empty folder to a paired player, and on to a second account, without a restart', async () => {
    using folder = temporaryFolder();
    const program = runProgram([], surroundings(), folder.path);
    await program.printed('enter the code');
    expect(program.output).toContain('mqtt.url: is missing');
    const [, page = ''] = /open (\S+) and/.exec(program.output) ?? [];
    const stranger = openBrowserAt(new URL(page).origin);
    expect(await stranger.get('/')).toMatchObject({ path: '/setup', status: 403 });
    expect(await stranger.get('/setup/broker')).toMatchObject({ status: 403 });
    expect(await stranger.post('/setup/finish', {})).toMatchObject({ status: 403 });
    const wrong = await stranger.post('/setup/unlock', { code: 'BCDF-GHJK' });
    expect(wrong).toMatchObject({ status: 422, text: expect.stringContaining('This code does not fit') });

    const browser = await unlocked(program);
    expect(await browser.get('/')).toMatchObject({ path: '/setup/broker', status: 200 });

    const login = { url: url.replace('mqtt://', ''), username: 'bridge', password: 'guess-of-mine' };
    const refused = await browser.post('/setup/broker', login);
    expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('refuses the login') });
    expect(refused.text).not.toContain('guess-of-mine');
    const nobody = await browser.post('/setup/broker', { ...login, url: '127.0.0.1:1' });
    expect(nobody.text).toContain('Nobody listens there.');
    const tested = await browser.post('/setup/broker', { ...login, password: PASSWORD, do: 'test' });
    expect(tested).toMatchObject({ status: 200, text: expect.stringContaining('lets the bridge in') });
    expect(tested.text).not.toContain(PASSWORD);
    // The password that was tried need not be typed again.
    expect(await browser.post('/setup/broker', { ...login, password: '' })).toMatchObject({
      path: '/setup/spotify',
      text: expect.stringContaining('<code class="address">http://127.0.0.1/callback</code>'),
    });

    const unknown = await browser.post('/setup/spotify', { client_id: '0123456789abcdef0123456789abcdef' });
    expect(unknown).toMatchObject({
      status: 422,
      text: expect.stringContaining('does not know this client ID'),
    });
    const noId = await browser.post('/setup/spotify', { client_id: 'my app!' });
    expect(noId).toMatchObject({ status: 422, text: expect.stringContaining('This is no client ID') });
    expect(await browser.post('/setup/spotify', { client_id: TELEVISION_CLIENT })).toMatchObject({
      path: '/setup/account',
    });

    const badKey = await browser.post('/setup/account', { key: 'the kids', name: 'Kids' });
    expect(badKey).toMatchObject({
      status: 422,
      text: expect.stringContaining('small letters, digits and _'),
    });
    expect(await browser.post('/setup/account', { key: 'kids', name: 'Kids', device: 'Box' })).toMatchObject({
      path: '/setup/finish',
    });

    const { client, said, heard } = await witness();
    const started = await browser.post('/setup/finish', {});
    expect(started).toMatchObject({ path: '/', status: 200, text: expect.stringContaining('Kids') });
    const file = folder.file('config.yaml');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(
      readFileSync(file, 'utf8'),
    ).toBe(`# The configuration of spotify2mqtt. config.example.yaml shows all that can be set.

version: 1
mqtt:
  url: ${url}
  username: bridge
  password: ${PASSWORD}
spotify:
  client_id: ${TELEVISION_CLIENT}
accounts:
  kids:
    name: Kids
    device: Box
`);

    const userCode = await heard('spotify2mqtt/kids/pairing_code', (payload) => payload !== '');
    await agree(userCode);
    await heard('spotify2mqtt/kids/availability', 'online');
    const title = await heard('spotify2mqtt/kids/title', (payload) => payload !== '');

    // From here on nobody may see the bridge or its player go.
    said.length = 0;
    const added = await browser.post('/settings/account', { key: 'anna', name: 'Anna', do: 'add' });
    expect(added).toMatchObject({ path: '/settings/saved', text: expect.stringContaining('Anna') });
    await heard('homeassistant/device/spotify2mqtt_anna/config', (payload) => payload.includes('Anna'));
    await heard('spotify2mqtt/bridge/info', (payload) => payload.includes('anna'));
    await client.publishAsync('spotify2mqtt/kids/command', '{"command":"next","transaction":"after"}');
    await heard(
      'spotify2mqtt/kids/response',
      (payload) => payload.includes('after') && payload.includes('"ok":true'),
    );
    await heard('spotify2mqtt/kids/title', (payload) => payload !== '' && payload !== title);

    writeFileSync(file, readFileSync(file, 'utf8').replace('name: Anna', 'name: Anna K. # she wants it so'));
    await heard('homeassistant/device/spotify2mqtt_anna/config', (payload) => payload.includes('Anna K.'));
    expect(existsSync(folder.file('data/token-kids.json'))).toBe(true);
    writeFileSync(folder.file('data/token-anna.json'), 'null');
    const removed = await browser.post('/settings/account', { key: 'anna', do: 'remove', token: 'delete' });
    expect(removed).toMatchObject({ path: '/settings/saved', status: 200 });
    await heard('homeassistant/device/spotify2mqtt_anna/config', '');
    await heard('spotify2mqtt/anna/status', '');
    await program.printed('is deleted');
    expect(existsSync(folder.file('data/token-anna.json'))).toBe(false);
    expect(existsSync(folder.file('data/token-kids.json'))).toBe(true);

    const going =
      /^spotify2mqtt\/(bridge\/state|kids\/availability) (?!online$)|^homeassistant\/device\/spotify2mqtt_(kids|bridge)\/config $/;
    expect(said.filter((line) => going.test(line))).toEqual([]);
    expect(said).not.toContain('spotify2mqtt/kids/title ');
    expect(program.output).not.toContain(PASSWORD);
    expect(await program.stop()).toBe(0);
    await withdrawn(client);
  });

  async function agree(code: string): Promise<void> {
    const answer = await fetch(new URL('/control/pair', spotify.accountsUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user_code: code, user: 'family', agree: true }),
    });
    expect(answer.status).toBe(204);
  }
});

describe('a file with mistakes', () => {
  const wrong = () =>
    `# mine\nmqtt:\n  url: ${url}\n  usrname: bridge\n  password: ${PASSWORD}\nspotify: { client_id: ${TELEVISION_CLIENT} }\npairing: { renewals: many }\n`;

  it('is shown with each place and mended line by line; nothing is written before all is right', async () => {
    using folder = temporaryFolder();
    writeFileSync(folder.file('config.yaml'), wrong());
    const program = runProgram([], surroundings(), folder.path);
    const browser = await unlocked(program);
    const shown = await browser.get('/setup');
    expect(shown.text).toContain(
      'config.yaml:4:3 mqtt.usrname</code>: is not a key here, did you mean username?',
    );
    expect(shown.text).toContain('config.yaml:7:22 pairing.renewals');
    expect(shown.text).not.toContain(PASSWORD);
    const half = await browser.post('/setup/mend', { line_4: '  username: bridge' });
    expect(half).toMatchObject({ status: 200, text: expect.stringContaining('pairing.renewals') });
    expect(half.text).not.toContain('usrname');
    expect(readFileSync(folder.file('config.yaml'), 'utf8')).toBe(wrong());
    // Whoever edits the file meanwhile is not written over; the mended lines were those of another text.
    writeFileSync(folder.file('config.yaml'), `${wrong()}# and so on\n`);
    const shifted = await browser.post('/setup/mend', { line_7: '' });
    expect(shifted.text).toContain('mqtt.usrname');
    expect(readFileSync(folder.file('config.yaml'), 'utf8')).toContain('# and so on');
    writeFileSync(folder.file('config.yaml'), wrong());
    await browser.post('/setup/mend', { line_4: '  username: bridge' });
    expect(await browser.post('/setup/mend', { line_7: '' })).toMatchObject({ path: '/', status: 200 });
    expect(readFileSync(folder.file('config.yaml'), 'utf8')).toContain('# mine\nmqtt:\n');
    expect(readFileSync(folder.file('config.yaml.bak'), 'utf8')).toBe(wrong());
    await program.printed('Connected to the MQTT broker');
    expect(await program.stop()).toBe(0);
  });

  it('starts the bridge when somebody mends it on the disk', async () => {
    using folder = temporaryFolder();
    writeFileSync(folder.file('config.yaml'), wrong());
    const program = runProgram([], surroundings(), folder.path);
    await program.printed('enter the code');
    writeFileSync(folder.file('config.yaml'), wrong().replace('usrname', 'username').replace('many', '3'));
    await program.printed('Connected to the MQTT broker');
    expect(await program.stop()).toBe(0);
  });

  it('takes another command behind a press of a remote over', async () => {
    using folder = temporaryFolder();
    const bound = (command: string) =>
      `${wrong().replace('usrname', 'username').replace('many', '3')}bindings: { bed: { topic: bed, values: { single: ${command} } } }
`;
    writeFileSync(folder.file('config.yaml'), bound('play'));
    const program = runProgram([], surroundings(), folder.path);
    await program.printed('Connected to the MQTT broker');
    writeFileSync(folder.file('config.yaml'), bound('next'));
    await program.printed('is taken over');
    expect(await program.stop()).toBe(0);
  });

  it('leaves a bridge that runs as it is, and says so', async () => {
    using folder = temporaryFolder();
    const right = wrong().replace('usrname', 'username').replace('many', '3');
    writeFileSync(folder.file('config.yaml'), right);
    const program = runProgram([], surroundings(), folder.path);
    await program.printed('Connected to the MQTT broker');
    writeFileSync(folder.file('config.yaml'), wrong());
    await program.printed('goes on as it was');
    // What the shape allows can be impossible all the same.
    writeFileSync(folder.file('config.yaml'), `${right}data: /dev/null/nowhere\n`);
    await program.printed('goes on with the last one');
    expect(program.output).toContain('The data folder /dev/null/nowhere cannot be used');
    expect(await program.stop()).toBe(0);
  });

  it.each([
    [['--no-setup'], {}],
    [[], { SPOTIFY2MQTT_SETUP: 'off' }],
    [['--check'], {}],
  ])('ends the program with %j %j', async (args, env) => {
    using folder = temporaryFolder();
    writeFileSync(folder.file('config.yaml'), wrong());
    const program = runProgram(args, { ...surroundings(), ...env }, folder.path);
    expect(await program.ended).toBe(78);
    expect(program.output).toContain('mqtt.usrname');
  });

  it('shows the text to put there by hand where the file cannot be written', async () => {
    using folder = temporaryFolder();
    mkdirSync(folder.file('config.yaml'));
    const program = runProgram(['--config', folder.file('config.yaml')], surroundings(), folder.path);
    const browser = await unlocked(program);
    expect((await browser.get('/setup')).text).toContain('is a folder');
    await browser.post('/setup/broker', { url, username: 'bridge', password: PASSWORD });
    await browser.post('/setup/spotify', { client_id: TELEVISION_CLIENT });
    await browser.post('/setup/account', { key: 'spotify', name: 'Spotify' });
    const told = await browser.post('/setup/finish', {});
    expect(told).toMatchObject({ status: 422, text: expect.stringContaining('cannot be written') });
    expect(told.text).toContain(`client_id: ${TELEVISION_CLIENT}`);
    expect(told.text).toContain('password: …');
    expect(told.text).not.toContain(PASSWORD);
    expect(await program.stop()).toBe(0);
  });
});

describe('an App of Home Assistant without a client id', () => {
  const given = (options: object) => ({
    ...surroundings(),
    SPOTIFY2MQTT_APP: JSON.stringify({ options, broker: { url, username: 'bridge', password: PASSWORD } }),
  });

  it("asks for it alone, connects to the Supervisor's broker and writes neither that nor an option", async () => {
    using folder = temporaryFolder();
    const program = runProgram([], given({ mqtt_base_topic: 'music' }), folder.path);
    const browser = await unlocked(program);
    expect(program.output).toContain('option client_id: is missing');
    const broker = await browser.get('/setup/broker');
    expect(broker.text).toContain('Is set elsewhere (the Supervisor)');
    expect(broker.text).not.toContain(PASSWORD);
    expect(await browser.post('/setup/broker', { url: 'elsewhere' })).toMatchObject({
      path: '/setup/spotify',
    });
    await browser.post('/setup/spotify', { client_id: TELEVISION_CLIENT });
    await browser.post('/setup/account', { key: 'kids', name: 'Kids' });
    const { client, heard } = await witness();
    expect(await browser.post('/setup/finish', {})).toMatchObject({ path: '/', status: 200 });
    await heard('music/bridge/state', 'online');
    const written = readFileSync(folder.file('config.yaml'), 'utf8');
    expect(written).toMatch(/^spotify:\n {2}client_id: .*\naccounts:\n/m);
    expect(written).not.toMatch(/^mqtt:/m);
    expect(await program.stop()).toBe(0);
    await withdrawn(client);
  });
});
