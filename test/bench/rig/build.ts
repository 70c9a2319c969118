import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Inside the project, so that its dependencies are found from there. */
const BUILT = join(ROOT, 'node_modules/.cache/bench');
const FLOORS = resolve(import.meta.dirname, '../floors');

/** JavaScript as the container runs it: stripping types at run time costs memory and time that no user pays. */
export interface Built {
  main: string;
  floor(name: string): string;
}

/** Builds the product as `npm run build` does, and the floors beside it. */
export function build(): Built {
  rmSync(BUILT, { recursive: true, force: true });
  mkdirSync(join(BUILT, 'floors'), { recursive: true });
  copyFileSync(join(ROOT, 'package.json'), join(BUILT, 'package.json'));
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const project = join(ROOT, 'tsconfig.build.json');
  execFileSync(process.execPath, [compiler, '-p', project, '--outDir', join(BUILT, 'dist')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  for (const name of readdirSync(FLOORS)) {
    const text = stripTypeScriptTypes(readFileSync(join(FLOORS, name), 'utf8'));
    writeFileSync(join(BUILT, 'floors', name.replace(/\.ts$/, '.js')), text);
  }
  return {
    main: join(BUILT, 'dist/main.js'),
    floor: (name) => join(BUILT, 'floors', `${name}.js`),
  };
}
