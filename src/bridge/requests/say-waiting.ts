import type { WaitingCommand } from '../../core/state.ts';
import type { Health } from '../../home-assistant/contract/payloads.ts';

/** A command that waits for a device, as health and news carry it. */
export function sayWaiting({
  command,
  device,
  since,
  until,
}: WaitingCommand): Omit<Health['waiting'][number], 'account'> {
  return { command, device, since: new Date(since).toISOString(), until: new Date(until).toISOString() };
}
