import { z } from 'zod';
import { REQUESTS_PER_DAY } from '../core/ceiling.ts';
import { LONGEST_REQUEST } from '../core/house.ts';
import { binding } from './binding-shape.ts';
import { percent, ruled, secret, secretRuled, text } from './fields.ts';
import { houseRules } from './house-rules-shape.ts';
import { quiet } from './quiet-shape.ts';
import { reader } from './reader-shape.ts';
import {
  brokerUrlMistake,
  homeAssistantUrlMistake,
  hostMistake,
  notifyMistake,
  publicUrlMistake,
  timezoneMistake,
  tokenMistake,
  topicMistake,
  webUrlMistake,
} from './rules.ts';
import { speakers } from './speakers-shape.ts';
import { CONFIG_VERSION } from './version.ts';

/** The shape of config.yaml. Keys are snake_case as in YAML; `settle` turns what was written into what the house uses. */

/** A file, or its content: `SPOTIFY2MQTT_MQTT__KEY_FILE` gives the latter. */
const pem = secret;

/** Real ids are 32 hex digits; stand-ins for Spotify choose theirs freely. */
const clientId = (description: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, {
      error:
        'is not a client id, letters and digits as shown on developer.spotify.com/dashboard would be right',
    })
    .describe(description);

const port = z.int().min(0).max(65535);

const embedded = z.strictObject({
  port: port.default(1883).describe('Port of the broker started here; 0 takes any free one'),
  host: text('Address to listen on; without it every interface').optional(),
  users: z
    .record(z.string(), secret('Password of this user'))
    .default({})
    .describe('Who may connect, name: password; without any, everybody on the network may'),
});

const mqtt = z.strictObject({
  url: ruled(
    brokerUrlMistake,
    'The broker: mqtt://, mqtts://, ws:// or wss:// and its address, or `embedded` to start one here (MQTT 3.1.1)',
  )
    .meta({ examples: ['mqtt://homeassistant.local', 'mqtts://broker:8883', 'embedded'] })
    .optional(),
  username: text('User at the broker').optional(),
  password: secret('Password at the broker; better in SPOTIFY2MQTT_MQTT__PASSWORD_FILE').optional(),
  client_id: text('Name of this connection at the broker; without it the base topic').optional(),
  base_topic: ruled(topicMistake, 'First level of every topic').default('spotify2mqtt'),
  discovery_prefix: ruled(topicMistake, "Home Assistant's discovery prefix").default('homeassistant'),
  discovery: z
    .enum(['device', 'components', 'off'])
    .default('device')
    .describe('One discovery message per device, one per entity (older openHAB), or none'),
  media_player_discovery: z
    .boolean()
    .default(false)
    .describe('Announce players to the custom integration mqtt_media_player too'),
  birth_topic: ruled(
    topicMistake,
    'Where Home Assistant says that it started; without it <discovery_prefix>/status',
  ).optional(),
  max_payload: z
    .int()
    .min(1_024)
    .max(4 * 1024 * 1024)
    .default(LONGEST_REQUEST)
    .describe('The longest payload that is read, bytes; commands end at 16384 and scans at 65536 anyway'),
  ca: pem("File (PEM) with the authority that signed the broker's certificate").optional(),
  cert: pem("File (PEM) with the bridge's own certificate, together with key").optional(),
  key: pem('File (PEM) with the private key of cert').optional(),
  reject_unauthorized: z
    .boolean()
    .default(true)
    .describe('false accepts any certificate of the broker; prefer ca'),
  embedded: embedded.prefault({}).describe('The broker started here, with url: embedded'),
});

const http = z.strictObject({
  port: port.default(8099).describe('Port of the pages; 0 takes any free one'),
  host: text('Address to listen on; without it every interface').optional(),
  url: ruled(webUrlMistake, 'Address at which a phone in the house reaches the pages').optional(),
  public_url: ruled(publicUrlMistake, 'Public https address, if there is one').optional(),
  password: secret('Asked for by every page but /pair; without it by none').optional(),
  token: secretRuled(
    tokenMistake,
    'For programs on other machines that use the HTTP API (Authorization: Bearer …); better in SPOTIFY2MQTT_HTTP__TOKEN_FILE',
  ).optional(),
  trusted_hosts: z
    .array(ruled(hostMistake, 'A name'))
    .optional()
    .describe('Other names under which browsers may open the pages, such as that of a proxy'),
});

const notify = z.array(ruled(notifyMistake, 'Name of an action such as mobile_app_pixel'));

const homeAssistant = z.strictObject({
  url: ruled(
    homeAssistantUrlMistake,
    'Where Home Assistant is; without it http://homeassistant.local:8123, or in an App the Supervisor',
  )
    .meta({ examples: ['http://homeassistant.local:8123', 'https://home.example.com'] })
    .optional(),
  token: secret(
    'Long-lived access token, of a user without admin rights; better in SPOTIFY2MQTT_HOME_ASSISTANT__TOKEN_FILE',
  ).optional(),
  notify: notify.optional().describe('Phones to notify too: the notify actions of their companion apps'),
});

/** Below 500 not even a look every ten minutes, and the ends of tracks, would fit. */
const requestsPerDay = (description: string) =>
  z
    .int()
    .min(0)
    .max(100_000)
    .refine((most) => most === 0 || most >= 500, {
      error: 'is too few, 0 for none or at least 500 would be right',
    })
    .describe(description);

const pairing = z.strictObject({
  renewals: z
    .int()
    .min(0)
    .max(100)
    .default(3)
    .describe('How often a code that ran out is followed by a new one before the bridge waits for a person'),
});

const spotify = z.strictObject({
  client_id: clientId(
    'Client id of the app at developer.spotify.com; every account without its own uses it',
  ).optional(),
  client_secret: secret('Only for apps that use one; the bridge needs none').optional(),
  developer: text('Name of the developer account that owns the app; its apps share one quota').optional(),
  refresh_token: secret('A way in without pairing, for a single account').optional(),
  requests_per_day: requestsPerDay(
    'Requests of a client id in 24 hours; as they run out the bridge looks more seldom, commands go out all the same; 0 sets no ceiling',
  ).default(REQUESTS_PER_DAY),
  accounts_url: ruled(webUrlMistake, 'Where accounts are').default('https://accounts.spotify.com'),
  api_url: ruled(webUrlMistake, 'Where the Web API is').default('https://api.spotify.com/v1'),
});

const account = z.strictObject({
  name: text(
    'Name of the device in Home Assistant; without it Spotify and the key: Spotify Family',
  ).optional(),
  client_id: clientId('Client id of its own app; without it spotify.client_id').optional(),
  client_secret: secret('Only for an app that uses one').optional(),
  developer: text('Name of the developer account that owns the app; without it spotify.developer').optional(),
  device: text('Player to use when none is active, by name or id').optional(),
  refresh_token: secret('A way in without pairing').optional(),
  requests_per_day: requestsPerDay(
    'A ceiling of its own within that of its client id; without it, or 0, none',
  ).default(0),
  notify: notify
    .optional()
    .describe('Phones that hear of this account, instead of home_assistant.notify; [] for none'),
  queue: z.boolean().default(true).describe('Read the queue at each change of track; costs a request'),
  liked: z.boolean().default(true).describe('Read whether the track is liked at each change of track'),
  min_volume: percent.default(0).describe('The lowest volume that may be set'),
  max_volume: percent.default(100).describe('The highest volume, whoever raises it'),
  ...houseRules,
  quiet: quiet.optional().describe('Hours in which it is quieter, or plays nothing'),
  auth: z
    .strictObject({
      method: z
        .enum(['auto', 'device', 'code'])
        .default('auto')
        .describe("Spotify's device codes, the bridge's own codes, or whichever works"),
    })
    .prefault({})
    .describe('How the account is paired'),
});

const tags = z.strictObject({
  file: text('File with tags that people write; without it tags.yaml beside this file').optional(),
  learn: z
    .int()
    .min(5)
    .max(3600)
    .default(60)
    .describe('Seconds that the bridge waits for the card that is to be learnt'),
});

export const shape = z.strictObject({
  version: z
    .int()
    .min(1)
    .max(CONFIG_VERSION)
    .default(1)
    .describe('Version of this file, so that every later spotify2mqtt can read it; without it the first'),
  mqtt: mqtt.prefault({}).describe('The broker'),
  http: http.prefault({}).describe('The pages for pairing and tags'),
  home_assistant: homeAssistant
    .optional()
    .describe("Home Assistant's own address, for notifications; everything else works without"),
  pairing: pairing.prefault({}).describe('How accounts are paired'),
  spotify: spotify.prefault({}).describe('Spotify: what all accounts share'),
  data: text('Folder for tokens, tags and whatever must survive').default('./data'),
  accounts: z
    .record(z.string().meta({ pattern: '^[a-z0-9_]+$', not: { enum: ['bridge', 'reader'] } }), account)
    .default({})
    .describe(
      'One entry per Spotify account, by a key that topics carry; none given is one account, spotify',
    ),
  speakers: speakers.prefault({}).describe('What holds for speakers and all else that Spotify can play on'),
  readers: z
    .record(z.string().meta({ pattern: '^[A-Za-z0-9_-]+$' }), reader)
    .default({})
    .describe('NFC and RFID readers; one that sends to <base_topic>/reader/<name>/tag needs no entry'),
  bindings: z
    .record(z.string().meta({ pattern: '^[A-Za-z0-9_-]+$' }), binding)
    .default({})
    .describe('Remotes, knobs and switches that command an account by MQTT, without Home Assistant'),
  tags: tags.prefault({}).describe('What the cards do'),
  timezone: ruled(
    timezoneMistake,
    "Whose clock quiet hours mean, such as Europe/Berlin; without it Home Assistant's, else TZ or the machine's own",
  ).optional(),
});

/** The configuration as written, valid, with defaults. */
export type Written = z.output<typeof shape>;
