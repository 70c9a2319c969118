import { describe, expect, it } from 'vitest';
import { basic, HOUSE, openDoor, PASSWORD, statusesIn } from './attacking.ts';

/** One request that two programs read differently is two requests, of which the first program saw one (RFC 9112 §11.2). */

const INNER = 'POST /unpair HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n';
const FORM = 'Content-Type: application/x-www-form-urlencoded';
const post = (...lines: string[]) => [`POST /pair HTTP/1.1`, `Host: ${HOUSE}`, FORM, ...lines].join('\r\n');

describe('a request that can be read in two ways', () => {
  it.each([
    [
      'a length and chunks',
      `${post('Content-Length: 4', 'Transfer-Encoding: chunked')}\r\n\r\n0\r\n\r\n${INNER}`,
    ],
    [
      'chunks and a length',
      `${post('Transfer-Encoding: chunked', 'Content-Length: 4')}\r\n\r\n0\r\n\r\n${INNER}`,
    ],
    ['two lengths', `${post('Content-Length: 0', `Content-Length: ${INNER.length}`)}\r\n\r\n${INNER}`],
    ['a length that is a list', `${post('Content-Length: 0, 0')}\r\n\r\n${INNER}`],
    ['a length with a sign', `${post('Content-Length: +0')}\r\n\r\n${INNER}`],
    ['a length in hex', `${post('Content-Length: 0x0')}\r\n\r\n${INNER}`],
    ['a coding that is not chunked', `${post('Transfer-Encoding: xchunked')}\r\n\r\n0\r\n\r\n${INNER}`],
    ['a coding after chunked', `${post('Transfer-Encoding: chunked, identity')}\r\n\r\n0\r\n\r\n${INNER}`],
    ['a blank before the colon', `${post('Transfer-Encoding : chunked')}\r\n\r\n0\r\n\r\n${INNER}`],
    ['a name that is folded', `${post('Transfer-Encoding:', ' chunked')}\r\n\r\n0\r\n\r\n${INNER}`],
    ['a value that is folded', `${post('X-Odd: a', ' Content-Length: 0')}\r\n\r\n${INNER}`],
    ['chunks of a size with a sign', `${post('Transfer-Encoding: chunked')}\r\n\r\n+0\r\n\r\n${INNER}`],
    ['a line that ends in LF alone', `POST /pair HTTP/1.1\nHost: ${HOUSE}\nContent-Length: 0\n\n${INNER}`],
    ['a name with NUL in it', `${post('X\0: a', 'Content-Length: 0')}\r\n\r\n${INNER}`],
    ['a value with CR in it', `${post('X: a\rContent-Length: 0')}\r\n\r\n${INNER}`],
  ])('%s is refused, and ends the connection', async (_what, bytes) => {
    const { raw, desk } = await openDoor();
    expect(statusesIn(await raw(bytes))).toEqual([400]);
    expect(desk.calls).toEqual([]);
  });

  it.each([
    ['Host', [`Host: ${HOUSE}`, 'Host: evil.example']],
    ['Host', ['Host: evil.example', `Host: ${HOUSE}`]],
    ['Authorization', [basic('guess'), basic(PASSWORD)]],
    ['Origin', [`Origin: http://${HOUSE}`, 'Origin: https://evil.example']],
    ['Sec-Fetch-Site', ['Sec-Fetch-Site: same-origin', 'Sec-Fetch-Site: cross-site']],
    ['Content-Type', [FORM, 'Content-Type: text/plain']],
    ['X-Ingress-Path', ['X-Ingress-Path: /a', 'X-Ingress-Path: /b']],
    ['X-Forwarded-Host', ['X-Forwarded-Host: a', 'X-Forwarded-Host: b']],
  ])('two of %s are refused, whichever is right', async (_name, headers) => {
    const { ask, desk } = await openDoor();
    for (const path of ['/', '/api/accounts', '/api/family/command'])
      for (const method of ['GET', 'POST'])
        expect((await ask({ method, path, headers })).status, `${method} ${path}`).toBe(400);
    expect(desk.calls).toEqual([]);
  });

  it('an address with another host in it is refused', async () => {
    const { ask } = await openDoor();
    for (const path of ['http://evil.example/pair', `http://${HOUSE}/pair`, '*', 'pair'])
      expect((await ask({ path })).status, path).toBe(400);
  });

  it('without a Host, or to be handed on, is refused', async () => {
    const { raw } = await openDoor();
    expect(statusesIn(await raw('GET /pair HTTP/1.1\r\nConnection: close\r\n\r\n'))).toEqual([400]);
    expect(statusesIn(await raw('GET /pair HTTP/1.0\r\n\r\n'))).toEqual([421]);
    expect(await raw(`CONNECT evil.example:443 HTTP/1.1\r\nHost: ${HOUSE}\r\n\r\n`)).toBe('');
    expect(statusesIn(await raw('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'))).toEqual([400]);
  });
});
