import type { Setting } from '../discovery.ts';
import { accountChannels } from './account-channels.ts';
import { bridgeChannels, discoveryChannels } from './bridge-channels.ts';
import type { Channel } from './channel.ts';
import { mediaPlayerChannels } from './media-player-channels.ts';
import { readerChannels } from './reader-channels.ts';

/** Every topic that the bridge says or hears something on, but its requests, which bridge/requests adds. */
export function contractChannels(setting: Setting, birthTopic: string): Channel[] {
  const { topics } = setting;
  return [
    ...accountChannels(topics.account('{account}')),
    ...bridgeChannels(topics.bridge),
    ...readerChannels(topics.reader('{reader}')),
    ...discoveryChannels(setting, birthTopic),
    ...mediaPlayerChannels(topics),
  ];
}
