import type { Command } from '../core/command.ts';

/** An entity: how Home Assistant is told of it, what it says, and what it makes of what it hears. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };
export type Config = Record<string, Json>;

/** The MQTT platforms that we use. `tag` is no entity: it makes scans of what it hears. */
export const PLATFORMS = [
  'sensor',
  'binary_sensor',
  'number',
  'switch',
  'select',
  'button',
  'text',
  'image',
  'event',
  'notify',
  'tag',
] as const;
export type Platform = (typeof PLATFORMS)[number];

/**
 * When the entity is available: `player` while the bridge is and Spotify answers for a paired account; `always` whenever
 * the bridge is; `regardless` even when the bridge is gone, for the one that says so.
 */
export type Live = 'player' | 'always' | 'regardless';

/** What every row may say about how its entity looks. */
export interface Look<View> {
  /** In sentence case, without the device's name, which Home Assistant puts before it. */
  name: string;
  /** The main entity of its device, which Home Assistant shows under the device's name alone. */
  main?: true;
  icon?: `mdi:${string}`;
  deviceClass?: string;
  category?: 'config' | 'diagnostic';
  /** Whether Home Assistant enables it at first sight; default true. */
  enabled?: boolean;
  /** Whether Home Assistant shows it on generated dashboards; default true. */
  visible?: boolean;
  /** Default `player`. */
  live?: Live;
  /** Where given, the entity is there only while this holds. */
  when?: (view: View) => boolean;
}

/** Where an entity lives: its key, and the topic at a level beside it (`<base>/<account>/<level>`). */
export interface Place {
  readonly key: string;
  at(level: string): string;
}

export interface Entity<View, Asked = Command> {
  readonly platform: Platform;
  readonly name: string;
  readonly live: Live;
  readonly enabled: boolean;
  /** What may be sent to it, for people; undefined where nothing may. */
  readonly accepts?: string;
  /** One payload that it takes. */
  readonly example?: string;
  isThere(view: View): boolean;
  /** The members of its discovery component that are its platform's and its look's; discovery adds identity and availability. */
  config(place: Place, view: View): Config;
  /** The payload of its state topic; undefined where it has none of its own (buttons, events, values taken from another topic). */
  say(view: View): string | undefined;
  /** Reads a payload of its command topic; throws BadPayload, which says what would have been right. */
  hear?(payload: string, view: View): Asked;
}

type Parts<View, Asked> = Pick<Entity<View, Asked>, 'say' | 'hear' | 'accepts' | 'example' | 'config'>;

/** An entity from its look and from what its platform adds. */
export function entity<View, Asked>(
  platform: Platform,
  look: Look<View>,
  parts: Parts<View, Asked>,
): Entity<View, Asked> {
  const { name, live = 'player', enabled = true, when } = look;
  return {
    ...parts,
    platform,
    name,
    live,
    enabled,
    isThere: (view) => when?.(view) ?? true,
    config: (place, view) => ({ platform, ...lookOf(look), ...parts.config(place, view) }),
  };
}

function lookOf<View>(look: Look<View>): Config {
  return defined({
    name: look.main ? null : look.name,
    icon: look.icon,
    device_class: look.deviceClass,
    entity_category: look.category,
    enabled_by_default: look.enabled === false ? false : undefined,
    visible_by_default: look.visible === false ? false : undefined,
  });
}

/** The members that are there, in their order. */
export function defined(members: Record<string, Json | undefined>): Config {
  const config: Config = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) config[name] = value;
  return config;
}

/** The topic on which an entity is asked. */
export function setTopic({ key, at }: Place): string {
  return at(`${key}/set`);
}
