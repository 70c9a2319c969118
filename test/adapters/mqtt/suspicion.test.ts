import { expect, it } from 'vitest';
import type { Ending } from '../../../src/adapters/mqtt/ending.ts';
import { Suspicion } from '../../../src/adapters/mqtt/suspicion.ts';

const wordless: Ending = { kind: 'lost', why: 'closed', wordless: true };
const away: Ending = { kind: 'unreachable', why: 'ECONNREFUSED' };
const told: Ending = { kind: 'lost', why: 'Server shutting down' };

it.each<[string, [Ending, number][], string[]]>([
  [
    'thrown out again and again',
    [
      [wordless, 5],
      [wordless, 30_000],
      [wordless, 5],
      [wordless, 5],
    ],
    ['lost', 'lost', 'taken', 'taken'],
  ],
  [
    'a broker that restarts',
    [
      [wordless, 5],
      [away, 0],
      [wordless, 5],
      [away, 0],
      [wordless, 5],
    ],
    ['lost', 'unreachable', 'lost', 'unreachable', 'lost'],
  ],
  [
    'a broker that says why',
    [
      [told, 5],
      [told, 5],
      [told, 5],
    ],
    ['lost', 'lost', 'lost'],
  ],
  [
    'connections that held',
    [
      [wordless, 5],
      [wordless, 5],
      [wordless, 600_000],
    ],
    ['lost', 'lost', 'lost'],
  ],
])('%s', (_name, endings, kinds) => {
  const suspicion = new Suspicion();
  expect(endings.map(([ending, livedMs]) => suspicion.judge(ending, livedMs).kind)).toEqual(kinds);
});
