import { expect, it } from 'vitest';
import { calmLog } from '../../src/lib/calm-log.ts';
import type { Log } from '../../src/lib/log.ts';
import { FakeClock } from '../fakes/clock.ts';

function logged(level?: string) {
  const lines: string[] = [];
  const write = (how: string) => (fields: object, message: string) =>
    void lines.push(`${how} ${message} ${JSON.stringify(fields)}`);
  const log: Log = {
    ...(level !== undefined && { level }),
    ...{ debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
  };
  const clock = new FakeClock();
  return { lines, log, clock, calm: calmLog(log, clock) };
}

it('writes what a house has to tell, and of a flood so much as does no harm, with what was left out', async () => {
  const { lines, clock, calm } = logged('info');
  for (let nth = 0; nth < 5_000; nth++) calm.info({ topic: `t${nth}` }, `bad payload ${nth}`);
  expect(lines).toHaveLength(20);
  calm.warn({ topic: 't' }, 'another level');
  calm.info({ reader: 'kids' }, 'other fields');
  expect(lines).toHaveLength(22);
  await clock.advance(3_500);
  for (let nth = 0; nth < 10; nth++) calm.info({ topic: 't' }, 'late');
  expect(lines.slice(22)).toEqual([
    'info late {"topic":"t","left_out":4980}',
    'info late {"topic":"t"}',
    'info late {"topic":"t"}',
  ]);
  await clock.advance(60_000);
  for (let nth = 0; nth < 50; nth++) calm.info({ topic: 't' }, 'much later');
  expect(lines.slice(25)).toHaveLength(20);
});

it.each([
  ['errors', 'info', 'error', 500],
  ['all where somebody looks for a mistake', 'debug', 'info', 500],
  ['all with trace', 'trace', 'warn', 500],
  ['no flood of warnings', 'warn', 'warn', 20],
] as const)('writes %s', (_what, level, how, lines) => {
  const house = logged(level);
  for (let nth = 0; nth < 500; nth++) house.calm[how]({ topic: 't' }, 'again');
  expect(house.lines).toHaveLength(lines);
});

it('lets the level be changed where it can be', () => {
  const { log, calm } = logged('info');
  calm.level = 'debug';
  expect([log.level, calm.level]).toEqual(['debug', 'debug']);
  expect('level' in logged().calm).toBe(false);
});
