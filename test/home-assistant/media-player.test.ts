import { describe, expect, it } from 'vitest';
import { readCommand } from '../../src/core/words.ts';
import { ENTITIES } from '../../src/home-assistant/entities.ts';
import { hearEntity } from '../../src/home-assistant/inbox.ts';
import {
  MEDIA_PLAYER_SETS,
  MEDIA_PLAYER_STATES,
  mediaPlayerConfig,
} from '../../src/home-assistant/media-player.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { AD, emptyView, KITCHEN, PHONE, viewOf } from './views.ts';

const topics = topicsOf('spotify2mqtt');
const view = viewOf();
const announced = (name = 'Family') => mediaPlayerConfig({ account: 'family', name }, topics);
const configOf = (name?: string): Record<string, unknown> => JSON.parse(announced(name).payload);
const textsOf = (key: RegExp) =>
  Object.entries(configOf()).flatMap(([name, value]) =>
    key.test(name) && typeof value === 'string' ? [value] : [],
  );

/** All that its `handle_config` reads (media_player.py of 2026.9). */
const READ = [
  'name availability device',
  'state_state_topic state_title_topic state_artist_topic state_album_topic state_duration_topic state_position_topic',
  'state_volume_topic state_mute_topic state_albumart_topic state_mediatype_topic',
  'command_volume_topic command_mute_topic command_playmedia_topic',
  ...['play', 'pause', 'playpause', 'next', 'previous'].map(
    (one) => `command_${one}_topic command_${one}_payload`,
  ),
].flatMap((line) => line.split(' '));

describe('the discovery of mqtt_media_player', () => {
  it('is where it looks, by a name that is no other player’s', () => {
    expect(announced().topic).toBe('homeassistant/media_player/spotify2mqtt_family/config');
    expect(mediaPlayerConfig({ account: 'family', name: 'x' }, topicsOf('home/music')).topic).toBe(
      'homeassistant/media_player/spotify2mqtt-home-2f-music-family/config',
    );
  });

  it('says all that it reads but the cover’s bytes and the kind of music', () => {
    const left = READ.filter((key) => !(key in configOf()));
    expect(left).toEqual(['state_albumart_topic', 'state_mediatype_topic']);
  });

  it('says it as it is read, and no more: one availability, words for what it sends', () => {
    expect(configOf()).toEqual({
      name: 'Family',
      availability: {
        topic: 'spotify2mqtt/family/availability',
        payload_available: 'online',
        payload_not_available: 'offline',
      },
      device: {
        identifiers: ['spotify2mqtt_family'],
        name: 'Family',
        manufacturer: 'Spotify',
        model: 'Spotify Connect',
      },
      state_state_topic: 'spotify2mqtt/family/status',
      state_title_topic: 'spotify2mqtt/family/media_title',
      state_artist_topic: 'spotify2mqtt/family/media_artist',
      state_album_topic: 'spotify2mqtt/family/media_album',
      state_duration_topic: 'spotify2mqtt/family/duration',
      state_position_topic: 'spotify2mqtt/family/position',
      state_volume_topic: 'spotify2mqtt/family/volume_level',
      state_mute_topic: 'spotify2mqtt/family/volume_muted',
      command_volume_topic: 'spotify2mqtt/family/volume_level/set',
      command_mute_topic: 'spotify2mqtt/family/command',
      command_play_topic: 'spotify2mqtt/family/command',
      command_play_payload: 'play',
      command_pause_topic: 'spotify2mqtt/family/command',
      command_pause_payload: 'pause',
      command_playpause_topic: 'spotify2mqtt/family/command',
      command_playpause_payload: 'play_pause',
      command_next_topic: 'spotify2mqtt/family/command',
      command_next_payload: 'next',
      command_previous_topic: 'spotify2mqtt/family/command',
      command_previous_payload: 'previous',
      command_playmedia_topic: 'spotify2mqtt/family/play_media/set',
    });
  });

  it('names itself by the account where that has no name', () => {
    expect(configOf(' ')).toMatchObject({ name: 'family', device: { name: 'family' } });
  });

  it('names topics on which something is said', () => {
    const said = [...Object.keys(ENTITIES), ...Object.keys(MEDIA_PLAYER_STATES)];
    const named = textsOf(/^state_.*_topic$/).map((one) => one.replace('spotify2mqtt/family/', ''));
    expect(named).toHaveLength(8);
    expect(named.filter((one) => !said.includes(one))).toEqual([]);
  });

  it('names topics that are heard, and words that are understood', () => {
    for (const command of textsOf(/^command_.*_topic$/)) expect(topics.parse(command)).toBeDefined();
    for (const word of [...textsOf(/_payload$/), 'mute', 'unmute'])
      expect(() => readCommand(word)).not.toThrow();
  });

  it('takes no key of an entity', () => {
    for (const key of [...Object.keys(MEDIA_PLAYER_STATES), ...Object.keys(MEDIA_PLAYER_SETS)])
      expect(Object.keys(ENTITIES)).not.toContain(key);
  });
});

describe('what it is told', () => {
  const told = (of: typeof view) =>
    Object.fromEntries(Object.entries(MEDIA_PLAYER_STATES).map(([key, say]) => [key, say(of)]));

  it.each<[what: string, of: typeof view, expected: object]>([
    [
      'music',
      view,
      {
        media_title: 'Speak to Me',
        media_artist: 'Pink Floyd, Clare Torry',
        media_album: 'The Dark Side of the Moon',
        volume_level: '0.3',
        volume_muted: 'unmute',
      },
    ],
    ['an advertisement', viewOf({}, { item: AD }), { media_title: ' ', media_artist: ' ', media_album: ' ' }],
    [
      'silence',
      viewOf({ mutedFrom: 30 }, { device: { ...KITCHEN, volume: 0 } }),
      { volume_level: '0', volume_muted: 'mute' },
    ],
    [
      'a phone without a volume',
      viewOf({}, { device: PHONE }),
      { volume_level: undefined, volume_muted: undefined },
    ],
    ['nothing', emptyView(), { media_title: ' ', volume_level: undefined, volume_muted: undefined }],
  ])('%s', (_what, of, expected) => {
    expect(told(of)).toMatchObject(expected);
  });
});

describe('what it asks', () => {
  it.each<[key: string, payload: string, asked: object]>([
    ['volume_level', '0.37', { ask: 'volume', percent: 37 }],
    ['volume_level', '1.0', { ask: 'volume', percent: 100 }],
    ['volume_level', '0', { ask: 'volume', percent: 0 }],
    [
      'play_media',
      '{"media_type":"music","media_id":"spotify:album:7vEJAtP3KgKSpOHVgwm3Eh"}',
      { ask: 'play', uri: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh' },
    ],
  ])('%s %s', (key, payload, asked) => {
    expect(hearEntity(key, payload, view)).toEqual(asked);
  });

  it.each([
    ['volume_level', '37', '0 to 1'],
    ['volume_level', '-0.1', '0 to 1'],
    ['volume_level', '', '0 to 1'],
    ['volume_level', ' ', '0 to 1'],
    ['volume_level', 'loud', '0 to 1'],
    ['play_media', 'x', 'play_media takes {"media_id"'],
    ['play_media', '{"media_id":"http://tts/x.mp3"}', 'cannot be played'],
  ])('refuses %s %s', (key, payload, right) => {
    expect(() => hearEntity(key, payload, view)).toThrow(right);
  });
});
