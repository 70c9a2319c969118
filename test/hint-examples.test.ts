import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { topicsOf } from '../src/home-assistant/topics.ts';
import { HINTS, Librespot, type LibrespotEvent } from './fakes/librespot.ts';
import { playingHouse } from './house/house.ts';

const EXAMPLES = resolve(import.meta.dirname, '../examples');
const MQTT = join(EXAMPLES, 'librespot/spotify2mqtt-hint');
const HTTP = join(EXAMPLES, 'librespot/spotify2mqtt-hint-http');
const EVENTS = join(EXAMPLES, 'go-librespot/events.mjs');
const read = (file: string) => readFileSync(join(EXAMPLES, file), 'utf8');
const { hint } = topicsOf('spotify2mqtt').account('family');

/** Programs that stand for those of the same names: they print what they were called with. */
let bin: string;
beforeAll(() => {
  bin = mkdtempSync(join(tmpdir(), 'spotify2mqtt-hooks-'));
  for (const name of ['mosquitto_pub', 'curl', 'hook']) {
    const file = join(bin, name);
    const says = name === 'hook' ? 'printf "%s\\n" "$PLAYER_EVENT"' : 'printf "%s\\n" "$@"';
    writeFileSync(
      file,
      `#!/bin/sh\n${says}\n[ -z "\${SAY_CONFIG-}" ] || printf "%s\\n" "$XDG_CONFIG_HOME"\n`,
    );
    chmodSync(file, 0o755);
  }
});
afterAll(() => rmSync(bin, { recursive: true }));

/** What it called, a word in each line; none where it called nothing. */
function words(script: string, env: Record<string, string>): string[] {
  const path = `${bin}:${process.env.PATH}`;
  const { stdout, stderr, status } = spawnSync(script, {
    env: { PATH: path, SPOTIFY2MQTT_CONFIG: bin, ...env },
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout === '' ? [] : stdout.trimEnd().split('\n');
}

const TOLD: LibrespotEvent[] = [
  ...([
    'session_connected',
    'session_client_changed',
    'session_disconnected',
    'loading',
    'track_changed',
  ] as const),
  ...(['playing', 'paused', 'stopped', 'end_of_track', 'volume_changed'] as const),
];
/** Of other versions, of spotifyd, of go-librespot and Soloist, and what may yet come. */
const OTHERS: [string, boolean][] = [
  ...[
    'play',
    'pause',
    'stop',
    'start',
    'volumeset',
    'volume_set',
    'started',
    'seeked',
    'change',
    'changed',
  ].map((name) => [name, true] as [string, boolean]),
  ...['active', 'inactive', 'volume', 'seek', 'shuffle_context', 'repeat_track', 'playback_state'].map(
    (name) => [name, true] as [string, boolean],
  ),
  ...['load', 'preload', 'sink', 'will_play', 'metadata', 'not_playing', 'queue_changed'].map(
    (name) => [name, false] as [string, boolean],
  ),
  ['something_new', true],
];
const ROWS: [string, boolean][] = [
  ...TOLD.map((name): [string, boolean] => [name, HINTS.has(name)]),
  ...OTHERS,
];

describe("the hooks for librespot's events", () => {
  it.each(ROWS)('%s: %s', (event, hints) => {
    const env = { PLAYER_EVENT: event };
    expect(words(MQTT, env)).toEqual(hints ? ['-t', hint, '-m', event] : []);
    expect(words(HTTP, env).length > 0).toBe(hints);
  });

  it('are for the account that is named, and keep secrets out of their arguments', () => {
    const env = { PLAYER_EVENT: 'playing', SPOTIFY2MQTT_ACCOUNT: 'anna' };
    expect(words(MQTT, { ...env, SAY_CONFIG: '1' })).toEqual([
      '-t',
      'spotify2mqtt/anna/hint',
      '-m',
      'playing',
      bin,
    ]);
    const called = words(HTTP, { ...env, SPOTIFY2MQTT_URL: 'http://bridge.home:8099' });
    expect(called.at(-1)).toBe('http://bridge.home:8099/api/anna/hint');
    expect(called.slice(called.indexOf('--config'))[1]).toBe(join(bin, 'curl'));
  });

  it('are those that the settings for raspotify name', () => {
    expect(read('librespot/raspotify.conf')).toMatch(
      /^LIBRESPOT_ONEVENT=\/usr\/local\/bin\/spotify2mqtt-hint$/m,
    );
    expect(read('librespot/started.conf')).toContain('/usr/local/bin/spotify2mqtt-hint');
    expect(read('go-librespot/spotify2mqtt-hint.service')).toMatch(
      /events\.mjs ws:\S+\/events \/usr\/local\/bin\/spotify2mqtt-hint$/m,
    );
  });

  it('have the bridge show at once what somebody does on the phone', async () => {
    const house = await playingHouse();
    await house.clock.advance(60_000);
    const kitchen = new Librespot('Kitchen', () => house.simulator.player());
    const tell = async () => {
      for (const event of kitchen.events()) {
        const [, topic = '', , payload = ''] = words(MQTT, { PLAYER_EVENT: event });
        if (topic !== '') house.broker.deliver(topic, payload);
      }
      await house.clock.advance(200);
    };
    house.phone({ action: 'next' });
    await tell();
    expect(house.value('family', 'title')).toBe(house.simulator.player().name);
    await house.clock.advance(60_000);
    house.phone({ action: 'pause' });
    await tell();
    expect(house.value('family', 'status')).toBe('paused');
    // It goes away, and knows nothing of what comes then.
    await house.clock.advance(60_000);
    house.phone({ action: 'transfer', device: 'Study' });
    await tell();
    expect(house.value('family', 'device')).toBe('Study');
    await house.clock.advance(60_000);
    house.phone({ action: 'next' });
    expect(kitchen.events()).toEqual([]);
    await house.close();
  });
});

describe('the listener to events of a WebSocket', () => {
  it('calls the hook when it is connected and for each event, and ends with the connection', async () => {
    const events = [
      '{"type":"active","data":null}',
      'no JSON',
      '{"data":1}',
      '{"type":"active","data":null}',
      '{"type":"playing","data":{"uri":"spotify:track:a"}}',
    ];
    const server = await serveEvents(events);
    const child = spawn(process.execPath, [EVENTS, server.url, join(bin, 'hook')], {
      env: { PATH: process.env.PATH },
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.endsWith('playing\n')) server.end();
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(said).toMatch(/^started\n(active\n)+playing\n$/);
    expect(server.asked).toEqual({ path: '/events', origin: undefined });
  });

  it('says how it is called', () => {
    const { status, stderr } = spawnSync(process.execPath, [EVENTS], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([64, 'usage: events.mjs ws://HOST:PORT/events HOOK\n']);
  });

  /** A WebSocket server that sends these texts to whoever comes (RFC 6455 §4.2, §5.2). */
  async function serveEvents(texts: readonly string[]) {
    const asked: { path?: string | undefined; origin?: string | undefined } = {};
    const server = createServer();
    const ended = new AbortController();
    server.on('upgrade', (request, socket) => {
      Object.assign(asked, { path: request.url, origin: request.headers.origin });
      const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
      const accept = createHash('sha1').update(key).digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      for (const text of texts)
        socket.write(Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)]));
      ended.signal.addEventListener('abort', () => socket.destroy());
      socket.on('error', () => {});
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('it does not listen');
    return {
      url: `ws://127.0.0.1:${address.port}/events`,
      asked,
      end() {
        ended.abort();
        server.close();
      },
    };
  }
});

it('the automation for Home Assistant sends to a topic that the bridge hears', () => {
  const { actions, mode } = parse(read('home-assistant/hint.yaml'));
  expect(actions).toEqual([
    { action: 'mqtt.publish', data: { topic: hint, payload: '{{ trigger.entity_id }}' } },
  ]);
  expect(mode).toBe('queued');
});
