import { describe, expect, it } from 'vitest';
import type { Device, KnownDevice } from '../../src/core/device.ts';
import { asShown, nameKnown } from '../../src/core/name-devices.ts';
import { type SpeakerPlan, type SpeakerRules, USUAL_SPEAKERS } from '../../src/core/speaker-plan.ts';
import { KITCHEN } from './playing.ts';

const at = (id: string, name = 'Kitchen'): Device => ({ ...KITCHEN, active: false, id, name });
const seen = (device: Device, number = 1, formerIds: string[] = []): KnownDevice => ({
  ...{ device, number, formerIds },
  ...{ present: true, seenAt: 1 },
});
const rules = (device: string, more: Partial<SpeakerRules> = {}): SpeakerRules => ({
  ...{ device, via: 'spotify', minVolume: 0, maxVolume: 100 },
  ...more,
});
const planned = (...devices: SpeakerRules[]): SpeakerPlan => ({ ...USUAL_SPEAKERS, devices });
const plain = planned();
const [a, b, c] = [seen(at('a')), seen(at('b'), 2), seen(at('c'), 3)];

describe('each device has a name of its own', () => {
  it.each<[what: string, known: KnownDevice[], plan: SpeakerPlan, names: Record<string, string>]>([
    ['that of Spotify', [a, seen(at('x', 'Bath'))], plain, { a: 'Kitchen', x: 'Bath' }],
    [
      'with its number, in whatever order',
      [c, b, a],
      plain,
      { a: 'Kitchen', b: 'Kitchen (2)', c: 'Kitchen (3)' },
    ],
    [
      'by number, where the next ones are taken',
      [c, b, a, seen(at('x', 'Kitchen (2)'))],
      plain,
      { a: 'Kitchen', x: 'Kitchen (2)', b: 'Kitchen (3)', c: 'Kitchen (4)' },
    ],
    [
      'without the blanks that Spotify has',
      [a, seen(at('b', ' kitchen '), 2)],
      plain,
      { a: 'Kitchen', b: 'kitchen (2)' },
    ],
    [
      'that of the configuration, by number where it is of twins',
      [b, a],
      planned(rules('Kitchen', { name: 'Küche' })),
      { a: 'Küche', b: 'Küche (2)' },
    ],
    [
      'without a number, where one alone was meant',
      [b, a],
      planned(rules('b', { name: 'Scullery' })),
      { a: 'Kitchen', b: 'Scullery' },
    ],
    [
      'which no number takes from whom is called so',
      [a, b, seen(at('x', 'Küche (2)'))],
      planned(rules('Kitchen', { name: 'Küche' })),
      { a: 'Küche', b: 'Küche (3)', x: 'Küche (2)' },
    ],
  ])('%s', (_what, known, plan, names) => {
    const shown = nameKnown(known, plan).map(({ device }) => [device.id, device.name]);
    expect(Object.fromEntries(shown)).toEqual(names);
  });
});

describe('what else means a device', () => {
  const meaning = (known: KnownDevice[], plan = plain) =>
    nameKnown(known, plan).map(({ device }) => device.aliases);

  it('is nothing, where it has had its name and its id from the first', () => {
    expect(nameKnown([a], plain)[0]?.device).toStrictEqual(at('a'));
  });

  it('are the ids that it had before', () => {
    expect(meaning([seen(at('a'), 1, ['old', 'older'])])).toEqual([['old', 'older']]);
  });

  it('is Spotify’s name too, where that is shown for no other', () => {
    const plan = planned(rules('Kitchen', { name: 'Küche' }), rules('b', { name: 'Scullery' }));
    expect(meaning([seen(at('a'), 1, ['old'])], plan)).toEqual([['Kitchen', 'old']]);
    // The first of the twins, and whoever has the name from a person, are meant by it.
    expect(meaning([a, b])).toEqual([undefined, undefined]);
    expect(meaning([a, seen(at('x', 'Bath'))], planned(rules('Bath', { name: 'Kitchen' })))).toEqual([
      undefined,
      ['Bath'],
    ]);
  });
});

describe('a device that no list has shown', () => {
  const sonos = rules('Sonos', { via: 'home_assistant', entity: 'media_player.bath' });

  it('is offered where Home Assistant plays for it', () => {
    const plan = planned(sonos, rules('Attic'));
    expect(nameKnown([a, seen(at('x', 'Bath'))], plan).slice(2)).toStrictEqual([
      {
        device: {
          id: null,
          name: 'Sonos',
          type: 'Unknown',
          volume: null,
          supportsVolume: true,
          restricted: false,
          privateSession: false,
          active: false,
          via: 'home_assistant',
        },
        present: false,
        seenAt: null,
        number: 1,
        formerIds: [],
      },
    ]);
  });

  it('is meant by Spotify’s name for it as well', () => {
    const [, unseen] = nameKnown([a], planned({ ...sonos, name: 'Bad' }));
    expect(unseen?.device).toMatchObject({ name: 'Bad', spotifyName: 'Sonos', aliases: ['Sonos'] });
  });

  it('is no other device once it was seen', () => {
    const known = nameKnown([a, seen(at('s', 'Sonos'))], planned(sonos));
    expect(known.map(({ device }) => [device.id, device.name, device.via])).toEqual([
      ['a', 'Kitchen', undefined],
      ['s', 'Sonos', 'home_assistant'],
    ]);
  });
});

describe('a device is shown', () => {
  it.each<[what: string, plan: SpeakerPlan, name: string | undefined, expected: Device]>([
    ['as Spotify has it', plain, undefined, at('a')],
    [
      'by the name of its rules',
      planned(rules('a', { name: 'Küche' })),
      undefined,
      { ...at('a', 'Küche'), spotifyName: 'Kitchen' },
    ],
    [
      'by the name that it was given beside others',
      planned(rules('Kitchen', { name: 'Küche' })),
      'Küche (2)',
      { ...at('a', 'Küche (2)'), spotifyName: 'Kitchen' },
    ],
    [
      'as left out, whichever of its names is',
      { ...planned(rules('Kitchen', { name: 'Küche' })), deny: ['küche'] },
      'Küche (2)',
      { ...at('a', 'Küche (2)'), spotifyName: 'Kitchen', denied: true },
    ],
    [
      'as left out by Spotify’s name',
      { ...plain, deny: ['kitchen'] },
      undefined,
      { ...at('a'), denied: true },
    ],
    [
      'as left out by the name that it is shown by',
      { ...plain, deny: ['* (2)'] },
      'Kitchen (2)',
      { ...at('a', 'Kitchen (2)'), spotifyName: 'Kitchen', denied: true },
    ],
    [
      'as one that Home Assistant plays for',
      planned(rules('a', { via: 'home_assistant', entity: 'media_player.kitchen' })),
      undefined,
      { ...at('a'), via: 'home_assistant' },
    ],
  ])('%s', (_what, plan, name, expected) => {
    expect(asShown(at('a'), name, plan)).toStrictEqual(expected);
  });
});
