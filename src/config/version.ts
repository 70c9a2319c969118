import { bringUp, currentVersion, type Step } from '../lib/format.ts';
import type { Finding } from './finding.ts';

/**
 * How the format of config.yaml came to be what it is: keys that were renamed or moved, as pure functions of the whole. A file
 * without a version is of the first. The page edits the file as it stands, so the first step here needs one in `editConfig` too.
 */
const STEPS: readonly Step[] = [];

export const CONFIG_VERSION = currentVersion(STEPS);

/** What a file says, in the keys of today. A finding where it is of a version that nobody knows here: nothing else is then told. */
export function bringUpConfig(root: unknown): { root: unknown; newer?: Finding } {
  const brought = bringUp(root, STEPS);
  if ('newer' in brought) {
    const message = `is ${brought.newer}, of a newer spotify2mqtt than this one, which knows ${CONFIG_VERSION}; that one would be right, or the file as it was before it (config.yaml.bak, or a copy of yours)`;
    return { root, newer: { path: ['version'], message } };
  }
  // What is no version at all is told by the shape.
  return { root: 'value' in brought ? brought.value : root };
}
