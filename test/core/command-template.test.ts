import { describe, expect, it } from 'vitest';
import { commandOf, isStep, readTemplate } from '../../src/core/command-template.ts';

const TRACK = 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6';

describe('a command with a place for a value', () => {
  it.each<[text: string, json: unknown, value: string, command: object]>([
    ['next', {}, 'single', { ask: 'next' }],
    ['volume +{step}', { step: 12 }, 'x', { ask: 'volume', by: 12 }],
    ['volume +{step}', { step: '12' }, 'x', { ask: 'volume', by: 12 }],
    ['volume -{step}', { step: 12 }, 'x', { ask: 'volume', by: -12 }],
    ['volume +{step}', { step: -24 }, 'x', { ask: 'volume', by: -24 }],
    ['volume -{step}', { step: -24 }, 'x', { ask: 'volume', by: 24 }],
    ['volume +{angle/6}', { angle: 12 }, 'x', { ask: 'volume', by: 2 }],
    ['volume +{ angle * 0.5 }', { angle: 12 }, 'x', { ask: 'volume', by: 6 }],
    ['seek +{turn.by/3}', { turn: { by: 10 } }, 'x', { ask: 'seek', by: 3.33 }],
    ['volume {brightness/2.55}', { brightness: 255 }, 'x', { ask: 'volume', percent: 100 }],
    ['volume {value}', undefined, '30', { ask: 'volume', percent: 30 }],
    ['volume {value}', undefined, '+3', { ask: 'volume', by: 3 }],
    ['play {value}', undefined, TRACK, { ask: 'play', uri: TRACK }],
    ['device {room}', { room: 'Kitchen' }, 'x', { ask: 'device', device: 'Kitchen' }],
    ['shuffle {on}', { on: true }, 'x', { ask: 'shuffle', on: true }],
    ['{"command":"volume","volume":{level}}', { level: 40 }, 'x', { ask: 'volume', percent: 40 }],
  ])('%s of %j', (text, json, value, command) => {
    expect(commandOf(readTemplate(text), json, value)).toEqual(command);
  });

  it.each<[text: string, json: unknown, why: RegExp]>([
    ['volume +{step}', {}, /the message has no step, which volume \+\{step\} needs/],
    ['volume +{step}', undefined, /has no step/],
    ['volume +{step}', { step: null }, /has no step/],
    ['volume +{step}', { step: [1] }, /step is no single value/],
    ['volume +{step}', { step: 'much' }, /step is "much", and volume \+\{step\} needs a number/],
    ['volume +{step}', { step: 0 }, /a step of 0 changes nothing/],
    ['volume +{step/100}', { step: 0.1 }, /a step of 0 changes nothing/],
    ['volume +{step}', { step: 900 }, /out of range/],
    ['volume {level}', { level: 300 }, /300 is out of range/],
    ['queue {value}', {}, /"x" cannot be played/],
  ])('%s asks for nothing of %j', (text, json, why) => {
    expect(commandOf(readTemplate(text), json, 'x')).toEqual({ why: expect.stringMatching(why) });
  });

  it.each<[text: string, wrong: RegExp]>([
    ['', /empty/],
    ['plya', /did you mean "play"\?/],
    ['volume', /volume needs an argument/],
    ['volume +{action step}', /volume takes 0 to 100/],
    ['volume +{a}{b}', /two places/],
    ['volume +{a/0}', /times or by 0/],
    ['loudness {value}', /is no command, whatever stands in its place/],
  ])('%s is refused', (text, wrong) => {
    expect(() => readTemplate(text)).toThrow(wrong);
  });

  it.each<[string, boolean]>([
    ['volume +3', true],
    ['seek -10', true],
    ['volume +{step}', true],
    ['volume {value}', false],
    ['volume 30', false],
    ['next', false],
  ])('%s: a step? %s', (text, step) => {
    expect(isStep(readTemplate(text))).toBe(step);
  });
});
