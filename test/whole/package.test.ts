import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile, packageOf } from '../../src/home-assistant/package.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { ALBUM } from '../house/box.ts';
import { dockerMissing } from './docker.ts';
import { type House, openHouse } from './house.ts';
import { letIn, type Phone, type Player, pickUp } from './phone.ts';
import type { Program } from './program.ts';
import { is, until } from './until.ts';

const CONFIGURATION = `default_config:
homeassistant:
  packages: !include_dir_named packages
`;

/** An action of the media_player, what it makes of Spotify's player, and of its own attributes. */
interface Act {
  action: string;
  data?: object;
  moved: (now: Player, before: Player) => boolean;
  shows?: object;
}

const act = (action: string, moved: Act['moved'], shows?: object): Act => ({
  action,
  moved,
  ...(shows && { shows }),
});
const give = (action: string, data: object, moved: Act['moved'], shows?: object): Act => ({
  ...act(action, moved, shows),
  data,
});

/** One after the other: each finds what the one before left. The simulator begins with an album in the kitchen. */
const ACTS: Act[] = [
  act('media_pause', (now) => !now.playing, { state: 'paused' }),
  act('media_play', (now) => now.playing, { state: 'playing' }),
  act('media_play_pause', (now) => !now.playing, { state: 'paused' }),
  act('media_play_pause', (now) => now.playing, { state: 'playing' }),
  act('media_stop', (now) => !now.playing, { state: 'paused' }),
  act('media_play', (now) => now.playing, { state: 'playing' }),
  act('media_next_track', (now, before) => now.uri !== before.uri),
  act(
    'media_previous_track',
    (now, before) => now.uri !== before.uri || now.position_ms < before.position_ms,
  ),
  give('volume_set', { volume_level: 0.37 }, (now) => now.volume === 37, { volume_level: 0.37 }),
  act('volume_up', (now) => now.volume === 42, { volume_level: 0.42 }),
  act('volume_down', (now) => now.volume === 37, { volume_level: 0.37 }),
  give('volume_mute', { is_volume_muted: true }, (now) => now.volume === 0, { is_volume_muted: true }),
  give('volume_mute', { is_volume_muted: false }, (now) => now.volume === 37, { is_volume_muted: false }),
  give('shuffle_set', { shuffle: true }, (now) => now.shuffle, { shuffle: true }),
  give('shuffle_set', { shuffle: false }, (now) => !now.shuffle, { shuffle: false }),
  give('repeat_set', { repeat: 'all' }, (now) => now.repeat === 'context', { repeat: 'all' }),
  give('repeat_set', { repeat: 'one' }, (now) => now.repeat === 'track', { repeat: 'one' }),
  give('repeat_set', { repeat: 'off' }, (now) => now.repeat === 'off', { repeat: 'off' }),
  give('select_source', { source: 'Study' }, (now) => now.device === 'Study', { source: 'Study' }),
  give('select_source', { source: 'Kitchen' }, (now) => now.device === 'Kitchen', { source: 'Kitchen' }),
  act('clear_playlist', (now) => now.playing && now.context === null),
  give(
    'play_media',
    { media_content_type: 'music', media_content_id: ALBUM },
    (now) => now.playing && now.context === ALBUM,
  ),
];

describe.runIf(dockerMissing === undefined)('the package in Home Assistant', () => {
  let house: House;
  let phone: Phone;
  let bridge: Program;
  let id: string;
  const seen = async () => {
    const found = (await house.home.states()).find(({ entity_id }) => entity_id === id);
    return found && { ...found.attributes, state: found.state };
  };

  beforeAll(async () => {
    house = await openHouse();
    const { base } = house.spotify;
    phone = pickUp(base, 'family');
    bridge = await house.bridge({ family: { name: 'Family', refresh_token: await letIn(base, 'family') } });
    const status = () => house.home.state('sensor.spotify_family_status');
    await until('the entities', status, is('playing'));
    const account = { key: 'family', name: 'Family' };
    const text = packageOf({ account, topics: topicsOf('spotify2mqtt') });
    await house.home.put(`packages/${packageFile('family')}`, text);
    await house.home.put('configuration.yaml', CONFIGURATION);
    await house.home.restart();
    const registered = async () =>
      (await house.home.entities()).find(({ unique_id }) => unique_id === 'spotify2mqtt_family-universal');
    const entity = await until('the player', registered, (found) => found !== undefined);
    id = entity?.entity_id ?? '';
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  it('shows what universal can show', async () => {
    const player = await until('it plays', seen, (now) => now?.state === 'playing');
    expect(player).toMatchObject({
      friendly_name: 'Family',
      source: 'Kitchen',
      source_list: expect.arrayContaining(['Kitchen', 'Study']),
      volume_level: expect.any(Number),
      is_volume_muted: false,
      entity_picture: expect.stringMatching(/^\/api\/image_proxy\//),
    });
  });

  it.each(ACTS)('$action moves the player', async ({ action, data, moved, shows }) => {
    const before = await phone.player();
    await house.home.call(`media_player.${action}`, { entity_id: id, ...data });
    await until('the player moves', phone.player, (now) => moved(now, before));
    if (shows) {
      const shown = (now: object | undefined) =>
        Object.entries(shows).every(([key, wanted]) =>
          Object.entries(now ?? {}).some(([one, value]) => one === key && value === wanted),
        );
      await until('Home Assistant shows it', seen, shown);
    }
  });

  it('cannot show titles and positions, nor seek, as it says', async () => {
    const player = await seen();
    for (const attribute of [
      'media_title',
      'media_artist',
      'media_album_name',
      'media_position',
      'media_duration',
    ])
      expect(player).not.toHaveProperty(attribute);
    const seek = house.home.call('media_player.media_seek', { entity_id: id, seek_position: 30 });
    await expect(seek).rejects.toThrow(/400|500/);
  });

  it('is unavailable once the bridge is gone', async () => {
    await bridge.stop();
    await until('it is gone', async () => (await seen())?.state, is('unavailable'));
  });

  it('gave Home Assistant nothing to complain about', async () => {
    const complaints = await house.home.complaints(/universal|media_player|package/i);
    // The one that the test above asked for.
    expect(complaints.filter((line) => !/media_seek|does not support/.test(line))).toEqual([]);
  });
});
