import { isTimeZone } from '../core/time-zone.ts';
import { near } from './near.ts';

/** Rules for single texts. Each answers what is wrong and what would be right, or nothing; none quotes a password. */
export type Rule = (value: string) => string | undefined;

const BROKER_SCHEMES = ['mqtt:', 'mqtts:', 'ws:', 'wss:'];
const OTHER_NAMES: Record<string, string> = {
  'http:': 'ws',
  'https:': 'wss',
  'tcp:': 'mqtt',
  'ssl:': 'mqtts',
  'tls:': 'mqtts',
  'mqtt+ssl:': 'mqtts',
};

export const brokerUrlMistake: Rule = (value) => {
  if (value === 'embedded') return undefined;
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) {
    if (/^embed/i.test(value)) return 'is not a URL, did you mean embedded?';
    return `has no scheme, ${brokerLike('mqtt', value)} would be right`;
  }
  const url = URL.parse(value);
  if (!url?.hostname)
    return 'is not a URL, mqtt://address or mqtt://address:1883 would be right, with the keys username and password';
  if (!BROKER_SCHEMES.includes(url.protocol)) {
    const right = OTHER_NAMES[url.protocol] ?? 'mqtt';
    return `starts with ${url.protocol}// which no broker speaks, ${url.protocol.startsWith('http') ? brokerLike('mqtt', url.hostname) : brokerLike(right, url.host)} would be right (mqtt, mqtts, ws or wss)`;
  }
  if (!decodable(url.username) || !decodable(url.password))
    return 'has a % in its user or password that encodes nothing, %25 or the keys username and password would be right';
  return undefined;
};

/** An address for people to copy: what follows the last @, because what precedes it may be a password. */
function brokerLike(scheme: string, value: string): string {
  const address = value
    .slice(value.lastIndexOf('@') + 1)
    .replace(/^[a-z+]*:?\/+/i, '')
    .replace(/[/?#].*$/s, '');
  return `${scheme}://${/^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(address) ? address : 'address'}`;
}

function decodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

export const webUrlMistake: Rule = (value) => {
  const url = URL.parse(value);
  if (!url || !/^https?:\/\//i.test(value))
    return 'is not an address, http:// or https:// and a host would be right';
  if (url.username || url.password) return 'holds a user or password, an address without them would be right';
  if (url.search || url.hash) return 'has a ? or #, an address that ends before them would be right';
  return undefined;
};

export const homeAssistantUrlMistake: Rule = (value) => {
  const like = (scheme: string) => brokerLike(scheme, value);
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return `has no scheme, ${like('http')} would be right`;
  const url = URL.parse(value);
  if (!url?.hostname) return 'is not an address, http://homeassistant.local:8123 would be right';
  if (!['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol))
    return `starts with ${url.protocol}// which Home Assistant does not speak, ${like('http')} would be right`;
  if (url.username || url.password)
    return 'holds a user or password, an address without them and home_assistant.token would be right';
  if (url.search || url.hash) return 'has a ? or #, an address that ends before them would be right';
  return undefined;
};

export const notifyMistake: Rule = (value) =>
  /^(notify\.)?[a-z0-9_]+$/.test(value)
    ? undefined
    : 'is not a notify action, one such as mobile_app_pixel would be right (Developer tools → Actions lists them)';

export const entityMistake: Rule = (value) =>
  /^media_player\.[a-z0-9_]+$/.test(value)
    ? undefined
    : 'is not a media player, one such as media_player.living_room would be right (Developer tools → States lists them)';

/** Of names, where `*` stands for any signs. */
export const patternMistake: Rule = (value) =>
  value.trim() === '' ? 'is empty, a name or a pattern such as *iPhone* would be right' : undefined;

/** As a browser's Host header names it, without its port. */
export const hostMistake: Rule = (value) => {
  const name = value.replace(/^[a-z]+:\/\//i, '').replace(/[:/].*$/s, '');
  if (/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/i.test(value) || /^\[[\da-f:.]+\]$/i.test(value)) return undefined;
  return `is not a host name, ${/^[\w.-]+$/.test(name) ? name : 'spotify.example.com'} would be right`;
};

/** Spotify takes http redirects to the loopback address only (its "Redirect URIs" page), so must we. */
export const publicUrlMistake: Rule = (value) => {
  const mistake = webUrlMistake(value);
  if (mistake) return mistake;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || hostname === '127.0.0.1' || hostname === '[::1]'
    ? undefined
    : 'is not secure, an https:// address would be right (Spotify sends nobody back to plain http)';
};

/** MQTT 5 §4.7: what may be published to. Topics that begin with $ belong to the broker. */
export const topicMistake: Rule = (value) => {
  if (/[+#]/.test(value)) return 'holds a wildcard (+ or #), a plain topic would be right';
  return pathMistake(value);
};

/** MQTT 5 §4.7.1: what may be subscribed to. */
export const filterMistake: Rule = (value) => {
  const levels = value.split('/');
  const fits = levels.every(
    (level, at) => level === '+' || !/[+#]/.test(level) || (level === '#' && at === levels.length - 1),
  );
  if (value === '') return 'is empty, a topic such as pn532/tag would be right';
  return fits
    ? characterMistake(value)
    : 'has a wildcard inside a level, a whole level + or # at the end would be right';
};

function pathMistake(value: string): string | undefined {
  if (value === '') return 'is empty, a topic such as spotify2mqtt would be right';
  if (value.startsWith('/') || value.endsWith('/') || value.includes('//'))
    return 'has an empty level, a topic without a / at its ends or twice in a row would be right';
  return characterMistake(value);
}

function characterMistake(value: string): string | undefined {
  if (value.startsWith('$'))
    return 'starts with $ which belongs to the broker, another first letter would be right';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(value)) return 'holds a control character, plain text would be right';
  return undefined;
}

/** `(a+)+`: takes longer than anybody waits for some texts, and any text may come from a reader. */
const ENDLESS = /\((?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,\})/;

export const idPatternMistake: Rule = (value) => {
  if (ENDLESS.test(value))
    return 'repeats a repetition, which can take for ever; a number of times would be right, such as ([0-9A-F]{2}-?){4,7}';
  try {
    const groups = (new RegExp(`${value}|`).exec('')?.length ?? 1) - 1;
    return groups > 0
      ? undefined
      : 'has no group, parentheses around the id would be right, such as ^\\+?([0-9A-F]{8})$';
  } catch {
    return 'is not a regular expression, one such as ^([0-9A-F]{8})$ would be right';
  }
};

export const timeMistake: Rule = (value) =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
    ? undefined
    : 'is not a time, one such as 07:00 or 20:30 would be right';

/** What a header carries as it is (RFC 6750 §2.1), and nobody guesses. Never quoted. */
export const tokenMistake: Rule = (value) => {
  if (value.length < 16)
    return 'is too short, at least 16 characters would be right (openssl rand -hex 24 makes a good one)';
  return /^[\x21-\x7e]+$/.test(value)
    ? undefined
    : 'has blanks or letters that no header carries, plain letters and digits would be right';
};

/** The names of the IANA time zone database, as this Node knows them. */
export const timezoneMistake: Rule = (value) => {
  if (isTimeZone(value)) return undefined;
  const zones = Intl.supportedValuesOf('timeZone');
  const city = value.slice(value.lastIndexOf('/') + 1).toLowerCase();
  const meant = zones.find((zone) => zone.toLowerCase().endsWith(`/${city}`)) ?? near(value, zones);
  return `is not a time zone, ${meant ? `did you mean ${meant}?` : 'one such as Europe/Berlin would be right'}`;
};
