import { expect, it } from 'vitest';
import { entityTable, readerEntityTable } from '../../src/home-assistant/describe.ts';
import { ENTITIES } from '../../src/home-assistant/entities.ts';
import { READER_ENTITIES } from '../../src/home-assistant/reader-entities.ts';

it('describes every entity in a row of Markdown', () => {
  const [head, , ...rows] = entityTable().trim().split('\n');
  expect(head).toBe('| topic | name | platform | takes on `…/set` | enabled at first |');
  expect(rows).toHaveLength(Object.keys(ENTITIES).length);
  expect(rows).toContain('| `volume` | Volume | number | 0 to 100, +5, -5 | yes |');
  expect(rows).toContain('| `looked_at` | Last look | sensor | – | no |');
});

it('describes those of a reader too', () => {
  const [, , ...rows] = readerEntityTable().trim().split('\n');
  expect(rows).toHaveLength(Object.keys(READER_ENTITIES).length);
  expect(rows).toContain('| `locked` | Locked | switch | ON, OFF | yes |');
});
