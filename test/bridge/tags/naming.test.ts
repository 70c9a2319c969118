import { describe, expect, it } from 'vitest';
import { planAt, readerIdOf } from '../../../src/bridge/tags/naming.ts';
import { plan } from '../../house/box.ts';

const rooms = plan(
  'rooms',
  {},
  { topic: 'tele/+/SENSOR', removedTopic: 'tele/+/GONE', statusTopic: 'tele/+/LWT' },
);
const all = plan('all', {}, { topic: 'spotify2mqtt/reader/+/tag' });
const kids = plan('kids');

describe('the name of a reader', () => {
  it.each([
    [plan('hall', {}, { topic: 'pn532/tag' }), 'pn532/tag', 'hall'],
    [rooms, 'tele/attic/SENSOR', 'rooms-attic'],
    [rooms, 'tele/attic/GONE', 'rooms-attic'],
    [rooms, 'tele/attic/LWT', 'rooms-attic'],
    [plan('two', {}, { topic: '+/rfid/+' }), 'house/rfid/door', 'two-house-door'],
    [plan('rest', {}, { topic: 'rfid/#' }), 'rfid/uid/chip', 'rest-uid-chip'],
    [plan('own', {}, { topic: 'rfid/tag', statusTopic: 'node/+/status' }), 'rfid/tag', 'own'],
  ])('%j at %s', (of, topic, id) => {
    expect(readerIdOf(of, topic)).toBe(id);
  });

  it.each([
    ['its own by key', 'kids', [all, kids], 'kids'],
    ['the filter that names it', 'attic', [kids, all], 'all'],
    ['none', 'attic', [kids, rooms], undefined],
  ])('finds %s', (_, level, plans, key) => {
    expect(planAt(plans, level, (reader) => `spotify2mqtt/reader/${reader}/tag`)?.key).toBe(key);
  });
});
