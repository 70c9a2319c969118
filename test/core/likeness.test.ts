import { describe, expect, it } from 'vitest';
import { IS_NAME, likeness, MATCHES, readingsOf } from '../../src/core/likeness.ts';

describe('what may be meant', () => {
  it.each<[query: string, readings: string[]]>([
    ['Hello', ['Hello']],
    ['Hello  von  Adele', ['Hello  von  Adele', 'Hello | Adele']],
    ['Stand by Me', ['Stand by Me', 'Stand | Me']],
    // Of two sides of a sign either may be the title.
    ['Hello  –  Adele', ['Hello  –  Adele', 'Hello | Adele', 'Adele | Hello']],
    ['Adele:  Hello', ['Adele:  Hello', 'Adele | Hello', 'Hello | Adele']],
    ['Adele  : Hello', ['Adele  : Hello', 'Adele | Hello', 'Hello | Adele']],
    ['12:30', ['12:30']],
    [' - Hello', [' - Hello']],
    ['Hello - ', ['Hello - ']],
    [' von Hello', [' von Hello']],
  ])('%j: %j', (query, readings) => {
    expect(readingsOf(query).map(({ title, by }) => (by === undefined ? title : `${title} | ${by}`))).toEqual(
      readings,
    );
  });

  it('is not looked for without end', () => {
    expect(readingsOf('a - b - c - d - e - f')).toHaveLength(7);
  });
});

/** How like; `Hello | Adele` has an artist. */
function like(query: string, name: string): number {
  const [title = '', by] = name.split('|').map((part) => part.trim());
  return likeness(query, { title, by: by ?? null });
}

function level(query: string, name: string): string {
  const found = like(query, name);
  if (found === 1) return 'the very name';
  if (found >= IS_NAME) return 'its name';
  return found >= MATCHES ? 'near' : 'another';
}

it.each<[query: string, name: string, level: string]>([
  ['hello', 'Hello | Adele', 'the very name'],
  ['ac dc', 'ACDC', 'its name'],
  ['abbeyroad', 'Abbey Road', 'its name'],
  ['hel lo', 'Hello (Live)', 'its name'],
  ['hello', 'Hel lo (Live)', 'its name'],
  ['', 'Hello', 'another'],
  ['adele', ' | Adele', 'another'],
  // A title and who made it.
  ['hello adele', 'Hello | Adele', 'its name'],
  ['hello adele', 'Hello Again | Adele', 'near'],
  ['hello adel', 'Hello | Adele', 'near'],
  ['adele', 'Hello | Adele', 'near'],
  ['adel', 'Hello | Adele', 'another'],
  ['hello by anna berta carla dora', 'Hello | Anna Berta Carla', 'its name'],
  ['hello by anna berta carla dora', 'Hello | Anna Berta', 'another'],
  // Most of the words are enough, each used once.
  ['anna berta carla dora', 'Dora Carla Berta', 'near'],
  ['xyz anna berta carla', 'Carla Anna Berta', 'near'],
  ['anna berta carla dora', 'Dora Carla', 'another'],
  ['yes yes yes', 'Yes', 'another'],
  // Small words count where there is nothing else.
  ['the', 'Over the Top', 'near'],
  ['for the', 'Over the Top', 'another'],
  // A word may be cut, or go on a little.
  ['bibi elefant', 'Elefanten bei Bibi', 'near'],
  ['bibi elef', 'Elefanten bei Bibi', 'near'],
  ['bibi ele', 'Elefanten bei Bibi', 'another'],
  ['bibi katzen', 'Katz und Bibi', 'near'],
  ['bibi hundert', 'Hund und Bibi', 'near'],
  ['bibi hunderte', 'Hund und Bibi', 'another'],
  ['bibi katze', 'Kat und Bibi', 'another'],
  // Slips, more of them in longer words.
  ['bibi hud', 'Hut und Bibi', 'another'],
  ['bibi hund', 'Hand und Bibi', 'near'],
  ['bibi elafent', 'Elefant und Bibi', 'another'],
  ['bibi zaubrrai', 'Zauberei mit Bibi', 'near'],
  ['abby road', 'Abbey Road', 'near'],
  ['bo ho ro', 'Boo Ho Roo', 'near'],
  // Another number is another story.
  ['harry potter stein der weisen 2', 'Harry Potter und der Stein der Weisen 1', 'another'],
  ['story 1001a', 'Story 1001', 'another'],
  ['drei fragezeichen 3 insel', 'Insel | Die drei ???', 'another'],
  ['drei fragezeichen 3 insel', 'Insel 3 | Die drei ???', 'its name'],
])('%s and %s: %s', (query, name, expected) => {
  expect(level(query, name)).toBe(expected);
});

it.each<[query: string, better: string, worse: string]>([
  ['abbeyroad', 'Abbey Road', 'Abbey Road (Live)'],
  ['abbey', 'Abbey Road', 'Abbey Road Live Two'],
  ['abbey', 'Abbey Road Live', 'Best of Abbey'],
  ['hello adel', 'Hello | Adele', 'Hello Again | Adele'],
  ['stand by me', 'Stand by Me', 'Stand | Me'],
  ['hello by anna berta carla dora', 'Hello | Anna Berta Carla Dora', 'Hello | Anna Berta Carla'],
])('%s is rather %s than %s', (query, better, worse) => {
  expect(like(query, better)).toBeGreaterThan(like(query, worse));
});

it('is less, the more of what was typed is written otherwise', () => {
  expect(like('hello adel', 'Hello | Adele')).toBeGreaterThan(like('hello adel king', 'Hello | Adele Kinga'));
});
