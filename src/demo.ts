import { mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from './config/read.ts';
import { artistsOf } from './core/item.ts';
import type { State } from './core/state.ts';
import type { Log } from './lib/log.ts';
import { DASHBOARD_CLIENT } from './simulator/accounts/client.ts';
import { KNOWN_REFRESH_TOKEN, playSomething } from './simulator/run.ts';
import { startSimulator } from './simulator/start.ts';
import { startBridge } from './start.ts';

/**
 * `npm run demo [-- --port 1883 --simulator-port 8090 --host 0.0.0.0]`: an embedded broker, the simulator and the bridge
 * on this machine, without any account, until the signal aborts. Nothing of it is kept.
 */
export async function runDemo(
  args: string[],
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '1883' },
      'simulator-port': { type: 'string', default: '8090' },
      host: { type: 'string', default: '0.0.0.0' },
    },
  });
  const address = values.host === '0.0.0.0' ? houseAddress() : values.host;
  const simulator = await startSimulator({
    port: Number(values['simulator-port']),
    host: values.host,
    covers: true,
    advertise: address,
  });
  const data = await mkdtemp(join(tmpdir(), 'spotify2mqtt-demo-'));
  try {
    playSomething(simulator.simulator);
    simulator.simulator.seedRefreshToken({ refresh_token: KNOWN_REFRESH_TOKEN });
    const config = readConfig({
      env: {},
      readFile: () => '',
      text: JSON.stringify({
        mqtt: { url: 'embedded', embedded: { port: Number(values.port), host: values.host } },
        spotify: {
          client_id: DASHBOARD_CLIENT,
          accounts_url: simulator.accountsUrl,
          api_url: simulator.apiUrl,
        },
        data,
        accounts: { family: { name: 'Spotify Family', refresh_token: KNOWN_REFRESH_TOKEN } },
      }),
    });
    const running = await startBridge(config, plainLog(print), signal);
    for (const { store, plan } of running.accounts) {
      store.watch((state, before) => {
        const line = playingLine(state);
        if (line !== playingLine(before)) print(`  ${plan.name}: ${line}`);
      });
    }
    print(
      introduction({
        address,
        port: running.brokerPort ?? 0,
        spotify: simulator.accountsUrl,
        control: simulator.controlUrl,
      }),
    );
    await running.ended;
  } finally {
    await simulator.close();
    await rm(data, { recursive: true, force: true });
  }
}

function introduction(at: { address: string; port: number; spotify: string; control: string }): string {
  const client = `npx mqtt`;
  return `
spotify2mqtt demo: a whole house on this machine, no account needed. Ctrl+C ends it, nothing is kept.

  MQTT broker        mqtt://${at.address}:${at.port}   (no password, MQTT 3.1.1)
  pretended Spotify  ${at.spotify}   (something plays in its kitchen)
  bridge             account "family", topics under spotify2mqtt/family/

Try, in another terminal in this folder:
  ${client} sub -h 127.0.0.1 -p ${at.port} -v -t 'spotify2mqtt/#'              everything that is said
  ${client} pub -h 127.0.0.1 -p ${at.port} -t spotify2mqtt/family/command -m next
  ${client} pub -h 127.0.0.1 -p ${at.port} -t spotify2mqtt/family/volume/set -m 15
  curl -X POST ${at.control}/act -H 'content-type: application/json' -d '{"action":"next"}'   somebody skips on the phone

With Home Assistant: add its MQTT integration with broker ${at.address}, port ${at.port}, protocol 3.1.1;
the device "Spotify Family" appears by itself.
`;
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

/** This machine's address in the house, for other devices; the loopback one where there is no other. */
function houseAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}
