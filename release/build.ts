import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RolldownOutput, rolldown } from 'rolldown';
import { noticesOf, packageOf } from './notices.ts';

/** `npm run build`: dist/, the program with all that it needs but Node and the package.json that names its version. */

const ROOT = resolve(import.meta.dirname, '..');
const WEB = 'src/adapters/http/web';
/** What is sent to browsers as it is, and so is looked for by name when the program runs. */
const READ_FROM_DISK = ['preact', 'preact/hooks', 'htm'];

/**
 * Hundreds of files are found, read and compiled at every start; a few large ones take half the time and a tenth less memory.
 * What is imported when somebody asks stays in files of its own. Nothing is renamed or squeezed: a stack can be read.
 */
export async function build(folder: string): Promise<RolldownOutput> {
  rmSync(folder, { recursive: true, force: true });
  const bundle = await rolldown({
    cwd: ROOT,
    // The last one is compose.demo.yaml's, which has nothing else to find its libraries in.
    input: { main: 'src/main.ts', app: 'src/app.ts', prepare: 'examples/home-assistant/demo/prepare.ts' },
    platform: 'node',
    tsconfig: false,
  });
  // All in one folder: files beside the program, and package.json above, are found from each.
  const options = {
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    comments: false,
    keepNames: true,
  } as const;
  const started = modulesOf('main.js', await bundle.generate(options));
  // What starts the program stays by itself: app.js, which shares the rest, must do its own work first.
  started.delete(join(ROOT, 'src/main.ts'));
  const output = await bundle.write({
    ...options,
    codeSplitting: { groups: [{ name: 'bridge', test: (module) => started.has(module) }] },
  });
  await bundle.close();
  // Not by a plugin: what those return is printed once more, as it was.
  for (const file of output.output)
    if (file.type === 'chunk') writeFileSync(join(folder, file.fileName), ascii(file.code));
  cpSync(join(ROOT, WEB), join(folder, 'web'), {
    recursive: true,
    filter: (path) => !path.endsWith('.d.ts'),
  });
  const packages = new Set(READ_FROM_DISK.map((specifier) => copyLibrary(specifier, folder)));
  for (const module of output.output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))) {
    const found = packageOf(module);
    if (found !== undefined) packages.add(found);
  }
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), noticesOf([...packages]));
  return output;
}

/**
 * One character that Latin-1 does not have makes V8 hold all the text of a file in two bytes for each, and read it by a slower
 * way. They stand in strings, templates and patterns alone, where an escape says the same. Throws where it would not.
 */
export function ascii(code: string): string {
  if (/\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f]/.test(code))
    throw new Error('a character cannot be escaped in its place');
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The modules that are loaded with a file: its own, and those of the files that it imports and does not wait for. */
export function modulesOf(name: string, output: RolldownOutput): Set<string> {
  const chunks = new Map(
    output.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])),
  );
  const loaded = new Set<string>();
  const load = (file: string) => {
    const chunk = chunks.get(file);
    if (!chunk || loaded.has(file)) return;
    loaded.add(file);
    chunk.imports.forEach(load);
  };
  load(name);
  return new Set([...loaded].flatMap((file) => chunks.get(file)?.moduleIds ?? []));
}

/** Puts the one file of a package that `specifier` names where it is found from `folder`. Returns the package's folder here. */
function copyLibrary(specifier: string, folder: string): string {
  const file = fileURLToPath(import.meta.resolve(specifier));
  const from = packageOf(file);
  if (from === undefined) throw new Error(`${specifier} is no package`);
  for (const path of [file, join(from, 'package.json')]) {
    const to = join(folder, path.slice(ROOT.length));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(path, to);
  }
  return from;
}

if (import.meta.main) await build(join(ROOT, 'dist'));
