import { expect, it } from 'vitest';
import type { Publication } from '../src/core/ports.ts';
import { CHANNELS } from './contract.ts';
import { contractChecker } from './contract-checker.ts';

const check = contractChecker(CHANNELS);
const at = (topic: string, payload: string, retain = true): Publication => ({ topic, payload, retain });
const family = (level: string, payload: string, retain = true) =>
  at(`spotify2mqtt/family/${level}`, payload, retain);

const RIGHT: Publication[] = [
  family('volume', '30'),
  family('volume', 'None'),
  family('volume', ''),
  family('title', '…'.repeat(255)),
  family('event', '{"event_type":"pairing_ending","days":3}', false),
  family('response', '{"ok":true,"took_ms":1,"command":"next"}', false),
  at('answers/7', '{"ok":false,"took_ms":1,"problem":{"kind":"refused","message":"no"}}', false),
  at('spotify2mqtt/reader/Küche nebenan/feedback', '{"result":"heard"}', false),
  at('homeassistant/device/spotify2mqtt_family/config', '{"device":{},"origin":{},"components":{}}'),
];

const WRONG: [string, Publication, string][] = [
  ['a topic of nobody', family('mood', 'good'), 'is not described'],
  ['an account called bridge', at('spotify2mqtt/bridge/volume', '30'), 'is not described'],
  ['a value that is not kept', family('volume', '30', false), 'is not retained'],
  ['an event that is kept', family('event', '{"event_type":"paired","profile":null}'), 'is retained'],
  ['another word', family('mute', 'on'), 'must be equal'],
  ['a number in words', family('volume', 'loud'), 'must match pattern'],
  ['a text that is too long', family('title', 'x'.repeat(256)), 'more than 255'],
  ['an event of no type', family('event', '{"event_type":"rain"}', false), 'must'],
  ['an event with more', family('event', '{"event_type":"pairing_expired","x":1}', false), 'must'],
  ['what is no JSON', family('response', 'ok', false), 'must'],
  ['something else where answers are', at('zigbee2mqtt/lamp', 'on', false), 'must'],
  ['an answer with neither', at('answers/7', '{"took_ms":1}', false), 'must'],
];

it('finds nothing wrong with what is right', () => {
  expect(check(RIGHT)).toEqual([]);
});

it.each(WRONG)('finds %s', (_name, publication, why) => {
  expect(check([publication])).toEqual([expect.stringContaining(why)]);
});
