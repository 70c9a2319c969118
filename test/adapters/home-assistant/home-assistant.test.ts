import { afterEach, describe, expect, it } from 'vitest';
import { CommandError } from '../../../src/adapters/home-assistant/command-error.ts';
import {
  connectHomeAssistant,
  type HomeAssistant,
} from '../../../src/adapters/home-assistant/home-assistant.ts';
import { settle } from '../../fakes/clock.ts';
import { SeenClock, SeenLog } from '../mqtt/watching.ts';
import { agree, mockServer, type Script } from './mock-server.ts';

const ended = new AbortController();
let stack = new AsyncDisposableStack();
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});

function visit(url: string, options: { token?: string; supervisor?: boolean } = {}) {
  const clock = new SeenClock();
  const log = new SeenLog();
  const home = connectHomeAssistant({ url, token: 'hunter2', ...options }, log, clock, ended.signal, () => 1);
  stack.defer(() => home.close());
  return { home, clock, log };
}

async function open(script: Script, options?: Parameters<typeof mockServer>[1]) {
  const server = stack.use(await mockServer(script, options));
  return { server, ...visit(server.url) };
}

function ready(home: HomeAssistant): Promise<void> {
  return new Promise((resolve) => home.onReady(resolve));
}

async function codeOf(asked: Promise<unknown>): Promise<string> {
  const error = await asked.catch((caught: unknown) => caught);
  return error instanceof CommandError ? `${error.code}: ${error.message}` : `no error but ${error}`;
}

describe('a connection to Home Assistant', () => {
  it('needs no administrator: what only those may is not asked', async () => {
    const { server, home, log } = await open(agree);
    expect(home.state).toBe('connecting');
    await ready(home);
    expect(home).toMatchObject({
      state: 'ready',
      internalUrl: 'http://ha.home:8123',
      timeZone: 'Europe/Berlin',
      refusal: undefined,
    });
    await home.callService('light', 'turn_on', { brightness: 3 }, { entity_id: 'light.a' });
    expect(server.said).toEqual([
      { type: 'auth', access_token: 'hunter2' },
      { id: expect.any(Number), type: 'get_config' },
      {
        id: expect.any(Number),
        type: 'call_service',
        domain: 'light',
        service: 'turn_on',
        service_data: { brightness: 3 },
        target: { entity_id: 'light.a' },
      },
    ]);
    expect(server.paths).toEqual(['/api/websocket']);
    expect(log.all).toEqual([expect.stringContaining('info Connected to Home Assistant')]);
  });

  it.each([
    ['a user', false, 'a new long-lived access token in home_assistant.token would be right'],
    ['an App', true, 'homeassistant_api: true'],
  ])('ends for good where the token of %s is refused', async (_, supervisor, right) => {
    const server = stack.use(
      await mockServer(({ send, hangUp }) => {
        send({ type: 'auth_invalid', message: 'Invalid access token or password' });
        hangUp();
      }),
    );
    const { home, clock, log } = visit(server.url, { supervisor });
    const line = await log.line('refuses the token');
    expect(line).toContain(right);
    expect(line).not.toContain('hunter2');
    expect(home).toMatchObject({ state: 'refused', refusal: 'Invalid access token or password' });
    await clock.advance(3_600_000);
    expect(server.sockets).toHaveLength(1);
    expect(await codeOf(home.command('get_states'))).toMatch(/^not_connected/);
  });

  it('gives up one that does not let it in, and tries again with patience', async () => {
    const { server, clock, log, home } = await open(() => {}, 'nothing');
    for (const [nth, pause] of [1, 2, 4, 8, 16, 32, 60, 60].entries()) {
      await server.until(() => server.sockets.length === nth + 1);
      expect(clock.sleeps.all.at(-1)).toBe(15_000);
      await clock.advance(15_000);
      await clock.sleeps.count(2 * nth + 2);
      expect(clock.sleeps.all.at(-1)).toBe(pause * 1_000);
      await clock.advance(pause * 1_000);
    }
    expect(log.all).toEqual([expect.stringContaining('trying on: it did not let us in within 15 s')]);
    expect(home.state).toBe('connecting');
  });

  it.each<[what: string, status: number, text: RegExp]>([
    ['a ban', 403, /perhaps it has banned this address/],
    ['another program', 404, /no Home Assistant is at this address/],
    ['a Supervisor whose Home Assistant is down', 502, /has not started yet/],
    ['a redirection', 301, /sends us elsewhere; is it https/],
  ])('says what is wrong with %s', async (_, status, text) => {
    const server = stack.use(await mockServer(agree));
    server.answer(status);
    expect(await visit(server.url).log.line('trying on')).toMatch(text);
  });

  it('is tried again where Home Assistant closes it before it asks for the token', async () => {
    const { server, home, clock, log } = await open(agree, 'nothing');
    await server.until(() => server.sockets.length === 1);
    server.sockets[0]?.close();
    await log.line('trying on: the connection was closed');
    expect(clock.sleeps.all).toContain(1_000);
    expect(home.state).toBe('connecting');
  });

  it('says that nobody is there', async () => {
    const { url } = await (async () => {
      await using gone = await mockServer(agree);
      return gone;
    })();
    expect(await visit(url).log.line('trying on')).toContain('ECONNREFUSED');
  });

  it('waits until Home Assistant has started', async () => {
    const states = ['STARTING', 'NOT_RUNNING', 'RUNNING'];
    const { server, home, clock } = await open((visited) => {
      if (visited.said.type !== 'get_config') agree(visited);
      else if (server.of('get_config').length === 1) visited.no('unknown_error', 'not yet');
      else visited.ok({ state: states.shift(), internal_url: null, time_zone: 1 });
    });
    const there = ready(home);
    for (const pause of [1, 2, 4]) {
      await clock.sleeps.first((ms) => ms === pause * 1_000);
      expect(home.state).toBe('connecting');
      expect(await codeOf(home.callService('a', 'b', {}))).toBe('not_connected: Home Assistant is away');
      await clock.advance(pause * 1_000);
    }
    await there;
    expect(home.state).toBe('ready');
    expect(home.internalUrl).toBeUndefined();
    expect(home.timeZone).toBeUndefined();
  });

  it('comes back, and says so each time', async () => {
    const { server, home, clock, log } = await open(agree);
    let times = 0;
    home.onReady(() => times++);
    await ready(home);
    server.sockets[0]?.terminate();
    await clock.sleeps.first((ms) => ms === 1_000);
    expect(home.state).toBe('connecting');
    await clock.advance(1_000);
    await server.until(() => server.of('get_config').length === 2);
    await settle();
    await ready(home);
    expect(times).toBe(2);
    expect(log.all).toEqual([
      expect.stringContaining('Connected'),
      expect.stringContaining('trying on: the connection was closed'),
      expect.stringContaining('Connected'),
    ]);
  });

  it('hangs up on one that does not answer its pings', async () => {
    const { server, home, clock, log } = await open((visited) => {
      if (visited.said.type !== 'ping' || server.of('ping').length < 3) agree(visited);
    });
    await ready(home);
    for (const nth of [1, 2, 3]) {
      await clock.advance(30_000);
      await server.until(() => server.of('ping').length === nth);
      await clock.sleeps.first((ms) => ms === 15_000);
      if (nth < 3) await expect(home.command('still_there')).resolves.toBeNull();
    }
    await clock.advance(14_999);
    expect(home.state).toBe('ready');
    await clock.advance(1);
    expect(await log.line('trying on')).toContain('no answer to a ping within 15 s');
    await clock.advance(1_000);
    await server.until(() => server.sockets.length === 2);
  });

  it('leaves nobody waiting when it closes', async () => {
    const { server, home } = await open((visited) => {
      if (visited.said.type !== 'call_service') agree(visited);
    });
    await ready(home);
    const asked = [home.callService('a', 'b', {}), home.callService('a', 'c', {})].map(codeOf);
    await server.until(() => server.of('call_service').length === 2);
    server.sockets[0]?.terminate();
    const lost = 'lost: the connection was closed';
    expect(await Promise.all(asked)).toEqual([lost, lost]);
  });

  it('waits 30 s for an answer, and forgets one that comes later', async () => {
    const late: (() => void)[] = [];
    const { server, home, clock } = await open((visited) => {
      if (visited.said.type === 'slow') late.push(() => visited.ok());
      else agree(visited);
    });
    await ready(home);
    const asked = codeOf(home.command('slow'));
    await server.until(() => late.length === 1);
    await clock.advance(30_000);
    expect(await asked).toBe('no_answer: no answer to slow within 30 s');
    late[0]?.();
    await expect(home.command('next')).resolves.toBeNull();
  });

  it.each([['not_found'], ['unauthorized'], ['service_validation_error']])(
    'tells the code %s',
    async (code) => {
      const { home } = await open((visited) => {
        if (visited.said.type === 'call_service') visited.no(code, 'The text');
        else agree(visited);
      });
      await ready(home);
      expect(await codeOf(home.callService('a', 'b', {}))).toBe(`${code}: The text`);
    },
  );

  it.each<[what: string, frame: string]>([
    ['no JSON', '{"id":'],
    ['no object', 'null'],
    ['an event of nothing', '{"id":1,"type":"event","event":null}'],
    ['a type that is called error', '{"type":"error"}'],
    ['an event that is called error', '{"id":1,"type":"event","event":{"event_type":"error"}}'],
    [
      'an event that is called like a message',
      '{"id":1,"type":"event","event":{"event_type":"auth_required"}}',
    ],
    ['an error without words', '{"id":1,"type":"result","success":false}'],
    ['an answer to no question', '{"id":999,"type":"result","success":true,"result":1}'],
    ['an empty list', '[]'],
  ])('survives %s', async (_, frame) => {
    const { server, home } = await open((visited) => {
      visited.send(frame);
      agree(visited);
    });
    await ready(home);
    await expect(home.command('next')).resolves.toBeNull();
    expect(server.of('auth')).toHaveLength(1);
  });

  it('reads messages that come as a list', async () => {
    const { home } = await open((visited) => {
      const { id, type } = visited.said;
      if (type !== 'two') agree(visited);
      else
        visited.send([
          { id: 0, type: 'pong' },
          { id, type: 'result', success: true, result: 2 },
        ]);
    });
    await ready(home);
    await expect(home.command('two')).resolves.toBe(2);
  });

  it('hands events to who asked for them, until they have enough', async () => {
    const { server, home } = await open((visited) => {
      const { id, type } = visited.said;
      agree(visited);
      if (type.endsWith('subscribe'))
        for (const event of [{ of: type }, { of: type, event_type: 'error' }])
          visited.send({ id, type: 'event', event });
    });
    await ready(home);
    const heard: unknown[] = [];
    const stop = await home.subscribe('a/subscribe', {}, (event) => heard.push(event));
    await home.subscribe('b/subscribe', {}, () => {});
    stop();
    await home.command('next');
    const [subscription] = server.of('a/subscribe').map(({ id }) => id);
    expect(heard).toEqual([{ of: 'a/subscribe' }, { of: 'a/subscribe', event_type: 'error' }]);
    expect(server.of('unsubscribe_events')).toMatchObject([{ subscription }]);
    server.sockets[0]?.send(JSON.stringify({ id: subscription, type: 'event', event: {} }));
    await home.command('next');
    expect(heard).toHaveLength(2);
  });

  it('sends numbers that only grow', async () => {
    const { server, home, clock } = await open(agree);
    await ready(home);
    await home.command('one');
    await clock.advance(30_000);
    await server.until(() => server.of('ping').length === 1);
    await Promise.all([home.command('two'), home.command('three')]);
    const ids = server.said.flatMap(({ id }) => id ?? []);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(new Set(ids).size).toBe(5);
  });

  it('closes, also in the middle of connecting', async () => {
    const { server, home, log } = await open(() => {}, 'nothing');
    await server.until(() => server.sockets.length === 1);
    await home.close();
    expect(home.state).toBe('closed');
    expect(log.all).toEqual([]);
  });
});
