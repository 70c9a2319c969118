import { expect, it } from 'vitest';
import { roleOf } from '../../src/core/tag-topic.ts';

const usual = { isOrder: false, isAside: false, isValue: false, isRemoval: false };

it.each([
  ['pn532/tag', {}],
  ['nfc', {}],
  ['', {}],
  ['house/left/tag', {}],
  ['box/sensor/rfid_tag/state', {}],
  ['phoniebox/event/card_swiped', {}],
  ['State/ESPuino/Rfid', {}],
  ['pn532/tag_removed', { isRemoval: true }],
  ['box/sensor/tag_removed/state', { isRemoval: true }],
  ['nfc/on-tag-removal', { isRemoval: true }],
  ['nfc/gone', { isRemoval: true }],
  ['Cmnd/ESPuino/Rfid', { isOrder: true }],
  ['home/ESPuino/rfid/set', { isOrder: true }],
  ['zigbee2mqtt/bridge/response/x', { isOrder: true }],
  ['rfid/lwt/ab12', { isAside: true }],
  ['box/debug', { isAside: true }],
  ['homeassistant/tag/ab12/config', { isAside: true }],
  ['nfc/config', {}],
  ['phoniebox/attribute/last_card', { isAside: true }],
  ['State/ESPuino/SleepTimer', { isValue: true }],
  ['espuino/batteryvoltage', { isValue: true }],
  ['box/sensor/wifi-signal/state', { isValue: true }],
  ['box/binary_sensor/tag/state', { isValue: true }],
  ['mqttio/stream/nfc/send', { isValue: true }],
  ['box/volume/', { isValue: true }],
  ['box/sensor/battery/value', { isValue: true }],
  ['State/ESPuino/LastTrack', { isValue: true }],
  ['state', {}],
])('%s: %j', (topic, role) => {
  expect(roleOf(topic)).toEqual({ ...usual, ...role });
});
