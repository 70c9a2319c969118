import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TEXTS_BY_LANGUAGE } from '../../../src/adapters/http/texts/player-texts.ts';
import { readWebFiles } from '../../../src/adapters/http/web-files.ts';
import { FakeHouse } from '../../fakes/house.ts';
import { openPages } from './asking.ts';

const openLive = () => openPages({ house: () => new FakeHouse() });
const GERMAN = { headers: { 'accept-language': 'de' } };

function modulesIn(body: string): string[] {
  return [...body.matchAll(/<link rel="modulepreload" href="([^"]+)">/g)].map((match) => match[1] ?? '');
}

describe('the page that is live', () => {
  it('says without scripts what it always said', async () => {
    const { browser } = await openLive();
    const { body } = await browser.get('/');
    for (const text of ['Family', 'BCDF-GHJK', 'Anna K.', '<noscript><meta http-equiv="refresh"'])
      expect(body).toContain(text);
    expect(body.replace(/<noscript>.*?<\/noscript>/, '')).not.toContain('http-equiv="refresh"');
  });

  it('runs our own scripts and no others, and asks nobody but us', async () => {
    const { browser } = await openLive();
    const { headers, body } = await browser.get('/');
    const csp = String(headers['content-security-policy']).split(';');
    for (const rule of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "style-src 'self'"])
      expect(csp).toContain(rule);
    expect(csp).toContain("img-src 'self' data: https://*.scdn.co https://*.spotifycdn.com");
    expect(csp.join()).not.toMatch(/unsafe|nonce/);
    expect([...body.matchAll(/<script\b[^>]*>/g)]).toHaveLength(1);
    expect(body).not.toMatch(/\son\w+=|\sstyle=/i);
    for (const path of ['/pair', '/tags', '/tags/print', '/nowhere'])
      expect(String((await browser.get(path)).headers['content-security-policy']), path).not.toContain(
        'script-src',
      );
  });

  it('has no scripts where there is no house to ask', async () => {
    const { browser } = await openPages();
    const { headers, body } = await browser.get('/');
    expect(body).not.toMatch(/<script|modulepreload|id="player"/);
    expect(String(headers['content-security-policy'])).not.toContain('script-src');
  });

  it('takes the covers of another Spotify where that is configured', async () => {
    const { browser } = await openPages({
      house: () => new FakeHouse(),
      spotifyAccountsUrl: 'http://sim.home:8090/a',
    });
    expect(String((await browser.get('/')).headers['content-security-policy'])).toContain(
      ' http://sim.home:8090;',
    );
  });

  it('has every module that its modules import, in the language of the page', async () => {
    const { browser } = await openLive();
    const { body } = await browser.get('/', GERMAN);
    const modules = modulesIn(body);
    expect(modules.filter((path) => path.includes('texts-'))).toEqual([
      expect.stringMatching(/texts-de\.js$/),
    ]);
    const there = new Set(modules.map((path) => path.split('/').pop()));
    for (const path of modules) {
      const { statusCode, headers, body: script } = await browser.get(path);
      expect(statusCode, path).toBe(200);
      expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(script, path).not.toContain('sourceMappingURL');
      for (const [, from] of script
        .replace(/\/\*.*?\*\//gs, '')
        .matchAll(/(?:from|import)\s*["']([^"']+)["']/g)) {
        expect(from, path).toMatch(/^\.\//);
        expect(there, path).toContain(from?.slice(2));
      }
    }
  });

  it('asks no more of a browser than ES2020 has', async () => {
    const { browser } = await openLive();
    for (const path of modulesIn((await browser.get('/')).body)) {
      const code = (await browser.get(path)).body
        .replace(/\/\*.*?\*\//gs, '')
        .replace(/`[^`]*`|'[^'\n]*'|"[^"\n]*"/g, '""');
      // Logical assignment, private members, static blocks (2021, 2022), `at` and what copies arrays (2022, 2023).
      expect(code, path).not.toMatch(
        /(?:\?\?|\|\||&&)=|\.#\w|^\s*#\w|\bstatic\s*\{|\.at\(|\.to(?:Sorted|Reversed|Spliced)\(/m,
      );
    }
  });

  it('sends a script as small as the browser takes it', async () => {
    const { browser } = await openLive();
    const path = modulesIn((await browser.get('/')).body).find((one) => one.endsWith('/preact.js')) ?? '';
    const plain = await browser.get(path);
    for (const [accepts, encoding, unpack] of [
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
    ] as const) {
      const packed = await browser.get(path, { headers: { 'accept-encoding': accepts } });
      expect(packed.headers['content-encoding']).toBe(encoding);
      expect(packed.headers.vary).toBe('accept-encoding');
      expect(unpack(packed.rawPayload).toString()).toBe(plain.body);
    }
    expect(plain.headers['content-encoding']).toBeUndefined();
  });

  it('gives no file of another version, and none that is not its own', async () => {
    const { browser } = await openLive();
    const { version } = readWebFiles();
    for (const path of ['/web/other/main.js', `/web/${version}/nothing.js`, `/web/${version}/..%2Fpages.ts`])
      expect((await browser.get(path)).statusCode, path).toBe(404);
  });

  it('is light', async () => {
    const { browser } = await openLive();
    const { body } = await browser.get('/');
    const paths = [
      ...modulesIn(body),
      ...[...body.matchAll(/rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1] ?? ''),
    ];
    let bytes = Buffer.byteLength(body);
    for (const path of paths)
      bytes += (await browser.get(path, { headers: { 'accept-encoding': 'br' } })).rawPayload.length;
    expect(bytes).toBeLessThan(40_000);
  });

  it('asks for the common style once', async () => {
    const { browser } = await openLive();
    const { etag = '' } = (await browser.get('/page.css')).headers;
    const again = await browser.get('/page.css', { headers: { 'if-none-match': String(etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('stands wholly under the path of the ingress', async () => {
    const { browser } = await openPages({ house: () => new FakeHouse(), ingress: true });
    const from = '172.30.32.2';
    const headers = { 'x-ingress-path': '/api/hassio_ingress/abc' };
    const { body } = await browser.get('/', { from, headers });
    expect(body).toContain('<div id="player" data-base="/api/hassio_ingress/abc"');
    for (const [, path] of body.matchAll(/(?:href|src|action)="([^"]*)"/g))
      expect(path).toMatch(/^\/api\/hassio_ingress\/abc\//);
  });
});

describe('the texts of the live page', () => {
  const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();
  const lines = (value: unknown, path = ''): [string, string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : Object.entries(value ?? {}).flatMap(([key, inner]) => lines(inner, `${path}.${key}`));

  it('say the same in every language, with the same holes', () => {
    const [first, ...others] = TEXTS_BY_LANGUAGE.values();
    const english = new Map(lines(first));
    for (const other of others) {
      const words = lines(other);
      expect(words.map(([path]) => path).sort()).toEqual([...english.keys()].sort());
      for (const [path, text] of words) expect(holes(text), path).toEqual(holes(english.get(path) ?? ''));
    }
  });
});
