import type { HomeAssistant } from './adapters/home-assistant/home-assistant.ts';
import { LocalTime } from './bridge/local-time.ts';
import type { Config } from './config/config.ts';
import { keptZone } from './kept.ts';
import type { Log } from './lib/log.ts';
import { systemZone } from './surroundings.ts';

/** The clock of the house, which Home Assistant sets each time that it is there. */
export async function openLocalTime(
  { timezone }: Config,
  home: HomeAssistant | undefined,
  folder: string,
  log: Log,
): Promise<{ localTime: LocalTime; settled: () => Promise<void> }> {
  const keepsake = keptZone(folder, log);
  const parts = {
    configured: timezone,
    get system() {
      return systemZone();
    },
    keepsake,
    log,
  };
  // What is kept is of a Home Assistant that is not asked any more.
  const localTime = new LocalTime(parts, home && (await keepsake.read()));
  home?.onReady(() => {
    if (home.timeZone !== undefined) localTime.hear(home.timeZone);
  });
  return { localTime, settled: () => keepsake.settled() };
}
