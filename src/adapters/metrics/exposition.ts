import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Observer } from './durations.ts';
import { METRICS, type MetricName, type Named, type Sample } from './table.ts';

/** All metrics in the text format of Prometheus. Loading this takes 40 ms and 12 MB: do so when somebody asks. */
export interface Exposition {
  histogram(name: Named<'histogram'>): Observer;
  /** What it says with these samples; every counter and gauge that is not among them has none. */
  text(samples: readonly Sample[]): Promise<{ contentType: string; text: string }>;
}

/** Gauges that are called `_total`, as only counters should; `nodejs_active_handles` and its like say the same by kind. */
const MISNAMED = [
  'nodejs_active_resources_total',
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
];

const NAMES = Object.entries(METRICS).map(([name, definition]) => ({ name, ...definition }));

export function openExposition(): Exposition {
  const registry = new Registry();
  const counters = new Map<string, Counter | Gauge>();
  const histograms = new Map<string, Histogram>();
  for (const { name, type, help, labels, ...more } of NAMES) {
    const row = { name, help, labelNames: [...labels], registers: [registry] };
    if (type === 'counter') counters.set(name, new Counter(row));
    else if (type === 'gauge') counters.set(name, new Gauge(row));
    else {
      const buckets = 'buckets' in more ? [...more.buckets] : [];
      histograms.set(name, new Histogram({ ...row, buckets }));
    }
  }
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  return {
    histogram: (name) => named(histograms, name),
    async text(samples) {
      for (const metric of counters.values()) metric.reset();
      for (const { name, labels, value } of samples) named(counters, name).inc(labels, value);
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

function named<T>(metrics: ReadonlyMap<string, T>, name: MetricName): T {
  const metric = metrics.get(name);
  if (!metric) throw new Error(`no metric ${name} of this type`);
  return metric;
}
