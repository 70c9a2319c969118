import { describe, expect, it } from 'vitest';
import type { Fault, Tried } from '../../../src/core/settings.ts';
import { FakeSettingsDesk } from '../../fakes/settings-desk.ts';
import { openPages } from './asking.ts';

async function open() {
  const desk = new FakeSettingsDesk(true);
  const access = {
    show() {},
    enter: () => ({ ok: true, pass: 'pass-1' }) as const,
    knows: (pass?: string) => pass === 'pass-1',
  };
  const { browser } = await openPages({ settings: { desk, access } });
  await browser.post('/setup/unlock', { code: 'any' });
  return { desk, browser };
}

const fault = (path: string, message = 'is wrong', line?: number): Fault => ({
  place: `config.yaml ${path}`,
  path: path.split('.'),
  message,
  ...(line !== undefined && { line }),
});

describe('the broker', () => {
  it.each([
    ['name', 'There is no machine of this name.'],
    ['closed', 'Nobody listens there.'],
    ['silent', 'No answer.'],
    ['login', 'The broker refuses the login.'],
    ['certificate', 'is not trusted'],
    ['kind', 'speaks another way'],
    ['other', 'could not be reached'],
  ] satisfies [(Tried & { ok: false })['why'], string][])(
    'that fails by %s is told in words, with a way on',
    async (why, words) => {
      const { desk, browser } = await open();
      desk.tried = { ok: false, why, detail: 'ECODE' };
      const answer = await browser.post('/setup/broker', { url: 'broker', password: 'geheim' });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain(words);
      expect(answer.body).toContain('ECODE');
      expect(answer.body).not.toContain('geheim');
      expect(desk.wishes).toEqual([{ url: 'mqtt://broker', username: '', password: 'geheim' }]);
      expect((await browser.post('/setup/broker', { url: 'broker', do: 'anyway' })).headers.location).toBe(
        '/setup/spotify',
      );
    },
  );

  it('keeps a password that was typed, for the user that it was typed for', async () => {
    const { desk, browser } = await open();
    await browser.post('/setup/broker', {
      url: 'mqtts://b',
      username: 'anna',
      password: 'geheim',
      do: 'test',
    });
    const again = await browser.post('/setup/broker', {
      url: 'mqtts://b',
      username: 'anna',
      password: '',
      do: 'test',
    });
    expect(again.body).toContain('Empty leaves it as it is.');
    await browser.post('/setup/broker', { url: 'mqtts://b', username: 'berta', password: '', do: 'test' });
    expect(desk.wishes.map(({ password }) => password)).toEqual(['geheim', 'geheim', undefined]);
  });

  it('may start inside the bridge', async () => {
    const { desk, browser } = await open();
    const noPassword = await browser.post('/setup/broker', { embedded: '1', username: 'anna' });
    expect(noPassword.statusCode).toBe(422);
    expect(noPassword.body).toContain('This user needs a password.');
    await browser.post('/setup/broker', { url: '', embedded: '1', username: 'anna', password: 'geheim' });
    await browser.post('/setup/finish', {});
    expect(desk.calls).toEqual(['save mqtt.url="embedded" mqtt.embedded.users.anna="geheim"']);
  });

  it('of the environment is shown and not written', async () => {
    const { desk, browser } = await open();
    desk.values = {
      'mqtt.url': { value: 'mqtt://env', variable: 'SPOTIFY2MQTT_MQTT__URL' },
      'mqtt.password': { value: undefined, variable: 'SPOTIFY2MQTT_MQTT__PASSWORD_FILE' },
    };
    const { body } = await browser.get('/setup/broker');
    expect(body).toContain('Is set elsewhere (SPOTIFY2MQTT_MQTT__URL)');
    expect(body).not.toContain('name="url"');
    expect(body).not.toContain('name="password"');
    await browser.post('/setup/broker', {});
    await browser.post('/setup/finish', {});
    expect(desk.wishes[0]?.url).toBe('mqtt://env');
    expect(desk.calls).toEqual(['save ']);
  });

  it('needs an address that the configuration takes', async () => {
    const { desk, browser } = await open();
    expect((await browser.post('/setup/broker', { url: ' ' })).body).toContain('Please type the address');
    desk.wrong = [fault('mqtt.url', 'starts with <http>'), fault('spotify.client_id', 'is missing')];
    const { body, statusCode } = await browser.post('/setup/broker', { url: 'http://x' });
    expect(statusCode).toBe(422);
    expect(body).toContain('starts with &lt;http&gt;');
    expect(body).not.toContain('is missing');
    expect(desk.wishes).toEqual([]);
  });
});

describe('Spotify', () => {
  it('is told with the exact addresses to register', async () => {
    const { desk, browser } = await open();
    desk.values = { 'http.public_url': { value: 'https://spotify.example.com/' } };
    const { body } = await browser.get('/setup/spotify', { headers: { 'accept-language': 'de' } });
    for (const address of [
      'http://127.0.0.1/callback',
      'https://spotify.example.com/callback',
      'https://my.home-assistant.io/redirect/oauth',
    ])
      expect(body).toContain(`<code class="address">${address}</code>`);
    expect(body).toContain('Schritt 2 von 4');
  });

  it('is asked whether it knows the client id; where it cannot be asked that is no hindrance', async () => {
    const { desk, browser } = await open();
    desk.verdict = 'not_known';
    const refused = await browser.post('/setup/spotify', { client_id: 'abc' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('value="abc"');
    expect((await browser.post('/setup/spotify', { client_id: 'abc', do: 'anyway' })).headers.location).toBe(
      '/setup/account',
    );
    desk.verdict = 'unknown';
    expect((await browser.post('/setup/spotify', { client_id: 'abc' })).headers.location).toBe(
      '/setup/account',
    );
  });
});

describe('what is there already', () => {
  it('begins with the steps where only their answers are missing', async () => {
    const { desk, browser } = await open();
    desk.faults = [fault('mqtt.url', 'is missing', 1), fault('spotify.client_id', 'is missing', 1)];
    expect((await browser.get('/setup')).headers.location).toBe('/setup/broker');
    desk.accounts = [{ key: 'kids', name: 'Kids', device: undefined, written: true }];
    expect((await browser.get('/setup/account')).headers.location).toBe('/setup/finish');
    expect((await browser.get('/setup/finish')).body).toContain('Kids');
  });

  it('shows other mistakes with their lines, and hides what may be secret', async () => {
    const { desk, browser } = await open();
    desk.faults = [
      fault('spotify.client_id', 'is missing', 1),
      fault('mqtt.pasword', 'is no key', 3),
      fault('http.port', 'is "x"', 5),
    ];
    desk.linesNow = [
      { number: 1, text: 'mqtt:' },
      { number: 3, text: undefined },
      { number: 5, text: '  port: "x"' },
    ];
    const { body } = await browser.get('/setup');
    expect(body).toContain(
      '<input id="line_5" name="line_5" class="address" type="text" value="  port: &quot;x&quot;"',
    );
    expect(body).toContain('name="line_3" class="address" type="text" value=""');
    expect(body).not.toContain('line_1"');
    await browser.post('/setup/mend', { line_3: '', line_5: '  port: 8099', other: 'x', line_x: 'y' });
    await browser.post('/setup/again', {});
    expect(desk.calls).toEqual(['mend [[5,"  port: 8099"]]', 'again']);
  });

  it('says what kept the bridge from starting', async () => {
    const { desk, browser } = await open();
    desk.troublesNow = [fault('', 'The data folder cannot be used')];
    expect((await browser.get('/setup')).body).toContain('The data folder cannot be used');
  });
});
