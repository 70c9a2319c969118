import { describe, expect, it } from 'vitest';
import { BadPayload } from '../../src/core/problem.ts';
import {
  type Aim,
  quote,
  readFade,
  readFadeSeconds,
  readMinutes,
  readOn,
  readPosition,
  readRepeat,
  readSleep,
  readSwitch,
  readVolume,
  type Sleep,
} from '../../src/core/values.ts';

describe('a volume', () => {
  it.each<[string | number, Aim]>([
    [0, { to: 0 }],
    [100, { to: 100 }],
    [30.5, { to: 31 }],
    [' 30 % ', { to: 30 }],
    ['+0', { by: 0 }],
    ['-0.4', { by: 0 }],
    ['- 5', { by: -5 }],
    ['+100', { by: 100 }],
  ])('%j', (value, aim) => {
    expect(readVolume(value)).toStrictEqual(aim);
  });

  it.each([
    [101, 'volume takes 0 to 100, or a step such as +5 or -5; 101 is out of range'],
    [-5, 'volume takes 0 to 100, or a step such as +5 or -5; -5 is out of range'],
    ['+101', '+101 is out of range'],
    ['+-5', '+-5 is out of range'],
    ['x30', 'volume takes 0 to 100, or a step such as +5 or -5; got "x30"'],
    ['30x', 'got "30x"'],
    ['30 % x', 'got "30 % x"'],
    ['1.', 'got "1."'],
  ])('is not %j', (value, why) => {
    expect(() => readVolume(value)).toThrow(BadPayload);
    expect(() => readVolume(value)).toThrow(why);
  });
});

describe('a position', () => {
  it.each<[string | number, Aim]>([
    [90.5, { to: 90.5 }],
    ['0:59.5', { to: 59.5 }],
    ['120:00', { to: 7_200 }],
    ['1:02:03', { to: 3_723 }],
    ['-1:30', { by: -90 }],
    [604_800, { to: 604_800 }],
  ])('%j', (value, aim) => {
    expect(readPosition(value)).toStrictEqual(aim);
  });

  it.each(['1:60', '1:5', '1:2:3:4', '1234:00', 'x1:30', '1:30x', '604801', ''])('is not %j', (value) => {
    expect(() => readPosition(value)).toThrow('position takes 0 to 604800, or a step such as +5 or -5; ');
  });
});

describe('a sleep timer', () => {
  it.each<[string | number, Sleep]>([
    [1, { minutes: 1 }],
    [480, { minutes: 480 }],
    ['0.5', { minutes: 1 }],
    ['30 minutes', { minutes: 30 }],
    ['30m', { minutes: 30 }],
    [' +  15 Min ', { extend: 15 }],
    ['+480', { extend: 480 }],
    ['OFF', { off: true }],
    ['0 min', { off: true }],
    ['End-of  Show', { at: 'end_of_context' }],
    ['context', { at: 'end_of_context' }],
    ['playlist', { at: 'end_of_context' }],
  ])('%j', (value, sleep) => {
    expect(readSleep(value)).toStrictEqual(sleep);
  });

  it.each(['0.49', '480.5', '+0', '+481', '-1', 'x30', '30 hours', 'end_of', 'the end_of_track', ''])(
    'is not %j',
    (value) => {
      expect(() => readSleep(value)).toThrow(
        `sleep takes 1 to 480 minutes, +15 and the like, end_of_track, end_of_context or off; got "${value}"`,
      );
    },
  );
});

describe('a fade', () => {
  it.each<[string | number, number]>([
    [0, 0],
    [3_600, 3_600],
    ['1.5', 2],
    [' 30 S ', 30],
    ['1:30', 90],
  ])('of %j takes %i s', (value, seconds) => {
    expect(readFadeSeconds(value)).toBe(seconds);
  });

  it.each(['-1', '3601', 's', '30 sec', ''])('does not take %j', (value) => {
    expect(() => readFadeSeconds(value)).toThrow(`a fade takes 0 to 3600 seconds; got "${value}"`);
  });

  it.each([
    ['20', 20, 10],
    ['20, 30', 20, 30],
    ['20/1:00', 20, 60],
  ])('%s', (argument, percent, seconds) => {
    expect(readFade(argument)).toStrictEqual({ percent, seconds });
  });

  it('goes to a volume, and not by steps', () => {
    expect(() => readFade('-5 30')).toThrow('such as "fade 20 30"; got "-5 30"');
    expect(() => readFade(' 20')).toThrow('volume takes 0 to 100');
  });
});

it('minutes that are added are whole', () => {
  expect([readMinutes(1), readMinutes(' 480 ')]).toEqual([1, 480]);
  for (const value of ['0', '481', '1.5', 'x', '-1', ''])
    expect(() => readMinutes(value)).toThrow(`allowance takes 1 to 480 minutes; got "${value}"`);
});

it('a switch has many words', () => {
  expect(['on', ' TRUE ', 'Yes', '1', true, 1].map(readSwitch)).toEqual(Array(6).fill(true));
  expect(['off', 'False', 'no', '0', false, 0].map(readSwitch)).toEqual(Array(6).fill(false));
  expect(['', 'onn', '2', 'toggle'].map(readSwitch)).toEqual(Array(4).fill(undefined));
  expect([readOn('mute', 'on'), readOn('mute', 'off')]).toEqual([true, false]);
  expect(() => readOn('mute', 'x')).toThrow('mute takes on, off or toggle; got "x"');
});

it('a repeat mode has Spotify’s words, too', () => {
  expect(['off', ' ALL ', 'one', 'Context', 'track'].map(readRepeat)).toEqual([
    'off',
    'all',
    'one',
    'all',
    'one',
  ]);
  expect(() => readRepeat('twice')).toThrow('repeat takes off, all or one; got "twice"');
});

it('what is quoted stays short and in one line', () => {
  expect(quote('a\nb\u0000c')).toBe('"a b c"');
  expect(quote('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`);
  expect(quote('🎵'.repeat(61))).toBe(`"${'🎵'.repeat(59)}…"`);
});
