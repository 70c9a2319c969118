import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { playingHouse } from '../../house/house.ts';
import { readCurl } from './curl.ts';
import { startDoor } from './listening.ts';

const text = readFileSync(new URL('../../../docs/http.md', import.meta.url), 'utf8');
const fences = (language: string) =>
  [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, is, body = '']) =>
    is === language ? [body] : [],
  );
const LINES = fences('sh').flatMap((body) => body.trim().split('\n'));
const { http } = z.object({ http: z.object({ token: z.string() }) }).parse(parse(fences('yaml')[0] ?? ''));

describe('docs/http.md', async () => {
  const house = await playingHouse();
  const pages = await startDoor(() => house.door, {
    clock: house.clock,
    url: 'http://spotify.home:8099',
    token: http.token,
    password: 'secret',
  });
  afterAll(async () => {
    await pages.close();
    await house.close();
  });

  it('shows what there is', () => {
    expect(LINES.length).toBeGreaterThan(10);
    for (const body of fences('json')) for (const line of body.trim().split('\n')) JSON.parse(line);
  });

  it.each(LINES)('%s', async (line) => {
    const { method, url, headers, body } = readCurl(line, { TOKEN: http.token, PASSWORD: 'secret' });
    const asked = request({
      host: '127.0.0.1',
      port: pages.port,
      agent: false,
      method,
      path: url.pathname + url.search,
      headers: { ...headers, host: url.host },
    });
    asked.end(body);
    let response: IncomingMessage | undefined;
    asked.once('response', (came) => {
      response = came;
    });
    while (!response) await house.clock.advance(10);
    const chunks: string[] = [];
    response.setEncoding('utf8').on('data', (chunk) => chunks.push(chunk));
    expect(response.statusCode, chunks.join('')).toBe(200);
    if (url.pathname === '/api/events') {
      while (!chunks.join('').includes('event: player\ndata: {"account":"family"'))
        await once(response, 'data');
      asked.destroy();
      return;
    }
    await once(response, 'close');
    const said = chunks.join('');
    if (url.pathname.startsWith('/api/')) expect(JSON.parse(said)).toMatchObject({ ok: true });
    else expect(said).toMatch(/^alive|"ready":true/);
  });

  it('has the other machine known by what it shows alone', async () => {
    for (const line of LINES.filter((one) => one.includes('spotify.home'))) {
      const { url, headers } = readCurl(line, { TOKEN: 'another-token-0123', PASSWORD: 'another' });
      const asked = request({
        host: '127.0.0.1',
        port: pages.port,
        path: url.pathname,
        headers: { ...headers, host: url.host },
      });
      asked.end();
      const [response]: IncomingMessage[] = await once(asked, 'response');
      response?.resume();
      expect(response?.statusCode, line).toBe(401);
    }
  });
});
