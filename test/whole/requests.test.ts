import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Network } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mediaShape, playedShape } from '../../src/core/media.ts';
import { ALBUM } from '../house/box.ts';
import { startBridge } from './bridge.ts';
import { dockerMissing } from './docker.ts';
import { type Ear, listen } from './ear.ts';
import { startMosquitto } from './mosquitto.ts';
import { BRIDGE_CLIENT, letIn, type Phone, pickUp } from './phone.ts';
import type { Program } from './program.ts';
import { startSimulator } from './simulated-spotify.ts';
import { until } from './until.ts';

const answerShape = z.discriminatedUnion('ok', [
  z.looseObject({ ok: z.literal(true), result: z.looseObject({}) }),
  z.looseObject({ ok: z.literal(false), problem: z.object({ kind: z.string(), message: z.string() }) }),
]);
const media = z.array(mediaShape);
const REDIRECT = 'https://my.home-assistant.io/redirect/oauth';

/** Over a real broker, with MQTT 5's response topic and correlation data: what a person does who chooses music. */
describe.runIf(dockerMissing === undefined)('requests', () => {
  const opened = new AsyncDisposableStack();
  let ear: Ear;
  let phone: Phone;
  let bridge: Program;

  const ask = async (on: string, payload: string | object = '') =>
    answerShape.parse(JSON.parse(await ear.ask(`spotify2mqtt/${on}`, payload)));
  /** The result, as soon as there is room in the budget for it. */
  const result = async (on: string, payload: string | object = '') => {
    const answer = await until(
      `an answer to ${on}`,
      () => ask(on, payload),
      (said) => said.ok || said.problem.kind !== 'rate_limited',
      { within: 60_000 },
    );
    if (!answer.ok) throw new Error(`${on}: ${answer.problem.message}`);
    return answer.result;
  };
  const family = (what: string, payload: string | object = '') => result(`family/request/${what}`, payload);

  beforeAll(async () => {
    const network = opened.use(await new Network().start());
    const broker = opened.use(await startMosquitto(network));
    ear = opened.use(await listen(broker.url));
    const { base } = opened.use(await startSimulator());
    phone = pickUp(base, 'family');
    await phone.play(ALBUM);
    const data = await mkdtemp(join(tmpdir(), 'spotify2mqtt-data-'));
    opened.defer(() => rm(data, { recursive: true }));
    const config = {
      mqtt: { url: broker.url },
      http: { port: 0 },
      spotify: { client_id: BRIDGE_CLIENT, accounts_url: base, api_url: `${base}/v1` },
      data,
      accounts: { family: { refresh_token: await letIn(base, 'family') }, kids: {} },
    };
    bridge = opened.use(await startBridge(config, ear));
    await until(
      'what plays is known',
      () => ear.last('spotify2mqtt/family/status'),
      (status) => status === 'playing',
    );
  });
  afterAll(() => opened.disposeAsync());

  it('go two levels deep, and what is there plays', async () => {
    const { children: folders } = await family('browse');
    expect(media.parse(folders).map(({ id }) => id)).toContain('playlists');
    const { children: playlists } = await family('browse', { id: 'playlists' });
    const disco = media.parse(playlists).find(({ title }) => title === 'Kitchen Disco');
    const { item, children, total } = await family('browse', { id: disco?.id, limit: 2 });
    expect(item).toEqual(disco);
    expect(media.parse(children)).toHaveLength(2);
    expect(total).toBeGreaterThan(2);
    const [first] = media.parse(children);
    await ear.say('spotify2mqtt/family/command', `play ${disco?.uri}`);
    const now = await until('it plays', phone.player, ({ context }) => context === disco?.uri);
    expect(now.name).toBe(first?.title);
  });

  it('find, and tell what comes next and what was played', async () => {
    const { items, totals } = await family('search', { query: 'lanterns', types: ['album', 'track'] });
    expect(media.parse(items)[0]).toMatchObject({ type: 'album', title: 'Lanterns at Low Tide' });
    expect(totals).toEqual({ album: expect.any(Number), track: expect.any(Number) });
    // What sounded for half a minute counts as played.
    await phone.seek(40_000);
    const played = await phone.skip();
    const { items: recent } = await family('recent', { limit: 5 });
    expect(z.array(playedShape).parse(recent).length).toBeGreaterThan(0);
    const queue = await family('queue');
    expect(media.parse(queue.items)[0]?.title).not.toBe(played);
    expect(mediaShape.parse(queue.playing).type).toBe('track');
  });

  it('tell devices, accounts and mistakes', async () => {
    const { devices } = await family('devices', { refresh: true });
    expect(devices).toEqual(expect.arrayContaining([expect.objectContaining({ label: 'Kitchen' })]));
    const { accounts } = await result('bridge/request/accounts');
    expect(accounts).toMatchObject([
      { key: 'family', paired: true, available: true },
      { key: 'kids', paired: false, available: false, pairing: { method: 'bridge' } },
    ]);
    expect(await ask('family/request/browse', '{"limit":0}')).toMatchObject({
      ok: false,
      problem: { kind: 'bad_payload' },
    });
  });

  it('pair as Home Assistant does, and tell no secret', async () => {
    const state = `eyJhbGciOiJIUzI1NiJ9.${'x'.repeat(400)}.signature`;
    const pair = { account: 'kids', redirect_uri: REDIRECT, state };
    const { authorize_url } = await result('bridge/request/pair', pair);
    const url = z.url().parse(authorize_url);
    const agreed = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ user: 'guest', decision: 'agree' }),
    });
    const code = new URL(agreed.headers.get('location') ?? '').searchParams.get('code');
    expect(await result('bridge/request/pair/finish', { code, state })).toMatchObject({
      account: 'kids',
      profile: 'Gäste & Co.',
    });
    await until(
      'the account is there',
      () => ear.last('spotify2mqtt/kids/availability'),
      (said) => said === 'online',
    );
    expect(await result('bridge/request/log_level', 'debug')).toMatchObject({ level: 'debug' });
    expect(bridge.output()).not.toContain(code);
    expect(bridge.output()).not.toContain(state);
  });
});
