import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningPages, startPages } from '../../../src/adapters/http/start.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { ACCOUNTS_URL, FakeDesk } from '../../fakes/desk.ts';

const running: RunningPages[] = [];
afterEach(async () => {
  for (const pages of running.splice(0)) await pages.close();
});

async function start(options: { port?: number; host?: string; headMs?: number; requestMs?: number } = {}) {
  const { port = 0, host, ...limits } = options;
  const desk = new FakeDesk();
  const pages = await startPages({
    desk,
    port,
    ...(host !== undefined && { host }),
    trustedHosts: [],
    spotifyAccountsUrl: ACCOUNTS_URL,
    log: silentLog,
    clock: desk.clock,
    version: '1.2.3',
    limits,
  });
  running.push(pages);
  return { desk, ...pages };
}

describe('the pages on a socket', () => {
  it('answers on a free port, and knows a browser on this machine', async () => {
    const { port, desk } = await start();
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text()).toBe('alive\n');
    await fetch(`http://127.0.0.1:${port}/pair`, {
      method: 'POST',
      body: new URLSearchParams({ user_code: 'BCDF' }),
    });
    expect(desk.visits).toEqual([{ from: '127.0.0.1', browser: null, via: 'loopback' }]);
  });

  it('names the setting where the port is taken', async () => {
    const { port } = await start({ host: '127.0.0.1' });
    await expect(start({ port, host: '127.0.0.1' })).rejects.toThrow(`http.port ${port}`);
  });

  it.each([
    ['a head that never ends', 60_000, 'GET /pair HTTP/1.1\r\nHost: 127.0.0.1\r\n'],
    [
      'a body that never comes',
      200,
      'POST /pair HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nuser',
    ],
    ['nothing at all', 60_000, ''],
  ])('hangs up on %s', async (_what, requestMs, sent) => {
    const { port, desk } = await start({ headMs: 100, requestMs });
    const socket = connect(port, '127.0.0.1', () => socket.write(sent));
    socket.resume();
    await once(socket, 'close');
    expect(desk.calls).toEqual([]);
  });

  it('closes although a browser keeps its connection', async () => {
    const pages = await start();
    const socket = connect(pages.port, '127.0.0.1', () =>
      socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'),
    );
    await once(socket, 'data');
    socket.resume();
    await Promise.all([once(socket, 'close'), pages.close()]);
  });
});
