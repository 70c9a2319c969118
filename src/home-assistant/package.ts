import { Document } from 'yaml';
import type { Player } from './contract/payloads.ts';
import { entityIdOf, nodeOf } from './discovery.ts';
import { ENTITIES, type EntityKey } from './entities.ts';
import { tidy } from './plain.ts';
import type { Topics } from './topics.ts';

/**
 * A media_player of stock Home Assistant in front of an account's entities: its integration `universal`, as a package for
 * /config/packages (home-assistant.io/integrations/universal, …/docs/configuration/packages).
 */

/** Universal takes these from another media_player alone (core, universal/media_player.py), so they stay empty. */
export const NOT_SHOWN = 'title, artist, album, duration, position and seeking';

interface Parts {
  account: { key: string; name: string };
  topics: Topics;
}

/** YAML, to be saved as a file of its own. */
export function packageOf({ account, topics }: Parts): string {
  const document = new Document({ media_player: [universal({ account, topics })] });
  return `${head(tidy(account.name) || account.key, account.key)}\n${document.toString({ lineWidth: 0 })}`;
}

/** What its file is called; packages are named by letters, digits and _. */
export function packageFile(account: string): string {
  return `spotify_${account}.yaml`;
}

function head(name: string, key: string): string {
  return `# A media_player for "${name}", made of what Home Assistant has itself: its integration "universal", in front of the MQTT entities.
#
# 1. Save this file as /config/packages/${packageFile(key)}
# 2. Once, in configuration.yaml:
#      homeassistant:
#        packages: !include_dir_named packages
# 3. Restart Home Assistant.
#
# It cannot show ${NOT_SHOWN}: Home Assistant's universal player takes
# these from another media_player only. The entities on the device page have them, and so has the companion integration.
# Where you gave entities other ids, write those here. Made anew by: spotify2mqtt package ${key}
`;
}

function universal({ account, topics }: Parts) {
  const id = (key: EntityKey) => entityIdOf(ENTITIES[key].platform, account.key, key);
  const ofPlayer = (attribute: keyof Player) => `${id('status')}|${attribute}`;
  const { command } = topics.account(account.key);
  return {
    platform: 'universal',
    name: tidy(account.name) || account.key,
    unique_id: `${nodeOf(topics.base, account.key)}-universal`,
    device_class: 'speaker',
    state_template: `{{ states('${id('status')}') }}`,
    attributes: {
      volume_level: ofPlayer('volume_level'),
      is_volume_muted: ofPlayer('is_volume_muted'),
      source: ofPlayer('source'),
      source_list: ofPlayer('source_list'),
      shuffle: ofPlayer('shuffle'),
      repeat: ofPlayer('repeat'),
      entity_picture: `${id('cover')}|entity_picture`,
    },
    commands: Object.fromEntries(
      Object.entries(COMMANDS).map(([action, payload]) => [
        action,
        { action: 'mqtt.publish', data: { topic: command, qos: 1, payload } },
      ]),
    ),
  };
}

/** What universal lets one press, and the words that it sends; it hands over what was chosen by these names. */
const COMMANDS = {
  media_play: 'play',
  media_pause: 'pause',
  media_play_pause: 'play_pause',
  media_stop: 'stop',
  media_next_track: 'next',
  media_previous_track: 'previous',
  volume_set: 'volume {{ (volume_level * 100) | round(0) | int }}',
  volume_up: 'volume +5',
  volume_down: 'volume -5',
  volume_mute: "mute {{ 'on' if is_volume_muted else 'off' }}",
  select_source: 'device {{ source }}',
  shuffle_set: "shuffle {{ 'on' if shuffle else 'off' }}",
  repeat_set: 'repeat {{ repeat }}',
  play_media: 'play {{ media_content_id }}',
  clear_playlist: 'clear',
} as const;
