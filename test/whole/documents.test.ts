import { GenericContainer, Network, type StartedNetwork, type StartedTestContainer } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { fencesOf } from '../documents.ts';
import { startBridge } from './bridge.ts';
import { logOf } from './container-log.ts';
import { dockerMissing } from './docker.ts';
import { type Ear, listen } from './ear.ts';
import { type House, openHouse } from './house.ts';
import { BROKER_ALIAS, type Mosquitto, startMosquitto } from './mosquitto.ts';
import { BRIDGE_CLIENT, letIn, type Phone, pickUp } from './phone.ts';
import { startScript } from './program.ts';
import { startSimulator } from './simulated-spotify.ts';
import { is, until } from './until.ts';

const codeIn = (language: string) =>
  fencesOf('docs/programmers.md').find((fence) => fence.language === language)?.code ?? '';

describe.runIf(dockerMissing === undefined)('the clients of docs/programmers.md', () => {
  const house = new AsyncDisposableStack();
  let network: StartedNetwork;
  let broker: Mosquitto;
  let ear: Ear;
  let phone: Phone;

  /** A program beside the broker, of an image that has what it needs. */
  const beside = async (image: string, entrypoint: string[]): Promise<StartedTestContainer> =>
    house.use(
      await new GenericContainer(image)
        .withNetwork(network)
        .withEntrypoint(entrypoint)
        .withCommand([])
        .start(),
    );

  beforeAll(async () => {
    network = house.use(await new Network().start());
    broker = house.use(await startMosquitto(network));
    ear = house.use(await listen(broker.url));
    const { base } = house.use(await startSimulator());
    phone = pickUp(base, 'family');
    const config = {
      mqtt: { url: broker.url },
      http: { port: 0 },
      spotify: { client_id: BRIDGE_CLIENT, accounts_url: base, api_url: `${base}/v1` },
      accounts: { family: { refresh_token: await letIn(base, 'family') } },
    };
    house.use(await startBridge(config, ear));
    await until('the account is there', () => ear.last('spotify2mqtt/family/availability'), is('online'));
  });
  afterAll(() => house.disposeAsync());

  it('ask from the shell', async () => {
    const shell = await beside('eclipse-mosquitto:2', ['sleep', '600']);
    const { volume } = await phone.player();
    const lines = fencesOf('docs/programmers.md').flatMap(({ code }) => code.split('\n'));
    const asking = lines.filter((line) => line.startsWith('mosquitto_rr'));
    expect(asking).toHaveLength(2);
    for (const line of asking) {
      const { output } = await shell.exec(['sh', '-c', `${line} -h ${BROKER_ALIAS} -W 10`]);
      expect(JSON.parse(output), line).toMatchObject({ ok: true });
    }
    await until('it is louder', phone.player, (now) => now.volume === (volume ?? 0) + 5);
  });

  it('ask from Python', async () => {
    // Home Assistant's own image has paho-mqtt 2.
    const code = codeIn('python').replace('"localhost"', `"${BROKER_ALIAS}"`);
    const image = 'ghcr.io/home-assistant/home-assistant:stable';
    const python = await beside(image, ['python3', '-c', code]);
    await until('the volume', phone.player, (now) => now.volume === 30);
    const all = (log: string) =>
      ['info done {', 'volume done', 'playing '].every((text) => log.includes(text));
    await until('what it prints', () => logOf(python), all);
  });

  it('ask from JavaScript', async () => {
    const code = codeIn('js').replace('mqtt://localhost', broker.url);
    await using program = startScript(['--input-type=module', '--eval', code]);
    await until('the volume', phone.player, (now) => now.volume === 35);
    const all = (log: string) =>
      ['accounts: [', 'volume done', 'playing '].every((text) => log.includes(text));
    await until('what it prints', () => program.output(), all);
  });
});

const automation = z.looseObject({ alias: z.string() });
const automations = fencesOf('docs/home-assistant.md')
  .filter(({ code }) => code.startsWith('alias:'))
  .map(({ code }) => automation.parse(parse(code)));

describe.runIf(dockerMissing === undefined)('the automations of docs/home-assistant.md', () => {
  let house: House;
  const idOf = (alias: string) => alias.toLowerCase().replaceAll(' ', '_');

  beforeAll(async () => {
    house = await openHouse();
    const { base } = house.spotify;
    await house.bridge({ family: { name: 'Family', refresh_token: await letIn(base, 'family') } });
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  it.each(automations)('are taken by Home Assistant: $alias', async (wanted) => {
    await house.home.automate(idOf(wanted.alias), wanted);
    await until('it runs', () => house.home.state(`automation.${idOf(wanted.alias)}`), is('on'));
  });

  it('plays at breakfast', async () => {
    const phone = pickUp(house.spotify.base, 'family');
    const options = async () =>
      (await house.home.states()).find(({ entity_id }) => entity_id === 'select.spotify_family_playlist')
        ?.attributes.options;
    const hasList = (all: unknown) => Array.isArray(all) && all.includes('Sunday Roast');
    await until('the playlists are read', options, hasList, { within: 120_000 });
    await house.home.call('automation.trigger', { entity_id: 'automation.breakfast' });
    const answer = () => house.ear.last('spotify2mqtt/family/response') ?? '';
    await until('it is answered', answer, (text) => text.startsWith('{"ok":true'));
    expect(await phone.player()).toMatchObject({
      playing: true,
      volume: 20,
      shuffle: true,
      device: 'Kitchen',
    });
    expect(await house.home.complaints()).toEqual([]);
  });

  it('gives the music back after the door bell', async () => {
    const phone = pickUp(house.spotify.base, 'family');
    const before = await phone.player();
    await house.home.call('automation.trigger', { entity_id: 'automation.the_door_bell_rings' });
    await until('silence', phone.player, ({ playing }) => !playing);
    const isBack = ({ playing, uri, position_ms }: typeof before) =>
      playing && uri === before.uri && position_ms >= before.position_ms;
    const { context, volume, device } = await until('the music', phone.player, isBack);
    expect({ context, volume, device }).toEqual({
      context: before.context,
      volume: before.volume,
      device: before.device,
    });
    // What is played is answered when it is heard, which takes the bridge longer than the phone.
    const answers = () => house.ear.told('spotify2mqtt/family/response').map((answer) => JSON.parse(answer));
    await until('the last answer', answers, (all) => all.at(-1)?.command === 'restore');
    expect(answers().slice(-3)).toMatchObject([
      { ok: true, command: 'snapshot' },
      { ok: true, command: 'pause' },
      { ok: true, command: 'restore' },
    ]);
  });
});
