import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import { actsOf, type Known, mediaAct, settingActs } from '../../src/core/home-acts.ts';
import { KITCHEN, playingTrack } from './playing.ts';

const at = (volume: number | null) => playingTrack('one', 60_000, 0, { device: { ...KITCHEN, volume } });
const shown: Known = { entity: 'media_player.sonos', playback: at(40), mutedFrom: null, now: 1_000 };
const hidden: Known = { ...shown, playback: null };

describe('a command as actions', () => {
  it.each<[Command, Known, string]>([
    [{ ask: 'seek', by: 10 }, shown, 'media_seek {"seek_position":71}'],
    [{ ask: 'seek', by: -90 }, shown, 'media_seek {"seek_position":0}'],
    [{ ask: 'seek', position: 5 }, hidden, 'media_seek {"seek_position":5}'],
    [{ ask: 'volume', by: 70 }, shown, 'volume_set {"volume_level":1}'],
    [{ ask: 'volume', by: -5 }, hidden, 'volume_down {}'],
    [{ ask: 'volume', percent: 7 }, hidden, 'volume_set {"volume_level":0.07}'],
    [{ ask: 'mute', toggle: true }, shown, 'volume_set {"volume_level":0}'],
    [
      { ask: 'mute', toggle: true },
      { ...shown, playback: at(0), mutedFrom: 25 },
      'volume_set {"volume_level":0.25}',
    ],
    [{ ask: 'unmute' }, { ...shown, playback: at(0) }, 'volume_set {"volume_level":0.2}'],
    [{ ask: 'unmute' }, shown, ''],
    [{ ask: 'unmute' }, { ...shown, playback: at(null) }, 'volume_mute {"is_volume_muted":false}'],
    [{ ask: 'mute' }, hidden, 'volume_mute {"is_volume_muted":true}'],
    [{ ask: 'shuffle', toggle: true }, shown, 'shuffle_set {"shuffle":true}'],
    [{ ask: 'shuffle', on: false }, hidden, 'shuffle_set {"shuffle":false}'],
    [
      { ask: 'shuffle', toggle: true },
      { ...shown, playback: { ...at(40), shuffle: true } },
      'shuffle_set {"shuffle":false}',
    ],
    [{ ask: 'pause' }, hidden, 'media_pause {}'],
    [{ ask: 'next' }, hidden, 'media_next_track {}'],
    [{ ask: 'previous' }, hidden, 'media_previous_track {}'],
    [{ ask: 'repeat', mode: 'one' }, hidden, 'repeat_set {"repeat":"one"}'],
    [{ ask: 'volume', by: 5 }, hidden, 'volume_up {}'],
    [{ ask: 'volume', by: -70 }, shown, 'volume_set {"volume_level":0}'],
    [{ ask: 'mute' }, { ...shown, playback: at(0) }, 'volume_set {"volume_level":0}'],
    [{ ask: 'mute', toggle: true }, hidden, 'volume_mute {"is_volume_muted":true}'],
  ])('%o of %o is %s', (command, known, expected) => {
    const acts = actsOf(command, known).map(({ action, data }) => `${action} ${JSON.stringify(data)}`);
    expect(acts.join()).toBe(expected);
  });

  it.each<[Command, RegExp]>([
    [{ ask: 'seek', by: 10 }, /position is not known of media_player.sonos.*seconds from the start/],
    [{ ask: 'shuffle', toggle: true }, /say on or off/],
    [{ ask: 'clear' }, /clear cannot be asked of media_player.sonos/],
  ])('%o of what nobody shows is refused', (command, why) => {
    expect(() => actsOf(command, hidden)).toThrow(why);
    expect(() => actsOf(command, hidden)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ kind: 'refused' }) }),
    );
  });
});

it('volumes are 0 to 1 in Home Assistant', () => {
  expect(settingActs({ ask: 'play', volume: 35, shuffle: false, repeat: 'all' })).toEqual([
    { action: 'volume_set', data: { volume_level: 0.35 } },
    { action: 'shuffle_set', data: { shuffle: false } },
    { action: 'repeat_set', data: { repeat: 'all' } },
  ]);
  expect(settingActs({ ask: 'play' })).toEqual([]);
});

it('plays, or has it follow', () => {
  const data = { media_content_id: 'spotify:album:x', media_content_type: 'music' };
  const player = { mediaType: 'music' };
  expect(mediaAct(player, 'spotify:album:x')).toStrictEqual({ action: 'play_media', data });
  expect(mediaAct(player, 'spotify:album:x', true)).toStrictEqual({
    action: 'play_media',
    data: { ...data, enqueue: 'add' },
  });
});
