import { readFileSync } from 'node:fs';
import { readIfThere } from './adapters/storage/atomic-file.ts';
import { replaceFile, sweepReplaced } from './adapters/storage/edited-file.ts';
import { watchFile } from './adapters/storage/watched-file.ts';
import type { Config } from './config/config.ts';
import { unreadable } from './config/environment.ts';
import { BadConfig, tell } from './config/mistake.ts';
import { readTags } from './config/read-tags.ts';
import { Trouble } from './core/problem.ts';
import type { Tag } from './core/tag.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';

/** The tags that people write in tags.yaml. */
export interface TagsFile {
  /** Those of the last text without mistakes. */
  readonly tags: readonly Tag[];
  /** Where the file is or may appear; undefined where there can be none. */
  readonly path: string | undefined;
  /** What stands there, as it was last seen; empty where there is no file. */
  text(): string;
  /** Hears of other tags from now on. */
  onChange(listener: (tags: readonly Tag[]) => void): void;
  /** Replaces the file. Rejects with a Trouble where it cannot be, or where people changed it since `text` was seen. */
  write(yaml: string): Promise<void>;
}

interface Parts {
  /** Without it there are no tags but those that were learnt. */
  file: string | undefined;
  accounts: readonly string[];
  log: Log;
  clock: Clock;
  signal: AbortSignal;
}

/**
 * Reads tags.yaml and goes on watching it until `signal` aborts. Throws BadConfig where it has mistakes now; an edit that
 * has some is told in the log and leaves the tags as they were.
 */
export async function openTagsFile({ file, accounts, log, clock, signal }: Parts): Promise<TagsFile> {
  const listeners: ((tags: readonly Tag[]) => void)[] = [];
  if (file !== undefined) await sweepReplaced(file);
  let text = file === undefined ? undefined : await firstText(file);
  let tags = readTags({ ...(file !== undefined && { file }), text: text ?? '', accounts });

  const readable = (yaml: string) => {
    try {
      return readTags({ text: yaml, accounts });
    } catch (error) {
      if (!(error instanceof BadConfig)) throw error;
      throw new Trouble('refused', `these tags would be refused at the next start: ${error.message}`);
    }
  };

  const take = (changed: string | undefined, read: readonly Tag[]) => {
    text = changed;
    tags = [...read];
    for (const listener of listeners) listener(tags);
  };

  const heard = (changed: string | undefined) => {
    if (changed === text) return;
    try {
      take(changed, readTags({ ...(file !== undefined && { file }), text: changed ?? '', accounts }));
      log.info(
        { file, tags: tags.length },
        changed === undefined ? 'tags.yaml is gone' : 'tags.yaml was read anew',
      );
    } catch (error) {
      if (!(error instanceof BadConfig)) throw error;
      text = changed;
      const mistakes = error.mistakes.map(tell);
      log.error({ file, mistakes }, 'tags.yaml has mistakes now; the tags stay as they were');
    }
  };

  if (file !== undefined) {
    const failed = (error: unknown) =>
      log.error({ file }, `tags.yaml ${unreadable(error)}; the tags stay as they were`);
    void watchFile(file, heard, { clock, signal, failed });
  }

  return {
    get tags() {
      return tags;
    },
    path: file,
    text: () => text ?? '',
    onChange: (listener) => listeners.push(listener),
    async write(yaml) {
      if (file === undefined)
        throw new Trouble(
          'refused',
          'there is no place for a tags.yaml; right would be tags.file in the configuration',
        );
      const read = readable(yaml);
      if ((await readIfThere(file).catch(() => undefined)) !== text)
        throw new Trouble('refused', `${file} was changed just now; right would be to try again`);
      await replaceFile(file, yaml).catch((error: unknown) => {
        const code = error instanceof Error && 'code' in error ? error.code : 'unknown error';
        throw new Trouble(
          'refused',
          `${file} cannot be written (${code}); right would be a folder that this user may write`,
        );
      });
      take(yaml, read);
    },
  };
}

/** The tags of tags.yaml as they stand there now; none without a file. Throws BadConfig where it has mistakes. */
export function tagsIn({ accounts, tags: { file } }: Config): readonly Tag[] {
  const readFile = (path: string) => readFileSync(path, 'utf8');
  return file === undefined ? [] : readTags({ file, readFile, accounts: accounts.map(({ key }) => key) });
}

async function firstText(file: string): Promise<string | undefined> {
  try {
    return await readIfThere(file);
  } catch (error) {
    throw new BadConfig([{ file, path: [], message: unreadable(error) }]);
  }
}
