import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config/read.ts';
import { REMOTES } from '../src/core/remotes.ts';
import { EXPLANATIONS, explainLine } from '../src/explain.ts';

const text = readFileSync(new URL('../docs/remotes.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);

describe('docs/remotes.md', () => {
  it.each(blocks.map((block) => [block.split('\n')[1], block]))('holds a configuration: %s', (_, block) => {
    const whole = `mqtt: {url: embedded}\nspotify: {client_id: abc}\n${block}`;
    const { bindings } = readConfig({ text: whole, env: {}, readFile: () => '' });
    expect(bindings.length).toBeGreaterThan(0);
  });

  it('lists every remote that is known, with its models', () => {
    const rows = [...text.matchAll(/^\| `([a-z0-9_]+)` \((.*?)\) \|/gm)];
    expect(rows.map(([, key]) => key)).toEqual(Object.keys(REMOTES));
    for (const [, key, models = ''] of rows) {
      const remote = Object.entries(REMOTES).find(([one]) => one === key)?.[1];
      for (const model of remote?.models.split(', ') ?? []) expect(models).toContain(model);
    }
  });

  it('explains what it says it explains', () => {
    const line = /echo '(.*)' \| npm run --silent explain binding/.exec(text)?.[1] ?? '';
    const told = /It answers `(\{.*?\})`/.exec(text)?.[1] ?? '';
    const explanation = EXPLANATIONS.binding;
    expect(explanation && explainLine(explanation(), line)).toEqual(JSON.parse(told));
  });
});
