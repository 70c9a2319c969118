/** What is kept for years says in which format it is, so that a later program can read it and an earlier one keeps off. */

/** Makes a value of the next version out of one. Pure; what it cannot make sense of it leaves to whoever checks the value. */
export type Step = (value: unknown) => unknown;

export type Formatted =
  /** `isOld`: it was written by an earlier version, and steps made this of it. */
  | { value: unknown; isOld: boolean }
  /** The version that it says, which is newer than those known here. */
  | { newer: number }
  | { why: string };

/** The current version of a format that `steps` lead to. What says none is of the first release: version 1. */
export function currentVersion(steps: readonly Step[]): number {
  return steps.length + 1;
}

/** A value as it is today. `steps[0]` leads from version 1 to 2. The version itself is not part of the value. */
export function bringUp(written: unknown, steps: readonly Step[]): Formatted {
  const { version = 1, ...rest } = isObject(written) ? written : {};
  const body = isObject(written) ? rest : written;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1)
    return { why: 'version: is no whole number from 1' };
  const current = currentVersion(steps);
  if (version > current) return { newer: version };
  const value = steps.slice(version - 1).reduce((before, step) => step(before), body);
  return { value, isOld: version < current };
}

/** The value with its version first. What is no object has none: null says that there is nothing. */
export function withVersion(value: unknown, steps: readonly Step[]): unknown {
  return isObject(value) ? { version: currentVersion(steps), ...value } : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
