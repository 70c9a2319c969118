import { askHttp } from './ask-http.ts';
import { freePort } from './free-port.ts';
import { startProgram } from './program.ts';
import { is, until } from './until.ts';

/** The simulator, as people start it. */
export interface SimulatedSpotify extends AsyncDisposable {
  /** Both of its hosts. */
  readonly base: string;
}

export async function startSimulator(): Promise<SimulatedSpotify> {
  await using started = new AsyncDisposableStack();
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const program = started.use(startProgram(['simulator', '--host', '127.0.0.1', '--port', `${port}`]));
  const answers = async () => {
    if (program.ended()) throw new Error(`the simulator ended: ${program.output()}`);
    return (await fetch(`${base}/v1/me/player`)).status;
  };
  await until('the simulator answers', answers, is(401));
  // Its limits are those of development mode. Here every control is pressed within seconds, by no person.
  await askHttp(base, '/control/settings', { json: { requestsPer30s: 1000 } });
  const kept = started.move();
  return { base, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
