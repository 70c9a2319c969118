import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { startEmbeddedBroker } from '../../src/adapters/mqtt/embedded.ts';
import { silentLog } from '../../src/lib/log.ts';
import { DASHBOARD_CLIENT } from '../../src/simulator/accounts/client.ts';
import { KNOWN_REFRESH_TOKEN, playSomething } from '../../src/simulator/run.ts';
import { startSimulator } from '../../src/simulator/start.ts';
import { temporaryFolder } from '../adapters/storage/folder.ts';
import { hearing } from '../hearing.ts';
import { runProgram } from '../program.ts';

const HOST = '127.0.0.1';

/** The bridge as a process of its own, on a broker and a Spotify in this one, with a data folder to spoil. */
export type Room = Awaited<ReturnType<typeof openRoom>>;

/** `mounted`: the data folder is a file system of its own of so many kilobytes. Only root can have that. */
export async function openRoom({ mountedKb }: { mountedKb?: number } = {}) {
  const folder = temporaryFolder();
  // The bridge may run as somebody else.
  chmodSync(folder.path, 0o755);
  const data = folder.file('data');
  mkdirSync(data, { mode: 0o700 });
  if (mountedKb !== undefined)
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mountedKb}k`, 'tmpfs', data]);
  const spotify = await startSimulator({
    settings: { rotateRefreshTokens: true, requestsPer30s: 1_000_000 },
  });
  playSomething(spotify.simulator);
  spotify.simulator.seedRefreshToken({ refresh_token: KNOWN_REFRESH_TOKEN });
  const broker = await startEmbeddedBroker({ port: 0, host: HOST }, silentLog);
  const client = await connectAsync(`mqtt://${HOST}:${broker.port}`, { protocolVersion: 4 });
  const heard = hearing(client);
  await client.subscribeAsync('spotify2mqtt/#');
  const config = folder.file('config.json');
  writeFileSync(
    config,
    JSON.stringify({
      mqtt: { url: `mqtt://${HOST}:${broker.port}` },
      http: { port: 0, host: HOST },
      spotify: { client_id: DASHBOARD_CLIENT, accounts_url: spotify.accountsUrl, api_url: spotify.apiUrl },
      data,
      accounts: { family: { refresh_token: KNOWN_REFRESH_TOKEN } },
    }),
  );
  const running: ReturnType<typeof runProgram>[] = [];
  let count = 0;
  return {
    data,
    spotify,
    client,
    start(as: Parameters<typeof runProgram>[4] = {}) {
      const program = runProgram(['--config', config, '--no-setup'], {}, undefined, undefined, as);
      running.push(program);
      return program;
    },
    /** Until the player is shown. */
    plays: () => heard('spotify2mqtt/family/status', 'playing'),
    /** Asks, and resolves with the answer. */
    async ask(topic: string, asked: object): Promise<string> {
      const transaction = `t${count++}`;
      const answers = topic.replace(/\/(command|request\/.*)$/, '/response');
      const answer = heard(`spotify2mqtt/${answers}`, (payload) => payload.includes(`"${transaction}"`));
      await client.publishAsync(`spotify2mqtt/${topic}`, JSON.stringify({ ...asked, transaction }));
      return answer;
    },
    /** Takes all the room that is left; `free` gives it back. */
    fill(): void {
      const rest = join(data, 'somebody-elses');
      for (let size = 1 << 20; size > 0; size >>= 1) {
        try {
          writeFileSync(rest, Buffer.alloc(size), { flag: 'a' });
        } catch {
          // The next half may fit.
        }
      }
    },
    free: () => rmSync(join(data, 'somebody-elses'), { force: true }),
    async close() {
      for (const program of running) await program.stop('SIGKILL');
      await client.endAsync(true);
      await broker.close();
      await spotify.close();
      if (mountedKb !== undefined) execFileSync('umount', [data]);
      folder[Symbol.dispose]();
    },
  };
}
