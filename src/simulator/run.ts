import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { DASHBOARD_CLIENT, TELEVISION_CLIENT } from './accounts/client.ts';
import type { Simulator } from './simulator.ts';
import { startSimulator } from './start.ts';

/** The refresh token that a simulator started by hand always knows: user `family`, the dashboard app, all scopes. */
export const KNOWN_REFRESH_TOKEN = `AQ-simulator-${'0'.repeat(118)}`;

/**
 * `npm run simulator [-- --port 8090 --host 127.0.0.1 --advertise NAME --seed 1 --latency 80]`: runs until the signal aborts. Rejects on
 * unknown arguments and on a port that is taken.
 */
export async function runSimulator(
  args: string[],
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '8090' },
      host: { type: 'string', default: '127.0.0.1' },
      advertise: { type: 'string' },
      seed: { type: 'string', default: '1' },
      latency: { type: 'string', default: '80' },
    },
  });
  const running = await startSimulator({
    port: wholeNumber('port', values.port),
    host: values.host,
    seed: wholeNumber('seed', values.seed),
    settings: { latencyMs: wholeNumber('latency', values.latency) },
    covers: true,
    ...(values.advertise === undefined ? {} : { advertise: values.advertise }),
  });
  playSomething(running.simulator);
  running.simulator.seedRefreshToken({ refresh_token: KNOWN_REFRESH_TOKEN });
  print(`A Spotify of your own is at ${running.accountsUrl} (the Web API at ${running.apiUrl}).`);
  print(
    `Client ids: ${DASHBOARD_CLIENT} (PKCE), ${TELEVISION_CLIENT} (device grant; codes are typed at ${running.accountsUrl}/pair)`,
  );
  print(`A refresh token that is good already: ${KNOWN_REFRESH_TOKEN}`);
  print(`Somebody skips on the phone: curl -X POST ${running.controlUrl}/act -d '{"action":"next"}'`);
  print(`Everything else that can be done to it: ${running.controlUrl}`);
  if (!signal.aborted) await once(signal, 'abort');
  await running.close();
}

/** Music in the kitchen, so that there is something to see. */
export function playSomething(simulator: Simulator): void {
  const album = simulator.world.spotify.catalogue.albumNamed('Lanterns at Low Tide');
  simulator.scene({ uri: album.uri, device: 'Kitchen', volume: 40, playing: true });
}

function wholeNumber(name: string, text: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) throw new Error(`--${name} must be a whole number, not “${text}”`);
  return value;
}
