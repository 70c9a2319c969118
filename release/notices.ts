import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

const packageShape = z.object({ name: z.string(), version: z.string(), license: z.string().default('') });

/** The folder of the package that a module belongs to; undefined where it is ours or the bundler's. */
export function packageOf(module: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0];
}

/** The licences of these packages with their texts, which whoever hands the packages on must hand on too. */
export function noticesOf(folders: readonly string[]): string {
  const notices = folders.map((folder) => {
    const { name, version, license } = packageShape.parse(
      JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    );
    const texts = readdirSync(folder)
      .filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(basename(file)))
      .map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return [`${name} ${version} (${license})`, ...texts].join('\n\n');
  });
  return `${[...new Set(notices)].toSorted().join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
