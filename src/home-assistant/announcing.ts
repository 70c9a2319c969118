import {
  type Announceable,
  type Announcement,
  announce,
  configTopic,
  type Form,
  type Setting,
} from './discovery.ts';
import type { Platform } from './entity.ts';

/**
 * From what was announced to what shall be, in phases of retained messages. Home Assistant loses parts of a message that
 * comes while an entity of the one before is still being set up or taken away, so let some seconds pass between phases.
 */

/** What is announced of a device: all that is needed to change it or take it back. It is remembered over restarts. */
export interface Announced {
  prefix: string;
  form: Form;
  node: string;
  /** By key. */
  platforms: Record<string, Platform>;
}

export function announcedOf(
  device: Announceable,
  { prefix, form }: Pick<Setting, 'prefix' | 'form'>,
): Announced {
  const platforms = Object.fromEntries(
    [...device.components].map(([key, { platform }]) => [key, platform] as const),
  );
  return { prefix, form, node: device.node, platforms };
}

/** Takes a device out of Home Assistant with all of its entities. */
export function withdraw(before: Announced): Announcement[] {
  return configTopics(before).map((topic) => ({ topic, payload: '' }));
}

/** Every discovery topic of an announced device: an empty payload from Home Assistant there says that a person deleted it. */
export function configTopics({ prefix, form, node, platforms }: Announced): string[] {
  if (form === 'device') return [configTopic(prefix, form, node)];
  return Object.entries(platforms).map(([key, platform]) => configTopic(prefix, form, node, key, platform));
}

/**
 * The phases from `before` (undefined: nothing was announced) to `device` in `setting`. Entities that are gone are taken
 * back first; a change of form keeps the entities as people know them; another prefix or node leaves nothing behind.
 */
export function phases(
  before: Announced | undefined,
  device: Announceable,
  setting: Setting,
): Announcement[][] {
  const final = announce(device, setting);
  if (!before) return [final];
  if (before.prefix !== setting.prefix || before.node !== device.node) return [withdraw(before), final];

  const gone = Object.entries(before.platforms).filter(
    ([key, platform]) => device.components.get(key)?.platform !== platform,
  );
  const removal = gone.length > 0 ? [takeBack(gone, device, { ...setting, form: before.form })] : [];
  if (before.form === setting.form) return [...removal, final];

  // Both forms name the same entities, so Home Assistant moves them: it unloads them without forgetting, and loads them from
  // the new topic. The old topics are emptied in between: afterwards it would warn that each conflicts with the new one.
  const old = configTopics({ ...before, platforms: without(before.platforms, gone) });
  return [
    ...removal,
    old.map((topic) => ({ topic, payload: JSON.stringify({ migrate_discovery: true }) })),
    old.map((topic) => ({ topic, payload: '' })),
    final,
  ];
}

function without(platforms: Announced['platforms'], gone: Gone): Announced['platforms'] {
  const keys = new Set(gone.map(([key]) => key));
  return Object.fromEntries(Object.entries(platforms).filter(([key]) => !keys.has(key)));
}

type Gone = readonly (readonly [string, Platform])[];

/** In the device's message, a component of nothing but its platform is one to remove; leaving it out alone does nothing. */
function takeBack(gone: Gone, device: Announceable, setting: Setting): Announcement[] {
  const { prefix, form } = setting;
  if (form === 'components') {
    return gone.map(([key, platform]) => ({
      topic: configTopic(prefix, form, device.node, key, platform),
      payload: '',
    }));
  }
  const components = new Map(device.components);
  for (const [key, platform] of gone) components.set(key, { platform, config: { platform } });
  return announce({ ...device, components }, setting);
}
