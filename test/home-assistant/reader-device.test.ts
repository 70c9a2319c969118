import { describe, expect, it } from 'vitest';
import { announcedOf, phases } from '../../src/home-assistant/announcing.ts';
import { accountDevice, announce, bridgeDevice, type Setting } from '../../src/home-assistant/discovery.ts';
import type { Entity } from '../../src/home-assistant/entity.ts';
import { readerDevice, readerNode } from '../../src/home-assistant/reader-device.ts';
import {
  READER_ENTITIES,
  type ReaderAsk,
  type ReaderView,
} from '../../src/home-assistant/reader-entities.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { componentsOf, faultsOf, stateFaults } from './discovery-checker.ts';
import { readerView, silentReader } from './reader-views.ts';
import { viewOf } from './views.ts';

const setting: Setting = {
  topics: topicsOf('spotify2mqtt'),
  prefix: 'homeassistant',
  form: 'device',
  protocol: 5,
  version: '1.2.0',
  url: 'http://spotify.home:8099',
};
const SETTINGS: Setting[] = (['device', 'components'] as const).flatMap((form) =>
  ([4, 5] as const).map((protocol) => ({ ...setting, form, protocol })),
);

const NAMES = ['Küche', 'None', 'unknown', '', '🎵'.repeat(300), '{{ states }}', 'a\ud83c', 'Line\nbreak'];
const IDS = ['0123456789abcdef0123456789abcdef', 'ESPuino-AABB', 'Küche', 'a b', '🎵', '$x', '-', '_'];
const VIEWS: [string, ReaderView][] = [
  ['one that tells all', readerView()],
  ['one that tells nothing', silentReader()],
  ...NAMES.map((name): [string, ReaderView] => [
    JSON.stringify(name.slice(0, 20)),
    readerView({ name, card: name, display: name }),
  ]),
  ...IDS.map((id): [string, ReaderView] => [id, readerView({ id, name: '' })]),
];

const payloadOf = (view: ReaderView, one: Setting = setting) =>
  JSON.parse(announce(readerDevice(view, one), one)[0]?.payload ?? '');

describe('a reader as a device', () => {
  it.each(VIEWS)('is announced without fault: %s', (_what, view) => {
    for (const one of SETTINGS) {
      const bridge = announce(bridgeDevice({ version: '1.2.0' }, one), one);
      expect(faultsOf([...bridge, ...announce(readerDevice(view, one), one)])).toEqual([]);
    }
  });

  it.each(VIEWS)('says only what its components take: %s', (_what, view) => {
    const components = new Map(componentsOf('device', '', payloadOf(view)));
    const table: [string, Entity<ReaderView, ReaderAsk>][] = Object.entries(READER_ENTITIES);
    for (const [key, entity] of table) {
      const said = entity.say(view);
      const component = components.get(key);
      if (said !== undefined && component) expect(stateFaults(component, said), key).toEqual([]);
    }
  });

  it('names things as the contract has them', () => {
    const { device, availability, components } = payloadOf(readerView());
    expect(device).toEqual({
      identifiers: ['spotify2mqtt_reader-kitchen'],
      name: 'Kitchen box',
      model: 'Tag reader',
      via_device: 'spotify2mqtt_bridge',
      configuration_url: 'http://spotify.home:8099/',
    });
    expect(availability).toEqual([{ topic: 'spotify2mqtt/bridge/state' }]);
    expect(components.card).toMatchObject({
      name: null,
      unique_id: 'spotify2mqtt_reader-kitchen-card',
      default_entity_id: 'sensor.spotify2mqtt_reader_kitchen_card',
      state_topic: 'spotify2mqtt/reader/kitchen/card',
    });
    expect(components.connected).toMatchObject({
      state_topic: 'spotify2mqtt/reader/kitchen/status',
      payload_on: 'online',
      payload_off: 'offline',
    });
    expect(components.locked.command_topic).toBe('spotify2mqtt/reader/kitchen/locked/set');
    expect(components.scan).toEqual({ platform: 'tag', topic: 'spotify2mqtt/reader/kitchen/scan' });
  });

  it.each([
    ['Küche', 'kuche'],
    ['ESPuino-AABB', 'espuino_aabb'],
    ['0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef'],
    ['-', '_2d_'],
  ])('%s has a readable entity id', (id, slug) => {
    const { components } = payloadOf(readerView({ id }));
    expect(components.locked.default_entity_id).toBe(`switch.spotify2mqtt_reader_${slug}_locked`);
  });

  it('never meets another reader, account or bridge', () => {
    const ids = ['a', 'A', 'a-b', 'a_b', 'a b', 'ab', 'á', '-', '_', 'é', '-e9-', 'e9', 'card', 'reader-a'];
    const messages = ['spotify2mqtt', 'reader', 'x', 'x-reader', 'x/reader'].flatMap((base) => {
      const one = { ...setting, topics: topicsOf(base) };
      const devices = [
        bridgeDevice({ version: '1' }, one),
        ...['a', 'e9', 'reader_a'].map((account) => accountDevice(viewOf({}, {}, { account }), one)),
        ...ids.map((id) => readerDevice(readerView({ id }), one)),
      ];
      return devices.flatMap((device) => announce(device, one));
    });
    expect(faultsOf(messages)).toEqual([]);
    expect(new Set(messages.map(({ topic }) => topic)).size).toBe(messages.length);
    expect(readerNode('home/x', 'Küche')).toBe('spotify2mqtt-home-2f-x-reader-K-fc-che');
  });

  it('gives the same bytes whatever lies on it', () => {
    const other = readerView({ card: null, present: false, result: 'error', display: '', locked: true });
    expect(payloadOf(other)).toEqual(payloadOf(readerView()));
  });

  it('takes the scanner back where its scans are no longer announced', () => {
    const before = announcedOf(readerDevice(readerView(), setting), setting);
    const [first, second] = phases(before, readerDevice(readerView({ announce: false }), setting), setting);
    for (const phase of [first, second]) expect(faultsOf(phase ?? [])).toEqual([]);
    expect(JSON.parse(first?.[0]?.payload ?? '').components.scan).toEqual({ platform: 'tag' });
    expect(JSON.parse(second?.[0]?.payload ?? '').components).not.toHaveProperty('scan');
  });
});
