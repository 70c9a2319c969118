import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join, resolve } from 'node:path';
import { build as buildProgram } from '../../../release/build.ts';
import { NODE_OPTIONS, warm } from '../../../release/warm.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Inside the project, so that its dependencies are found from there. */
const BUILT = join(ROOT, 'node_modules/.cache/bench');
const FLOORS = resolve(import.meta.dirname, '../floors');

/** JavaScript as the container runs it: stripping types at run time costs memory and time that no user pays. */
export interface Built {
  main: string;
  /** As in the image: where Node finds what V8 compiled, and how it runs. */
  env: Record<string, string>;
  floor(name: string): string;
}

/** Builds the product as the image has it, and the floors beside it. */
export async function build(): Promise<Built> {
  rmSync(BUILT, { recursive: true, force: true });
  mkdirSync(join(BUILT, 'floors'), { recursive: true });
  copyFileSync(join(ROOT, 'package.json'), join(BUILT, 'package.json'));
  const main = join(BUILT, 'dist/main.js');
  const cache = join(BUILT, 'cache');
  await buildProgram(join(BUILT, 'dist'));
  await warm(main, cache);
  for (const name of readdirSync(FLOORS)) {
    const text = stripTypeScriptTypes(readFileSync(join(FLOORS, name), 'utf8'));
    writeFileSync(join(BUILT, 'floors', name.replace(/\.ts$/, '.js')), text);
  }
  return {
    main,
    env: { NODE_COMPILE_CACHE: cache, NODE_OPTIONS },
    floor: (name) => join(BUILT, 'floors', `${name}.js`),
  };
}
