import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchange, type Request, Unanswered } from '../../../src/adapters/spotify/exchange.ts';
import { type Fetch, type Http, openHttp } from '../../../src/adapters/spotify/http.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { FakeClock } from '../../fakes/clock.ts';

let http: Http;
const ends: (() => unknown)[] = [];

beforeEach(() => {
  http = openHttp();
});

afterEach(async () => {
  await http.close();
  for (const end of ends.splice(0)) await end();
});

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const sockets = new Set<unknown>();
  server.on('connection', (socket) => sockets.add(socket));
  return { url: `http://127.0.0.1:${port(server.address())}/v1/x?a=b%20c`, sockets };
}

function port(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}

const get = (url: string, more: Partial<Request> = {}): Request => ({
  url,
  method: 'GET',
  headers: { authorization: 'Bearer secret' },
  timeoutMs: 10_000,
  limit: 1000,
  whole: true,
  ...more,
});

const ask = (url: string, more: Partial<Request> = {}, clock = systemClock) =>
  exchange({ fetch: http.fetch, clock }, get(url, more));

const fateOf = async (asked: Promise<unknown>) => {
  const caught: unknown = await asked.catch((error: unknown) => error);
  if (!(caught instanceof Unanswered)) throw caught;
  expect(caught.message).not.toContain('secret');
  return caught.fate;
};

describe('over real sockets', () => {
  it('asks for what an address means, the first time and later', async () => {
    const asked: unknown[] = [];
    const { url } = await serve((request, response) => {
      asked.push(request.url);
      response.end('{}');
    });
    const base = new URL(url).origin;
    for (const path of ['/v1/a?b=c%20d', '/v1/a?b=c%20d', '/ä b#part', '/v1/a#part']) await ask(base + path);
    expect(asked).toEqual(['/v1/a?b=c%20d', '/v1/a?b=c%20d', '/%C3%A4%20b', '/v1/a']);
  });

  it('keeps the connection, whatever the bodies are', async () => {
    const { url, sockets } = await serve((request, response) => {
      request.resume();
      response.statusCode = request.method === 'GET' ? 200 : 403;
      response.end('x'.repeat(900));
    });
    const methods = ['GET', 'PUT', 'GET', 'POST', 'GET', 'DELETE', 'PUT', 'PUT'];
    for (const method of methods) await ask(url, { method });
    // A connection rests for one turn of the loop, so that requests without a pause between take two in turn.
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it('sends path, query, headers and Content-Length: 0', async () => {
    const { url } = await serve((request, response) => {
      const { method, url: path, headers } = request;
      response.end(JSON.stringify([method, path, headers['content-length'] ?? null, headers.authorization]));
    });
    const seen = async (method: string, more = {}) => JSON.parse((await ask(url, { method, ...more })).text);
    expect(await seen('PUT')).toEqual(['PUT', '/v1/x?a=b%20c', '0', 'Bearer secret']);
    expect(await seen('POST')).toContain('0');
    expect(await seen('GET')).toContain(null);
    expect(await seen('PUT', { body: '{"é":1}' })).toContain('8');
  });

  it('gives headers in any case', async () => {
    const { url } = await serve((_, response) => response.setHeader('Retry-After', '7').end());
    const answer = await ask(url);
    expect([answer.header('retry-after'), answer.header('Retry-After'), answer.header('x')]).toEqual([
      '7',
      '7',
      null,
    ]);
  });

  it('tells a connection that was cut before an answer', async () => {
    const { url } = await serve((request) => request.socket.destroy());
    expect(await fateOf(ask(url))).toBe('cut');
  });

  it.each<[string, () => Fetch]>([
    ['ours', () => http.fetch],
    ['the global fetch', () => globalThis.fetch],
  ])('tells where nobody listens, with %s', async (_, fetch) => {
    const server = createSocketServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${port(server.address())}/`;
    server.close();
    await once(server, 'close');
    expect(await fateOf(exchange({ fetch: fetch(), clock: systemClock }, get(address)))).toBe('not_sent');
  });

  it('does not wait for a handshake that does not come', async () => {
    const server = createSocketServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(() => server.close());
    const hurried = openHttp({ connectMs: 50 });
    const asked = exchange(
      { fetch: hurried.fetch, clock: systemClock },
      get(`https://127.0.0.1:${port(server.address())}/`),
    );
    expect(await fateOf(asked)).toBe('not_sent');
    await hurried.close();
  });

  it('lets what is under way end before it closes', async () => {
    const arrived = Promise.withResolvers<ServerResponse>();
    const { url } = await serve((_, response) => arrived.resolve(response));
    const asked = ask(url);
    const response = await arrived.promise;
    const closed = http.close();
    response.end('late');
    expect((await asked).text).toBe('late');
    await closed;
  });

  it('wants all of what it reads, and of a command only the status', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setImmediate(() => response.destroy());
    });
    expect(await fateOf(ask(url))).toBe('cut');
    expect(await ask(url, { method: 'POST', whole: false })).toMatchObject({ status: 200, text: '' });
  });

  it('bounds what it reads', async () => {
    const { url } = await serve((_, response) => response.end('x'.repeat(5000)));
    expect(await fateOf(ask(url))).toBe('cut');
    expect((await ask(url, { whole: false })).text).toHaveLength(1000);
  });

  it.each([
    ['answers nothing', false],
    ['ends no body', true],
  ])('gives up on a server that %s', async (_, headers) => {
    const arrived = Promise.withResolvers<void>();
    const { url } = await serve((_request, response) => {
      if (headers) response.write('{');
      arrived.resolve();
    });
    const clock = new FakeClock();
    const fate = fateOf(ask(url, {}, clock));
    await arrived.promise;
    await clock.advance(10_000);
    expect(await fate).toBe('timeout');
  });

  it('ends with the signal, with its reason', async () => {
    const arrived = Promise.withResolvers<void>();
    const { url } = await serve(() => arrived.resolve());
    const stop = new AbortController();
    const asked = exchange({ fetch: http.fetch, clock: systemClock, signal: stop.signal }, get(url));
    await arrived.promise;
    stop.abort(new Error('goodbye'));
    await expect(asked).rejects.toThrow('goodbye');
  });

  it('does as well with the global fetch', async () => {
    const fetch: Fetch = globalThis.fetch;
    const { url } = await serve((request, response) => response.end(request.headers['content-length']));
    const request = get(url, { method: 'PUT', headers: { 'content-length': '0' } });
    expect((await exchange({ fetch, clock: systemClock }, request)).text).toBe('0');
    expect(await fateOf(exchange({ fetch, clock: systemClock }, get('http://nowhere.invalid/')))).toBe(
      'not_sent',
    );
  });
});
