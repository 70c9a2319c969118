import type { Path } from './mistake.ts';
import { isMapping, valueAt } from './words.ts';

/** A copy of `root` with `leaf` at `path`. What is no mapping stays: its own mistake is told. */
export function put(root: unknown, [key, ...rest]: Path, leaf: unknown): unknown {
  if (key === undefined) return leaf;
  if (root !== undefined && !isMapping(root)) return root;
  return { ...root, [key]: put(valueAt(root, [key]), rest, leaf) };
}
