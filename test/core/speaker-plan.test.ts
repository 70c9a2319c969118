import { describe, expect, it } from 'vitest';
import {
  mayChoose,
  rulesFor,
  rulesNamed,
  type SpeakerPlan,
  type SpeakerRules,
  USUAL_SPEAKERS,
  wakeMsOf,
} from '../../src/core/speaker-plan.ts';

const rules = (device: string, more: Partial<SpeakerRules> = {}): SpeakerRules => ({
  ...{ device, via: 'spotify', minVolume: 0, maxVolume: 100 },
  ...more,
});
const plan: SpeakerPlan = {
  ...USUAL_SPEAKERS,
  devices: [rules('Living Room', { name: 'Wohnzimmer', wakeMs: 60_000 }), rules('id-2', { name: 'Bad' })],
};

describe('the rules of a device', () => {
  it.each<[id: string | null, name: string, expected: string | undefined]>([
    ['id-1', 'Living Room', 'Living Room'],
    [null, ' living room', 'Living Room'],
    // Its id says more than its name, which a twin may have too.
    ['id-2', 'Living Room', 'id-2'],
    ['id-1', 'Wohnzimmer', undefined],
    ['ID-2', 'Bath', undefined],
  ])('are found for %j, %j: %j', (id, name, expected) => {
    expect(rulesFor(plan, { id, name })?.device).toBe(expected);
  });

  it.each<[asked: string, expected: string | undefined]>([
    ['WOHNZIMMER', 'Living Room'],
    ['living room', 'Living Room'],
    ['id-2', 'id-2'],
    ['Bad', 'id-2'],
    ['Bath', undefined],
  ])('are found by %j: %j', (asked, expected) => {
    expect(rulesNamed(plan, asked)?.device).toBe(expected);
  });

  it('say how long to wait for it, else the plan does', () => {
    expect(wakeMsOf(plan, rulesNamed(plan, 'Wohnzimmer'))).toBe(60_000);
    expect(wakeMsOf(plan, rulesNamed(plan, 'Bad'))).toBe(30_000);
    expect(wakeMsOf(plan, undefined)).toBe(30_000);
  });
});

describe('whether a device may be chosen', () => {
  it.each<[allow: string[], deny: string[], names: string[], expected: boolean]>([
    [['*'], [], ['Kitchen'], true],
    [['*'], ["*'s iphone*"], ['Anna’s iPhone'], false],
    [['kitchen', 'Bath*'], [], ['BATHROOM'], true],
    [['kitchen', 'Bath*'], [], ['Attic'], false],
    // The one that forbids is stronger, and either name will do.
    [['*'], ['*iPhone*'], ['Anna’s iPhone', 'Anna'], false],
    [['Anna'], [], ['Anna’s iPhone', 'Anna'], true],
    [['Kitchen'], ['*'], ['Kitchen'], false],
  ])('allow %j, deny %j: %j', (allow, deny, names, expected) => {
    expect(mayChoose({ ...USUAL_SPEAKERS, allow, deny }, names)).toBe(expected);
  });
});
