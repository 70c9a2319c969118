import { dirname, join } from 'node:path';
import type { Binding } from '../core/binding.ts';
import { NO_RULES } from '../core/house-rules.ts';
import type { VolumeRules } from '../core/loudness.ts';
import type { AccountRules } from '../core/reader.ts';
import type { SpeakerPlan } from '../core/speaker-plan.ts';
import type { LogLevel } from '../lib/log.ts';
import { nameFrom } from '../lib/name-from.ts';
import { settleBinding } from './binding.ts';
import { settleHouseRules } from './house-rules.ts';
import { settleQuiet } from './quiet.ts';
import { type ReaderConfig, settleReader } from './reader.ts';
import type { Written } from './shape.ts';
import { settleSpeakers } from './speakers.ts';

/** The configuration as the house uses it: complete, checked, camelCase. Holds secrets: never log it whole. */
export interface Config {
  mqtt: MqttConfig;
  http: HttpConfig;
  /** Absent where notifications are not wanted. */
  homeAssistant?: HomeAssistantConfig;
  pairing: { renewals: number };
  /** Addresses without a slash at their end; 0 requests a day are as many as it takes. */
  spotify: { accountsUrl: string; apiUrl: string; requestsPerDay: number };
  /** Folder for what must survive. */
  data: string;
  /** What the stored tokens are encrypted with; absent where they are not. */
  tokenKey?: string;
  /** At least one; keys are unique. */
  accounts: AccountConfig[];
  speakers: SpeakerPlan;
  readers: ReaderConfig[];
  bindings: Binding[];
  tags: TagsConfig;
  /** IANA name; absent: Home Assistant's, else the process's own. */
  timezone?: string;
  logLevel: LogLevel;
}

export interface MqttConfig {
  /** Without credentials, or the word `embedded`. */
  url: string;
  username?: string;
  password?: string;
  clientId: string;
  baseTopic: string;
  discoveryPrefix: string;
  discovery: 'device' | 'components' | 'off';
  birthTopic: string;
  mediaPlayerDiscovery: boolean;
  /** Bytes of the longest payload that is read. */
  maxPayload: number;
  /** `ca`, `cert` and `key` are PEM texts, already read. */
  tls: { ca?: string; cert?: string; key?: string; rejectUnauthorized: boolean };
  embedded: { port: number; host?: string; users: Record<string, string> };
}

export interface HttpConfig {
  port: number;
  host?: string;
  url?: string;
  publicUrl?: string;
  password?: string;
  /** By which programs on other machines use the API. */
  token?: string;
  /** In small letters, without ports. */
  trustedHosts: string[];
}

export interface HomeAssistantConfig {
  /** http, https, ws or wss; without a slash at its end. */
  url: string;
  token: string;
  /** The address and the token are the Supervisor's. */
  supervisor: boolean;
  /** Names of notify actions, without `notify.`. */
  notify: string[];
}

export interface AccountConfig {
  key: string;
  name: string;
  clientId: string;
  clientSecret?: string;
  /** Whose quota it shares. Without a name each client id counts as a developer of its own. */
  developer: string;
  /** Name or id of the player to use when none is active. */
  device?: string;
  refreshToken?: string;
  /** 0 is as many as its client id may. */
  requestsPerDay: number;
  /** Names of notify actions, without `notify.`; absent: those of Home Assistant. */
  notify?: string[];
  queue: boolean;
  liked: boolean;
  /** What holds of it whoever asks. */
  rules: AccountRules;
  /** How loud it may be. */
  loudness: VolumeRules;
  authMethod: 'auto' | 'device' | 'code';
}

export interface TagsConfig {
  /** The tags that people write, if there is such a file; absent where there can be none. */
  file?: string;
  /** How long the bridge waits for the card that is to be learnt. */
  learnMs: number;
}

export type Pems = { ca?: string; cert?: string; key?: string };

/** What belongs to the configuration but stands elsewhere. */
export interface Surroundings {
  pems: Pems;
  logLevel: LogLevel;
  supervisorToken: string | undefined;
  /** The configuration's own file. */
  file: string | undefined;
}

/** From what was written (valid and complete) to what is used: fall-backs followed, credentials out of the URL. */
export function settle(written: Written, { pems, logLevel, supervisorToken, file }: Surroundings): Config {
  const { mqtt, spotify, timezone } = written;
  const homeAssistant = settleHomeAssistant(written.home_assistant, supervisorToken);
  const named = Object.entries(written.accounts);
  const accounts =
    named.length === 0
      ? [settleAccount('spotify', undefined, spotify)]
      : named.map(([key, account]) => settleAccount(key, account, spotify));
  return {
    mqtt: settleMqtt(mqtt, pems),
    http: settleHttp(written.http),
    ...(homeAssistant && { homeAssistant }),
    pairing: written.pairing,
    spotify: {
      accountsUrl: withoutSlash(spotify.accounts_url),
      apiUrl: withoutSlash(spotify.api_url),
      requestsPerDay: spotify.requests_per_day,
    },
    data: written.data,
    accounts,
    speakers: settleSpeakers(written.speakers),
    readers: Object.entries(written.readers).map(([key, reader]) =>
      settleReader(key, reader, mqtt.base_topic),
    ),
    bindings: Object.entries(written.bindings).map(([key, binding]) =>
      settleBinding(key, binding, accounts[0]?.key ?? ''),
    ),
    tags: settleTags(written.tags, file),
    ...(timezone !== undefined && { timezone }),
    logLevel,
  };
}

function settleMqtt(mqtt: Written['mqtt'], pems: Pems): MqttConfig {
  const { host, ...embedded } = mqtt.embedded;
  return {
    ...addressAndCredentials(mqtt),
    clientId: mqtt.client_id ?? mqtt.base_topic.replaceAll('/', '_'),
    baseTopic: mqtt.base_topic,
    discoveryPrefix: mqtt.discovery_prefix,
    discovery: mqtt.discovery,
    birthTopic: mqtt.birth_topic ?? `${mqtt.discovery_prefix}/status`,
    mediaPlayerDiscovery: mqtt.media_player_discovery,
    maxPayload: mqtt.max_payload,
    tls: { ...pems, rejectUnauthorized: mqtt.reject_unauthorized },
    embedded: { ...embedded, ...(host !== undefined && { host }) },
  };
}

/** With its fall-backs followed. */
export function settleHttp(http: Written['http']): HttpConfig {
  return {
    port: http.port,
    ...(http.host !== undefined && { host: http.host }),
    ...(http.url !== undefined && { url: withoutSlash(http.url) }),
    ...(http.public_url !== undefined && { publicUrl: withoutSlash(http.public_url) }),
    ...(http.password !== undefined && { password: http.password }),
    ...(http.token !== undefined && { token: http.token }),
    trustedHosts: (http.trusted_hosts ?? []).map((host) => host.toLowerCase()),
  };
}

/** Inside an App the Supervisor hands out an address and a token (developers.home-assistant.io, App communication). */
function settleHomeAssistant(
  written: Written['home_assistant'],
  supervisorToken: string | undefined,
): HomeAssistantConfig | undefined {
  const { url, token } = written ?? {};
  const notify = actionsOf(written?.notify ?? []);
  if (token !== undefined)
    return { url: withoutSlash(url ?? 'http://homeassistant.local:8123'), token, supervisor: false, notify };
  return supervisorToken
    ? { url: 'ws://supervisor/core/websocket', token: supervisorToken, supervisor: true, notify }
    : undefined;
}

/** `notify.mobile_app_pixel` → `mobile_app_pixel`. */
function actionsOf(names: readonly string[]): string[] {
  return names.map((name) => name.replace(/^notify\./, ''));
}

/** Keys win over what the URL carries, so that the environment can replace a password. */
function addressAndCredentials(mqtt: Written['mqtt']): Pick<MqttConfig, 'url' | 'username' | 'password'> {
  const parsed = mqtt.url === undefined || mqtt.url === 'embedded' ? null : URL.parse(mqtt.url);
  const username = mqtt.username ?? decodeURIComponent(parsed?.username ?? '');
  const password = mqtt.password ?? decodeURIComponent(parsed?.password ?? '');
  if (parsed) {
    parsed.username = '';
    parsed.password = '';
  }
  return {
    url: parsed ? parsed.href : 'embedded',
    ...(username !== '' && { username }),
    ...(password !== '' && { password }),
  };
}

function settleAccount(
  key: string,
  account: Written['accounts'][string] | undefined,
  shared: Written['spotify'],
): AccountConfig {
  const clientId = account?.client_id ?? shared.client_id ?? '';
  // A secret belongs to its client id: the shared one does not fit an account's own.
  const clientSecret =
    account?.client_secret ?? (clientId === shared.client_id ? shared.client_secret : undefined);
  const refreshToken = account?.refresh_token ?? shared.refresh_token;
  const quiet = account?.quiet && { quiet: settleQuiet(account.quiet) };
  return {
    key,
    name: account?.name ?? (key === 'spotify' ? 'Spotify' : `Spotify ${nameFrom(key)}`),
    clientId,
    ...(clientSecret !== undefined && { clientSecret }),
    developer: account?.developer ?? shared.developer ?? clientId,
    ...(account?.device !== undefined && { device: account.device }),
    ...(refreshToken !== undefined && { refreshToken }),
    requestsPerDay: account?.requests_per_day ?? 0,
    ...(account?.notify && { notify: actionsOf(account.notify) }),
    queue: account?.queue ?? true,
    liked: account?.liked ?? true,
    rules: { ...(account ? settleHouseRules(account) : NO_RULES), ...quiet },
    loudness: {
      minVolume: account?.min_volume ?? 0,
      maxVolume: account?.max_volume ?? 100,
      ...quiet,
    },
    authMethod: account?.auth.method ?? 'auto',
  };
}

function settleTags({ file, learn }: Written['tags'], configFile: string | undefined): TagsConfig {
  const path = file ?? (configFile === undefined ? undefined : join(dirname(configFile), 'tags.yaml'));
  return { ...(path !== undefined && { file: path }), learnMs: learn * 1000 };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
