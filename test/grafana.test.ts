import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { openMetrics } from '../src/adapters/metrics/metrics.ts';
import { METRICS } from '../src/adapters/metrics/table.ts';
import { unknownState } from '../src/core/state.ts';
import { HAS_PROMTOOL, promtool } from './promtool.ts';

const ROOT = resolve(import.meta.dirname, '..');
const dashboard = z
  .object({
    uid: z.string(),
    templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })) }),
    panels: z.array(
      z.object({
        id: z.number(),
        title: z.string().min(1),
        type: z.string(),
        gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
        datasource: z.object({ uid: z.string().regex(/^\$\{datasource\}$/) }).optional(),
        targets: z.array(z.object({ expr: z.string(), refId: z.string() })).default([]),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(ROOT, 'examples/grafana/spotify2mqtt.json'), 'utf8')));
const PAGE = readFileSync(join(ROOT, 'docs/metrics.md'), 'utf8');
const expressions = dashboard.panels.flatMap(({ title, targets }) =>
  targets.map(({ expr }) => [title, expr] as const),
);

/** With Grafana's variables as it would fill them in. */
const filled = (expr: string) =>
  expr.replaceAll('$__rate_interval', '2m').replaceAll('"$instance"', '".+"').replaceAll('$account', '.+');

/** The metrics that an expression names, without what a histogram adds. */
const metricsIn = (text: string) =>
  [...text.matchAll(/\b(?:spotify2mqtt|process|nodejs)_\w+/g)].map(([name]) =>
    name.replace(/(?<=_seconds)_(?:bucket|count|sum)$/, ''),
  );

/** The labels that an expression asks of a metric. */
const labelsIn = (text: string) =>
  [...text.matchAll(/\b((?:spotify2mqtt)_\w+?)(?:_bucket)?\{([^}]*)\}/g)].map(
    ([, name = '', labels = '']) => ({
      name,
      labels: [...labels.matchAll(/(\w+)[=!]~?"/g)].flatMap(([, label]) => label ?? []),
    }),
  );

let exposed: string[];
let folder: string;
beforeAll(async () => {
  const metrics = openMetrics({ version: '1', now: () => 0 });
  metrics.account(() => ({ account: 'family', state: unknownState(0), left: 5 }));
  const { text } = await metrics.scrape();
  exposed = [...text.matchAll(/^# TYPE (\w+)/gm)].flatMap(([, name]) => name ?? []);
  folder = mkdtempSync(join(tmpdir(), 'spotify2mqtt-rules-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const table = new Map<string, { labels: readonly string[] }>(Object.entries(METRICS));

describe('the Grafana dashboard', () => {
  it('has panels with ids of their own that do not lie on each other', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)} ${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...dashboard.panels.map(({ gridPos: { x, w } }) => x + w))).toBeLessThanOrEqual(24);
  });

  it('asks for its data source, its bridge and its accounts', () => {
    expect(dashboard.templating.list.map(({ name, type }) => `${name}: ${type}`)).toEqual([
      'datasource: datasource',
      'instance: query',
      'account: query',
    ]);
  });

  it.each(expressions)('%s: names metrics and labels that there are: %s', (_title, expr) => {
    expect(metricsIn(expr)).not.toEqual([]);
    for (const name of metricsIn(expr)) expect(exposed).toContain(name);
    for (const { name, labels } of labelsIn(expr)) {
      for (const label of labels) expect([...(table.get(name)?.labels ?? []), 'instance']).toContain(label);
    }
  });

  it('shows every metric of the bridge', () => {
    const shown = new Set(expressions.flatMap(([, expr]) => metricsIn(expr)));
    const hidden = Object.keys(METRICS).filter((name) => !shown.has(name));
    // Day-to-day these are seen in what is made of them: the status, and the days until the end.
    expect(hidden).toEqual([
      'spotify2mqtt_account_paired',
      'spotify2mqtt_account_available',
      'spotify2mqtt_authorized_timestamp_seconds',
    ]);
  });

  it.skipIf(!HAS_PROMTOOL)('has expressions that Prometheus understands', () => {
    const rules = expressions.map(([, expr], index) => ({ record: `panel:${index}`, expr: filled(expr) }));
    const path = join(folder, 'panels.yml');
    const check = (more: object[]) => {
      writeFileSync(path, JSON.stringify({ groups: [{ name: 'panels', rules: [...rules, ...more] }] }));
      return promtool(['check', 'rules', path]);
    };
    expect(check([])).toMatchObject({ code: 0 });
    expect(check([{ record: 'panel:x', expr: 'rate(' }]).code).not.toBe(0);
  });
});

describe('docs/metrics.md', () => {
  const fences = [...PAGE.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));

  it('names metrics that there are', () => {
    for (const name of metricsIn(PAGE)) expect(exposed).toContain(name);
  });

  it.skipIf(!HAS_PROMTOOL)('has a configuration and rules that Prometheus takes', () => {
    const yaml = fences.filter(({ language }) => language === 'yaml');
    expect(yaml).toHaveLength(2);
    for (const { text } of yaml) {
      const what = Object.hasOwn(parse(text), 'groups') ? 'rules' : 'config';
      const path = join(folder, `${what}.yml`);
      writeFileSync(path, text);
      expect(promtool(['check', what, path])).toMatchObject({ code: 0 });
    }
  });
});
