import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/read.ts';
import { readCommand } from '../../src/core/words.ts';
import { accountDevice } from '../../src/home-assistant/discovery.ts';
import { packageOf } from '../../src/home-assistant/package.ts';
import { playerOf } from '../../src/home-assistant/player.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { packageFor, whyNoPackage } from '../../src/package.ts';
import { viewOf } from './views.ts';

function player(name = 'Family', base = 'spotify2mqtt') {
  const text = packageOf({ account: { key: 'family', name }, topics: topicsOf(base) });
  const { media_player, ...more } = parse(text);
  expect(more).toEqual({});
  expect(media_player).toHaveLength(1);
  return { text, universal: media_player[0] };
}

const CHOSEN: Record<string, string> = {
  '(volume_level * 100) | round(0) | int': '37',
  "'on' if is_volume_muted else 'off'": 'on',
  "'on' if shuffle else 'off'": 'off',
  source: 'Kitchen',
  repeat: 'all',
  media_content_id: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
};

describe('the media_player package', () => {
  it('names entities that discovery announces', () => {
    const view = viewOf();
    const { components } = accountDevice(view, {
      topics: topicsOf('spotify2mqtt'),
      prefix: 'homeassistant',
      form: 'device',
      protocol: 5,
      version: '1',
    });
    const announced = [...components.values()].map(({ config }) => config.default_entity_id);
    const { text } = player();
    const named = [...text.matchAll(/\b(?:sensor|image)\.[a-z0-9_]+/g)].map(([id]) => id);
    expect(named.length).toBeGreaterThan(6);
    expect(named.filter((id) => !announced.includes(id))).toEqual([]);
  });

  it('takes its attributes from those that the player says', () => {
    const said = Object.keys(playerOf(viewOf()));
    const { attributes } = player().universal;
    const taken = Object.values<string>(attributes).flatMap((of) => of.split('|')[1] ?? []);
    expect(taken.filter((one) => !said.includes(one))).toEqual(['entity_picture']);
  });

  it('sends words that the bridge understands', () => {
    const commands = Object.entries<{ data: { topic: string; payload: string } }>(
      player().universal.commands,
    );
    expect(commands.length).toBeGreaterThan(10);
    for (const [, { data }] of commands) {
      expect(data.topic).toBe('spotify2mqtt/family/command');
      const payload = data.payload.replace(/\{\{ (.*?) \}\}/, (_, chosen: string) => CHOSEN[chosen] ?? '?');
      expect(() => readCommand(payload)).not.toThrow();
    }
  });

  it('is another one at another base topic, and survives any name', () => {
    const { text, universal } = player('A: #1\n"x"', 'home/music');
    expect(universal).toMatchObject({
      name: 'A: #1 "x"',
      unique_id: 'spotify2mqtt-home-2f-music-family-universal',
    });
    expect(universal.commands.media_play.data.topic).toBe('home/music/family/command');
    expect(text.split('\n')[0]).toMatch(/^# A media_player for "A: #1 "x""/);
  });

  it('is a player of the entities, whole', () => {
    const { text, universal } = player();
    const { commands, ...rest } = universal;
    expect(rest).toEqual({
      platform: 'universal',
      name: 'Family',
      unique_id: 'spotify2mqtt_family-universal',
      device_class: 'speaker',
      state_template: "{{ states('sensor.spotify_family_status') }}",
      attributes: {
        volume_level: 'sensor.spotify_family_status|volume_level',
        is_volume_muted: 'sensor.spotify_family_status|is_volume_muted',
        source: 'sensor.spotify_family_status|source',
        source_list: 'sensor.spotify_family_status|source_list',
        shuffle: 'sensor.spotify_family_status|shuffle',
        repeat: 'sensor.spotify_family_status|repeat',
        entity_picture: 'image.spotify_family_cover|entity_picture',
      },
    });
    expect(commands.media_play).toEqual({
      action: 'mqtt.publish',
      data: { topic: 'spotify2mqtt/family/command', qos: 1, payload: 'play' },
    });
    expect(text).toContain('# 1. Save this file as /config/packages/spotify_family.yaml\n');
    expect(text).toContain('Made anew by: spotify2mqtt package family\n');
  });

  it('is called by its key where it has no name', () => {
    const { text, universal } = player(' ');
    expect(universal.name).toBe('family');
    expect(text).toMatch(/^# A media_player for "family",/);
  });

  it('says what it cannot show', () => {
    expect(player().text).toMatch(/^# It cannot show title, artist, album, duration, position and seeking/m);
  });

  it('is there for accounts that are, and says which', () => {
    const rest = 'spotify: {client_id: x}\naccounts: {family: {}, kids: {}}';
    const of = (mqtt: string) =>
      readConfig({ text: `mqtt: {url: embedded${mqtt}}\n${rest}`, env: {}, readFile: () => '' });
    expect(packageFor(of(''), 'kids')).toContain('media_player for "Spotify Kids"');
    expect(packageFor(of(''), 'kid')).toBeUndefined();
    expect(whyNoPackage(of(''), 'kid')).toBe(
      '"kid" is no account, did you mean kids? (one of family, kids would be right)',
    );
    expect(whyNoPackage(of(''), '')).toBe('which account? One of family, kids would be right');
    expect(packageFor(of(', discovery: off'), 'kids')).toBeUndefined();
    expect(whyNoPackage(of(', discovery: off'), 'kids')).toMatch(
      /mqtt.discovery is off.*right would be device/,
    );
  });
});
