import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import {
  heldBack,
  type LimitedRange,
  limitOf,
  movedTo,
  rangeAt,
  rangeOf,
  startVolume,
  type VolumeRules,
  within,
} from '../../src/core/loudness.ts';
import { type ReaderRules, USUAL_RULES } from '../../src/core/reader.ts';
import { KITCHEN } from './playing.ts';

describe('how loud', () => {
  it.each<[Partial<ReaderRules>, number | undefined, number, number]>([
    [{}, undefined, 0, 100],
    [{ minVolume: 10, maxVolume: 60 }, undefined, 10, 60],
    [{ minVolume: 10, maxVolume: 60 }, 40, 10, 40],
    [{ maxVolume: 40 }, 60, 0, 40],
    [{ quiet: { from: 0, to: 60, maxVolume: 20 } }, undefined, 0, 20],
    [{ quiet: { from: 60, to: 90, maxVolume: 20 } }, undefined, 0, 100],
    [{ quiet: { from: 0, to: 60 } }, undefined, 0, 100],
    [{ minVolume: 30, quiet: { from: 0, to: 60, maxVolume: 20 } }, undefined, 20, 20],
  ])('%j, a tag up to %s: from %i to %i', (rules, maxVolume, floor, ceiling) => {
    const tag = maxVolume === undefined ? {} : { maxVolume };
    expect(rangeAt({ ...USUAL_RULES, ...rules }, 30, tag)).toEqual({ floor, ceiling });
  });

  it.each([
    [5, 10],
    [50.4, 50],
    [90, 60],
  ])('%s within 10 and 60 is %i', (percent, expected) => {
    expect(within(percent, { floor: 10, ceiling: 60 })).toBe(expected);
  });

  const open = { floor: 0, ceiling: 100 };
  const low = { floor: 20, ceiling: 40 };
  it.each<[string, Parameters<typeof startVolume>, number | undefined]>([
    ['as wanted', [30, open, KITCHEN], 30],
    ['no louder than allowed', [90, low, KITCHEN], 40],
    ['as it is', [undefined, open, KITCHEN], undefined],
    ['as it is, within the range', [undefined, low, KITCHEN], undefined],
    ['lower, where it is too loud', [undefined, low, { ...KITCHEN, volume: 90 }], 40],
    ['louder, where it is too low', [undefined, low, { ...KITCHEN, volume: 5 }], 20],
    ['the ceiling, where nobody knows', [undefined, low, undefined], 40],
    [
      'as it is, where nobody knows and anything may be',
      [undefined, open, { ...KITCHEN, volume: null }],
      undefined,
    ],
    ['nothing, where it cannot be set', [30, low, { ...KITCHEN, supportsVolume: false }], undefined],
  ])('starts %s', (_, asked, expected) => {
    expect(startVolume(...asked)).toBe(expected);
  });

  const usual: VolumeRules = { minVolume: 0, maxVolume: 100 };
  const night = { from: 1200, to: 420, maxVolume: 25 };
  it.each<[string, [string, Partial<VolumeRules>][], number, ReturnType<typeof rangeOf>]>([
    ['nobody says anything', [], 0, { floor: 0, ceiling: 100, floorBy: null, ceilingBy: null }],
    [
      'the strictest ceiling and the highest floor',
      [
        ['Family', { minVolume: 5, maxVolume: 70 }],
        ['Bedroom', { minVolume: 10, maxVolume: 60 }],
      ],
      720,
      { floor: 10, ceiling: 60, floorBy: 'min_volume of Bedroom', ceilingBy: 'max_volume of Bedroom' },
    ],
    [
      'quiet hours by day',
      [['Bedroom', { maxVolume: 60, quiet: night }]],
      720,
      { floor: 0, ceiling: 60, floorBy: null, ceilingBy: 'max_volume of Bedroom' },
    ],
    [
      'quiet hours by night',
      [
        ['Family', { maxVolume: 60 }],
        ['Bedroom', { quiet: night }],
      ],
      1200,
      { floor: 0, ceiling: 25, floorBy: null, ceilingBy: 'quiet hours of Bedroom until 07:00' },
    ],
    [
      'quiet hours that are louder than the ceiling',
      [['Bedroom', { maxVolume: 20, quiet: night }]],
      0,
      { floor: 0, ceiling: 20, floorBy: null, ceilingBy: 'max_volume of Bedroom' },
    ],
    [
      'quiet hours that say nothing of loudness',
      [['Family', { quiet: { from: 1200, to: 420 } }]],
      0,
      { floor: 0, ceiling: 100, floorBy: null, ceilingBy: null },
    ],
    [
      'a floor that the night is below',
      [
        ['Family', { minVolume: 40 }],
        ['Bedroom', { quiet: night }],
      ],
      0,
      {
        floor: 25,
        ceiling: 25,
        floorBy: 'quiet hours of Bedroom until 07:00',
        ceilingBy: 'quiet hours of Bedroom until 07:00',
      },
    ],
  ])('of several, %s', (_, rules, minute, expected) => {
    const limits = rules.map(([whose, some]) => ({ whose, rules: { ...usual, ...some } }));
    expect(rangeOf(limits, minute)).toEqual(expected);
  });

  it.each([
    [80, { volume: 60, by: 'max_volume of Bedroom' }],
    [60, undefined],
    [10, undefined],
    [5, { volume: 10, by: 'min_volume of Family' }],
  ])('%i is held back: %j', (percent, expected) => {
    const limits = [
      { whose: 'Family', rules: { ...usual, minVolume: 10 } },
      { whose: 'Bedroom', rules: { ...usual, maxVolume: 60 } },
    ];
    expect(limitOf(percent, rangeOf(limits, 0))).toEqual(expected);
  });

  const bedroom: LimitedRange = { floor: 10, ceiling: 60, floorBy: 'floor', ceilingBy: 'ceiling' };
  const volume = (percent: number): Command => ({ ask: 'volume', percent });
  const step = (by: number): Command => ({ ask: 'volume', by });
  const play = (percent?: number): Command => ({
    ask: 'play',
    ...(percent !== undefined && { volume: percent }),
  });
  it.each<[string, Command, Command, number | null, string | undefined]>([
    ['a volume above the ceiling', volume(90), volume(60), 30, 'ceiling'],
    ['a volume below the floor', volume(1), volume(10), 30, 'floor'],
    ['no volume within the range', volume(50), volume(50), 30, undefined],
    ['a step above it', step(50), volume(60), 30, 'ceiling'],
    ['a step from nobody knows where', step(5), volume(10), null, 'floor'],
    ['a step within it', step(5), volume(35), 30, undefined],
    ['music that begins too loud', play(90), play(60), 30, 'ceiling'],
    ['music that would go on too loud', play(), play(60), 80, 'ceiling'],
    ['music of which nobody knows how loud it was', play(), play(60), null, 'ceiling'],
    ['no music that goes on as it was', play(), play(), 30, undefined],
    ['nothing that was set otherwise', volume(90), volume(50), 30, undefined],
    ['nothing that is not about loudness', { ask: 'next' }, { ask: 'pause' }, 30, undefined],
  ])('holds back %s', (_, asked, sent, current, by) => {
    expect(heldBack(asked, sent, bedroom, current)?.by).toBe(by);
  });

  it('holds back nothing that went as it was asked', () => {
    const loud = volume(90);
    expect(heldBack(loud, loud, bedroom, 30)).toBeUndefined();
  });

  it('sets a volume before music moves, where one is to be set', () => {
    expect(movedTo('Bath', undefined)).toStrictEqual({ ask: 'device', device: 'Bath', play: true });
    expect(movedTo('Bath', 0)).toStrictEqual({ ask: 'play', device: 'Bath', volume: 0 });
  });
});
