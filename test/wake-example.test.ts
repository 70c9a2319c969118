import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { WAKE } from '../src/home-assistant/contract/event-examples.ts';
import { topicsOf } from '../src/home-assistant/topics.ts';

const read = (file: string) => readFileSync(resolve(import.meta.dirname, '..', file), 'utf8');
const example = parse(read('examples/home-assistant/wake.yaml'));

/** test/whole/wake.test.ts has Home Assistant run it. */
it('the automation that wakes a speaker hears what the bridge tells, and is the one that the page shows', () => {
  const { wake } = topicsOf('spotify2mqtt').account('family');
  expect(example.triggers).toEqual([{ trigger: 'mqtt', topic: wake }]);
  expect(example.conditions).toBe(`{{ trigger.payload_json.device == '${WAKE.device}' }}`);
  const [, shown] = read('docs/speakers.md').match(/```yaml\n(alias: Wake[^`]*)```/) ?? [];
  expect(parse(shown ?? '')).toEqual(example);
});
