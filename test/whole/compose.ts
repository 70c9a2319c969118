import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { dockerMissing } from './docker.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const exec = promisify(execFile);

/** Why no compose file can be tried here; undefined where Docker has the plugin. */
export const composeMissing: string | undefined =
  dockerMissing ??
  (await exec('docker', ['compose', 'version']).then(
    () => undefined,
    (error: unknown) => String(error),
  ));

const serviceShape = z.object({
  Service: z.string(),
  State: z.string(),
  Health: z.string(),
  ExitCode: z.number(),
});

/** A compose file of the repository, as a project of its own. */
export interface Composed extends AsyncDisposable {
  /** `docker compose …` and what that printed. */
  run(...args: string[]): Promise<string>;
  /** How each service is: `healthy`, `running`, `exited 0` … */
  services(): Promise<Record<string, string>>;
  /** Where this machine reaches a service's port. */
  address(service: string, port: number): Promise<string>;
}

/**
 * Starts `file`, built from the sources. `override` is laid over it: what a second project on the same machine must have
 * otherwise, or what stands in for the world. Rejects with what the services wrote where one does not start.
 */
export async function composeUp(
  file: string,
  { override, env = {} }: { override: string; env?: Record<string, string> },
): Promise<Composed> {
  await using started = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'spotify2mqtt-'));
  started.defer(() => rm(folder, { recursive: true }));
  const over = join(folder, 'override.yaml');
  await writeFile(over, override);
  const project = `spotify2mqtt-test-${process.pid}`;
  const base = ['compose', '--project-name', project, '--file', join(ROOT, file), '--file', over];
  const run = async (...args: string[]) => {
    const { stdout } = await exec('docker', [...base, ...args], { env: { ...process.env, ...env } });
    return stdout;
  };
  started.defer(async () => {
    await run('down', '--volumes', '--timeout', '5');
  });
  await run('up', '--detach', '--build').catch(async (error: unknown) => {
    throw new Error(`${error}; they wrote: ${await run('logs', '--tail', '50')}`);
  });
  const kept = started.move();
  return {
    run,
    services: async () => {
      const lines = (await run('ps', '--all', '--format', 'json')).trim().split('\n');
      const all = lines.map((line) => serviceShape.parse(JSON.parse(line)));
      return Object.fromEntries(
        all.map(({ Service, State, Health, ExitCode }) => [
          Service,
          State === 'exited' ? `exited ${ExitCode}` : Health || State,
        ]),
      );
    },
    address: async (service, port) => (await run('port', service, `${port}`)).trim(),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
