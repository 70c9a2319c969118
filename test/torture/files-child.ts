import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { tagsYaml } from '../../src/config/write-tags.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { openTagsFile } from '../../src/tags-file.ts';
import { KINDS } from './kept-kinds.ts';

/**
 * Writes every file of the data folder, and tags.yaml as the page does, again and again, for a parent that kills it. Says
 * what is written: what it said, it did.
 */
const [folder = '', from = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

say('opening');
const files = Object.entries(KINDS).map(([name, kind]) => ({ name, file: kind.open(folder, silentLog) }));
const yaml = await openTagsFile({
  file: join(folder, 'tags.yaml'),
  accounts: ['family'],
  log: silentLog,
  clock: systemClock,
  signal: new AbortController().signal,
});
say('opened');
for (let n = Number(from); ; n++) {
  const writing = files.map(async ({ name, file }) => {
    file.write(n);
    await file.settled();
    say(`has ${name} ${n}`);
  });
  const tag = {
    uid: String(n).padStart(8, '0'),
    name: 'A card',
    does: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
    cover: null,
    options: {},
  };
  await yaml.write(tagsYaml([tag], yaml.text()));
  say(`has tags.yaml ${n}`);
  await Promise.all(writing);
}
