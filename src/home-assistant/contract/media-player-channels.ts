import { MEDIA_PLAYER_SETS, MEDIA_PLAYER_STATES, mediaPlayerConfig } from '../media-player.ts';
import type { Topics } from '../topics.ts';
import { answerMessages } from './answers.ts';
import { type Channel, json, plain } from './channel.ts';
import { EXAMPLE_ACCOUNT } from './example.ts';

/** What is said once more, and taken in another form, for the custom integration mqtt_media_player. */

const SET_EXAMPLES: Record<string, string> = {
  volume_level: '0.3',
  play_media: '{"media_id":"spotify:album:7vEJAtP3KgKSpOHVgwm3Eh"}',
};

export function mediaPlayerChannels(topics: Topics): Channel[] {
  const { at, set } = topics.account('{account}');
  const description =
    'Only with `mqtt.media_player_discovery`: for the custom integration mqtt_media_player.';
  const config = mediaPlayerConfig({ account: '{account}', name: 'Spotify Family' }, topics);
  const example = mediaPlayerConfig(EXAMPLE_ACCOUNT, topics);
  return [
    ...Object.entries(MEDIA_PLAYER_STATES).map(([level, say]): Channel => {
      const said = say(EXAMPLE_ACCOUNT);
      return {
        id: `account_${level}`,
        address: at(level),
        title: level,
        description,
        says: [plain('value', level, { minLength: 1 }, ...(said === undefined ? [] : [said]))],
        retained: true,
      };
    }),
    ...Object.keys(MEDIA_PLAYER_SETS).map((level): Channel => {
      const text = SET_EXAMPLES[level];
      return {
        id: `account_${level}_set`,
        address: set(level),
        title: `Set ${level}`,
        description,
        hears: [plain('asked', level, {}, ...(text === undefined ? [] : [text]))],
        answers: answerMessages(),
      };
    }),
    {
      id: 'discovery_media_player',
      address: config.topic,
      title: 'Discovery for mqtt_media_player',
      description,
      says: [json('player', 'Its topics', { type: 'object' }, JSON.parse(example.payload))],
      retained: true,
    },
  ];
}
