import { describe, expect, it } from 'vitest';
import { attributeFaults, faultsOf, stateFaults } from './discovery-checker.ts';

/** A message that is right, with one thing changed; `undefined` takes a member away. */
const base = () => ({
  device: { identifiers: ['a'], name: 'Player' },
  origin: { name: 'spotify2mqtt' },
  availability: [{ topic: 'b/state' }],
  availability_mode: 'all',
  qos: 1,
});
const component = (changed: object = {}) => ({
  platform: 'sensor',
  name: 'Title',
  icon: 'mdi:music',
  unique_id: 'a-title',
  default_entity_id: 'sensor.a_title',
  state_topic: 'b/title',
  ...changed,
});
const send = (message: object, topic = 'homeassistant/device/a/config') =>
  faultsOf([{ topic, payload: JSON.stringify(message) }]);
const root = (changed: object) => send({ ...base(), components: { title: component() }, ...changed });
const one = (changed: object) => send({ ...base(), components: { title: component(changed) } });
const as = (platform: string, changed: object) =>
  one({ platform, default_entity_id: `${platform}.a`, command_topic: 'b/x/set', ...changed });

const BROKEN: [string, string[]][] = [
  ['unknown ~', root({ '~': 'b' })],
  ['unknown retain', root({ retain: true })],
  ['unknown enabled_by_default', root({ enabled_by_default: false })],
  ['no origin', root({ origin: undefined })],
  ['no device', root({ device: undefined })],
  ['no components', root({ components: undefined })],
  ['availability_topic', root({ availability_topic: 'b/state' })],
  ['availability_mode', root({ availability_mode: 'both' })],
  ['qos 3', root({ qos: 3 })],
  ['availability has no topic', root({ availability: [{}] })],
  ['no identifiers', root({ device: { name: 'x' } })],
  ['device: no name', root({ device: { identifiers: ['a'] } })],
  ['unknown entry_type', root({ device: { ...base().device, entry_type: 'service' } })],
  ['configuration_url', root({ device: { ...base().device, configuration_url: 'spotify.home' } })],
  ['support_url', root({ origin: { name: 'x', support_url: '' } })],
  ['sw_version is not a text', root({ device: { ...base().device, sw_version: 1 } })],
  ['ids are', root({ components: { 'a.b': component() } })],
  ['no unique_id', one({ unique_id: undefined })],
  ['platform media_player', one({ platform: 'media_player' })],
  ['unknown object_id', one({ object_id: 'a' })],
  ['unknown options_', one({ options_: [] })],
  ['no state_topic', one({ state_topic: undefined })],
  ['no topic without wildcards', one({ state_topic: 'b/+/title' })],
  ['no topic without wildcards', one({ json_attributes_topic: '' })],
  ["root's", one({ device: base().device })],
  ['no name', one({ name: undefined })],
  ['capital', one({ name: 'title' })],
  ['sentence case', one({ name: 'Song Title' })],
  ['icon music', one({ icon: 'music' })],
  ['neither icon', one({ icon: undefined })],
  ['an icon beside', one({ device_class: 'timestamp' })],
  ['default_entity_id title', one({ default_entity_id: 'title' })],
  ['default_entity_id text.', one({ default_entity_id: 'text.title' })],
  ['no config entity', one({ entity_category: 'config' })],
  ['entity_category', one({ entity_category: 'system' })],
  ['enabled_by_default', one({ enabled_by_default: 'no' })],
  ['device_class music', one({ icon: undefined, device_class: 'music' })],
  ['does not fit', one({ icon: undefined, device_class: 'duration', unit_of_measurement: '%' })],
  ['options are empty', one({ device_class: 'enum', options: [] })],
  ['device_class enum', one({ options: ['a'] })],
  ['an enum without', one({ device_class: 'enum' })],
  ['options beside', one({ device_class: 'enum', options: ['a'], state_class: 'measurement' })],
  ['expiry of nothing', one({ message_expiry_interval: 15 })],
  ['message_expiry_interval 0', as('button', { state_topic: undefined, message_expiry_interval: 0 })],
  ['unknown state_topic', as('button', {})],
  ['max is not above', as('number', { min: 100 })],
  ['below 0.001', as('number', { step: 0 })],
  ['mode', as('number', { mode: 'knob' })],
  ['no options', as('select', {})],
  ['option None', as('select', { options: ['None'] })],
  ['doubles', as('select', { options: ['a', 'a'] })],
  ['longer than', as('select', { options: ['x'.repeat(256)] })],
  ['255 does not hold', as('text', { max: 400 })],
  ['one of url_topic', as('image', { command_topic: undefined, state_topic: undefined })],
  ['snake_case', as('event', { command_topic: undefined, event_types: ['Track changed'] })],
  ['no topic', one({ platform: 'tag' })],
  ['unknown unique_id', root({ components: { scan: { platform: 'tag', topic: 'b/scan', unique_id: 'a' } } })],
  ['no topic without wildcards', root({ components: { scan: { platform: 'tag', topic: 'b/+/scan' } } })],
  ['not a JSON object', faultsOf([{ topic: 'homeassistant/device/a/config', payload: '[]' }])],
  ['half a surrogate', one({ icon: 'mdi:x', json_attributes_template: '\ud83c' })],
  ['migration says more', send({ migrate_discovery: true, device: {} })],
  ['not a discovery topic', send({ ...base(), components: {} }, 'homeassistant/device/a')],
  ['not a discovery topic', send({ ...base(), components: {} }, 'other/device/a/config')],
  ['ids are', send({ ...base(), components: {} }, 'homeassistant/device/a b/config')],
  ['no device', send(component(), 'homeassistant/sensor/a/title/config')],
  [
    'also that of',
    send({ ...base(), components: { title: component(), other: component({ name: 'Other' }) } }),
  ],
  [
    'of one name',
    send({ ...base(), components: { title: component(), other: component({ unique_id: 'b' }) } }),
  ],
];

const BROKEN_STATES: [string, string[]][] = [
  ['empty', stateFaults({ platform: 'sensor' }, '')],
  ['longer than', stateFaults({ platform: 'sensor' }, '🎵'.repeat(256))],
  ['own', stateFaults({ platform: 'sensor' }, 'unavailable')],
  ['not in the options', stateFaults({ platform: 'select', options: ['a'] }, 'b')],
  ['neither ON', stateFaults({ platform: 'switch' }, 'true')],
  ['out of range', stateFaults({ platform: 'number', min: 0, max: 10 }, '11')],
  ['out of range', stateFaults({ platform: 'number' }, 'loud')],
  ['no ISO time', stateFaults({ platform: 'sensor', device_class: 'timestamp' }, '2026-11-21T12:00:00')],
  ['not a number', stateFaults({ platform: 'sensor', unit_of_measurement: 's' }, 'long')],
  ['no http address', stateFaults({ platform: 'image' }, 'None')],
  ['is blocked', attributeFaults('{"entity_picture":""}')],
  ['not a JSON object', attributeFaults('None')],
];

describe('the discovery checker', () => {
  it('takes what is right', () => {
    expect(root({})).toEqual([]);
    expect(send({ ...base(), components: { gone: { platform: 'switch' } } })).toEqual([]);
    expect(
      send({ ...component(), ...base(), platform: undefined }, 'homeassistant/sensor/a/title/config'),
    ).toEqual([]);
    expect(root({ components: { scan: { platform: 'tag', topic: 'b/scan' } } })).toEqual([]);
    expect(stateFaults({ platform: 'sensor' }, '🎵'.repeat(255))).toEqual([]);
  });

  it.each([...BROKEN, ...BROKEN_STATES])('finds: %s', (fault, found) => {
    expect(found.join('\n')).toContain(fault);
  });
});
