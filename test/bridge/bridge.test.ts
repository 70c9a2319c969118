import { describe, expect, it } from 'vitest';
import type { Published } from '../../src/bridge/announcer.ts';
import type { BridgePlan } from '../../src/bridge/bridge.ts';
import { runBridge } from '../../src/bridge/bridge.ts';
import { LocalTime } from '../../src/bridge/local-time.ts';
import { idle } from '../../src/core/playback.ts';
import { Trouble } from '../../src/core/problem.ts';
import { silentLog } from '../../src/lib/log.ts';
import { KITCHEN, track } from '../core/playing.ts';
import { FakeBroker } from '../fakes/broker.ts';
import { FakeDesk } from '../fakes/desk.ts';
import { testTags } from '../fakes/tags.ts';
import { playingAccount } from './house.ts';

const CONFIG = 'homeassistant/device/spotify2mqtt_family/config';

async function bridgeWith(
  change: { plan?: Partial<BridgePlan>; published?: Published; broker?: FakeBroker } = {},
) {
  const house = await playingAccount({ queue: true, liked: true }, false);
  const broker = change.broker ?? new FakeBroker();
  const stop = new AbortController();
  const kept: Published[] = [];
  const desk = new FakeDesk();
  const tags = await testTags({ accounts: [house.account], clock: house.clock, signal: stop.signal });
  const running = runBridge({
    plan: {
      baseTopic: 'spotify2mqtt',
      discoveryPrefix: 'homeassistant',
      discovery: 'device',
      birthTopic: 'homeassistant/status',
      version: '1.2.3',
      url: 'http://spotify.home:8099',
      supportUrl: 'https://example.org/spotify2mqtt',
      readers: [],
      bindings: [],
      ...change.plan,
    },
    broker,
    clock: house.clock,
    log: silentLog,
    accounts: [house.account],
    gates: new Map([['client', house.gate]]),
    keepsake: { read: async () => undefined, write: (value) => kept.push(value) },
    published: change.published,
    desk,
    tags,
    localTime: new LocalTime({ system: 'UTC', log: silentLog }),
    qr: async (text) => new TextEncoder().encode(text),
    memory: () => 80e6,
    random: () => 0.5,
    signal: stop.signal,
  });
  await house.clock.advance(2_000);
  const count = (topic: string) => broker.published.filter((one) => one.topic === topic).length;
  return {
    ...house,
    desk,
    tags,
    broker,
    kept,
    count,
    said: (key: string) => broker.retained.get(`spotify2mqtt/family/${key}`),
    async ask(topic: string, payload: string, more: object = {}) {
      const before = broker.published.length;
      broker.deliver(`spotify2mqtt/${topic}`, payload, more);
      await house.clock.advance(0);
      const told = broker.published
        .slice(before)
        .filter((one) => !one.retain && !one.topic.endsWith('/event'));
      return told.map((one) => ({ ...one, answer: JSON.parse(String(one.payload)) }));
    },
    async close() {
      stop.abort();
      await house.close();
      await running;
    },
  };
}

describe('the bridge', () => {
  it('says what plays, in plain words and as a player', async () => {
    const bridge = await bridgeWith();
    await bridge.clock.advance(6_000);
    expect(bridge.said('availability')).toBe('online');
    expect(bridge.said('title')).toBe('one');
    expect(bridge.said('volume')).toBe('30');
    expect(bridge.said('device')).toBe('Kitchen');
    expect(JSON.parse(bridge.said('player') ?? '')).toMatchObject({
      state: 'playing',
      media_title: 'one',
      source: 'Kitchen',
    });
    expect(JSON.parse(bridge.broker.retained.get('spotify2mqtt/bridge/info') ?? '')).toMatchObject({
      version: '1.2.3',
    });
    await bridge.close();
  });

  it('publishes nothing because time passes', async () => {
    const bridge = await bridgeWith();
    await bridge.clock.advance(15_000);
    const before = bridge.broker.published.length;
    await bridge.clock.advance(40_000);
    const since = bridge.broker.published
      .slice(before)
      .filter(({ topic }) => !/\/(looked_at|health)$/.test(topic));
    expect(since).toEqual([]);
    await bridge.close();
  });

  it('tells in figures how it is', async () => {
    const bridge = await bridgeWith();
    await bridge.ask('family/command', 'pause');
    const [told] = await bridge.ask('bridge/request/health', '');
    expect(told?.answer.result).toMatchObject({
      uptime_s: 2,
      memory_mb: 80,
      mqtt_published: expect.any(Number),
      mqtt_received: 2,
      requests_30s: bridge.spotify.calls.length,
      requests_total: bridge.spotify.calls.length,
      looked_at: expect.stringMatching(/^2026-/),
    });
    await bridge.close();
  });

  it('obeys an entity and answers on the response topic that the sender names', async () => {
    const bridge = await bridgeWith();
    const correlation = new Uint8Array([7]);
    const told = await bridge.ask('family/volume/set', '40', { responseTopic: 'me/answers', correlation });
    expect(told).toMatchObject([
      { topic: 'me/answers', correlation, answer: { ok: true, command: 'volume' } },
    ]);
    expect(bridge.said('volume')).toBe('40');
    await bridge.close();
  });

  it('answers a command with its transaction, and a refusal too', async () => {
    const bridge = await bridgeWith();
    const good = await bridge.ask('family/command', '{"command":"next","transaction":"t1"}');
    expect(good).toMatchObject([
      { topic: 'spotify2mqtt/family/response', answer: { ok: true, transaction: 't1' } },
    ]);
    const bad = await bridge.ask('family/command', '{"command":"fly","transaction":"t2"}');
    expect(bad).toMatchObject([
      { answer: { ok: false, transaction: 't2', problem: { kind: 'bad_payload' } } },
    ]);
    await bridge.close();
  });

  it.each([
    ['family/nothing/set', '1', 'unknown entity'],
    ['family/title/set', '1', 'title only tells'],
    ['nobody/command', 'next', 'there are family'],
    ['family/command', 'x'.repeat(20_000), 'too long'],
    ['family/request/wishes', '', 'unknown request'],
    ['bridge/request/wishes', '', 'there are rediscover'],
  ])('answers what it cannot do: %s', async (topic, payload, message) => {
    const bridge = await bridgeWith();
    const [told] = await bridge.ask(topic, payload);
    expect(told?.answer).toMatchObject({ ok: false, problem: { kind: 'bad_payload' } });
    expect(told?.answer.problem.message).toContain(message);
    await bridge.close();
  });

  it.each([
    ['family/command', 2_000, 2_000, undefined],
    ['family/command', 2_000, 2_001, 2_000],
    ['family/volume/set', 2_000, 2_001, 2_000],
    ['reader/kids/command', 2_000, 2_001, 2_000],
    ['bridge/request/tags/import', 2_000, 2_001, 2_000],
    ['bridge/request/tags/import', 200_000, 200_000, undefined],
    ['family/command', 200_000, 16_385, 16_384],
  ])('reads no more than it may: on %s, of %i bytes at most, %i', async (topic, maxPayload, bytes, most) => {
    const bridge = await bridgeWith({ plan: { maxPayload } });
    const [told] = await bridge.ask(topic, 'x'.repeat(bytes));
    const { message } = told?.answer.problem ?? {};
    if (most === undefined) expect(message ?? '').not.toContain('too long');
    else expect(message).toBe(`a payload of ${bytes} bytes is too long; ${most} at most`);
    await bridge.close();
  });

  it('never acts on what the broker replays, nor answers into its own ear', async () => {
    const bridge = await bridgeWith();
    bridge.spotify.commands();
    expect(await bridge.ask('family/command', 'next', { retained: true })).toEqual([]);
    expect(bridge.spotify.commands()).toEqual([]);
    const [told] = await bridge.ask('family/command', 'fly', {
      responseTopic: 'spotify2mqtt/family/command',
    });
    expect(told?.topic).toBe('spotify2mqtt/family/response');
    await bridge.close();
  });

  it('looks at once on a hint', async () => {
    const bridge = await bridgeWith();
    bridge.spotify.now = { ...bridge.spotify.now, item: track('two') };
    await bridge.ask('family/hint', '');
    expect(bridge.said('title')).toBe('two');
    const event = bridge.broker.published.find(({ topic }) => topic === 'spotify2mqtt/family/event');
    expect(JSON.parse(String(event?.payload))).toMatchObject({ event_type: 'track_changed', title: 'two' });
    await bridge.close();
  });

  it('does not lose a hint that comes while it looks', async () => {
    const bridge = await bridgeWith();
    await bridge.clock.advance(60_000);
    bridge.spotify.latency = 300;
    bridge.broker.deliver('spotify2mqtt/family/hint', '');
    await bridge.clock.advance(100);
    bridge.broker.deliver('spotify2mqtt/family/hint', '');
    bridge.spotify.calls.length = 0;
    await bridge.clock.advance(2_400);
    expect(bridge.spotify.calls).toContain('GET playback');
    await bridge.close();
  });

  it('reads the queue anew only where something else came than was next', async () => {
    const bridge = await bridgeWith();
    await bridge.clock.advance(60_000);
    bridge.spotify.queueList = ['two', 'three', 'four', 'five', 'six'].map((name) => track(name));
    bridge.account.store.put({ queue: bridge.spotify.queueList.slice() });
    bridge.spotify.calls.length = 0;
    const plays = async (name: string) => {
      bridge.spotify.now = { ...bridge.spotify.now, item: track(name) };
      await bridge.clock.advance(60_000);
    };
    await plays('two');
    expect(bridge.said('next_up')).toContain('three');
    expect(bridge.spotify.calls).not.toContain('GET queue');
    await plays('another');
    expect(bridge.spotify.calls.filter((call) => call === 'GET queue')).toHaveLength(1);
    await bridge.close();
  });

  it('tells Home Assistant of new options first, and the state when it knows them', async () => {
    const bridge = await bridgeWith();
    await bridge.clock.advance(60_000);
    bridge.spotify.now = { ...bridge.spotify.now, device: { ...KITCHEN, id: 'attic', name: 'Attic' } };
    await bridge.ask('family/hint', '');
    expect(bridge.said('device')).toBe('Kitchen');
    await bridge.clock.advance(3_100);
    expect(bridge.broker.retained.get(CONFIG)).toContain('Attic');
    expect(bridge.said('device')).toBe('Kitchen');
    await bridge.clock.advance(1_500);
    expect(bridge.said('device')).toBe('Attic');
    await bridge.close();
  });

  it('announces and says everything again after the birth of Home Assistant', async () => {
    const bridge = await bridgeWith();
    await bridge.clock.advance(20_000);
    const [configs, titles] = [bridge.count(CONFIG), bridge.count('spotify2mqtt/family/title')];
    bridge.broker.deliver('homeassistant/status', 'online');
    await bridge.clock.advance(500);
    expect(bridge.count(CONFIG)).toBe(configs);
    await bridge.clock.advance(20_000);
    expect(bridge.count(CONFIG)).toBe(configs + 2);
    expect(bridge.count('spotify2mqtt/family/title')).toBe(titles + 1);
    await bridge.close();
  });

  it('says everything again when the broker is back', async () => {
    const bridge = await bridgeWith();
    bridge.broker.drop();
    bridge.broker.retained.clear();
    bridge.spotify.now = { ...bridge.spotify.now, item: track('two') };
    await bridge.clock.advance(15_000);
    bridge.broker.reconnect();
    await bridge.clock.advance(2_000);
    expect(bridge.said('title')).toBe('two');
    expect(bridge.broker.retained.get(CONFIG)).toContain('components');
    await bridge.close();
  });

  it('leaves a device alone that a person deleted, until asked', async () => {
    const bridge = await bridgeWith();
    bridge.broker.deliver(CONFIG, '');
    const configs = bridge.count(CONFIG);
    bridge.broker.deliver('homeassistant/status', 'online');
    await bridge.clock.advance(30_000);
    expect(bridge.count(CONFIG)).toBe(configs);
    await bridge.ask('bridge/request/rediscover', '');
    await bridge.clock.advance(1_000);
    expect(bridge.count(CONFIG)).toBe(configs + 1);
    await bridge.close();
  });

  it('leaves no ghost of what was published under other names', async () => {
    const broker = new FakeBroker();
    const old = 'homeassistant/device/spotify2mqtt_oldname/config';
    broker.retained.set(old, '{}');
    broker.retained.set('spotify2mqtt/oldname/title', 'x');
    const published: Published = {
      devices: [
        {
          prefix: 'homeassistant',
          form: 'device',
          node: 'spotify2mqtt_oldname',
          platforms: { title: 'sensor' },
        },
      ],
      topics: ['spotify2mqtt/oldname/title', 'spotify2mqtt/family/title'],
    };
    const bridge = await bridgeWith({ broker, published });
    expect(broker.retained.has(old)).toBe(false);
    expect(broker.retained.has('spotify2mqtt/oldname/title')).toBe(false);
    expect(bridge.said('title')).toBe('one');
    expect(bridge.kept.at(-1)?.devices.map(({ node }) => node)).toEqual([
      'spotify2mqtt_family',
      'spotify2mqtt_bridge',
    ]);
    await bridge.close();
  });

  it('leaves what an earlier run said of its player until it knows better', async () => {
    const broker = new FakeBroker();
    const levels = ['title', 'device', 'player', 'availability'];
    const topics = levels.map((level) => `spotify2mqtt/family/${level}`);
    for (const topic of topics) broker.retained.set(topic, 'from before');
    const bridge = await bridgeWith({ broker, published: { devices: [], topics } });
    const emptied = bridge.broker.published.filter(
      ({ topic, payload }) => payload === '' && topics.includes(topic),
    );
    expect(emptied).toEqual([]);
    expect(bridge.said('title')).toBe('one');
    await bridge.close();
  });

  it('takes everything back where discovery is off', async () => {
    const broker = new FakeBroker();
    broker.retained.set(CONFIG, '{}');
    const published: Published = {
      devices: [
        {
          prefix: 'homeassistant',
          form: 'device',
          node: 'spotify2mqtt_family',
          platforms: { title: 'sensor' },
        },
      ],
      topics: [],
    };
    const bridge = await bridgeWith({ broker, published, plan: { discovery: 'off' } });
    expect([...broker.retained.keys()].filter((topic) => topic.startsWith('homeassistant/'))).toEqual([]);
    expect(bridge.said('title')).toBe('one');
    expect(bridge.said('device')).toBe('Kitchen');
    await bridge.close();
  });

  it('announces players to mqtt_media_player where that is wanted, and takes them back', async () => {
    const topic = 'homeassistant/media_player/spotify2mqtt_family/config';
    const bridge = await bridgeWith({ plan: { mediaPlayers: true } });
    const { broker } = bridge;
    expect(JSON.parse(broker.retained.get(topic) ?? '')).toMatchObject({
      state_title_topic: 'spotify2mqtt/family/media_title',
    });
    expect([bridge.said('media_title'), bridge.said('volume_level')]).toEqual(['one', '0.3']);
    const [told] = await bridge.ask('family/volume_level/set', '0.55');
    expect(told?.answer).toMatchObject({ ok: true, command: 'volume' });
    expect(bridge.said('volume_level')).toBe('0.55');
    const kept = bridge.kept.at(-1);
    await bridge.close();

    const without = await bridgeWith({ broker, ...(kept && { published: kept }) });
    expect(broker.retained.has(topic)).toBe(false);
    expect([without.said('media_title'), without.said('volume_level')]).toEqual([undefined, undefined]);
    expect(without.said('title')).toBe('one');
    await without.close();
  });

  it('shows a pairing on every topic, and clears them when it is over', async () => {
    const bridge = await bridgeWith();
    const userCode = 'WDJB-MJHT';
    const verificationUri = 'http://house:8099/pair';
    const verificationUriComplete = `${verificationUri}?user_code=${userCode}`;
    const expiresAt = bridge.clock.now() + 60_000;
    bridge.account.store.put({
      pairing: { method: 'bridge', userCode, verificationUri, verificationUriComplete, expiresAt },
    });
    await bridge.clock.advance(0);
    expect(bridge.said('pairing_code')).toBe(userCode);
    expect(bridge.said('pairing_link')).toBe(verificationUriComplete);
    expect(JSON.parse(bridge.said('pairing') ?? '')).toMatchObject({ user_code: userCode, method: 'bridge' });
    expect(bridge.said('pairing_qr')).toBe(verificationUriComplete);
    bridge.account.store.put({ pairing: null });
    await bridge.clock.advance(0);
    for (const key of ['pairing', 'pairing_code', 'pairing_link'])
      expect(bridge.said(key) ?? '', key).toBe('');
    expect(bridge.said('pairing_qr')).toContain('PNG');
    await bridge.close();
  });

  it('hands pairing to the desk', async () => {
    const bridge = await bridgeWith();
    expect(await bridge.ask('family/pair/set', 'PRESS')).toMatchObject([
      { answer: { ok: true, command: 'pair' } },
    ]);
    expect(await bridge.ask('bridge/request/pair', '{"account":"family"}')).toMatchObject([
      { answer: { ok: true } },
    ]);
    expect(await bridge.ask('bridge/request/pair', 'nobody')).toMatchObject([{ answer: { ok: false } }]);
    const address = `http://127.0.0.1:8099/callback?code=${'c'.repeat(450)}&state=s`;
    const [pasted] = await bridge.ask('family/pairing_address/set', address);
    expect(pasted?.answer).toMatchObject({
      ok: false,
      command: 'pairing_address',
      problem: { kind: 'refused' },
    });
    expect(bridge.desk.calls).toEqual(['begin family', 'begin family', `paste ${address}`]);
    await bridge.close();
  });

  it('tells all accounts, and how they stand', async () => {
    const bridge = await bridgeWith();
    await bridge.clock.advance(6_000);
    const [told] = await bridge.ask('bridge/request/accounts', '{"transaction":"a1"}');
    expect(told?.answer).toEqual({
      ok: true,
      took_ms: 0,
      result: {
        accounts: [
          {
            key: 'family',
            name: 'Family',
            paired: true,
            paired_until: null,
            profile: 'Me',
            available: true,
            problem: null,
            pairing: null,
          },
        ],
      },
      transaction: 'a1',
    });
    const authorizedAt = Date.parse('2026-11-25T12:00:00Z');
    bridge.account.store.put({
      authorizedAt,
      problem: { kind: 'no_device', message: 'no speaker' },
      pairing: bridge.desk.pairing,
    });
    const [again] = await bridge.ask('bridge/request/accounts', '');
    expect(again?.answer.result.accounts[0]).toMatchObject({
      paired_until: expect.stringMatching(/^2027-05-2\dT/),
      problem: { kind: 'no_device', message: 'no speaker' },
      pairing: { user_code: bridge.desk.pairing.userCode, method: bridge.desk.pairing.method },
    });
    await bridge.close();
  });

  it('hands cards to the tags', async () => {
    const bridge = await bridgeWith();
    expect(await bridge.ask('family/learn/set', 'PRESS')).toMatchObject([
      { answer: { ok: true, command: 'learn' } },
    ]);
    expect(bridge.tags.desk.learning()).toMatchObject({ account: 'family', title: null });
    expect(await bridge.ask('family/learn_link/set', 'lock')).toMatchObject([{ answer: { ok: true } }]);
    expect(bridge.tags.desk.learning()).toMatchObject({ title: 'lock' });
    const [named] = await bridge.ask('family/card_name/set', 'Dragon');
    expect(named?.answer).toMatchObject({ ok: false, problem: { kind: 'bad_payload' } });
    await bridge.close();
  });

  it('keeps what it knows while Spotify is away, and calls it unavailable after five minutes', async () => {
    const bridge = await bridgeWith();
    bridge.spotify.fail('GET playback', new Trouble('unreachable', 'Spotify does not answer'), 1_000);
    await bridge.clock.advance(4 * 60_000);
    expect(bridge.said('availability')).toBe('online');
    expect(bridge.said('title')).toBe('one');
    expect(bridge.said('problem')).toBe('Spotify does not answer');
    await bridge.clock.advance(3 * 60_000);
    expect(bridge.said('availability')).toBe('offline');
    await bridge.close();
  });

  it('does not believe a single empty answer while music plays', async () => {
    const bridge = await bridgeWith();
    const playing = bridge.spotify.now;
    bridge.spotify.now = idle(0);
    await bridge.ask('family/hint', '');
    expect(bridge.said('status')).toBe('playing');
    bridge.spotify.now = playing;
    await bridge.clock.advance(4_000);
    expect(bridge.said('status')).toBe('playing');
    bridge.spotify.now = idle(0);
    await bridge.clock.advance(60_000);
    expect(bridge.said('status')).toBe('idle');
    await bridge.close();
  });
});
