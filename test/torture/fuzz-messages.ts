import { ENTITIES } from '../../src/home-assistant/entities.ts';
import { READER_ENTITIES } from '../../src/home-assistant/reader-entities.ts';
import type { Random } from '../../src/simulator/random.ts';
import { CHANNELS } from '../contract.ts';
import { broken, INHERITED } from './fuzz-payloads.ts';

/** Messages to every topic that the bridge hears, by somebody who has read the contract. The same seed sends the same. */

export interface Sent {
  topic: string;
  payload: string | Buffer;
}

/** What the fuzzed bridge has beside the topics of the contract. */
export const READERS = {
  door: { topic: 'rc522/tag', removed_topic: 'rc522/tag_removed', status_topic: 'rc522/status' },
  hall: { topic: 'esp/+/sensor/tag/state', presence: true },
  pad: { topic: 'zigbee/pad', id: 'action_code' },
  kids: {},
};
export const BINDINGS = {
  bedroom: { remote: 'ikea_symfonisk_gen2', topic: 'zigbee2mqtt/Bedroom remote' },
  switch: {
    topic: 'stat/+/RESULT',
    path: 'Button1.Action',
    values: { SINGLE: 'play_pause', DOUBLE: 'next' },
  },
};

const SCANS = [
  '04-72-90-BA-AD-6C-81',
  '{"event":"scanned","uid":"04:72:90:BA:AD:6C:81","text":"spotify:album:7vEJAtP3KgKSpOHVgwm3Eh"}',
  '{"PN532":{"UID":"04A3B2C1","DATA":""}}',
  '{"action":"arm","action_code":"1234"}',
];
const TURNS = ['{"action":"toggle"}', '{"action":"dots_1_initial_press"}', '{"Button1":{"Action":"SINGLE"}}'];

const FOREIGN: readonly Sent[] = [
  ...['rc522/tag', 'rc522/tag_removed', 'esp/one/sensor/tag/state', 'zigbee/pad'].flatMap((topic) =>
    SCANS.map((payload) => ({ topic, payload })),
  ),
  { topic: 'rc522/status', payload: 'online' },
  ...['zigbee2mqtt/Bedroom remote', 'stat/tasmota/RESULT'].flatMap((topic) =>
    TURNS.map((payload) => ({ topic, payload })),
  ),
];

/** These do what they say: afterwards nobody is there who could obey, or everything is logged. */
const HONEST = /\/unpair|\/log_level/;

const text = (example: unknown) => (typeof example === 'string' ? example : JSON.stringify(example));

/** All that is right, with `{account}` and its like in the topics still. */
const RIGHT: readonly { topic: string; payload: string }[] = [
  ...CHANNELS.flatMap(({ address, hears = [] }) =>
    hears.flatMap(({ examples }) => examples.map((example) => ({ topic: address, payload: text(example) }))),
  ),
  ...FOREIGN.map(({ topic, payload }) => ({ topic, payload: text(payload) })),
].filter(({ topic }) => !HONEST.test(topic));

const ACCOUNTS = [
  'family',
  'family',
  'family',
  'nobody',
  'bridge',
  'reader',
  '__proto__',
  'constructor',
  'Family',
  'fämily',
];
const READER_LEVELS = [
  'kids',
  'kids',
  'door',
  'Küche nebenan',
  '\u202Ekids',
  '__proto__',
  'constructor',
  '🦊'.repeat(32),
  'x'.repeat(64),
  'x'.repeat(65),
];
/** Topics that are nearly some of ours, and keys that nobody has. */
const STRANGE = [
  ...[...Object.keys(ENTITIES), ...INHERITED].map((key) => `spotify2mqtt/{account}/${key}/set`),
  ...[...Object.keys(READER_ENTITIES), ...INHERITED].map((key) => `spotify2mqtt/reader/{reader}/${key}/set`),
  ...INHERITED.flatMap((key) => [
    `spotify2mqtt/{account}/request/${key}`,
    `spotify2mqtt/bridge/request/${key}`,
    `spotify2mqtt/bridge/request/tags/${key}`,
  ]),
  'spotify2mqtt/reader//tag',
  'spotify2mqtt/reader/request/tag',
  'spotify2mqtt//command',
].filter((topic) => !HONEST.test(topic));

export function message(random: Random): Sent {
  const right = RIGHT[random.between(0, RIGHT.length - 1)];
  if (!right) throw new Error('no examples');
  const strange = random.between(1, 8) === 1 ? STRANGE[random.between(0, STRANGE.length - 1)] : undefined;
  const payload = broken(right.payload, random);
  return { topic: settled(strange ?? right.topic, random), payload };
}

function settled(topic: string, random: Random): string {
  return topic
    .replace('{account}', () => ACCOUNTS[random.between(0, ACCOUNTS.length - 1)] ?? '')
    .replace('{node}', 'spotify2mqtt_family')
    .replace('{platform}', 'sensor')
    .replace('{key}', 'title')
    .replace('{reader}', () => reader(random));
}

/** Ever new names, too. */
function reader(random: Random): string {
  if (random.between(1, 5) === 1) return random.text(random.between(1, 12));
  return READER_LEVELS[random.between(0, READER_LEVELS.length - 1)] ?? '';
}
