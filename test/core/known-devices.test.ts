import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Device, findDevice, type KnownDevice } from '../../src/core/device.ts';
import { afterList, afterLook, recalled } from '../../src/core/known-devices.ts';
import { type SpeakerPlan, type SpeakerRules, USUAL_SPEAKERS } from '../../src/core/speaker-plan.ts';
import { KITCHEN } from './playing.ts';

const DAY = 24 * 60 * 60_000;

const at = (id: string | null, name = 'Kitchen', more: Partial<Device> = {}): Device => ({
  ...{ ...KITCHEN, active: false, id, name },
  ...more,
});
const rules = (device: string, more: Partial<SpeakerRules>): SpeakerRules => ({
  ...{ device, via: 'spotify', minVolume: 0, maxVolume: 100 },
  ...more,
});
const planned = (...devices: SpeakerRules[]): SpeakerPlan => ({ ...USUAL_SPEAKERS, devices });

/** What is known after these lists, one day after the other. */
function knownAfter(lists: readonly (readonly Device[])[], plan: SpeakerPlan = USUAL_SPEAKERS) {
  return lists.reduce<readonly KnownDevice[]>(
    (known, list, day) => afterList(known, list, { now: (day + 1) * DAY, plan }),
    [],
  );
}
const named = (known: readonly KnownDevice[]) =>
  Object.fromEntries(known.map(({ device, present }) => [device.name, [device.id, present]]));

const [a, b, c] = [at('a'), at('b'), at('c')];

describe('devices that were seen', () => {
  it.each<[what: string, lists: Device[][], expected: Record<string, [string | null, boolean]>]>([
    ['stay when they are gone', [[a, at('x', 'Bath')], []], { Kitchen: ['a', false], Bath: ['x', false] }],
    [
      'have a number each where they share a name',
      [[a, b]],
      { Kitchen: ['a', true], 'Kitchen (2)': ['b', true] },
    ],
    [
      'in any case and with any blanks',
      [[a, at('b', ' kitchen')]],
      { Kitchen: ['a', true], 'kitchen (2)': ['b', true] },
    ],
    [
      'keep it, whoever is there and in whatever order',
      [[a, b], [b], [b, a], [b]],
      { Kitchen: ['a', false], 'Kitchen (2)': ['b', true] },
    ],
    [
      'get the next free one',
      [
        [a, b],
        [c, a],
      ],
      { Kitchen: ['a', true], 'Kitchen (2)': ['b', false], 'Kitchen (3)': ['c', true] },
    ],
    ['are the same under a new id', [[a], [b]], { Kitchen: ['b', true] }],
    ['and under an id that comes back', [[a], [b], [a]], { Kitchen: ['a', true] }],
    [
      'but not when both are there after all',
      [[a], [b], [b, a], [a]],
      { Kitchen: ['b', false], 'Kitchen (2)': ['a', true] },
    ],
    [
      'nor when they are of another kind',
      [[a], [at('b', 'Kitchen', { type: 'TV' })]],
      { Kitchen: ['a', false], 'Kitchen (2)': ['b', true] },
    ],
    ['need no id', [[at(null, 'Sonos')], [at(null, 'Sonos')], []], { Sonos: [null, false] }],
    [
      'and without one are told apart by name',
      [[at(null, 'Sonos'), at(null, 'Bath')], [at(null, 'Bath')]],
      { Sonos: [null, false], Bath: [null, true] },
    ],
    [
      'are no others because those are gone',
      [[at('x', 'Bath')], [a]],
      { Bath: ['x', false], Kitchen: ['a', true] },
    ],
    [
      'are the same under an id that comes back, whatever they are called by now',
      [[a], [b], [at('a', 'Scullery')]],
      { Scullery: ['a', true] },
    ],
    ['are the same once they have one', [[at(null, 'Sonos')], [at('s', 'Sonos')]], { Sonos: ['s', true] }],
    [
      'leave a name to whom it belongs',
      [[at('x', 'Kitchen (2)'), a, b]],
      { Kitchen: ['a', true], 'Kitchen (2)': ['x', true], 'Kitchen (3)': ['b', true] },
    ],
    [
      'are not kept when they were browsers',
      [[at('w', 'Web Player (Chrome)', { type: 'Computer' }), at('d', 'Desk', { type: 'Computer' })], []],
      { Desk: ['d', false] },
    ],
    [
      'are kept when they are called like a browser alone',
      [[at('t', 'Web Player (TV)', { type: 'TV' })], []],
      { 'Web Player (TV)': ['t', false] },
    ],
  ])('%s', (_, lists, expected) => {
    expect(named(knownAfter(lists))).toEqual(expected);
  });

  it.each<[what: string, lists: Device[][], expected: Record<string, string[]>]>([
    ['none at first', [[a, at(null, 'Sonos')]], { Kitchen: [], Sonos: [] }],
    ['the one before', [[a], [b]], { Kitchen: ['a'] }],
    ['all before', [[a], [b], [c]], { Kitchen: ['a', 'b'] }],
    ['not the one it has again', [[a], [b], [a]], { Kitchen: ['b'] }],
    ['nothing, where it had none before', [[at(null)], [a]], { Kitchen: [] }],
    ['not what turns out to be another’s', [[a], [b], [b, a]], { Kitchen: [], 'Kitchen (2)': [] }],
    ['that still, when others come', [[a], [b], [b, at('x', 'Bath')]], { Kitchen: ['a'], Bath: [] }],
  ])('remember their ids: %s', (_, lists, expected) => {
    const former = knownAfter(lists).map(({ device, formerIds }) => [device.name, formerIds]);
    expect(Object.fromEntries(former)).toEqual(expected);
  });

  it('come in the order in which they were seen last, those that are there before all', () => {
    const [bath, hall] = [at('x', 'Bath'), at('y', 'Hall')];
    const names = (lists: Device[][]) => knownAfter(lists).map(({ device }) => device.name);
    expect(names([[bath, a, hall], [a, hall], [hall], []])).toEqual(['Hall', 'Kitchen', 'Bath']);
    expect(names([[a], [a, hall], [bath, hall], [a]])).toEqual(['Kitchen', 'Hall', 'Bath']);
  });

  it('come in that order after a restart, and where the clock was set back', () => {
    const kept = [a, at('x', 'Bath'), at('y', 'Hall')].map((device, nth) => ({
      ...{ device, number: 1, formerIds: [] },
      seenAt: [2, 1, 3].map((day) => day * DAY)[nth] ?? null,
    }));
    const again = recalled(kept, { now: 4 * DAY, plan: USUAL_SPEAKERS });
    expect(again.map(({ device }) => device.name)).toEqual(['Hall', 'Kitchen', 'Bath']);
    const early = afterList(again, [at('x', 'Bath')], { now: DAY / 2, plan: USUAL_SPEAKERS });
    expect(early.map(({ device }) => device.name)).toEqual(['Bath', 'Hall', 'Kitchen']);
  });

  it('play nothing once they are gone', () => {
    const known = knownAfter([[at('a', 'Kitchen', { active: true })], []]);
    expect(known.map(({ device }) => device.active)).toEqual([false]);
  });

  it('say when they were seen last, and are forgotten after so many days', () => {
    const plan = { ...USUAL_SPEAKERS, forgetMs: 2 * DAY };
    const lists = [[a, at('x', 'Bath')], [a], []];
    const seenAt = (known: readonly KnownDevice[]) => known.map((one) => [one.device.name, one.seenAt]);
    expect(seenAt(knownAfter(lists.slice(0, 2), plan))).toEqual([
      ['Kitchen', 2 * DAY],
      ['Bath', DAY],
    ]);
    expect(seenAt(knownAfter(lists, plan))).toEqual([['Kitchen', 2 * DAY]]);
    expect(knownAfter([...lists, []], plan)).toEqual([]);
  });

  it('are none but those that are there, where that is wanted', () => {
    const plan = { ...USUAL_SPEAKERS, forgetMs: 0 };
    expect(named(knownAfter([[a, at('x', 'Bath')], [a]], plan))).toEqual({ Kitchen: ['a', true] });
  });

  it('are no more than a hundred, those of this list among them', () => {
    const many = Array.from({ length: 150 }, (_, index) => at(`${index}`, `Phone ${index}`));
    const known = knownAfter([many.slice(0, 149), many.slice(149), [a]]);
    expect(known).toHaveLength(100);
    expect(named(known)).toMatchObject({ Kitchen: ['a', true], 'Phone 149': ['149', false] });
  });

  it('are remembered over a restart, with their numbers, absent until they are seen', () => {
    const kept = knownAfter([[a, b], [b]]);
    const again = recalled(kept, { now: 3 * DAY, plan: USUAL_SPEAKERS });
    expect(named(again)).toEqual({ Kitchen: ['a', false], 'Kitchen (2)': ['b', false] });
    const seen = afterList(again, [b], { now: 4 * DAY, plan: USUAL_SPEAKERS });
    expect(named(seen)).toEqual({ Kitchen: ['a', false], 'Kitchen (2)': ['b', true] });
    expect(recalled(kept, { now: 40 * DAY, plan: USUAL_SPEAKERS })).toEqual([]);
  });

  it('have names of their own and keep them, whatever comes and goes', () => {
    const device = fc
      .record({
        id: fc.constantFrom('1', '2', '3', '4', null),
        name: fc.constantFrom('A', 'a', 'A (2)', 'B'),
      })
      .map(({ id, name }) => at(id, name));
    const list = fc.uniqueArray(device, { selector: ({ id, name }) => id ?? name, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 6 }), (lists) => {
        const known = knownAfter(lists);
        const names = known.map(({ device: { name } }) => name.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
        for (const { device } of known)
          expect(
            findDevice(
              known.map((one) => one.device),
              device.name,
            ),
          ).toBe(device);
        const later = afterList(known, lists.at(-1) ?? [], { now: 10 * DAY, plan: USUAL_SPEAKERS });
        expect(named(later)).toEqual(named(known));
      }),
    );
  });
});

describe('a look at what plays', () => {
  const look = (known: readonly KnownDevice[], device: Device) =>
    afterLook(known, device, { now: 9 * DAY, plan: USUAL_SPEAKERS });

  it('makes a device known, and one that was absent present', () => {
    expect(named(look([], a))).toEqual({ Kitchen: ['a', true] });
    const [known] = look(knownAfter([[a], []]), a);
    expect(known).toMatchObject({ present: true, seenAt: 9 * DAY });
  });

  it('changes nothing where that is known, or only a list can tell who it is', () => {
    const known = knownAfter([[a]]);
    expect(look(known, a)).toBe(known);
    expect(look(known, b)).toBe(known);
  });

  it('leaves out what the configuration named alone, once it does no more', () => {
    const sonos = rules('Sonos', { via: 'home_assistant', entity: 'media_player.bath' });
    const known = knownAfter([[]], planned(sonos));
    expect(named(known)).toEqual({ Sonos: [null, false] });
    expect(named(look(known, a))).toEqual({ Kitchen: ['a', true] });
  });
});

describe('the name that a device is shown by', () => {
  const shown = (list: Device[], plan: SpeakerPlan) => knownAfter([list], plan).map(({ device }) => device);
  const taken = (devices: readonly Device[], asked: string) => findDevice(devices, asked)?.id;

  it('is that of the configuration; its own and the id are taken still', () => {
    const devices = shown([a, at('x', 'Bath')], planned(rules('kitchen', { name: 'Küche' })));
    expect(devices).toMatchObject([{ name: 'Küche', spotifyName: 'Kitchen' }, { name: 'Bath' }]);
    for (const asked of ['Küche', 'küche ', 'KITCHEN', 'a']) expect(taken(devices, asked)).toBe('a');
  });

  it('is given to one of two twins by its id', () => {
    const devices = shown([a, b], planned(rules('b', { name: 'Scullery' })));
    expect(devices.map(({ name }) => name)).toEqual(['Kitchen', 'Scullery']);
    expect(['Kitchen', 'Scullery', 'b'].map((asked) => taken(devices, asked))).toEqual(['a', 'b', 'b']);
  });

  it('has a number where two are renamed by one name', () => {
    const devices = shown([a, b], planned(rules('Kitchen', { name: 'Küche' })));
    expect(devices.map(({ name }) => name)).toEqual(['Küche', 'Küche (2)']);
    expect(taken(devices, 'Kitchen')).toBe('a');
  });

  it('goes to whom a person gave it', () => {
    const devices = shown([a, at('x', 'Bath')], planned(rules('Bath', { name: 'Kitchen' })));
    expect(devices.map(({ id, name }) => [id, name])).toEqual([
      ['a', 'Kitchen (2)'],
      ['x', 'Kitchen'],
    ]);
    expect(taken(devices, 'Kitchen')).toBe('x');
  });

  it('stays with a device whose id changed, by a rule for the old one too', () => {
    const known = knownAfter([[a], [b]], planned(rules('a', { name: 'Küche' })));
    expect(known.map(({ device }) => device)).toMatchObject([{ id: 'b', name: 'Küche' }]);
    expect(
      taken(
        known.map(({ device }) => device),
        'a',
      ),
    ).toBe('b');
  });

  it('of a twin never means the other, though that one sleeps', () => {
    const two = knownAfter([[a, b], [b]]).find(({ present }) => present);
    expect(two && findDevice([two.device], 'Kitchen')).toBeUndefined();
    expect(two && findDevice([two.device], 'kitchen (2)')?.id).toBe('b');
  });

  it('is there before it was ever seen, where Home Assistant plays for it', () => {
    const sonos = rules('Sonos', { name: 'Bad', via: 'home_assistant', entity: 'media_player.bath' });
    expect(knownAfter([[a]], planned(sonos))).toMatchObject([
      { device: { name: 'Kitchen' } },
      { device: { id: null, name: 'Bad', via: 'home_assistant' }, present: false, seenAt: null },
    ]);
    const seen = knownAfter([[], [at(null, 'Sonos', { restricted: true })], []], planned(sonos));
    expect(seen).toMatchObject([{ device: { name: 'Bad', via: 'home_assistant' }, seenAt: 2 * DAY }]);
    expect(seen).toHaveLength(1);
  });

  it('is left out by either of its names', () => {
    const plan: SpeakerPlan = { ...planned(rules('a', { name: 'Mum' })), deny: ["*'s iphone", 'mum'] };
    const devices = shown([a, at('p', 'Anna’s iPhone'), at('x', 'Bath')], plan);
    expect(devices.map(({ name, denied }) => [name, denied])).toEqual([
      ['Mum', true],
      ['Anna’s iPhone', true],
      ['Bath', undefined],
    ]);
  });
});
