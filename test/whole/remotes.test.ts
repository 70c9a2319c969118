import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Network } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge } from './bridge.ts';
import { dockerMissing } from './docker.ts';
import { type Ear, listen } from './ear.ts';
import { startMosquitto } from './mosquitto.ts';
import { BRIDGE_CLIENT, letIn, type Phone, pickUp } from './phone.ts';
import { startSimulator } from './simulated-spotify.ts';
import { is, until } from './until.ts';

const REMOTE = 'zigbee2mqtt/Bedroom remote';
const BINDINGS = {
  bedroom: { remote: 'ikea_symfonisk_gen1', topic: REMOTE },
  switch: { topic: 'stat/switch1/RESULT', path: 'Button1.Action', value: 'SINGLE', command: 'volume 30' },
  action: { remote: 'hue_dimmer', topic: 'zigbee2mqtt/+/action', max_volume: 50 },
};

describe.runIf(dockerMissing === undefined)('remotes at a real broker', () => {
  const opened = new AsyncDisposableStack();
  let ear: Ear;
  let phone: Phone;
  const press = (action: string) => ear.say(REMOTE, JSON.stringify({ action, battery: 80 }));
  const volume = (percent: number) =>
    until(`volume ${percent}`, async () => (await phone.player()).volume, is(percent));

  beforeAll(async () => {
    const network = opened.use(await new Network().start());
    const broker = opened.use(await startMosquitto(network));
    ear = opened.use(await listen(broker.url));
    const { base } = opened.use(await startSimulator());
    phone = pickUp(base, 'family');
    const data = await mkdtemp(join(tmpdir(), 'spotify2mqtt-data-'));
    opened.defer(() => rm(data, { recursive: true }));
    // Pressed before the bridge came, and kept by the broker, as zigbee2mqtt does with `retain`.
    await ear.say(REMOTE, '{"action":"brightness_step_up"}', true);
    const config = {
      mqtt: { url: broker.url },
      http: { port: 0 },
      spotify: { client_id: BRIDGE_CLIENT, accounts_url: base, api_url: `${base}/v1` },
      data,
      accounts: { family: { refresh_token: await letIn(base, 'family') } },
      bindings: BINDINGS,
    };
    opened.use(await startBridge(config, ear));
    await until('the player', () => ear.last('spotify2mqtt/family/status'), is('playing'));
  });
  afterAll(() => opened.disposeAsync());

  it('press', async () => {
    const { uri } = await phone.player();
    await press('toggle');
    await until('silence', phone.player, (now) => !now.playing);
    expect((await phone.player()).uri, 'what the broker kept skips nothing').toBe(uri);
    await press('toggle');
    await until('music', phone.player, (now) => now.playing);
    await press('brightness_step_up');
    await until('the next track', phone.player, (now) => now.uri !== uri);
  });

  it('are Tasmota switches too', async () => {
    await ear.say('stat/switch1/RESULT', '{"Button1":{"Action":"SINGLE"}}');
    await volume(30);
  });

  it('turn until they are let go', async () => {
    await press('brightness_move_up');
    await until(
      'it is louder',
      async () => (await phone.player()).volume ?? 0,
      (now) => now >= 36,
    );
    await press('brightness_stop');
    const shown = () => Number(ear.last('spotify2mqtt/family/volume'));
    await until('it stands still', async () => (await phone.player()).volume === shown(), is(true));
    expect(shown() % 3, 'whole steps').toBe(0);
  });

  it('say plain actions on a topic of their own, and stay within their volumes', async () => {
    for (let times = 0; times < 8; times++) await ear.say('zigbee2mqtt/Hall/action', 'up_press_release');
    await volume(50);
  });
});
