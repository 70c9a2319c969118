import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cutRelease, notesOf } from './changelog.ts';
import { disagreements, versionsIn, writeVersion } from './versions.ts';

/** `npm run release -- …`: the steps of a release that are ours. CONTRIBUTING.md says how they come one after another. */

const HELP = `npm run release -- cut 1.4.0     makes what is unreleased that version, in every file that names one
npm run release -- agree [v1.4.0]   whether every file names one version, that of the tag
npm run release -- notes 1.4.0   what CHANGELOG.md says of it
npm run release -- licences      whether all that people get with the bridge may be handed on`;

const ROOT = resolve(import.meta.dirname, '..');
const CHANGELOG = join(ROOT, 'CHANGELOG.md');

const [word, argument = '', ...more] = process.argv.slice(2);
try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function run(): Promise<number> {
  if (more.length > 0) return usage();
  switch (word) {
    case 'cut':
      return argument ? cut(argument) : usage();
    case 'agree':
      return report(disagreements(versionsIn(ROOT), argument ? argument.replace(/^v/, '') : undefined));
    case 'notes':
      if (!argument) return usage();
      process.stdout.write(notesOf(readFileSync(CHANGELOG, 'utf8'), argument));
      return 0;
    case 'licences': {
      // The others run before anything is installed.
      const { unfitIn } = await import('./licences.ts');
      return report(unfitIn(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))));
    }
    default:
      return usage();
  }
}

function cut(version: string): number {
  const date = new Date().toISOString().slice(0, 10);
  const changelog = cutRelease(readFileSync(CHANGELOG, 'utf8'), version, date);
  writeVersion(ROOT, version);
  writeFileSync(CHANGELOG, changelog);
  console.log(
    `This is ${version} now. Next: npm run schema, npm run check, commit, git tag v${version}, push the tag.`,
  );
  return 0;
}

function report(wrong: string[]): number {
  for (const line of wrong) console.error(line);
  return wrong.length === 0 ? 0 : 1;
}

function usage(): number {
  console.error(HELP);
  return 64;
}
