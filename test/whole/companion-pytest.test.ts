import { fileURLToPath } from 'node:url';
import { GenericContainer } from 'testcontainers';
import { expect, it } from 'vitest';
import { dockerMissing } from './docker.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const copied = (path: string) => ({ source: `${ROOT}${path}`, target: `/repo/${path}` });

/** The companion's own tests, in Python, need Home Assistant as a library: they run in its image. */
it.runIf(dockerMissing === undefined)('the companion passes its tests in Home Assistant', async () => {
  await using container = await new GenericContainer('ghcr.io/home-assistant/home-assistant:stable')
    .withEntrypoint(['sleep', 'infinity'])
    .withCopyDirectoriesToContainer([copied('custom_components'), copied('test/companion')])
    .withCopyFilesToContainer([copied('package.json'), copied('hacs.json')])
    .start();
  const run = async (...command: string[]) => {
    const { exitCode, output } = await container.exec(command, { workingDir: '/repo/test/companion' });
    expect(exitCode, output).toBe(0);
    return output;
  };
  await run('pip', 'install', '--quiet', '--no-deps', '--root-user-action=ignore', '-r', 'requirements.txt');
  expect(await run('python', '-B', 'run.py', '-q')).toMatch(/\d+ passed/);
  await run('mypy', '--strict', '--cache-dir=/dev/null', '/repo/custom_components/spotify2mqtt');
  await run('ruff', 'check', '/repo/custom_components', '.');
  await run('ruff', 'format', '--check', '/repo/custom_components', '.');
});
