import { Network } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import flows from '../../examples/node-red/flows.json' with { type: 'json' };
import { askHttp } from './ask-http.ts';
import { startBridge } from './bridge.ts';
import { dockerMissing } from './docker.ts';
import { type Ear, listen } from './ear.ts';
import { startMosquitto } from './mosquitto.ts';
import { type NodeRed, startNodeRed } from './node-red.ts';
import { BRIDGE_CLIENT, letIn, type Phone, pickUp } from './phone.ts';
import { startSimulator } from './simulated-spotify.ts';
import { is, until } from './until.ts';

const CARD = '04-72-90-BA-AD-6C-81';

describe.runIf(dockerMissing === undefined)('the flow for Node-RED', () => {
  const house = new AsyncDisposableStack();
  let spotify: string;
  let ear: Ear;
  let phone: Phone;
  let nodeRed: NodeRed;
  const shows = (name: string, right: (text: string) => boolean) =>
    until(
      `“${name}” in the debug sidebar`,
      () => nodeRed.shown(name) ?? '',
      (text) => right(text),
    );

  beforeAll(async () => {
    const network = house.use(await new Network().start());
    const broker = house.use(await startMosquitto(network));
    ear = house.use(await listen(broker.url));
    const simulator = house.use(await startSimulator());
    spotify = simulator.base;
    phone = pickUp(spotify, 'family');
    const config = {
      mqtt: { url: broker.url },
      http: { port: 0 },
      spotify: { client_id: BRIDGE_CLIENT, accounts_url: spotify, api_url: `${spotify}/v1` },
      accounts: { family: { refresh_token: await letIn(spotify, 'family') } },
    };
    house.use(await startBridge(config, ear));
    await until('the account is there', () => ear.last('spotify2mqtt/family/availability'), is('online'));
    nodeRed = house.use(await startNodeRed(flows, broker.url));
  });
  afterAll(() => house.disposeAsync());

  it('shows what plays', async () => {
    const name = await phone.skip();
    await ear.say('spotify2mqtt/family/hint', '');
    await shows('Plays', (text) => text.startsWith('playing: ') && text.includes(name));
  });

  it('sends what its buttons say, and hears what became of it', async () => {
    await nodeRed.press('Play or pause');
    await until('silence', phone.player, ({ playing }) => !playing);
    await shows('Done', (text) => /^play_pause in \d+ ms$/.test(text));
    const { volume } = await phone.player();
    await nodeRed.press('Louder');
    await until('it is louder', phone.player, (now) => now.volume === (volume ?? 0) + 5);
    await nodeRed.press('Liked songs, shuffled');
    await until('they play', phone.player, (now) => now.playing && now.shuffle);
    expect((await phone.player()).context).toMatch(/:collection$/);
  });

  it('shows why not, in words', async () => {
    const { device } = await phone.player();
    const change = (supports_volume: boolean) =>
      askHttp(spotify, '/control/devices', { json: { key: device, supports_volume } });
    await change(false);
    await ear.say('spotify2mqtt/family/hint', '');
    await until(
      'the bridge knows',
      () => ear.last('spotify2mqtt/family/player') ?? '',
      (player) => !player.includes('"volume"'),
    );
    await nodeRed.press('Quieter');
    await shows('Refused', (text) => text.startsWith('restricted: '));
    await change(true);
  });

  it('asks for the playlists and plays one of them', async () => {
    await nodeRed.press('Any of my playlists');
    await until(
      'a playlist plays',
      phone.player,
      (now) => now.context?.startsWith('spotify:playlist:') === true,
    );
  });

  it('makes it bedtime with a card, and tells of a card that nobody knows', async () => {
    const taught = await ear.ask('spotify2mqtt/bridge/request/tags/set', {
      uid: CARD,
      does: 'scene:bedtime',
    });
    expect(JSON.parse(taught)).toMatchObject({ ok: true });
    await ear.say('spotify2mqtt/reader/kids/tag', CARD);
    await until('it is quiet', phone.player, ({ volume }) => volume === 15);
    await until(
      'it ends in half an hour',
      () => ear.last('spotify2mqtt/family/sleep_until') ?? 'None',
      (until_) => until_ !== 'None',
    );
    await ear.say('spotify2mqtt/reader/kids/tag', '04-11-22-33');
    await shows('Unknown card', is('nobody knows card 04112233 on kids yet'));
  });

  it('runs without a complaint', () => {
    const [, sinceStart] = nodeRed.output().split('Starting flows');
    expect(sinceStart).not.toMatch(/\[(warn|error)\]/);
  });
});
