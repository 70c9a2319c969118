import { afterEach, describe, expect, it } from 'vitest';
import { connectHomeAssistant } from '../../../src/adapters/home-assistant/home-assistant.ts';
import { hearTagEvents } from '../../../src/adapters/home-assistant/tag-events.ts';
import type { TagMessage } from '../../../src/core/scan.ts';
import { SeenClock, SeenLog } from '../mqtt/watching.ts';
import { agree, mockServer, type Script } from './mock-server.ts';

const EVENTS = ['tag_scanned', 'esphome.music_tag', 'esphome.tag_removed', 'esphome.tagtuner'];

let stack = new AsyncDisposableStack();
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});

/** A Home Assistant that takes an administrator's token: `agree` is one that does not. */
const admin: Script = (visit) => {
  if (visit.said.type === 'subscribe_events') visit.ok();
  else agree(visit);
};

async function open(script: Script) {
  const server = stack.use(await mockServer(script));
  const clock = new SeenClock();
  const log = new SeenLog();
  const { signal } = new AbortController();
  const home = connectHomeAssistant({ url: server.url, token: 'token' }, log, clock, signal, () => 1);
  stack.defer(() => home.close());
  const heard: TagMessage[] = [];
  hearTagEvents(home, log, (message) => heard.push(message));
  /** All four are asked for on the nth connection, and what came of it has come. */
  const asked = async (nth: number) => {
    await server.until(() => server.of('subscribe_events').length >= 4 * nth);
    await home.command('fence');
    return server.of('subscribe_events').slice(4 * (nth - 1));
  };
  const fire = async (subscription: number | undefined, event: object) => {
    server.sockets.at(-1)?.send(JSON.stringify({ id: subscription, type: 'event', event }));
    await home.command('fence');
  };
  const reconnect = async () => {
    server.sockets.at(-1)?.terminate();
    await clock.sleeps.first((ms) => ms === 1_000);
    await clock.advance(60_000);
  };
  return { server, log, heard, asked, fire, reconnect };
}

const scanned = (tag_id: string) => ({
  event_type: 'tag_scanned',
  data: { tag_id, name: null, device_id: 'phone' },
  origin: 'LOCAL',
});
const message = (event: { event_type: string }) => ({
  topic: `$ha/${event.event_type}`,
  payload: JSON.stringify({ type: 'event', event }),
  retained: false,
});

describe("tags over Home Assistant's WebSocket", () => {
  it('are handed on as they came, each under its event', async () => {
    const { heard, asked, fire } = await open(admin);
    const subscriptions = await asked(1);
    expect(subscriptions.map(({ event_type }) => event_type)).toEqual(EVENTS);
    const events = EVENTS.map((event_type) => ({ event_type, data: { device_id: 'box' } }));
    for (const [nth, event] of events.entries()) await fire(subscriptions[nth]?.id, event);
    expect(heard).toEqual(events.map(message));
  });

  it('are heard again after each reconnection, once', async () => {
    const { heard, asked, fire, reconnect } = await open(admin);
    const [before] = await asked(1);
    await fire(before?.id, scanned('74-10-37-94'));
    await reconnect();
    const after = await asked(2);
    expect(after.map(({ event_type }) => event_type)).toEqual(EVENTS);
    await fire(after[0]?.id, scanned('A7-6B-90-5F'));
    expect(heard).toEqual([message(scanned('74-10-37-94')), message(scanned('A7-6B-90-5F'))]);
  });

  it('are not told to those who are no administrators, which is said once and no warning', async () => {
    const { log, asked, reconnect } = await open(agree);
    await asked(1);
    await reconnect();
    await asked(2);
    expect(log.lines('Tags are not heard')).toEqual([
      expect.stringMatching(
        /^info .*needs the token of an administrator\. The blueprint for tags needs none/,
      ),
    ]);
    expect(log.lines('does not tell us')).toEqual([]);
  });

  it('are heard once the rights are there', async () => {
    const { heard, asked, fire, reconnect } = await open((visit) => (visit.nth === 0 ? agree : admin)(visit));
    await asked(1);
    await reconnect();
    const [subscription] = await asked(2);
    await fire(subscription?.id, scanned('74-10-37-94'));
    expect(heard).toEqual([message(scanned('74-10-37-94'))]);
  });

  it('are warned of, once, where Home Assistant refuses for another reason', async () => {
    const { log, asked, reconnect } = await open((visit) => {
      if (visit.said.type === 'subscribe_events') visit.no('unknown_error', 'Broken');
      else agree(visit);
    });
    await asked(1);
    await reconnect();
    await asked(2);
    expect(log.lines('warn Home Assistant does not tell us of tags: Broken')).toHaveLength(1);
  });

  it('are no trouble where the connection breaks before the answer', async () => {
    const { server, log, asked, reconnect } = await open((visit) => {
      if (visit.said.type !== 'subscribe_events' || visit.nth > 0) admin(visit);
    });
    await server.until(() => server.of('subscribe_events').length === 4);
    await reconnect();
    await asked(2);
    expect(log.lines('tags')).toEqual([]);
    expect(log.lines('Tags')).toEqual([]);
  });
});
