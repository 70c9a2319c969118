import { describe, expect, it } from 'vitest';
import type { AccountAsk } from '../../src/core/command.ts';
import type { AccountView } from '../../src/home-assistant/account-view.ts';
import {
  accountDevice,
  announce,
  bridgeDevice,
  nodeOf,
  type Setting,
} from '../../src/home-assistant/discovery.ts';
import { ENTITIES } from '../../src/home-assistant/entities.ts';
import type { Entity } from '../../src/home-assistant/entity.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { componentsOf, faultsOf, stateFaults } from './discovery-checker.ts';
import { AD, DINNER, emptyView, KITCHEN, TRACK, viewOf } from './views.ts';

const setting: Setting = {
  topics: topicsOf('spotify2mqtt'),
  prefix: 'homeassistant',
  form: 'device',
  protocol: 5,
  version: '1.2.0',
  url: 'http://spotify.home:8099',
  supportUrl: 'https://example.org/help',
};
const SETTINGS: Setting[] = (['device', 'components'] as const).flatMap((form) =>
  ([4, 5, undefined] as const).map((protocol) => ({ ...setting, form, protocol })),
);

const NAMES = [
  '🎵'.repeat(300),
  'None',
  'NONE',
  '',
  ' ',
  '{{ states }}',
  'a\ud83c',
  'unknown',
  'Line\nbreak',
  '\u0000',
  'x',
];
const named = (name: string): AccountView =>
  viewOf(
    {
      devices: [{ ...KITCHEN, name }, KITCHEN],
      lastDevice: { id: null, name },
      playlists: [
        { ...DINNER, name },
        { ...DINNER, uri: 'spotify:playlist:twin', name },
      ],
      context: { uri: DINNER.uri, name },
      problem: { kind: 'refused', message: name },
      profile: { accountId: '1', userId: '1', name, product: name },
      queue: [{ ...TRACK, title: name, artists: [name] }],
    },
    {
      device: { ...KITCHEN, name },
      item: { ...TRACK, title: name, artists: [name, name], album: name, image: name },
    },
    { name },
  );

const VIEWS: [string, AccountView][] = [
  ['one that plays', viewOf({ liked: false, limitedUntil: 1_800_000_000_000 })],
  ['nothing known', emptyView({ queue: false, liked: false })],
  ['an ad', viewOf({ devices: [], playlists: [] }, { item: AD, device: null })],
  ...NAMES.map((name): [string, AccountView] => [JSON.stringify(name.slice(0, 20)), named(name)]),
];

const payloadOf = (view: AccountView, { ...changed }: Partial<Setting> = {}) => {
  const [message] = announce(accountDevice(view, { ...setting, ...changed }), { ...setting, ...changed });
  return JSON.parse(message?.payload ?? '');
};

describe('discovery', () => {
  it.each(VIEWS)('announces an account without fault: %s', (_what, view) => {
    for (const one of SETTINGS) {
      const bridge = announce(bridgeDevice({ version: '1.2.0' }, one), one);
      expect(faultsOf([...bridge, ...announce(accountDevice(view, one), one)])).toEqual([]);
    }
  });

  it.each(VIEWS)('says only what its components take: %s', (_what, view) => {
    const components = new Map(componentsOf('device', '', payloadOf(view)));
    for (const [key, entity] of Object.entries<Entity<AccountView, AccountAsk>>(ENTITIES)) {
      const said = entity.say(view);
      const component = components.get(key);
      if (said !== undefined && component) expect(stateFaults(component, said), key).toEqual([]);
    }
  });

  it('keeps accounts and bridges apart', () => {
    const messages = ['spotify2mqtt', 'home/spotify', 'home_spotify', 'home-2f-spotify'].flatMap((base) => {
      const one = { ...setting, topics: topicsOf(base) };
      const accounts = ['x', 'x_play', 'play_pause'].map((account) => viewOf({}, {}, { account }));
      const devices = [
        bridgeDevice({ version: '1' }, one),
        ...accounts.map((view) => accountDevice(view, one)),
      ];
      return devices.flatMap((device) => announce(device, one));
    });
    expect(faultsOf(messages)).toEqual([]);
    expect(new Set(messages.map(({ topic }) => topic)).size).toBe(messages.length);
  });

  it('gives the same bytes for the same account, whatever plays', () => {
    const other = viewOf({ devices: [...viewOf().state.devices].reverse() }, { item: null, positionMs: 9 });
    expect(payloadOf(other)).toEqual(payloadOf(viewOf()));
    const [message] = announce(accountDevice(viewOf(), setting), setting);
    expect(announce(accountDevice(other, setting), setting)).toEqual([message]);
  });

  it('says nothing of queue and likes that are not looked up', () => {
    const { components } = payloadOf(emptyView({ queue: false, liked: false }));
    expect(components).not.toHaveProperty('next_up');
    expect(components).not.toHaveProperty('liked');
    expect(components).toHaveProperty('title');
  });

  it('has the account in the air for what plays, and the bridge alone for what tells why not', () => {
    const bridge = { topic: 'spotify2mqtt/bridge/state' };
    const root = payloadOf(viewOf());
    expect(root.availability).toEqual([bridge, { topic: 'spotify2mqtt/family/availability' }]);
    expect(root.availability_mode).toBe('all');
    expect(root.components.title).not.toHaveProperty('availability');
    expect(root.components.problem.availability).toEqual([bridge]);
    const [message] = announce(bridgeDevice({ version: '1' }, setting), setting);
    expect(JSON.parse(message?.payload ?? '').components.state).toMatchObject({
      availability: [],
      payload_on: 'online',
    });
  });

  it('lets commands expire only where MQTT 5 is spoken', () => {
    const { components } = payloadOf(viewOf());
    expect(components.next).toMatchObject({
      message_expiry_interval: 15,
      command_topic: 'spotify2mqtt/family/next/set',
    });
    expect(components.title).not.toHaveProperty('message_expiry_interval');
    for (const protocol of [4, undefined] as const)
      expect(JSON.stringify(payloadOf(viewOf(), { protocol }))).not.toContain('message_expiry_interval');
  });

  it('announces again on a request that the bridge takes', () => {
    const [message] = announce(bridgeDevice({ version: '1' }, setting), setting);
    const { rediscover } = JSON.parse(message?.payload ?? '').components;
    expect(setting.topics.parse(rediscover.command_topic)).toEqual({
      on: 'bridge_request',
      what: 'rediscover',
    });
    expect(JSON.parse(rediscover.payload_press)).toEqual({});
  });

  it('names things as the contract has them', () => {
    const { device, components, origin } = payloadOf(viewOf());
    expect(device).toMatchObject({
      identifiers: ['spotify2mqtt_family'],
      name: 'Family',
      via_device: 'spotify2mqtt_bridge',
    });
    expect(origin).toEqual({
      name: 'spotify2mqtt',
      sw_version: '1.2.0',
      support_url: 'https://example.org/help',
    });
    expect(components.status).toMatchObject({
      name: null,
      default_entity_id: 'sensor.spotify_family_status',
      json_attributes_topic: 'spotify2mqtt/family/player',
    });
    expect(components.playlist.unique_id).toBe('spotify2mqtt_family-playlist');
    expect(nodeOf('home/spotify', 'family')).toBe('spotify2mqtt-home-2f-spotify-family');
  });
});
