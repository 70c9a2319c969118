import { z } from 'zod';
import { announce, bridgeDevice, configTopic, type Setting } from '../discovery.ts';
import type { BridgeTopics } from '../topics.ts';
import { answerMessages } from './answers.ts';
import { type Channel, json, plain } from './channel.ts';
import { type Health, healthShape, type Info, infoShape } from './payloads.ts';
import { schemaOf } from './schema.ts';

const INFO: Info = {
  version: '0.1.0',
  base: 'spotify2mqtt',
  url: 'http://192.168.1.5:8099',
  timezone: 'Europe/Berlin',
  accounts: [{ key: 'family', name: 'Spotify Family' }],
  readers: ['kids'],
};

const HEALTH: Health = {
  started: '2026-11-25T11:00:00.000Z',
  uptime_s: 3600,
  memory_mb: 98.4,
  mqtt_published: 412,
  mqtt_received: 37,
  requests_30s: 3,
  requests_hour: 126,
  requests_day: 126,
  requests_total: 126,
  requests_left_day: 9874,
  stretch: 1,
  limited: 0,
  another_program: false,
  looked_at: '2026-11-25T11:59:56.000Z',
  accounts: {
    family: {
      paired: true,
      status: 'playing',
      problem: null,
      looked_at: '2026-11-25T11:59:56.000Z',
      requests_30s: 3,
      requests_hour: 126,
      requests_day: 126,
      requests_day_for: { command: 2, verification: 6, browse: 0, poll: 98, metadata: 20 },
      stretch: 1,
      another_program: false,
    },
  },
  waiting: [
    {
      account: 'family',
      command: 'play',
      device: 'Bedroom',
      since: '2026-11-25T12:00:00.000Z',
      until: '2026-11-25T12:00:30.000Z',
    },
  ],
};

/** All topics of the bridge itself but its requests. */
export function bridgeChannels(topics: BridgeTopics): Channel[] {
  return [
    {
      id: 'bridge_state',
      address: topics.state,
      title: 'Whether the bridge is there',
      description: 'offline by last will.',
      says: [plain('state', 'State', { enum: ['online', 'offline'] }, 'online', 'offline')],
      retained: true,
    },
    {
      id: 'bridge_info',
      address: topics.info,
      title: 'What the bridge is',
      says: [json('info', 'Version, accounts, readers', schemaOf(infoShape), INFO)],
      retained: true,
    },
    {
      id: 'bridge_health',
      address: topics.health,
      title: 'How the bridge is',
      description: 'Once a minute, and when a command begins or ends to wait for a device.',
      says: [json('health', 'Memory, requests, accounts', schemaOf(healthShape), HEALTH)],
      retained: true,
    },
    {
      id: 'bridge_response',
      address: topics.response,
      title: 'Answers of the bridge',
      description: 'To requests of the bridge that named no response topic.',
      says: answerMessages(),
    },
  ];
}

const object = z.looseObject({});
/** home-assistant.io/integrations/mqtt: the message of a device with all its entities. */
const deviceShape = z.looseObject({
  device: object,
  origin: object,
  components: z.record(z.string(), z.looseObject({ platform: z.string() })),
});
/** The message of one entity, or that its device's message takes its place. */
const componentShape = z.union([
  z.looseObject({ device: object, origin: object }),
  z.strictObject({ migrate_discovery: z.literal(true) }),
]);

function deviceExample(setting: Setting): unknown[] {
  const form = 'device';
  return announce(bridgeDevice({ version: INFO.version }, { ...setting, form }), { ...setting, form }).map(
    ({ payload }): unknown => JSON.parse(payload),
  );
}

/** Where Home Assistant is told of devices, and where it tells that it started, or that a person deleted one. */
export function discoveryChannels(setting: Setting, birthTopic: string): Channel[] {
  const { prefix } = setting;
  const deleted = plain('deleted', 'Empty: somebody deleted the device in Home Assistant', { maxLength: 0 });
  return [
    {
      id: 'discovery_device',
      address: configTopic(prefix, 'device', '{node}'),
      title: 'Discovery of a device',
      description: 'With `mqtt.discovery: device`.',
      says: [json('device', 'A device with its entities', schemaOf(deviceShape), ...deviceExample(setting))],
      retained: true,
      hears: [deleted],
    },
    {
      id: 'discovery_component',
      address: configTopic(prefix, 'components', '{node}', '{key}', '{platform}'),
      title: 'Discovery of one entity',
      description: 'With `mqtt.discovery: components`.',
      says: [json('component', 'An entity', schemaOf(componentShape))],
      retained: true,
      hears: [deleted],
    },
    {
      id: 'home_assistant_birth',
      address: birthTopic,
      title: "Home Assistant's birth message",
      description: 'All is announced and said again.',
      hears: [plain('birth', 'Status', { enum: ['online', 'offline'] }, 'online')],
    },
  ];
}
