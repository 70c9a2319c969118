import { plainText } from '../../lib/markdown.ts';
import { harmless } from './harmless.ts';
import type { HomeAssistant } from './home-assistant.ts';
import { tagOf } from './notification-list.ts';
import type { Wall } from './wall.ts';

/** A phone with Home Assistant's companion app (companion.home-assistant.io, Notifications). `action`: as after `notify.` */
export function phone(home: HomeAssistant, action: string): Wall {
  return {
    put: (id, { title, message, link }) =>
      home.callService('notify', action, {
        title: harmless(title),
        message: harmless(plainText(message)),
        data: { tag: tagOf(id), alert_once: true, ...(link !== undefined && opening(link)) },
      }),
    remove: (id) =>
      home.callService('notify', action, { message: 'clear_notification', data: { tag: tagOf(id) } }),
  };
}

/** iOS opens `url` when the notification is tapped, Android `clickAction`; both show the button. */
function opening(link: string): object {
  return { url: link, clickAction: link, actions: [{ action: 'URI', title: 'Open', uri: link }] };
}
