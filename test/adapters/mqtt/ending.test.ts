import { expect, it } from 'vitest';
import { type Ending, inWords, nextProtocol, type Protocol } from '../../../src/adapters/mqtt/ending.ts';

const refused = (code: number): Ending => ({ kind: 'refused', code });

it.each<[Protocol, Ending, Protocol]>([
  [5, refused(0x01), 4],
  [5, refused(0x84), 4],
  [5, { kind: 'mute', why: 'closed' }, 4],
  [5, refused(0x86), 5],
  [5, { kind: 'unreachable', why: 'ECONNREFUSED' }, 5],
  [5, { kind: 'lost', why: 'closed' }, 5],
  [5, { kind: 'taken' }, 5],
  [4, refused(0x01), 5],
  [4, refused(0x05), 4],
  [4, { kind: 'mute', why: 'closed' }, 5],
  [4, { kind: 'unreachable', why: 'ECONNREFUSED' }, 5],
  [4, { kind: 'lost', why: 'closed' }, 4],
])('after version %i and %j comes version %i', (tried, ending, next) => {
  expect(nextProtocol(tried, ending)).toBe(next);
});

it.each([
  [refused(0x05), 'password'],
  [refused(0x86), 'password'],
  [refused(0x85), 'client id'],
  [refused(0x88), 'Server unavailable (0x88)'],
  [refused(0xff), 'no reason known (0xff)'],
  [{ kind: 'taken' } as const, 'a second bridge'],
  [{ kind: 'taken', suspected: true } as const, 'perhaps because another client'],
  [{ kind: 'mute', why: 'closed' } as const, 'TLS or websocket'],
])('says of %j something with "%s"', (ending, words) => {
  expect(inWords(ending)).toContain(words);
});
