import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

/** A bridge starts sooner, and is smaller, without what only those need who ask for it. */

const SRC = resolve(import.meta.dirname, '../src');

/** Everything that is loaded with a file: its imports of values, and theirs. */
function loadedWith(file: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const text = readFileSync(resolve(SRC, file), 'utf8');
  for (const [, types, target = ''] of text.matchAll(/^(?:import|export) (type )?[^;]*?from '([^']+)';$/gm)) {
    if (types) continue;
    if (target.startsWith('.')) loadedWith(relative(SRC, resolve(SRC, dirname(file), target)), loaded);
    else loaded.add(target);
  }
  return loaded;
}

it('loads neither documents nor pages nor Prometheus with the bridge', () => {
  const loaded = [...loadedWith('main.ts')];
  expect(loaded).toContain('bridge/bridge.ts');
  expect(loaded).toContain('adapters/metrics/metrics.ts');
  expect(loaded).toContain('pino');
  const late =
    /^(prom-client|fastify|@fastify.*|qrcode|asyncapi\.ts|mqtt-contract\.ts|home-assistant\/contract\/.*|simulator\/.*)$/;
  expect(loaded.filter((one) => late.test(one))).toEqual([]);
  expect(loaded).not.toContain('bridge/requests/answered.ts');
});

it('would see them', () => {
  expect([...loadedWith('asyncapi.ts')]).toContain('home-assistant/contract/payload-schemas.ts');
  expect([...loadedWith('adapters/metrics/exposition.ts')]).toContain('prom-client');
});
