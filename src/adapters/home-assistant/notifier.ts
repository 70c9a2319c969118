import type { Notifier } from '../../core/ports.ts';
import type { Log } from '../../lib/log.ts';
import { Board } from './board.ts';
import type { CommandError } from './command-error.ts';
import type { HomeAssistant } from './home-assistant.ts';
import { notificationList, watchRemovals } from './notification-list.ts';
import { phone } from './phone.ts';

/** For those who gave no Home Assistant. */
export const absentNotifier: Notifier = {
  show() {},
  dismiss() {},
};

/** The phones that hear of things: names of notify actions, without `notify.`. */
export interface Phones {
  usual: readonly string[];
  /** Instead of the usual ones, by the id of a notice. */
  own: ReadonlyMap<string, readonly string[]>;
}

/**
 * Notices in Home Assistant's own list and on phones. What was said while Home Assistant was away is said when it is back.
 * Its list forgets everything when it restarts, phones do not.
 */
export function openNotifier(home: HomeAssistant, { usual, own }: Phones, log: Log): Notifier {
  const open = () => home.state === 'ready';
  const list = new Board(notificationList(home), open, failing('persistent_notification.create', log));
  const phones = new Map(
    [usual, ...own.values()]
      .flat()
      .map((action) => [action, new Board(phone(home, action), open, failing(`notify.${action}`, log))]),
  );
  home.onReady(() => void begin());
  const boardsFor = (id: string) => [
    list,
    ...(own.get(id) ?? usual).flatMap((action) => phones.get(action) ?? []),
  ];
  return {
    show: (id, notice) => {
      for (const board of boardsFor(id)) board.want(id, notice);
    },
    dismiss: (id) => {
      for (const board of boardsFor(id)) board.want(id, null);
    },
  };

  async function begin(): Promise<void> {
    for (const board of phones.values()) board.catchUp();
    // Watched first, so that what a person takes away at once is not missed; what cannot be watched can still be shown.
    await watchRemovals(home, (id) => list.gone(id)).catch((error: unknown) => {
      log.debug({ why: String(error) }, 'Home Assistant does not tell which notifications people take away');
    });
    list.forgotten();
  }
}

/** Says it once for each kind of failure; a phone without its app would fill the log otherwise. */
function failing(action: string, log: Log): (error: CommandError) => void {
  const told = new Set<string>();
  return ({ code, message }) => {
    if (told.has(code)) return;
    told.add(code);
    const text =
      code === 'not_found'
        ? `Home Assistant has no action ${action}; Developer tools, Actions lists those that it has`
        : `Home Assistant did not perform ${action}: ${message}`;
    log.warn({ action, code }, text);
  };
}
