import { wordPattern } from '../lib/word-pattern.ts';

/** What a topic says by itself. Its names are people's own; these few are spoken alike everywhere. */

export interface TopicRole {
  /** What comes on it is asked of a reader, or answered by it. */
  isOrder: boolean;
  /** What comes on it is about the reader: discovery, logs, last wills. */
  isAside: boolean;
  /** A bare value on it is something else than an id: a volume, a battery, a switch. */
  isValue: boolean;
  /** What comes on it left the reader. */
  isRemoval: boolean;
}

/** Wherever they stand in the topic. */
const ORDER = wordPattern('cmnd cmd command commands set get write request response');
const ASIDE = wordPattern(
  'lwt avty availability available log logs logging syslog debug attribute attributes accesslist',
);
/** ESPHome and Home Assistant: `<node>/<component>/<id>/state`. A tag's id comes in sensors alone. */
const COMPONENT = wordPattern(`
  binary_sensor switch light number button select event fan cover lock climate media_player update datetime`);
const VALUE = wordPattern(`
  info health track title artist album repeat shuffle sleep wifi ip ipv4 ipv6 ssid bssid mac soc temp heap time timestamp
  date error online alive ping led lux current display feedback key keys keypad keypress energy total ota *status *volume
  *loudness *mode *timer *brightness *rssi *signal *hostname *battery *batt *voltage *temperature *humidity *pressure
  *uptime *memory *version *revision *firmware *counter *count *duration *position *elapsed *progress *controls *changed
  *playback *connection *connected *heartbeat *illuminance *level *percent *address *reboot *restart`);
const REMOVAL = /remov(ed|al)|^(absent|gone)$|^(tag|card)_?(absent|gone|off|lost|left)$|^off_?(tag|card)$/;

export function roleOf(topic: string): TopicRole {
  const levels = topic.split('/').filter((level) => level !== '');
  const lower = levels.map((level) => level.toLowerCase());
  const last = lower.at(-1) ?? '';
  const named = last === 'state' || last === 'value' ? lower.length - 2 : lower.length - 1;
  return {
    isOrder: lower.some((level) => ORDER.test(level)),
    isAside: lower.some((level) => ASIDE.test(level)) || (last === 'config' && levels.length > 2),
    isValue:
      VALUE.test(lastWord(levels[named] ?? '')) ||
      (named < lower.length - 1 && COMPONENT.test(lower[named - 1] ?? '')) ||
      // mqtt-io: what is written to a stream.
      (last === 'send' && lower.includes('stream')),
    isRemoval: REMOVAL.test(lower[named] ?? ''),
  };
}

/** `wifi_signal`, `SleepTimer`, `battery-level`: the last word says what it is. */
function lastWord(level: string): string {
  return (
    level
      .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
      .split(/[^A-Za-z0-9]/)
      .at(-1) ?? ''
  ).toLowerCase();
}
