import { describe, expect, it } from 'vitest';
import { deviceOf, readEventFrame, readHomeAssistantEvent } from '../../src/core/home-assistant-event.ts';

const ALBUM = 'spotify:album:4aawyAB9vmqN3uQ7FjRGTy';
const LINK = 'https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy';
const tag = { uid: '04A1B2C3', idKind: 'hex' };
const noId = { uid: '', idKind: 'none' };

describe('readHomeAssistantEvent', () => {
  it.each<[type: string, data: unknown, reading: object]>([
    ['tag_scanned', { tag_id: '04-A1-B2-C3' }, { event: 'scanned', ...tag, text: '' }],
    ['tag_scanned', { tag_id: '04-A1-B2-C3', name: ` ${ALBUM} ` }, { event: 'scanned', ...tag, text: ALBUM }],
    [
      'tag_scanned',
      { tag_id: '04-A1-B2-C3', name: `Play ${LINK}` },
      { event: 'scanned', ...tag, text: LINK },
    ],
    [
      'tag_scanned',
      { tag_id: '04-A1-B2-C3', name: 'https://tidal.com/album/1' },
      { event: 'scanned', text: '' },
    ],
    ['tag_scanned', { tag_id: '' }, { event: 'none' }],
    ['tag_scanned', null, { event: 'none' }],
    ['esphome.music_tag', { url: LINK, info: 'Abba' }, { event: 'scanned', ...noId, text: LINK }],
    ['esphome.music_tag', { url: '', info: 'room:Bath' }, { event: 'scanned', ...noId, text: 'room:Bath' }],
    ['esphome.music_tag', { url: '', info: '' }, { event: 'none' }],
    ['esphome.tag_removed', { device_id: 'x' }, { event: 'removed', ...noId, text: '' }],
    ['esphome.tag_removed', { uid: '04-A1-B2-C3' }, { event: 'removed', ...tag, text: '' }],
    [
      'esphome.tagtuner',
      { action: 'tagScanned', uid: '04-A1-B2-C3', uri: LINK },
      { event: 'scanned', ...tag, text: LINK },
    ],
    ['esphome.tagtuner', { action: 'tagScanned', uid: '', uri: '' }, { event: 'none' }],
    [
      'esphome.tagtuner',
      { action: 'tagRemoved', uid: '04-A1-B2-C3', uri: LINK },
      { event: 'removed', ...tag, text: '' },
    ],
    [
      'esphome.tagtuner',
      { action: 'volumeUp', uid: '04-A1-B2-C3' },
      { event: 'none', why: 'volumeUp is no tag' },
    ],
    ['esphome.tagtuner', { uid: '04-A1-B2-C3' }, { event: 'none' }],
    ['esphome.rfid_scanned', { uid: '04-A1-B2-C3', url: LINK }, { event: 'scanned', ...tag, text: LINK }],
    ['esphome.card_removed', { card_id: '04-A1-B2-C3' }, { event: 'removed', ...tag }],
    ['esphome.tag_written', { uid: '04-A1-B2-C3' }, { event: 'none' }],
    ['esphome.rfid_scanned', { count: 3 }, { event: 'none' }],
    ['esphome.door_opened', { uid: '04-A1-B2-C3' }, { event: 'none' }],
    ['state_changed', { entity_id: 'tag.x', uid: '04-A1-B2-C3' }, { event: 'none' }],
  ])('%s %j', (type, data, reading) => {
    expect(readHomeAssistantEvent(type, data)).toMatchObject(reading);
  });
});

describe('readEventFrame', () => {
  const scan = { event_type: 'tag_scanned', data: { tag_id: '04-A1-B2-C3' } };

  it.each([
    ['of subscribe_events', { type: 'event', event: scan }],
    ['of subscribe_trigger', { type: 'event', event: { variables: { trigger: { event: scan } } } }],
  ])('%s, read or as text', (_, frame) => {
    for (const message of [frame, JSON.stringify(frame)]) {
      expect(readEventFrame(message)).toEqual({ event: 'scanned', ...tag, text: '' });
    }
  });

  it.each([
    { type: 'result', success: true, result: null },
    { type: 'pong' },
    { type: 'event', event: null },
    { type: 'event', event: { variables: null } },
    { type: 'event' },
    { type: 'result', event: scan },
    [],
    null,
    '{"type":"event","event":{"event_type":"tag_sc',
    '04-A1-B2-C3',
  ])('%j is none', (message) => {
    expect(readEventFrame(message).event).toBe('none');
  });
});

it.each([
  [{ device_id: 'ab12', reader: 'hall' }, 'ab12'],
  [{ device_id: null, reader: 'hall' }, 'hall'],
  [{ device_id: '', reader: 'unknown' }, null],
  [{ device_id: 5 }, null],
  [null, null],
])('the device of %j is %s', (data, device) => {
  expect(deviceOf(data)).toBe(device);
});
