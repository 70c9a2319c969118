import { describe, expect, it } from 'vitest';
import { bringUp, type Step, withVersion } from '../../src/lib/format.ts';

/** A format with two changes behind it: a name that became a list, a list that was given another name. */
const STEPS: readonly Step[] = [
  (value) => (hasMember(value, 'name') ? { names: [value.name] } : value),
  (value) => (hasMember(value, 'names') ? { people: value.names } : value),
];

function hasMember<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && key in value;
}

describe('a value of another version', () => {
  it.each([
    ['of the first release', { name: 'Anna' }, { value: { people: ['Anna'] }, isOld: true }],
    [
      'that says that it is the first',
      { version: 1, name: 'Anna' },
      { value: { people: ['Anna'] }, isOld: true },
    ],
    ['from between', { version: 2, names: ['Anna'] }, { value: { people: ['Anna'] }, isOld: true }],
    ['of today', { version: 3, people: ['Anna'] }, { value: { people: ['Anna'] }, isOld: false }],
    ['that nobody knows yet', { version: 4, folk: ['Anna'] }, { newer: 4 }],
    ['of no version that there can be', { version: 0 }, { why: 'version: is no whole number from 1' }],
    ['with a word for a version', { version: 'two' }, { why: 'version: is no whole number from 1' }],
    ['that the steps cannot read', { version: 1, people: 3 }, { value: { people: 3 }, isOld: true }],
    ['that is nothing', null, { value: null, isOld: true }],
  ])('%s', (_what, written, wanted) => {
    expect(bringUp(written, STEPS)).toEqual(wanted);
  });

  it('needs no step where there was no change', () => {
    expect(bringUp({ name: 'Anna' }, [])).toEqual({ value: { name: 'Anna' }, isOld: false });
    expect(bringUp({ version: 2 }, [])).toEqual({ newer: 2 });
  });

  it('is not changed itself', () => {
    const written = Object.freeze({ version: 1, name: 'Anna' });
    bringUp(written, STEPS);
    expect(written).toEqual({ version: 1, name: 'Anna' });
  });

  it('comes back as it was written', () => {
    const written = withVersion({ people: ['Anna'] }, STEPS);
    expect(JSON.stringify(written)).toBe('{"version":3,"people":["Anna"]}');
    expect(bringUp(written, STEPS)).toEqual({ value: { people: ['Anna'] }, isOld: false });
    expect(withVersion(null, STEPS)).toBeNull();
  });
});
