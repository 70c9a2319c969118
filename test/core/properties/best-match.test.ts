import fc from 'fast-check';
import { expect, it } from 'vitest';
import { candidatesOf, matching, ranked, theOneLike } from '../../../src/core/best-match.ts';
import { likeness } from '../../../src/core/likeness.ts';
import type { Piece } from '../../../src/core/media.ts';

const words = fc
  .array(fc.constantFrom('love', 'song', 'of', 'the', 'night', 'Mörder', '2', 'II', '🎵', 'live', '-'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((some) => some.join(' '));
const name = fc.oneof(words, fc.string());
const piece: fc.Arbitrary<Piece> = fc.record({
  type: fc.constantFrom('artist', 'album', 'track', 'show', 'playlist', 'episode'),
  uri: fc.option(fc.constant('spotify:track:7AspGOwifZ5xZdV8Ve9cG8')),
  id: fc.constant(null),
  title: name,
  by: fc.option(name),
  image: fc.constant(null),
  durationMs: fc.constant(null),
  playable: fc.boolean(),
});

it('a likeness lies between nothing and the very name', () => {
  fc.assert(
    fc.property(name, name, fc.option(name), (query, title, by) => {
      const like = likeness(query, { title, by });
      expect(like).toBeGreaterThanOrEqual(0);
      expect(like).toBeLessThanOrEqual(1);
    }),
  );
});

it('the best come first, and none is lost or made up', () => {
  fc.assert(
    fc.property(name, fc.array(piece, { maxLength: 8 }), (query, pieces) => {
      const candidates = candidatesOf(pieces);
      const order = ranked(query, candidates);
      expect(new Set(order.map((one) => one.piece))).toEqual(new Set(candidates.map((one) => one.piece)));
      expect(order).toHaveLength(candidates.length);
      expect(order.every(({ piece: { playable } }) => playable)).toBe(true);
      const likes = order.map(({ like }) => like);
      for (const [index, like] of likes.entries())
        expect(like).toBeLessThanOrEqual((likes[index - 1] ?? 1) + 0.021);
      expect(matching(order).length).toBeLessThanOrEqual(order.length);
    }),
  );
});

it('one of several names of one’s own is meant by itself', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom('Kitchen Disco', 'Lullabies', 'Old Jazz', 'Running'), { minLength: 1 }),
      (names) => {
        const own = new Map(names.map((one) => [one, one]));
        for (const one of names) expect(theOneLike(one, own)).toBe(one);
      },
    ),
  );
});
