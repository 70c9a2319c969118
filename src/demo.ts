import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { readConfig } from './config/read.ts';
import { artistsOf } from './core/item.ts';
import type { State } from './core/state.ts';
import { BOX, BOX_SETTINGS, demoCards, openBox } from './demo-box.ts';
import { introduction } from './demo-introduction.ts';
import { keptTags } from './kept-tags.ts';
import type { Log } from './lib/log.ts';
import { DASHBOARD_CLIENT, TELEVISION_CLIENT } from './simulator/accounts/client.ts';
import { KNOWN_REFRESH_TOKEN, playSomething } from './simulator/run.ts';
import { startSimulator } from './simulator/start.ts';
import { startBridge } from './start.ts';
import { ownAddresses } from './surroundings.ts';
import { showPairings } from './terminal.ts';

/**
 * `npm run demo [-- --port 1883 --simulator-port 8090 --pages-port 8099 --host 0.0.0.0 --dashboard-app --paired]`: an
 * embedded broker, the simulator, the bridge and a box for cards on this machine, without any account, until the signal
 * aborts. Nothing of it is kept. Where a usual port is taken, another is used. `keys`: where cards are laid by number.
 */
export async function runDemo(
  args: string[],
  print: (line: string) => void,
  signal: AbortSignal,
  keys: Readable | undefined = process.stdin.isTTY ? process.stdin : undefined,
): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      'simulator-port': { type: 'string' },
      'pages-port': { type: 'string' },
      host: { type: 'string', default: '0.0.0.0' },
      // The pretended Spotify refuses the device grant, as it does to an app of one's own: the bridge issues the code.
      'dashboard-app': { type: 'boolean', default: false },
      // With a token from the beginning: no pairing to see.
      paired: { type: 'boolean', default: false },
    },
  });
  const address = values.host === '0.0.0.0' ? (ownAddresses()[0] ?? '127.0.0.1') : values.host;
  const simulator = await startSimulator({
    port: await portFor(values['simulator-port'], 8090),
    host: values.host,
    covers: true,
    advertise: address,
    // People who try everything at once should see what it does, not how it waits.
    settings: { requestsPer30s: 120 },
  });
  const data = await mkdtemp(join(tmpdir(), 'spotify2mqtt-demo-'));
  try {
    playSomething(simulator.simulator);
    if (values.paired) simulator.simulator.seedRefreshToken({ refresh_token: KNOWN_REFRESH_TOKEN });
    const log = plainLog(print);
    const cards = demoCards(simulator.simulator.world.spotify.catalogue);
    const kept = keptTags(data, log);
    kept.write({ tags: cards });
    await kept.settled();
    const config = readConfig({
      env: {},
      readFile: () => '',
      text: JSON.stringify({
        mqtt: { url: 'embedded', embedded: { port: await portFor(values.port, 1883), host: values.host } },
        http: { port: await portFor(values['pages-port'], 8099), host: values.host },
        spotify: {
          client_id: values.paired || values['dashboard-app'] ? DASHBOARD_CLIENT : TELEVISION_CLIENT,
          accounts_url: simulator.accountsUrl,
          api_url: simulator.apiUrl,
        },
        data,
        accounts: {
          family: {
            name: 'Spotify Family',
            ...(values.paired ? { refresh_token: KNOWN_REFRESH_TOKEN } : {}),
          },
        },
        readers: { [BOX]: BOX_SETTINGS },
      }),
    });
    const running = await startBridge(config, log, signal);
    print(
      introduction({
        address,
        port: running.brokerPort ?? 0,
        pages: running.pagesPort,
        spotify: simulator.accountsUrl,
        control: simulator.controlUrl,
        paired: values.paired,
        cards,
        keys: keys !== undefined,
      }),
    );
    for (const { store, plan } of running.accounts) {
      const tell = (state: State) => print(`  ${plan.name}: ${playingLine(state)}`);
      // It may have looked already while the pages were made.
      if (store.state.lookedAt !== null) tell(store.state);
      store.watch((state, before) => {
        if (playingLine(state) !== playingLine(before)) tell(state);
      });
    }
    showPairings(running.accounts, print);
    const broker = `mqtt://${values.host === '0.0.0.0' ? '127.0.0.1' : values.host}:${running.brokerPort}`;
    await openBox({ url: broker, base: config.mqtt.baseTopic, cards, keys, print, signal });
    await running.ended;
  } finally {
    await simulator.close();
    await rm(data, { recursive: true, force: true });
  }
}

function playingLine({ playback: { status, item, device } }: State): string {
  if (!item || !device) return status;
  const artists = artistsOf(item);
  return `${status} – ${item.title ?? 'something'}${artists ? ` (${artists})` : ''}, ${device.name}, volume ${device.volume ?? '?'}`;
}

/** What a person wants to read while trying things: warnings and errors, in words. */
function plainLog(print: (line: string) => void): Log {
  const say = (_fields: object, message: string) => print(`  ! ${message}`);
  return { debug() {}, info() {}, warn: say, error: say };
}

/** The port that was asked for, or else the usual one, or else any that is free. */
async function portFor(asked: string | undefined, usual: number): Promise<number> {
  if (asked !== undefined) return Number(asked);
  const probe = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(usual, () => resolve(true));
  });
  await new Promise((resolve) => probe.close(resolve));
  return isFree ? usual : 0;
}
