import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { TEXTS_BY_LANGUAGE } from './texts/player-texts.ts';

const FOLDER = new URL('./web/', import.meta.url);
/** The library, by the name that our files import it by, and the name that browsers get it by. */
const LIBRARY = { preact: 'preact.js', 'preact/hooks': 'preact-hooks.js', htm: 'htm.js' } as const;
const TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' } as const;

/** In the order in which they count. */
const STYLES = ['page.css', 'buttons.css', 'playing.css', 'choices.css', 'lists.css', 'messages.css'];

export type Encoding = 'br' | 'gzip' | 'identity';

export interface WebFile {
  type: string;
  /** Compressed when it is asked for the first time. */
  as(encoding: Encoding): Promise<Buffer>;
}

/** What browsers run. Nothing is built: our files go out as they stand in `web`, but for the names of the library. */
export interface WebFiles {
  /** Another one whenever any of the files changes. */
  version: string;
  files: ReadonlyMap<string, WebFile>;
  styles: readonly string[];
  /** Names of all modules, so that a browser can fetch them at once instead of one after the other. */
  modules(language: string): readonly string[];
}

export function readWebFiles(): WebFiles {
  const texts = new Map<string, string>();
  for (const name of readdirSync(FOLDER).filter((file) => /\.(?:js|css)$/.test(file)))
    texts.set(name, named(readFileSync(new URL(name, FOLDER), 'utf8')));
  for (const [specifier, name] of Object.entries(LIBRARY))
    texts.set(name, named(readFileSync(fileURLToPath(import.meta.resolve(specifier)), 'utf8')));
  for (const [language, words] of TEXTS_BY_LANGUAGE)
    texts.set(`texts-${language}.js`, `export default ${JSON.stringify(words)};\n`);
  const hash = createHash('sha256');
  for (const [name, text] of texts) hash.update(`${name}\n${text}\n`);
  const scripts = [...texts.keys()].filter((name) => name.endsWith('.js'));
  return {
    version: hash.digest('base64url').slice(0, 12),
    files: new Map([...texts].map(([name, text]) => [name, fileOf(name, text)])),
    styles: STYLES,
    modules: (language) =>
      scripts.filter((name) => !name.startsWith('texts-') || name === `texts-${language}.js`),
  };
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

function fileOf(name: string, text: string): WebFile {
  const plain = Buffer.from(text);
  const kept = new Map<Encoding, Promise<Buffer>>([['identity', Promise.resolve(plain)]]);
  return {
    type: name.endsWith('.css') ? TYPES.css : TYPES.js,
    as: (encoding) => {
      const known = kept.get(encoding) ?? compressed(plain, encoding);
      kept.set(encoding, known);
      return known;
    },
  };
}

function compressed(plain: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(plain, { level: 9 });
  const params = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
  return promisify(brotliCompress)(plain, { params });
}
