import type { ConfigFile } from './config-file.ts';
import { houseSecrets } from './house-secrets.ts';
import { lastWords } from './lib/last-words.ts';

const EXIT_FAILED = 1;

/** A bug ends the process, as ever; but Node would print the error with all that hangs on it. */
export function watchOverLastWords(file: ConfigFile): void {
  process.on('uncaughtException', (error) => {
    process.stderr.write(`spotify2mqtt ends by a bug: ${lastWords(error, houseSecrets(file))}\n`);
    process.exit(EXIT_FAILED);
  });
}
