import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFront } from '../../../../src/adapters/http/front.ts';
import { basic, HOUSE, openDoor, PASSWORD } from './attacking.ts';

const FORM = 'Content-Type: application/x-www-form-urlencoded';
const JSON_BODY = 'Content-Type: application/json';
const CHUNKED = 'Transfer-Encoding: chunked';

describe('too much', () => {
  it.each([
    ['a form', '/paste', FORM, 17 * 1024],
    ['a command', '/api/family/command', JSON_BODY, 17 * 1024],
    ['cards to be brought along', '/api/bridge/request/tags/import', JSON_BODY, 4 * 1024 * 1024],
  ])('%s is not read to its end, however it comes', async (_what, path, type, bytes) => {
    const { raw, desk, house } = await openDoor({ password: PASSWORD });
    const head = [`POST ${path} HTTP/1.1`, `Host: ${HOUSE}`, basic(PASSWORD), type, 'Connection: close'];
    const body = 'a'.repeat(bytes);
    const said = `${[...head, `Content-Length: ${bytes}`].join('\r\n')}\r\n\r\n`;
    // The length alone is enough: nothing of it is waited for.
    expect(await raw(said)).toMatch(/^HTTP\/1\.1 413/);
    const chunks = `${[...head, CHUNKED].join('\r\n')}\r\n\r\n${bytes.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    expect(await raw(chunks)).toMatch(/^(HTTP\/1\.1 413|$)/);
    expect([desk.calls, house.asked]).toEqual([[], []]);
  });

  it('a head, an address or a cookie is refused', async () => {
    const { ask, desk } = await openDoor();
    expect((await ask({ path: `/pair?user_code=${'x'.repeat(5_000)}` })).status).toBe(414);
    expect((await ask({ path: `/api/accounts?${'x'.repeat(5_000)}` })).status).toBe(414);
    expect((await ask({ path: '/', headers: [`Cookie: s2m=${'x'.repeat(20_000)}`] })).status).toBe(431);
    const many = Array.from({ length: 5_000 }, (_, index) => `X-${index}: y`);
    expect((await ask({ path: '/', headers: many })).status).toBe(431);
    expect(desk.calls).toEqual([]);
  });
});

describe('too slowly', () => {
  const head = { headMs: 100, requestMs: 60_000 };
  const body = { headMs: 100, requestMs: 200 };
  it.each([
    ['nothing at all', head, ''],
    ['half a head', head, `GET /pair HTTP/1.1\r\nHost: ${HOUSE}\r\n`],
    [
      'half a form',
      body,
      `POST /pair HTTP/1.1\r\nHost: ${HOUSE}\r\n${FORM}\r\nContent-Length: 9\r\n\r\nuser`,
    ],
    ['half a chunk', body, `POST /pair HTTP/1.1\r\nHost: ${HOUSE}\r\n${FORM}\r\n${CHUNKED}\r\n\r\n9\r\nuser`],
  ])('%s is waited for, and then no more', async (_what, limits, bytes) => {
    const { raw, desk } = await openDoor({ limits });
    const answer = await raw(bytes);
    if (answer !== '') expect(answer).toMatch(/^HTTP\/1\.1 408/);
    expect(desk.calls).toEqual([]);
  });

  it('a head that comes letter by letter is cut off', async () => {
    const { port } = await openDoor({ limits: head });
    const socket = connect(port, '127.0.0.1');
    // Not `once` of node:events: that rejects when a letter meets the closed door and the answer is a reset.
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    socket
      .on('close', () => resolve())
      .on('error', () => {})
      .resume();
    socket.write(`GET /pair HTTP/1.1\r\nHost: ${HOUSE}\r\n`);
    const drip = setInterval(() => socket.write('X'), 10);
    onTestFinished(() => clearInterval(drip));
    await closed;
  });

  it('an answer that is never read is thrown away', async () => {
    const front = await openFront({ port: 0, host: '127.0.0.1', limits: { unreadMs: 100 } });
    onTestFinished(() => front.close());
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    front.serve((_request, response) => {
      response.on('close', resolve);
      response.end(Buffer.alloc(64 * 1024 * 1024));
    });
    const socket = connect(front.port, '127.0.0.1');
    socket.on('error', () => {}).pause();
    onTestFinished(() => void socket.destroy());
    socket.write(`GET / HTTP/1.1\r\nHost: ${HOUSE}\r\n\r\n`);
    await gone;
  });

  it('news that are never read are thrown away', async () => {
    const { port, house } = await openDoor({ audience: { backlog: 1024 } });
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => {});
    socket.write('GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:8099\r\n\r\n');
    await once(socket, 'data');
    socket.pause();
    while (house.listeners > 0) {
      house.tell({ news: 'player', data: `"${'x'.repeat(1024 * 1024)}"` });
      await new Promise(setImmediate);
    }
  });
});
