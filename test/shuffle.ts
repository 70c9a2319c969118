/**
 * The unit tests in random order, once for each seed: `npm run shuffle`, or `npm run shuffle -- 3` for three seeds.
 * One line each, and the names of what failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const TIMES = 10;
/** Far more than any takes: what is slow on a busy machine is no failure. */
const PATIENCE_MS = 300_000;

/** Of vitest's JSON reporter, what is read here. */
const reportShape = z.object({
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

function shuffled(seed: number): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'shuffle-'));
  const file = join(folder, 'report.json');
  const order = ['--sequence.shuffle.files', '--sequence.shuffle.tests', `--sequence.seed=${seed}`];
  const report = ['--reporter=json', `--outputFile=${file}`, `--testTimeout=${PATIENCE_MS}`];
  const began = Date.now();
  spawnSync('npx', ['vitest', 'run', '--project', 'unit', ...order, ...report], { stdio: 'ignore' });
  const { numTotalTests, testResults } = reportShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  rmSync(folder, { recursive: true });
  const failed = testResults.flatMap(({ name, status, assertionResults }) => {
    const tests = assertionResults.filter((one) => one.status === 'failed');
    if (tests.length > 0) return tests.map(({ fullName }) => `${name}: ${fullName}`);
    return status === 'failed' ? [name] : [];
  });
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`seed ${seed}: ${numTotalTests} tests, ${failed.length} failed, ${seconds} s`);
  for (const one of failed) console.log(`  ${one}`);
  return failed;
}

const times = Number(process.argv[2] ?? TIMES);
const failed = Array.from({ length: times }, (_, index) => shuffled(index + 1)).flat();
process.exitCode = failed.length > 0 ? 1 : 0;
