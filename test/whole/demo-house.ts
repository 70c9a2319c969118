import { askHttp } from './ask-http.ts';
import { type Ear, listen } from './ear.ts';
import { freePort } from './free-port.ts';
import { type Phone, pickUp } from './phone.ts';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';

/** The demo, as people start it: broker, Spotify, bridge and a box for cards, in one process. */
export interface DemoHouse extends AsyncDisposable {
  /** Of the pages. */
  origin: string;
  phone: Phone;
  ear: Ear;
  program(): Program;
  /** Starts it, in place of the one that runs, at the same addresses. */
  restart(): Promise<void>;
}

export async function openDemo(): Promise<DemoHouse> {
  await using opened = new AsyncDisposableStack();
  const ports = {
    '--port': await freePort(),
    '--simulator-port': await freePort(),
    '--pages-port': await freePort(),
  };
  const origin = `http://127.0.0.1:${ports['--pages-port']}`;
  const spotify = `http://127.0.0.1:${ports['--simulator-port']}`;
  const args = Object.entries(ports).flatMap(([name, port]) => [name, `${port}`]);
  const start = async () => {
    const program = startProgram(['demo', '--paired', '--host', '127.0.0.1', ...args]);
    await until(
      'the demo knows what plays',
      async () => {
        if (program.ended()) throw new Error(`the demo ended: ${program.output()}`);
        return JSON.stringify(await askHttp(origin, '/api/family/player'));
      },
      (seen) => seen.includes('Kitchen'),
    );
    return program;
  };
  let running = await start();
  opened.defer(async () => void (await running.stop()));
  // Here every control is pressed within seconds, by no person.
  await askHttp(spotify, '/control/settings', { json: { requestsPer30s: 1000 } });
  const ear = opened.use(await listen(`mqtt://127.0.0.1:${ports['--port']}`, { protocolVersion: 4 }));
  const kept = opened.move();
  return {
    origin,
    ear,
    phone: pickUp(spotify, 'family'),
    program: () => running,
    restart: async () => {
      await running.stop();
      running = await start();
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
