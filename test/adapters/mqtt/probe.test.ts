import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startEmbeddedBroker } from '../../../src/adapters/mqtt/embedded.ts';
import { tryBroker } from '../../../src/adapters/mqtt/probe.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { agree, scriptedServer } from './scripted-server.ts';
import { SeenClock } from './watching.ts';

describe('a try to reach a broker', () => {
  it('finds one that speaks MQTT 5, says nothing, and takes its leave', async () => {
    await using server = await scriptedServer(agree);
    expect(await tryBroker({ url: server.url }, systemClock)).toEqual({ ok: true });
    await server.packets.first(({ cmd }) => cmd === 'disconnect');
    expect(server.packets.all.map(({ cmd }) => cmd)).toEqual(['connect', 'disconnect']);
    expect(server.packets.all[0]).not.toHaveProperty('will');
  });

  it('finds one that speaks 3.1.1, and knows a wrong password', async () => {
    const users = [{ username: 'bridge', password: 'right' }];
    const broker = await startEmbeddedBroker({ port: 0, host: '127.0.0.1', users }, silentLog);
    const url = `mqtt://127.0.0.1:${broker.port}`;
    const login = { url, username: 'bridge' };
    expect(await tryBroker({ ...login, password: 'right' }, systemClock)).toEqual({ ok: true });
    const wrong = await tryBroker({ ...login, password: 'wrong-secret' }, systemClock);
    expect(wrong).toMatchObject({ ok: false, why: 'login' });
    expect(JSON.stringify(wrong)).not.toContain('wrong-secret');
    const crossed = await tryBroker({ url: `mqtts://127.0.0.1:${broker.port}` }, systemClock);
    expect(crossed).toMatchObject({ ok: false, why: 'kind' });
    await broker.close();
    expect(await tryBroker({ url }, systemClock)).toMatchObject({ ok: false, why: 'closed' });
  });

  it('knows a name that is nobody’s', async () => {
    expect(await tryBroker({ url: 'mqtt://nobody.invalid' }, systemClock)).toMatchObject({
      ok: false,
      why: 'name',
    });
  });

  it('takes what answers in another language for no broker', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect(await tryBroker({ url: `mqtt://127.0.0.1:${port}` }, systemClock)).toMatchObject({
      ok: false,
      why: 'kind',
    });
    server.close();
  });

  it('does not wait for ever', async () => {
    await using server = await scriptedServer(() => {});
    const clock = new SeenClock();
    const tried = tryBroker({ url: server.url }, clock);
    await server.packets.first(({ cmd }) => cmd === 'connect');
    await clock.advance(8_000);
    expect(await tried).toMatchObject({ ok: false, why: 'silent' });
  });
});
