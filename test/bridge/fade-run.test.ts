import { describe, expect, it } from 'vitest';
import { isOurs } from '../../src/bridge/fade-run.ts';

const course = { device: 'kitchen', volume: 30, before: 30, sent: 24, start: 30, to: 14, sentAt: 1_000 };

describe('a speaker is as loud as a fade made it', () => {
  it.each<[what: string, id: string | null, volume: number | null, lookedAt: number | null, ours: boolean]>([
    ['at the last step', 'kitchen', 24, 2_000, true],
    ['at the step before, which a look may still show', 'kitchen', 30, 2_000, true],
    ['between them', 'kitchen', 27, 2_000, true],
    ['not above them', 'kitchen', 60, 2_000, false],
    ['not below them', 'kitchen', 10, 2_000, false],
    ['where nobody knows how loud it is', 'kitchen', null, 2_000, true],
    ['not where another one plays', 'bath', 24, 2_000, false],
    ['before a look, where what is claimed is the step itself', 'kitchen', 24, 500, true],
    ['not before a look, where anything else is claimed', 'kitchen', 30, 500, false],
    ['before the first look of all too', 'kitchen', 24, null, true],
  ])('%s', (_what, id, volume, lookedAt, ours) => {
    expect(isOurs({ id, volume }, course, lookedAt)).toBe(ours);
  });
});
