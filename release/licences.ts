import { z } from 'zod';

/** What npm keeps of each package in package-lock.json; the key is its folder, the root's is empty. */
const lockShape = z.object({
  packages: z.record(z.string(), z.object({ license: z.string().optional(), dev: z.boolean().optional() })),
});

/** SPDX ids that go with MIT when the image is handed on: they ask for their text, which node_modules holds, and no more. */
const FITTING = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
]);

/** Whether all that an SPDX expression asks fits. One of a kind not known here does not. */
export function fits(expression: string): boolean {
  const choices = expression.replace(/^\(([^()]*)\)$/, '$1').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((id) => FITTING.has(id)));
}

/** The packages that people get with the bridge and whose licence does not fit. */
export function unfitIn(lock: unknown): string[] {
  return Object.entries(lockShape.parse(lock).packages)
    .filter(([folder, { dev, license = '' }]) => folder !== '' && !dev && !fits(license))
    .map(([folder, { license = 'no licence' }]) => `${folder.replace(/.*node_modules\//, '')}: ${license}`);
}
