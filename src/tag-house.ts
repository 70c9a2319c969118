import type { HomeAssistant } from './adapters/home-assistant/home-assistant.ts';
import { hearTagEvents } from './adapters/home-assistant/tag-events.ts';
import type { Account } from './bridge/account.ts';
import type { LocalTime } from './bridge/local-time.ts';
import { openTags, type Tags } from './bridge/tags/open-tags.ts';
import type { Config } from './config/config.ts';
import { importText } from './config/import-text.ts';
import { tagsYaml } from './config/write-tags.ts';
import { keptListening, keptReaders, keptTagMemory, keptTags } from './kept-tags.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { openTagsFile } from './tags-file.ts';

interface Parts {
  config: Config;
  folder: string;
  accounts: readonly Account[];
  /** Starts a pairing of this account. */
  pair: (account: string) => void;
  home: HomeAssistant | undefined;
  localTime: LocalTime;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

/** Everything about tags, with the files that it lives on. Throws BadConfig where tags.yaml has mistakes. */
export async function openTagHouse(parts: Parts): Promise<{ tags: Tags; settled: () => Promise<unknown> }> {
  const { config, folder, accounts, pair, home, localTime, clock, log, signal } = parts;
  const keepsakes = {
    tags: keptTags(folder, log),
    past: keptTagMemory(folder, log),
    readers: keptReaders(folder, log),
    listening: keptListening(folder, log),
  };
  const keys = config.accounts.map(({ key }) => key);
  const file = await openTagsFile({ file: config.tags.file, accounts: keys, log, clock, signal });
  const tags = await openTags({
    plans: config.readers,
    accounts,
    keepsakes,
    file,
    clock,
    log,
    localTime,
    patienceMs: config.tags.learnMs,
    pair,
    toYaml: tagsYaml,
    fromText: (text) => importText(text, keys),
    signal,
  });
  if (home) hearTagEvents(home, log, (message) => tags.hearHome(message));
  return { tags, settled: () => Promise.all(Object.values(keepsakes).map((one) => one.settled())) };
}
