import { describe, expect, it } from 'vitest';
import { APP_VARIABLE, type AppGiven } from '../../src/config/app-options.ts';
import { BadConfig } from '../../src/config/mistake.ts';
import { readConfig } from '../../src/config/read.ts';
import { surveyConfig } from '../../src/config/survey.ts';

const BROKER = { url: 'mqtt://core-mosquitto:1883', username: 'addons', password: 'the-services' };
const readFile = () => '';

const envOf = (given: Partial<AppGiven>, more: Record<string, string> = {}) => ({
  SUPERVISOR_TOKEN: 's',
  [APP_VARIABLE]: JSON.stringify({ options: {}, ...given }),
  ...more,
});

const read = (given: Partial<AppGiven>, text = '', more: Record<string, string> = {}) =>
  readConfig({ file: 'config.yaml', text, env: envOf(given, more), readFile });

function mistakes(options: object, text = '', known: Partial<AppGiven> = { broker: BROKER }): string[] {
  try {
    read({ options: { ...options }, ...known }, text);
  } catch (error) {
    if (error instanceof BadConfig) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe("the App's options", () => {
  it('are settings like those of the file', () => {
    const options = {
      client_id: 'abc',
      mqtt_url: 'mqtts://broker.example',
      mqtt_username: 'me',
      mqtt_password: 815,
      mqtt_base_topic: 'music',
      mqtt_discovery_prefix: 'ha',
      notify: ['mobile_app_anna', ''],
      http_url: 'http://music.home:8099',
      http_public_url: 'https://music.example',
      http_password: 'secret',
      http_token: 'a-token-of-sixteen',
      accounts: [
        { key: 'family', name: 'Family', device: 'Kitchen', notify: 'mobile_app_ben, notify.tv' },
        { key: 'kids', client_id: 'own', name: '' },
      ],
      log_level: 'debug',
    };
    const config = read({ options, broker: BROKER });
    expect(config.mqtt).toMatchObject({
      url: 'mqtts://broker.example',
      username: 'me',
      password: '815',
      baseTopic: 'music',
      discoveryPrefix: 'ha',
    });
    expect(config.homeAssistant).toMatchObject({ supervisor: true, notify: ['mobile_app_anna'] });
    expect(config.http).toMatchObject({
      url: 'http://music.home:8099',
      publicUrl: 'https://music.example',
      password: 'secret',
      token: 'a-token-of-sixteen',
    });
    expect(config.accounts).toMatchObject([
      {
        key: 'family',
        name: 'Family',
        device: 'Kitchen',
        clientId: 'abc',
        notify: ['mobile_app_ben', 'tv'],
      },
      { key: 'kids', name: 'Spotify Kids', clientId: 'own' },
    ]);
  });

  it('win over the environment and the file, and leave there what they do not name', () => {
    const text =
      'mqtt: {url: mqtt://file, base_topic: file}\naccounts: {family: {name: File, device: Kitchen}, mum: {}}\n';
    const options = {
      client_id: 'abc',
      mqtt_url: 'mqtt://option',
      accounts: [{ key: 'family', name: 'Option' }],
    };
    const env = {
      SPOTIFY2MQTT_MQTT__URL: 'mqtt://variable',
      SPOTIFY2MQTT_MQTT__DISCOVERY_PREFIX: 'variable',
    };
    const { mqtt, accounts } = read({ options, broker: BROKER }, text, env);
    expect(mqtt).toMatchObject({ url: 'mqtt://option', baseTopic: 'file', discoveryPrefix: 'variable' });
    expect(mqtt.password).toBeUndefined();
    expect(accounts).toMatchObject([{ key: 'family', name: 'Option', device: 'Kitchen' }, { key: 'mum' }]);
  });

  it.each<[what: string, options: object, text: string, mqtt: object]>([
    ['alone', {}, '', BROKER],
    ['not where an option names another', { mqtt_url: 'mqtt://mine' }, '', { url: 'mqtt://mine' }],
    ['not where the file names another', {}, 'mqtt: {url: embedded}', { url: 'embedded' }],
    [
      'with a user of your own',
      { mqtt_username: 'me', mqtt_password: 'mine' },
      '',
      { url: BROKER.url, username: 'me', password: 'mine' },
    ],
    [
      'without its password for another user',
      { mqtt_username: 'me' },
      '',
      { url: BROKER.url, username: 'me' },
    ],
  ])("leave the Supervisor's broker to be used %s", (_what, options, text, mqtt) => {
    const config = read({ options: { client_id: 'abc', ...options }, broker: BROKER }, text);
    const { url, username, password } = config.mqtt;
    expect(JSON.parse(JSON.stringify({ url, username, password }))).toEqual(mqtt);
  });

  it.each<[what: string, options: object, expected: string]>([
    [
      'no client id',
      {},
      'option client_id: is missing, the client id of your app at developer.spotify.com/dashboard would be right',
    ],
    [
      'a strange client id',
      { client_id: 'my app' },
      'option client_id: is not a client id, letters and digits as shown on developer.spotify.com/dashboard would be right',
    ],
    [
      'a broker without a scheme',
      { client_id: 'a', mqtt_url: 'nas.local' },
      'option mqtt_url: has no scheme, mqtt://nas.local would be right',
    ],
    [
      'a text for a list',
      { client_id: 'a', notify: 'mobile_app_anna' },
      'option notify: is a text, a list such as [one, two] would be right',
    ],
    [
      'no notify action',
      { client_id: 'a', notify: ['Anna!'] },
      'option notify: is not a notify action, one such as mobile_app_pixel would be right (Developer tools → Actions lists them)',
    ],
    [
      'no notify action of an account',
      { client_id: 'a', accounts: [{ key: 'family', notify: 'mobile_app_ben Anna!' }] },
      'option accounts, entry 1, notify: is not a notify action, one such as mobile_app_pixel would be right (Developer tools → Actions lists them)',
    ],
    [
      'a public address that is not secure',
      { client_id: 'a', http_public_url: 'http://x.example' },
      'option http_public_url: is not secure, an https:// address would be right (Spotify sends nobody back to plain http)',
    ],
    [
      'a slip in a name',
      { client_id: 'a', mqtt_pasword: 'hunter2' },
      'option mqtt_pasword: is not an option, did you mean mqtt_password?',
    ],
    [
      'what is a setting of the file',
      { client_id: 'a', colour: 'red' },
      'option colour: is not an option; what has none stands in config.yaml of the folder addon_configs',
    ],
    [
      'no log level',
      { client_id: 'a', log_level: 'loud' },
      'option log_level: is no log level, fatal, error, warn, info, debug, trace or silent would be right',
    ],
    [
      'an account without a key',
      { client_id: 'a', accounts: [{ name: 'Anna' }] },
      'option accounts, entry 1: has no key, small letters, digits and _ would be right, such as family',
    ],
    [
      'a key that is none',
      { client_id: 'a', accounts: [{ key: 'Anna K' }] },
      'option accounts, entry 1: is not a key for topics, small letters, digits and _ would be right, with `name` for people',
    ],
    [
      'a key twice',
      { client_id: 'a', accounts: [{ key: 'anna' }, { key: 'anna' }] },
      'option accounts, entry 2: has the key of another entry, anna; one of its own would be right',
    ],
    [
      'more than an account has',
      { client_id: 'a', accounts: [{ key: 'anna', colour: 'red' }] },
      'option accounts, entry 1: has colour, which is nothing here, name, client_id, device or notify would be right',
    ],
    [
      'what is wrong in an account',
      { client_id: 'a', accounts: [{ key: 'anna', client_id: 'my app' }] },
      'option accounts, entry 1, client_id: is not a client id, letters and digits as shown on developer.spotify.com/dashboard would be right',
    ],
    [
      'an account that is none',
      { client_id: 'a', accounts: ['anna'] },
      'option accounts, entry 1: is no account, one with a key would be right',
    ],
    [
      'accounts that are no list',
      { client_id: 'a', accounts: { anna: {} } },
      'option accounts: is no list, one of accounts would be right',
    ],
  ])('are told with their name: %s', (_what, options, expected) => {
    expect(mistakes(options)).toEqual([expected]);
  });

  it('are named where nobody knows a broker', () => {
    expect(mistakes({ client_id: 'a' }, '', {})).toEqual([
      expect.stringMatching(/^option mqtt_url: is missing, the broker's address such as mqtt:/),
    ]);
  });

  it('do not hide where the file is wrong', () => {
    expect(mistakes({ client_id: 'a' }, 'mqtt: {base_topic: "a/#"}')).toEqual([
      'config.yaml:1:20 mqtt.base_topic: holds a wildcard (+ or #), a plain topic would be right',
    ]);
  });

  it('are quoted by no mistake where they are secret', () => {
    const told = mistakes({ client_id: 'a', http_token: 'hunter2', http_password: ['hunter2'] });
    expect(told).toHaveLength(2);
    expect(told.join()).not.toContain('hunter2');
  });

  it.each(['hunter2', '["hunter2"]', '{"options":[]}'])('are not what somebody set by hand: %s', (text) => {
    const config = 'mqtt: {url: embedded}\nspotify: {client_id: a}';
    expect(() => readConfig({ text: config, env: { [APP_VARIABLE]: text }, readFile })).toThrow(
      /^SPOTIFY2MQTT_APP: is for the start of Home Assistant's App alone, leaving it out would be right$/,
    );
  });

  it('stand on the page as what is set elsewhere', () => {
    const env = envOf({ options: { client_id: 'abc' }, broker: BROKER });
    const survey = surveyConfig({ text: '', file: 'config.yaml', env, readFile });
    expect(survey.at('spotify.client_id')).toEqual({ value: 'abc', variable: 'option client_id' });
    expect(survey.at('mqtt.url')).toEqual({ value: BROKER.url, variable: 'the Supervisor' });
    expect(survey.at('mqtt.password')).toEqual({ value: undefined, variable: 'the Supervisor' });
    expect(survey.at('http.url')).toBeUndefined();
    expect(survey.faults).toEqual([]);
  });
});
