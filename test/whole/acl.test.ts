import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { Network, type StartedNetwork } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { topicMatches } from '../../src/lib/topic-filter.ts';
import { CHANNELS } from '../contract.ts';
import { ALBUM } from '../house/box.ts';
import { startBridge } from './bridge.ts';
import { dockerMissing } from './docker.ts';
import { type Ear, listen } from './ear.ts';
import { type HomeAssistant, startHomeAssistant } from './home-assistant.ts';
import { type Mosquitto, startMosquitto } from './mosquitto.ts';
import { BRIDGE_CLIENT, letIn, type Phone, pickUp } from './phone.ts';
import { startSimulator } from './simulated-spotify.ts';
import { is, until } from './until.ts';

/** examples/mosquitto/acl in a real mosquitto: for every topic of the contract, who may write there and who hears it. */

const ACL = resolve(import.meta.dirname, '../../examples/mosquitto/acl');
const { reader } = topicsOf('spotify2mqtt');
const GUEST = [
  'availability',
  'player',
  'status',
  'title',
  'artist',
  'album',
  'cover',
  'duration',
  'position',
  'volume',
  'device',
];

const STANDS_FOR: Record<string, string> = {
  account: 'family',
  reader: 'kids',
  node: 'spotify2mqtt_family',
  platform: 'sensor',
  key: 'title',
};
const settled = (address: string) =>
  address.replaceAll(/\{(\w+)\}/g, (_, level) => STANDS_FOR[level] ?? level);
/** Of discovery by components and by mqtt_media_player, which the example leaves to who wants them. */
const WANTED = CHANNELS.filter(({ address }) => !/^homeassistant\/(\{platform\}|media_player)/.test(address));
const OURS = WANTED.map(({ address, says, hears }) => ({
  topic: settled(address),
  says: !!says,
  hears: !!hears,
}));
const OTHERS = [
  ...['tag', 'command', 'status', 'locked/set', 'feedback', 'display', 'response'].map((level) =>
    reader('hall').at(level),
  ),
  ...['tag', 'status', 'command'].map((level) => reader('guest').at(level)),
  ...['tag', 'status', 'command'].map((level) => reader('reader_kids').at(level)),
  'zigbee2mqtt/Lamp/set',
  'homeassistant/status',
  'homeassistant/switch/other/config',
  'elsewhere',
  'spotify2mqtt/anna/command',
];
const TOPICS = [...new Set([...OURS.map(({ topic }) => topic), ...OTHERS])];
const topicsWhere = (where: (one: (typeof OURS)[number]) => boolean) =>
  OURS.filter(where).map(({ topic }) => topic);
const among = (...filters: string[]) =>
  TOPICS.filter((topic) => filters.some((one) => topicMatches(one, topic)));

/** What each may, of all these topics. */
const MAY: Record<string, { write: string[]; hear: string[] }> = {
  reader_kids: {
    write: [reader('kids').tag, reader('kids').status],
    hear: [reader('kids').feedback, reader('kids').display],
  },
  reader_hall: {
    write: [reader('hall').tag, reader('hall').status, reader('hall').command],
    hear: [
      ...[reader('hall').feedback, reader('hall').display, reader('hall').response],
      ...[
        'spotify2mqtt/bridge/state',
        'spotify2mqtt/family/pairing_code',
        'spotify2mqtt/family/pairing_link',
      ],
    ],
  },
  guest: {
    write: [],
    hear: ['spotify2mqtt/bridge/state', ...GUEST.map((key) => `spotify2mqtt/family/${key}`)],
  },
  spotify2mqtt: {
    write: among('spotify2mqtt/#', 'homeassistant/device/+/config'),
    hear: among('spotify2mqtt/#', 'homeassistant/device/+/config', 'homeassistant/status'),
  },
};

const PASSWORDS = Object.fromEntries(
  ['spotify2mqtt', 'homeassistant', 'reader_kids', 'reader_hall', 'guest', 'admin'].map((user) => [
    user,
    `secret of ${user}`,
  ]),
);

describe.runIf(dockerMissing === undefined)('the access list for mosquitto', () => {
  const opened = new AsyncDisposableStack();
  let network: StartedNetwork;
  let broker: Mosquitto;
  let admin: MqttClient;
  const login = (username: string) => ({ username, password: PASSWORDS[username] ?? '' });

  beforeAll(async () => {
    network = opened.use(await new Network().start());
    const acl = `${await readFile(ACL, 'utf8')}\nuser admin\ntopic readwrite #\n`;
    broker = opened.use(await startMosquitto(network, { users: PASSWORDS, acl }));
    admin = await enter('admin');
  });
  afterAll(() => opened.disposeAsync());

  async function enter(username: string): Promise<MqttClient> {
    const client = await connectAsync(broker.url, { protocolVersion: 5, ...login(username) });
    opened.defer(() => client.endAsync(true));
    return client;
  }

  /** Those of the topics that the broker takes a message on: it says so (MQTT 5 §3.4.2.1, 0x87 where it does not). */
  async function written(client: MqttClient): Promise<string[]> {
    const tried = await Promise.all(
      TOPICS.map((topic) =>
        client.publishAsync(topic, 'x', { qos: 1 }).then(
          () => [topic],
          () => [],
        ),
      ),
    );
    return tried.flat();
  }

  /** Those on which it hears what somebody says who may say everything. */
  async function heard(client: MqttClient): Promise<string[]> {
    const topics: string[] = [];
    client.on('message', (topic) => topics.push(topic));
    await client.subscribeAsync('#', { qos: 1 });
    for (const topic of TOPICS) await admin.publishAsync(topic, 'x', { qos: 1 });
    // What is delivered comes before the answer to a later question.
    await client.unsubscribeAsync('#');
    client.removeAllListeners('message');
    return topics;
  }

  it('speaks of topics that there are', () => {
    expect(topicsWhere(({ hears, topic }) => hears && topic === reader('kids').tag)).toHaveLength(1);
    expect(GUEST.filter((key) => !TOPICS.includes(`spotify2mqtt/family/${key}`))).toEqual([]);
  });

  it.each(Object.keys(MAY))('lets %s write and hear what it must, and nothing else', async (user) => {
    const client = await enter(user);
    expect((await written(client)).toSorted()).toEqual(MAY[user]?.write.toSorted());
    expect((await heard(client)).toSorted()).toEqual(MAY[user]?.hear.toSorted());
  });

  it('lets the bridge say and hear all that the contract has', async () => {
    const client = await enter('spotify2mqtt');
    expect(await written(client)).toEqual(expect.arrayContaining(topicsWhere(({ says }) => says)));
    expect(await heard(client)).toEqual(expect.arrayContaining(topicsWhere(({ hears }) => hears)));
  });

  it('lets Home Assistant ask all that can be asked, and say nothing in the bridge’s or a display’s name', async () => {
    const client = await enter('homeassistant');
    const may = await written(client);
    const command = reader('kids').command;
    const asked = topicsWhere(
      ({ hears, topic }) => hears && topic !== command && topic !== reader('kids').status,
    );
    expect(may).toEqual(expect.arrayContaining(asked));
    expect(
      may.filter((topic) => topic.startsWith('spotify2mqtt/') && !asked.includes(topic)).toSorted(),
    ).toEqual(
      [
        reader('guest').tag,
        reader('hall').at('locked/set'),
        reader('hall').tag,
        reader('reader_kids').tag,
        'spotify2mqtt/anna/command',
      ].toSorted(),
    );
  });

  it('lets nobody in without a name, or with a wrong password', async () => {
    for (const options of [{}, { username: 'guest', password: 'wrong' }])
      await expect(
        connectAsync(broker.url, { protocolVersion: 5, reconnectPeriod: 0, ...options }),
      ).rejects.toThrow(/Not authorized|Bad User Name/i);
  });
});

describe.runIf(dockerMissing === undefined)('a house behind the access list', () => {
  const opened = new AsyncDisposableStack();
  let ear: Ear;
  let home: HomeAssistant;
  let kids: MqttClient;
  let phone: Phone;

  beforeAll(async () => {
    const network = opened.use(await new Network().start());
    const acl = `${await readFile(ACL, 'utf8')}\nuser admin\ntopic readwrite #\n`;
    const broker = opened.use(await startMosquitto(network, { users: PASSWORDS, acl }));
    const login = (username: string) => ({ username, password: PASSWORDS[username] ?? '' });
    ear = opened.use(await listen(broker.url, login('admin')));
    const { base } = opened.use(await startSimulator());
    phone = pickUp(base, 'family');
    await phone.play(ALBUM);
    home = opened.use(await startHomeAssistant(network, { login: login('homeassistant') }));
    const data = await mkdtemp(join(tmpdir(), 'spotify2mqtt-data-'));
    opened.defer(() => rm(data, { recursive: true }));
    const spotify = { client_id: BRIDGE_CLIENT, accounts_url: base, api_url: `${base}/v1` };
    const config = { mqtt: { url: broker.url, ...login('spotify2mqtt') }, http: { port: 0 }, spotify, data };
    const accounts = { family: { refresh_token: await letIn(base, 'family') } };
    opened.use(await startBridge({ ...config, accounts }, ear));
    kids = await connectAsync(broker.url, { protocolVersion: 5, ...login('reader_kids') });
    opened.defer(() => kids.endAsync(true));
  });
  afterAll(() => opened.disposeAsync());

  it('appears in Home Assistant, obeys it, and hears a card', async () => {
    await until(
      'the device is there',
      async () => (await home.devices()).map(({ name }) => name),
      (names) => names.includes('Spotify Family'),
    );
    await until('it shows what plays', () => home.state('sensor.spotify_family_status'), is('playing'));
    await home.call('number.set_value', { entity_id: 'number.spotify_family_volume', value: 23 });
    await until('it is as loud', phone.player, ({ volume }) => volume === 23);
    await until('and shows it', () => home.state('number.spotify_family_volume'), is('23'));

    const feedback: string[] = [];
    kids.on('message', (topic, payload) => feedback.push(`${topic} ${payload}`));
    await kids.subscribeAsync(reader('kids').feedback);
    await kids.publishAsync(reader('kids').status, 'online', { qos: 1, retain: true });
    await kids.publishAsync(reader('kids').tag, '04-72-90-BA-AD-6C-81', { qos: 1 });
    await until(
      'it tells the reader',
      () => feedback.join(),
      (seen) => seen.includes('"result"'),
    );
    await until(
      'the reader is there',
      async () => (await home.devices()).map(({ name }) => name),
      (names) => names.some((name) => name?.toLowerCase().includes('kids')),
    );
    expect(await home.complaints()).toEqual([]);
  });
});
