import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Network } from 'testcontainers';
import { startBridge } from './bridge.ts';
import { type Ear, listen } from './ear.ts';
import { type Furnishing, type HomeAssistant, startHomeAssistant } from './home-assistant.ts';
import { type Mosquitto, startMosquitto } from './mosquitto.ts';
import { BRIDGE_CLIENT } from './phone.ts';
import type { Program } from './program.ts';
import { type SimulatedSpotify, startSimulator } from './simulated-spotify.ts';
import { is, until } from './until.ts';

/** Everything that people have at home, except Spotify's servers. */
export interface House extends AsyncDisposable {
  broker: Mosquitto;
  ear: Ear;
  home: HomeAssistant;
  spotify: SimulatedSpotify;
  /** Starts the bridge with these accounts, in place of the one that runs; `more` goes into its configuration. */
  bridge(accounts: Record<string, object>, more?: object): Promise<Program>;
}

export async function openHouse(furnishing: Furnishing = {}): Promise<House> {
  await using opened = new AsyncDisposableStack();
  const network = opened.use(await new Network().start());
  const broker = opened.use(await startMosquitto(network));
  const ear = opened.use(await listen(broker.url));
  const spotify = opened.use(await startSimulator());
  const data = await mkdtemp(join(tmpdir(), 'spotify2mqtt-data-'));
  opened.defer(() => rm(data, { recursive: true }));
  const home = opened.use(await startHomeAssistant(network, furnishing));
  const bridges = opened.use(new AsyncDisposableStack());
  let running: Program | undefined;
  const kept = opened.move();
  return {
    broker,
    ear,
    home,
    spotify,
    bridge: async (accounts, more = {}) => {
      if (running) {
        await running.stop();
        await until('the last one is offline', () => ear.last('spotify2mqtt/bridge/state'), is('offline'));
      }
      const config = {
        mqtt: { url: broker.url },
        http: { port: 0 },
        spotify: { client_id: BRIDGE_CLIENT, accounts_url: spotify.base, api_url: `${spotify.base}/v1` },
        data,
        accounts,
        ...more,
      };
      running = bridges.use(await startBridge(config, ear));
      return running;
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
