import { describe, expect, it } from 'vitest';
import { isAvailable, playlistNames, unknownState } from '../../src/core/state.ts';

const MINUTE = 60_000;

it.each([
  [false, null, false],
  [true, null, true],
  [true, 10 * MINUTE, true],
  [true, 5 * MINUTE + 1, true],
  [true, 5 * MINUTE, false],
])('paired: %s, silent since %s: available %s', (paired, unreachableSince, available) => {
  expect(isAvailable({ ...unknownState(0), paired, unreachableSince }, 10 * MINUTE)).toBe(available);
});

describe('the names of playlists', () => {
  const of = (...names: string[]) => {
    const playlists = names.map((name, at) => ({ uri: `spotify:playlist:${at}`, name, image: null }));
    return [...playlistNames(playlists)].map(([name, { uri }]) => `${name} ${uri.slice(17)}`);
  };
  it.each<[string, string[], string[]]>([
    ['are their own', ['Dinner', ' Jazz '], ['Dinner 0', 'Jazz 1']],
    ['have a number where there are twins', ['Mix', 'Mix', 'Mix'], ['Mix 0', 'Mix (2) 1', 'Mix (3) 2']],
    ['pass over numbers that are taken', ['Mix', 'Mix (2)', 'Mix'], ['Mix 0', 'Mix (2) 1', 'Mix (3) 2']],
    ['are none where they say nothing', ['', ' ', 'none', 'None ', 'Nonesuch'], ['Nonesuch 4']],
  ])('%s', (_, names, expected) => {
    expect(of(...names)).toEqual(expected);
  });
});
