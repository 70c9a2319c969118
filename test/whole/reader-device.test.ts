import { Network } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectBroker } from '../../src/adapters/mqtt/broker.ts';
import { Announcer } from '../../src/bridge/announcer.ts';
import { Publisher } from '../../src/bridge/publisher.ts';
import { ReaderVoice } from '../../src/bridge/reader-voice.ts';
import { announce, configTopic, type Form, type Setting } from '../../src/home-assistant/discovery.ts';
import { readerDevice, readerNode } from '../../src/home-assistant/reader-device.ts';
import type { ReaderView } from '../../src/home-assistant/reader-entities.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { readerView } from '../home-assistant/reader-views.ts';
import { dockerMissing } from './docker.ts';
import { type Ear, listen } from './ear.ts';
import { type HomeAssistant, startHomeAssistant } from './home-assistant.ts';
import { startMosquitto } from './mosquitto.ts';
import { is, until } from './until.ts';

const topics = topicsOf('spotify2mqtt');
const kitchen = topics.reader('Küche');
const KITCHEN = readerView({ id: 'Küche', name: 'Kitchen box' });
const BATH = readerView({ id: 'bath', name: 'Bath box', hasStatus: false, tellsRemoval: false });
const NODE = readerNode('spotify2mqtt', 'Küche');
const CONFIG = configTopic('homeassistant', 'device', NODE);

const settingOf = (form: Form): Setting => ({
  topics,
  prefix: 'homeassistant',
  form,
  protocol: 5,
  version: '1',
});

describe.runIf(dockerMissing === undefined)('a reader in Home Assistant', () => {
  const opened = new AsyncDisposableStack();
  let home: HomeAssistant;
  let ear: Ear;
  let announcer: Announcer;
  let voiceOf: (reader: string) => ReaderVoice;
  let view = KITCHEN;
  beforeAll(async () => {
    const network = opened.use(await new Network().start());
    const mosquitto = opened.use(await startMosquitto(network));
    ear = opened.use(await listen(mosquitto.url));
    home = opened.use(await startHomeAssistant(network));
    const stop = new AbortController();
    const broker = connectBroker(
      { url: mosquitto.url, clientId: 'readers', baseTopic: 'spotify2mqtt' },
      silentLog,
      systemClock,
      stop.signal,
    );
    const publisher = new Publisher(broker);
    announcer = new Announcer({
      broker,
      publisher,
      clock: systemClock,
      log: silentLog,
      setting: () => settingOf('device'),
      enabled: true,
      birthTopic: 'homeassistant/status',
      keepsake: { read: async () => undefined, write() {} },
      published: undefined,
      random: () => 0,
      speakAgain: () => publisher.repeat('spotify2mqtt/'),
      onKnown() {},
    });
    voiceOf = (reader) => new ReaderVoice({ topics: topics.reader(reader), publisher });
    const running = announcer.run(stop.signal);
    opened.defer(async () => {
      stop.abort();
      await running;
      await broker.close();
    });
    await until('the bridge is there', () => ear.last(topics.bridge.state), is('online'));
  });
  afterAll(() => opened.disposeAsync());

  const add = () => announcer.add(() => readerDevice(view, settingOf('device')));
  const show = (changed: ReaderView) => {
    view = changed;
    voiceOf('Küche').speak(view);
    announcer.changed(NODE);
  };
  const components = async (): Promise<Record<string, object>> =>
    JSON.parse(ear.last(CONFIG) ?? '{}').components ?? {};
  const state = (on: string) => home.state(on.replace('.', '.spotify2mqtt_reader_kuche_'));
  const shows = (on: string, wanted: string | undefined) =>
    until(`${on} is ${wanted}`, () => state(on), is(wanted));
  const devices = async () => (await home.devices()).map(({ name }) => name);
  const isThere = (there: boolean) =>
    until(`there: ${there}`, devices, (names) => names.includes('Kitchen box') === there);
  /** The scanned tags that Home Assistant knows, with the name of the device that scanned them last. */
  const tags = async (): Promise<Record<string, string | null | undefined>> => {
    const registered = await home.devices();
    const nameOf = (id: unknown) => registered.find((device) => device.id === id)?.name;
    const all = (await home.states()).filter(({ entity_id }) => entity_id.startsWith('tag.'));
    return Object.fromEntries(
      all.map(({ attributes }) => [attributes.tag_id, nameOf(attributes.last_scanned_by_device_id)]),
    );
  };
  /** Scans until it is seen: nobody says when Home Assistant has begun to listen. */
  const scan = ({ id, name }: ReaderView, uid: string) => {
    const look = () => {
      voiceOf(id).scan(uid);
      return tags();
    };
    return until(`${uid} is scanned`, look, (seen) => seen[uid] === name);
  };

  it('comes as a device of its own, and shows what the bridge says of it', async () => {
    await ear.say(kitchen.status, 'online', true);
    add();
    show(KITCHEN);
    await isThere(true);
    await shows('sensor.card', 'The dragon');
    await shows('sensor.display', 'Speak to Me');
    await shows('sensor.result', 'playing');
    await shows('binary_sensor.present', 'on');
    await shows('binary_sensor.connected', 'on');
    await shows('switch.locked', 'off');
    const forget = (await home.entities()).find(({ entity_id }) => entity_id.endsWith('kuche_forget'));
    expect(forget).toMatchObject({ disabled_by: 'integration', entity_category: 'config' });

    show({ ...KITCHEN, card: null, display: '', present: false, result: 'unpaired', locked: true });
    await ear.say(kitchen.status, 'offline', true);
    await shows('sensor.card', 'unknown');
    await shows('sensor.display', 'unknown');
    await shows('sensor.result', 'unpaired');
    await shows('binary_sensor.present', 'off');
    await shows('binary_sensor.connected', 'off');
    await shows('switch.locked', 'on');
  });

  it('tells its events', async () => {
    const why = 'The id of a phone changes every time.';
    voiceOf('Küche').event({ event_type: 'learn_failed', reader: 'Küche', uid: null, why });
    const event = async () =>
      (await home.states()).find(({ entity_id }) => entity_id === 'event.spotify2mqtt_reader_kuche_event');
    const seen = await until('the event', event, (one) => one?.attributes.event_type === 'learn_failed');
    expect(seen?.attributes.why).toContain('phone');
  });

  it('is asked by its controls', async () => {
    await home.call('button.press', { entity_id: 'button.spotify2mqtt_reader_kuche_learn' });
    await until('learn is asked', () => ear.last(kitchen.set('learn')), is('PRESS'));
    await home.call('switch.turn_off', { entity_id: 'switch.spotify2mqtt_reader_kuche_locked' });
    await until('unlocking is asked', () => ear.last(kitchen.set('locked')), is('OFF'));
  });

  it('scans tags for Home Assistant, in either form of discovery', async () => {
    await scan(KITCHEN, '04A1B2C3');
    for (const { topic, payload } of announce(
      readerDevice(BATH, settingOf('components')),
      settingOf('components'),
    ))
      await ear.say(topic, payload, true);
    await scan(BATH, '12345678');
  });

  it('scans no longer where that is taken back, and again where it is asked for', async () => {
    show({ ...KITCHEN, announce: false });
    await until('the scanner is gone', components, (all) => 'card' in all && !('scan' in all));
    voiceOf('Küche').scan('BBBBBBBB');
    show({ ...view, card: 'After the scan' });
    await shows('sensor.card', 'After the scan');
    show(KITCHEN);
    await until('the scanner is back', components, (all) => 'scan' in all);
    await scan(KITCHEN, 'CCCCCCCC');
    expect(await tags()).not.toHaveProperty('BBBBBBBB');
  });

  it('leaves nothing behind when it is forgotten, and may come again', async () => {
    announcer.remove(NODE);
    await isThere(false);
    await shows('sensor.card', undefined);
    expect(await devices()).toContain('Bath box');
    add();
    await isThere(true);
    await shows('sensor.card', 'The dragon');
  });

  it('gave the MQTT integration nothing to complain about', async () => {
    expect(await home.complaints()).toEqual([]);
  });

  // Last, because Home Assistant empties the topic once for each entity and complains of all its messages but the first.
  it('comes back when it is heard after a person deleted it', async () => {
    const device = (await home.devices()).find(({ name }) => name === 'Kitchen box');
    if (device) await home.removeDevice(device);
    await isThere(false);
    await until('its configuration is gone', () => ear.last(CONFIG), is(undefined));
    announcer.revive(NODE);
    await isThere(true);
    await shows('sensor.card', 'The dragon');
  });
});
