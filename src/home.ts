import type { HomeAssistant } from './adapters/home-assistant/home-assistant.ts';
import { absentNotifier, openNotifier } from './adapters/home-assistant/notifier.ts';
import type { Config } from './config/config.ts';
import type { Notifier } from './core/ports.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';

/**
 * Home Assistant's own API, where the configuration names one, and the
 * notices that go there: each account's to its own phones.
 */
export async function openHome(
  { homeAssistant, accounts }: Config,
  log: Log,
  clock: Clock,
  signal: AbortSignal,
): Promise<{ home: HomeAssistant | undefined; notifier: Notifier }> {
  if (!homeAssistant) return { home: undefined, notifier: absentNotifier };
  // Loaded where it is spoken to: its WebSocket is a part of every start otherwise.
  const { connectHomeAssistant } = await import('./adapters/home-assistant/home-assistant.ts');
  const home = connectHomeAssistant(homeAssistant, log, clock, signal);
  const own = new Map(accounts.flatMap(({ key, notify }) => (notify ? [[key, notify] as const] : [])));
  return { home, notifier: openNotifier(home, { usual: homeAssistant.notify, own }, log) };
}
