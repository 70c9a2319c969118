import { ACCOUNT_REQUESTS, BRIDGE_REQUESTS } from './bridge/requests/contract.ts';
import type { Channel } from './home-assistant/contract/channel.ts';
import { contractChannels } from './home-assistant/contract/channels.ts';
import { requestChannels } from './home-assistant/contract/request-channels.ts';
import { type Topics, topicsOf } from './home-assistant/topics.ts';

/** The whole contract over MQTT, for the documents that tell of it. The bridge itself needs none of this. */

export interface Place {
  base: string;
  discoveryPrefix: string;
  birthTopic: string;
  version: string;
}

/** The place of the documents in `docs`: every setting as it is by default. */
export const USUAL_PLACE: Omit<Place, 'version'> = {
  base: 'spotify2mqtt',
  discoveryPrefix: 'homeassistant',
  birthTopic: 'homeassistant/status',
};

export function mqttContract({ base, discoveryPrefix, birthTopic, version }: Place): Channel[] {
  const topics: Topics = topicsOf(base);
  return [
    ...contractChannels(
      { topics, prefix: discoveryPrefix, form: 'device', protocol: 5, version },
      birthTopic,
    ),
    ...requestChannels('account', ACCOUNT_REQUESTS, topics.account('{account}').request),
    ...requestChannels('bridge', BRIDGE_REQUESTS, topics.bridge.request),
  ];
}
