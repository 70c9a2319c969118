import type { AccountView } from './account-view.ts';
import { BRIDGE_ENTITIES, type BridgeView } from './bridge-entities.ts';
import { ENTITIES } from './entities.ts';
import { type Config, defined, type Entity, type Json, type Live, type Platform } from './entity.ts';
import { tidy, webAddress } from './plain.ts';
import type { Topics } from './topics.ts';

/** From the tables to what Home Assistant's MQTT discovery reads (home-assistant.io/integrations/mqtt). */

/** `device`: one message per device. `components`: one per entity, which other readers of discovery need. */
export type Form = 'device' | 'components';

export interface Setting {
  topics: Topics;
  /** Home Assistant's discovery prefix. */
  prefix: string;
  form: Form;
  /** The MQTT version of our own session; undefined counts as 4. */
  protocol: 4 | 5 | undefined;
  /** The version of this program. */
  version: string;
  /** Where people find the bridge's pages, and where they find help. Left out unless http or https. */
  url?: string;
  supportUrl?: string;
}

/** A device with its entities, in no form yet. */
export interface Announceable {
  /** Its id: the level of its discovery topics, its identifier, the head of its unique_ids. Never changes. */
  node: string;
  device: Config;
  origin: Config;
  /** The availability that most of its entities share. */
  availability: Config;
  /** By key; each with its platform, without what they share. */
  components: ReadonlyMap<string, { platform: Platform; config: Config }>;
}

/** A message to publish retained. */
export interface Announcement {
  topic: string;
  payload: string;
}

/** How long Home Assistant's commands may wait for us in the broker, seconds: an old "next" must not skip anything. */
const EXPIRY_S = 15;

const DEFAULT_BASE = 'spotify2mqtt';

export function accountDevice(view: AccountView, setting: Setting): Announceable {
  const { topics, url } = setting;
  const name = tidy(view.name) || view.account;
  return assemble({
    node: nodeOf(topics.base, view.account),
    device: {
      name,
      manufacturer: 'Spotify',
      model: 'Spotify Connect',
      via_device: nodeOf(topics.base, 'bridge'),
      configuration_url: webAddress(url),
    },
    live: 'player',
    origin: originOf(setting),
    entities: ENTITIES,
    view,
    entityId: headOfIds(view.account),
    at: topics.account(view.account).at,
    protocol: setting.protocol,
    availability: (live) =>
      availabilityOf(live, topics.bridge.state, topics.account(view.account).availability),
  });
}

/** The id that an account's entity has in Home Assistant unless a person gave it another. */
export function entityIdOf(platform: Platform, account: string, key: string): string {
  return `${platform}.${headOfIds(account)}_${key}`;
}

function headOfIds(account: string): string {
  return `spotify_${account}`;
}

export function bridgeDevice(view: BridgeView, setting: Setting): Announceable {
  const { topics, url } = setting;
  return assemble({
    node: nodeOf(topics.base, 'bridge'),
    device: {
      name: 'spotify2mqtt bridge',
      manufacturer: 'spotify2mqtt',
      model: 'Bridge',
      sw_version: view.version,
      configuration_url: webAddress(url),
    },
    live: 'always',
    origin: originOf(setting),
    entities: BRIDGE_ENTITIES,
    view,
    entityId: 'spotify2mqtt_bridge',
    at: topics.bridge.at,
    protocol: setting.protocol,
    availability: (live) => availabilityOf(live, topics.bridge.state),
  });
}

/** What to publish, retained, for a device in the setting's form. The same device gives the same bytes. */
export function announce(
  device: Announceable,
  { prefix, form }: Pick<Setting, 'prefix' | 'form'>,
): Announcement[] {
  const { node, origin, availability, components } = device;
  if (form === 'components') {
    return [...components].map(([key, { platform, config }]) => ({
      topic: configTopic(prefix, form, node, key, platform),
      payload: JSON.stringify({
        ...withoutPlatform(config),
        ...(platform === 'tag' ? {} : defined({ ...availability, ...pick(config, 'availability') })),
        qos: 1,
        device: device.device,
        origin,
      }),
    }));
  }
  const payload = {
    device: device.device,
    origin,
    ...availability,
    qos: 1,
    components: Object.fromEntries([...components].map(([key, { config }]) => [key, config])),
  };
  return [{ topic: configTopic(prefix, form, node), payload: JSON.stringify(payload) }];
}

/** The topic of a device's message, or of one of its entities' messages. */
export function configTopic(prefix: string, form: Form, node: string, key = '', platform = ''): string {
  return form === 'device'
    ? `${prefix}/device/${node}/config`
    : `${prefix}/${platform}/${node}/${key}/config`;
}

/**
 * The id of a device: `spotify2mqtt_<account>`, and for another base topic `spotify2mqtt-<base>-<account>`, so that two
 * bridges at one Home Assistant never share one. Accounts and keys have no `-`, which makes it and all that is made of it unique.
 */
export function nodeOf(base: string, account: string): string {
  return base === DEFAULT_BASE ? `spotify2mqtt_${account}` : `spotify2mqtt-${slugOf(base)}-${account}`;
}

/** A text as part of an id, where no two may become one: every sign that ids do not take is its code point between hyphens. */
export function slugOf(text: string): string {
  return text.replace(/[^a-zA-Z0-9_]/gu, (sign) => `-${sign.codePointAt(0)?.toString(16) ?? ''}-`);
}

interface Assembly<View> {
  node: string;
  device: Record<string, Json | undefined>;
  origin: Config;
  entities: Record<string, Entity<View, unknown>>;
  view: View;
  /** What its entity ids begin with. */
  entityId: string;
  at: (level: string) => string;
  protocol: 4 | 5 | undefined;
  /** Whose availability is the shared one. */
  live: Live;
  availability: (live: Live) => Config;
}

/** A device from its table. */
export function assemble<View>(parts: Assembly<View>): Announceable {
  const { node, view, at } = parts;
  const identity = (key: string, { platform, live }: Pick<Entity<View>, 'platform' | 'live'>): Config => ({
    unique_id: `${node}-${key}`,
    default_entity_id: `${platform}.${parts.entityId}_${key}`,
    ...(live === parts.live ? {} : pick(parts.availability(live), 'availability')),
  });
  const components = new Map<string, { platform: Platform; config: Config }>();
  for (const [key, entity] of Object.entries(parts.entities)) {
    if (!entity.isThere(view)) continue;
    const { platform } = entity;
    const own = entity.config({ key, at }, view);
    const config = defined({
      ...own,
      ...(platform === 'tag' ? {} : identity(key, entity)),
      // A Home Assistant on MQTT 3.1.1 refuses to send what has an expiry; that we speak 5 is the best sign that it does.
      message_expiry_interval: parts.protocol === 5 && 'command_topic' in own ? EXPIRY_S : undefined,
    });
    components.set(key, { platform, config });
  }
  return {
    node,
    device: defined({ identifiers: [node], ...parts.device }),
    origin: parts.origin,
    availability: parts.availability(parts.live),
    components,
  };
}

export function originOf({ version, supportUrl }: Setting): Config {
  return defined({ name: 'spotify2mqtt', sw_version: version, support_url: webAddress(supportUrl) });
}

export function availabilityOf(live: Live, bridge: string, account?: string): Config {
  const topics = live === 'player' && account !== undefined ? [bridge, account] : [bridge];
  return {
    // An empty list stands against the shared one: available whatever happens.
    availability: live === 'regardless' ? [] : topics.map((topic) => ({ topic })),
    availability_mode: 'all',
  };
}

function pick(config: Config, member: string): Config {
  return defined({ [member]: config[member] });
}

function withoutPlatform({ platform: _, ...config }: Config): Config {
  return config;
}
