import { spawnSync } from 'node:child_process';

/** Whether Prometheus' own checker is here (Debian: `apt-get install prometheus`). */
export const HAS_PROMTOOL = spawnSync('promtool', ['--version']).error === undefined;

/** What promtool says, with its exit code. */
export function promtool(args: string[], input = ''): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8' });
  return { code: status, output: `${stdout}${stderr}`.trim() };
}
