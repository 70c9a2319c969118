import { z } from 'zod';
import { harmless } from './harmless.ts';
import type { HomeAssistant } from './home-assistant.ts';
import type { Wall } from './wall.ts';

const DOMAIN = 'persistent_notification';
const PREFIX = 'spotify2mqtt_';

/** Ids in Home Assistant are ours to choose, and the same for all who choose the same. */
export function tagOf(id: string): string {
  return PREFIX + id;
}

/** Home Assistant's own list of notifications, behind the bell in its side bar. */
export function notificationList(home: HomeAssistant): Wall {
  return {
    put: (id, { title, message }) =>
      home.callService(DOMAIN, 'create', {
        notification_id: tagOf(id),
        title: harmless(title),
        message: harmless(message),
      }),
    remove: (id) => home.callService(DOMAIN, 'dismiss', { notification_id: tagOf(id) }),
  };
}

const removal = z.object({ type: z.literal('removed'), notifications: z.record(z.string(), z.unknown()) });

/** Tells of each of our notifications that is taken away, by us or by a person, as long as this connection lasts. */
export async function watchRemovals(home: HomeAssistant, removed: (id: string) => void): Promise<void> {
  await home.subscribe(`${DOMAIN}/subscribe`, {}, (event) => {
    const { data } = removal.safeParse(event);
    for (const tag of Object.keys(data?.notifications ?? {}))
      if (tag.startsWith(PREFIX)) removed(tag.slice(PREFIX.length));
  });
}
