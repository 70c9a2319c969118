import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { TEXTS_BY_LANGUAGE } from './texts/player-texts.ts';

const FOLDER = new URL('./web/', import.meta.url);
/** The library, by the name that our files import it by, and the name that browsers get it by. */
const LIBRARY = { preact: 'preact.js', 'preact/hooks': 'preact-hooks.js', htm: 'htm.js' } as const;

/** One style sheet for the browser, in this order. */
const STYLES = ['page.css', 'buttons.css', 'playing.css', 'choices.css', 'lists.css', 'messages.css'];

export type Encoding = 'br' | 'gzip' | 'identity';

export interface WebFile {
  type: string;
  /** Another one whenever the text changes. */
  hash: string;
  /** Compressed when it is asked for the first time. */
  as(encoding: Encoding): Promise<Buffer>;
}

/** What browsers run. Nothing is built: our files go out as they stand in `web`, but for doc comments and the names of the library. */
export interface WebFiles {
  /** Another one whenever any of the files changes. */
  version: string;
  files: ReadonlyMap<string, WebFile>;
  /** Names of all modules, so that a browser can fetch them at once instead of one after the other. */
  modules(language: string): readonly string[];
}

export function readWebFiles(): WebFiles {
  const texts = new Map<string, string>();
  const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.js')))
    texts.set(name, named(bare(read(name))));
  texts.set('player.css', STYLES.map(read).join(''));
  for (const [specifier, name] of Object.entries(LIBRARY))
    texts.set(name, named(readFileSync(fileURLToPath(import.meta.resolve(specifier)), 'utf8')));
  for (const [language, words] of TEXTS_BY_LANGUAGE)
    texts.set(`texts-${language}.js`, `export default ${JSON.stringify(words)};\n`);
  const scripts = [...texts.keys()].filter((name) => name.endsWith('.js'));
  return {
    version: hashOf([...texts].flat()),
    files: new Map(
      [...texts].map(([name, text]) => [
        name,
        webFile(name.endsWith('.css') ? 'text/css' : 'text/javascript', text),
      ]),
    ),
    modules: (language) =>
      scripts.filter((name) => !name.startsWith('texts-') || name === `texts-${language}.js`),
  };
}

/** Without its doc comments: they are for those who read it here. */
function bare(text: string): string {
  return text.replaceAll(/^ *\/\*\*.*?\*\/\n/gms, '');
}

/** A browser knows no `node_modules`; and an import map would need a script in the page, which old ones do not know. */
function named(text: string): string {
  return Object.entries(LIBRARY).reduce(
    (result, [specifier, name]) =>
      result
        .replaceAll(new RegExp(`(from\\s*)(['"])${specifier}\\2`, 'g'), `$1"./${name}"`)
        .replace(/^\/\/# sourceMappingURL=.*$/m, ''),
    text,
  );
}

/** A text file, kept with its compressed forms. */
export function webFile(type: string, text: string): WebFile {
  const plain = Buffer.from(text);
  const kept = new Map<Encoding, Promise<Buffer>>([['identity', Promise.resolve(plain)]]);
  return {
    type: `${type}; charset=utf-8`,
    hash: hashOf([text]),
    as: (encoding) => {
      const known = kept.get(encoding) ?? compressed(plain, encoding);
      kept.set(encoding, known);
      return known;
    },
  };
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text}\n`);
  return hash.digest('base64url').slice(0, 12);
}

function compressed(plain: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(plain, { level: 9 });
  const params = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
  return promisify(brotliCompress)(plain, { params });
}
