import { describe, expect, it } from 'vitest';
import {
  type Announceable,
  accountDevice,
  announce,
  bridgeDevice,
  configTopic,
  entityIdOf,
  type Form,
  type Setting,
} from '../../src/home-assistant/discovery.ts';
import type { EntityKey } from '../../src/home-assistant/entities.ts';
import { readerDevice } from '../../src/home-assistant/reader-device.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { readerView } from './reader-views.ts';
import { emptyView, viewOf } from './views.ts';

/** What Home Assistant is told, whole: one of each platform. */

const BASE = 'spotify2mqtt';
const setting: Setting = {
  topics: topicsOf(BASE),
  prefix: 'homeassistant',
  form: 'device',
  protocol: 5,
  version: '1.2.0',
  url: 'http://spotify.home:8099',
};
const said = (device: Announceable, form: Form = 'device') =>
  announce(device, { ...setting, form }).map(({ topic, payload }) => [topic, JSON.parse(payload)]);

const at = (level: string) => `${BASE}/family/${level}`;
const bridge = { topic: `${BASE}/bridge/state` };
const always = { availability: [bridge] };
const expires = { message_expiry_interval: 15 };
const textOf = (key: string) => ({
  min: 0,
  max: 255,
  mode: 'text',
  state_topic: at(key),
  value_template: "{{ '' if value == 'None' else value }}",
  command_topic: at(`${key}/set`),
});

const ROWS: [EntityKey, string, object][] = [
  [
    'status',
    'sensor',
    {
      name: null,
      icon: 'mdi:spotify',
      device_class: 'enum',
      options: ['playing', 'paused', 'idle', 'off'],
      state_topic: at('status'),
      json_attributes_topic: at('player'),
    },
  ],
  [
    'minutes_today',
    'sensor',
    {
      name: 'Listened today',
      device_class: 'duration',
      unit_of_measurement: 'min',
      state_class: 'total_increasing',
      state_topic: at('minutes_today'),
      ...always,
    },
  ],
  [
    'pairing_code',
    'sensor',
    {
      name: 'Pairing code',
      icon: 'mdi:form-textbox-password',
      entity_category: 'diagnostic',
      state_topic: at('pairing_code'),
      value_template: "{{ value if value else 'None' }}",
      ...always,
    },
  ],
  [
    'paired',
    'binary_sensor',
    {
      name: 'Paired',
      device_class: 'connectivity',
      entity_category: 'diagnostic',
      state_topic: at('paired'),
      ...always,
    },
  ],
  ['cover', 'image', { name: 'Cover', icon: 'mdi:image-album', url_topic: at('cover') }],
  [
    'pairing_qr',
    'image',
    {
      name: 'Pairing QR code',
      icon: 'mdi:qrcode',
      image_topic: at('pairing_qr'),
      content_type: 'image/png',
      ...always,
    },
  ],
  [
    'volume',
    'number',
    {
      name: 'Volume',
      icon: 'mdi:volume-high',
      min: 0,
      max: 100,
      step: 1,
      mode: 'slider',
      unit_of_measurement: '%',
      state_topic: at('volume'),
      command_topic: at('volume/set'),
      ...expires,
    },
  ],
  [
    'mute',
    'switch',
    {
      name: 'Mute',
      icon: 'mdi:volume-mute',
      state_topic: at('mute'),
      command_topic: at('mute/set'),
      ...expires,
    },
  ],
  [
    'repeat',
    'select',
    {
      name: 'Repeat',
      icon: 'mdi:repeat',
      options: ['off', 'all', 'one'],
      state_topic: at('repeat'),
      command_topic: at('repeat/set'),
      ...expires,
    },
  ],
  ['next', 'button', { name: 'Next', icon: 'mdi:skip-next', command_topic: at('next/set'), ...expires }],
  [
    'unpair',
    'button',
    {
      name: 'Unpair',
      icon: 'mdi:account-off',
      entity_category: 'config',
      enabled_by_default: false,
      command_topic: at('unpair/set'),
      ...always,
      ...expires,
    },
  ],
  ['link', 'text', { name: 'Play link', icon: 'mdi:link-variant', ...textOf('link'), ...expires }],
  [
    'pairing_address',
    'notify',
    {
      name: 'Pairing address',
      icon: 'mdi:clipboard-arrow-left-outline',
      command_topic: at('pairing_address/set'),
      ...always,
      ...expires,
    },
  ],
];

describe('a component', () => {
  it.each(ROWS)('%s (%s)', (key, platform, rest) => {
    const [[, { components }] = []] = said(accountDevice(viewOf(), setting));
    expect(components[key]).toStrictEqual({
      platform,
      ...rest,
      unique_id: `spotify2mqtt_family-${key}`,
      default_entity_id: `${platform}.spotify_family_${key}`,
    });
    expect(entityIdOf(components[key].platform, 'family', key)).toBe(components[key].default_entity_id);
  });

  it('of the bridge is asked and read where the bridge speaks anyway', () => {
    const [[, told] = []] = said(bridgeDevice({ version: '1.2.0' }, setting));
    expect(told.components.rediscover).toMatchObject({
      payload_press: '{}',
      command_topic: `${BASE}/bridge/request/rediscover`,
    });
    expect(told.components.memory).toMatchObject({
      unit_of_measurement: 'MB',
      state_topic: `${BASE}/bridge/health`,
      value_template: '{{ value_json.memory_mb }}',
      enabled_by_default: false,
    });
    expect(told.components.another_program).toMatchObject({
      state_topic: `${BASE}/bridge/health`,
      value_template: '{{ value_json.another_program }}',
      payload_on: 'True',
      payload_off: 'False',
    });
    expect(told.components.state).toStrictEqual({
      platform: 'binary_sensor',
      name: 'Connection',
      device_class: 'connectivity',
      entity_category: 'diagnostic',
      state_topic: `${BASE}/bridge/state`,
      payload_on: 'online',
      payload_off: 'offline',
      availability: [],
      unique_id: 'spotify2mqtt_bridge-state',
      default_entity_id: 'binary_sensor.spotify2mqtt_bridge_state',
    });
  });

  it.each([
    [{ limited: true }, 'minutes_left', true],
    [{ limited: false }, 'minutes_left', false],
    [{ liked: true }, 'liked', true],
    [{ liked: false }, 'liked', false],
    [{ queue: true }, 'next_up', true],
    [{ queue: false }, 'next_up', false],
  ])('is there only when it has something to say: %j %s', (options, key, there) => {
    const [[, told] = []] = said(accountDevice(emptyView(options), setting));
    expect(key in told.components).toBe(there);
  });
});

describe('a message', () => {
  const origin = { name: 'spotify2mqtt', sw_version: '1.2.0' };

  it('has a device, whole', () => {
    const [[topic, { components, ...told }] = []] = said(accountDevice(viewOf(), setting));
    expect(topic).toBe('homeassistant/device/spotify2mqtt_family/config');
    expect(Object.keys(components)).toContain('title');
    expect(told).toStrictEqual({
      device: {
        identifiers: ['spotify2mqtt_family'],
        name: 'Family',
        manufacturer: 'Spotify',
        model: 'Spotify Connect',
        via_device: 'spotify2mqtt_bridge',
        configuration_url: 'http://spotify.home:8099/',
      },
      origin,
      availability: [bridge, { topic: `${BASE}/family/availability` }],
      availability_mode: 'all',
      qos: 1,
    });
  });

  it('has the bridge, whole', () => {
    const [[topic, { components, ...told }] = []] = said(bridgeDevice({ version: '1.2.0' }, setting));
    expect(topic).toBe('homeassistant/device/spotify2mqtt_bridge/config');
    expect(Object.keys(components)).toContain('state');
    expect(told).toStrictEqual({
      device: {
        identifiers: ['spotify2mqtt_bridge'],
        name: 'spotify2mqtt bridge',
        manufacturer: 'spotify2mqtt',
        model: 'Bridge',
        sw_version: '1.2.0',
        configuration_url: 'http://spotify.home:8099/',
      },
      origin,
      availability: [bridge],
      availability_mode: 'all',
      qos: 1,
    });
  });

  it('calls an account by its key where it has no name', () => {
    const [[, told] = []] = said(accountDevice(viewOf({}, {}, { name: ' \n' }), setting));
    expect(told.device.name).toBe('family');
  });

  it('has one entity, whole, in the form of components', () => {
    const told = new Map(
      said(accountDevice(viewOf(), setting), 'components').map(([topic, json]) => [topic, json]),
    );
    const topic = configTopic('homeassistant', 'components', 'spotify2mqtt_family', 'artist', 'sensor');
    expect(topic).toBe('homeassistant/sensor/spotify2mqtt_family/artist/config');
    expect(told.get(topic)).toMatchObject({
      name: 'Artist',
      state_topic: at('artist'),
      availability: [bridge, { topic: at('availability') }],
      availability_mode: 'all',
      qos: 1,
      device: { identifiers: ['spotify2mqtt_family'] },
      origin,
    });
    expect(told.get(topic)).not.toHaveProperty('platform');
    expect(told.get('homeassistant/sensor/spotify2mqtt_family/problem/config')).toMatchObject({
      availability: [bridge],
      availability_mode: 'all',
    });
  });

  it('has nothing but its topic for a scanner, which is no entity', () => {
    const told = new Map(
      said(readerDevice(readerView(), setting), 'components').map(([topic, json]) => [topic, json]),
    );
    expect(told.get('homeassistant/tag/spotify2mqtt_reader-kitchen/scan/config')).toStrictEqual({
      topic: `${BASE}/reader/kitchen/scan`,
      qos: 1,
      device: {
        identifiers: ['spotify2mqtt_reader-kitchen'],
        name: 'Kitchen box',
        model: 'Tag reader',
        via_device: 'spotify2mqtt_bridge',
        configuration_url: 'http://spotify.home:8099/',
      },
      origin,
    });
  });
});
