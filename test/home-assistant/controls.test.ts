import { describe, expect, it } from 'vitest';
import {
  button,
  labelled,
  notify,
  number,
  requestButton,
  select,
  switch_,
  text,
} from '../../src/home-assistant/controls.ts';
import type { Entity } from '../../src/home-assistant/entity.ts';
import { binarySensor, sensor } from '../../src/home-assistant/sensors.ts';

/** What any row of a platform does, whatever the table has. */

const names = (count: number) => Array.from({ length: count }, (_, index) => `Room ${index + 1}`);
const chooser = (options: string[], more: { others?: true } = {}) =>
  select<string, string>({
    name: 'Room',
    accepts: 'a name',
    example: 'Room 1',
    options: () => options,
    state: (view) => view,
    command: (option) => option,
    ...more,
  });

describe('a number', () => {
  const degree = () =>
    number<number | undefined, string>({
      name: 'Degree',
      min: 5,
      max: 9,
      mode: 'box',
      accepts: '5 to 9',
      example: '7',
      state: (view) => view,
      read: (payload) => ({ to: Number(payload) }),
      command: (aim, view) => `${JSON.stringify(aim)} of ${view}`,
    });
  it.each<[number | undefined, string]>([
    [4.9, 'None'],
    [5, '5'],
    [7.9, '7'],
    [9, '9'],
    [9.1, 'None'],
    [undefined, 'None'],
  ])('of %s is said as %s', (value, said) => {
    expect(degree().say(value)).toBe(said);
  });

  it('hears', () => {
    expect(degree().hear?.('7', 5)).toBe('{"to":7} of 5');
    expect([degree().accepts, degree().example, degree().live, degree().enabled]).toEqual([
      '5 to 9',
      '7',
      'player',
      true,
    ]);
  });
});

describe('a switch', () => {
  const row = { name: 'Lamp', state: (view: boolean | null) => view, command: (on: boolean) => `${on}` };
  const plain = () => switch_<boolean | null, string>(row);
  const toggles = () => switch_<boolean | null, string>({ ...row, toggle: () => 'toggled' });

  it('toggles where it can', () => {
    expect(toggles().hear?.(' TOGGLE ', null)).toBe('toggled');
    expect(() => plain().hear?.('toggle', null)).toThrow('Lamp takes ON or OFF; got "toggle"');
    expect(() => toggles().hear?.('maybe', null)).toThrow('Lamp takes ON or OFF or toggle; got "maybe"');
    expect([plain().accepts, toggles().accepts, plain().example]).toEqual([
      'ON, OFF',
      'ON, OFF, toggle',
      'ON',
    ]);
  });
});

describe('a select', () => {
  it('shows each name once, and none that means nothing', () => {
    expect([...labelled(['A', ' A ', 'NONE', '', ' \n', 'none ', 'a', 'unknown'])]).toEqual([
      ['A', 'A'],
      ['a', 'a'],
      ['unknown ', 'unknown'],
    ]);
  });

  it('takes a name in its own case before any other', () => {
    const rooms = chooser(['bath', 'Bath']);
    expect(rooms.hear?.('Bath', '')).toBe('Bath');
    expect(rooms.hear?.('bath', '')).toBe('bath');
    expect(rooms.hear?.('BATH', '')).toBe('bath');
  });

  it('takes other names where its options may be out of date', () => {
    expect(chooser(['Bath'], { others: true }).hear?.(' Attic ', '')).toBe('Attic');
    expect(() => chooser(['Bath'], { others: true }).hear?.(' ', '')).toThrow('Room takes one of Bath; got');
    expect(() => chooser(['Bath']).hear?.('Attic', '')).toThrow('Room takes one of Bath; got "Attic"');
  });

  it('names a dozen of them, and tells how many more there are', () => {
    expect(() => chooser([]).hear?.('x', '')).toThrow('Room takes a name; got "x"');
    expect(() => chooser(names(12)).hear?.('x', '')).toThrow(`one of ${names(12).join(', ')}; got "x"`);
    expect(() => chooser(names(15)).hear?.('x', '')).toThrow(
      `one of ${names(12).join(', ')} and 3 more; got`,
    );
  });

  it('says what is no option as nothing known', () => {
    expect(chooser(['Bath']).say('Bath')).toBe('Bath');
    expect(chooser(['Bath']).say('Attic')).toBe('None');
    expect(chooser(['Bath']).accepts).toBe('a name');
    expect(chooser(['Bath']).example).toBe('Room 1');
  });
});

it('a button takes anything', () => {
  const bell = button<string, string>({ name: 'Bell', command: (view) => `rung by ${view}` });
  expect(bell.hear?.('', 'Anna')).toBe('rung by Anna');
  expect(bell.say('Anna')).toBeUndefined();
  expect([bell.accepts, bell.example]).toEqual(['anything', 'PRESS']);
});

it('a button for a request is heard where that is', () => {
  const again = requestButton<string>({ name: 'Again', to: { level: 'up', payload: '{}' } });
  expect(again.hear).toBeUndefined();
  expect(again.say('Anna')).toBeUndefined();
  expect([again.accepts, again.example]).toEqual(['anything', '{}']);
});

it.each([
  ['a text', text],
  ['a notification', notify],
])('%s takes a line that is not empty', (_, platform) => {
  const line = platform<string, string>({
    name: 'Line',
    accepts: 'some words',
    example: 'hello',
    command: (words, view) => `${words} from ${view}`,
  });
  expect(line.hear?.(' two words\n', 'Anna')).toBe('two words from Anna');
  expect(() => line.hear?.(' \n', 'Anna')).toThrow('Line is empty; it takes some words');
  expect([line.accepts, line.example]).toEqual(['some words', 'hello']);
});

describe('what Home Assistant is told of it', () => {
  const place = { key: 'x', at: (level: string) => `base/${level}` };
  const row = { name: 'X', accepts: 'anything', example: 'y', command: () => '' };
  const topics = { state_topic: 'base/x', command_topic: 'base/x/set' };
  it.each<[string, () => Entity<string, string>, object]>([
    [
      'number',
      () => number({ ...row, min: 1, max: 2, mode: 'box', state: () => 1, read: () => ({ to: 1 }) }),
      { min: 1, max: 2, step: 1, mode: 'box', ...topics },
    ],
    ['switch', () => switch_({ ...row, state: () => true }), topics],
    [
      'select',
      () => select({ ...row, options: () => ['a'], state: () => 'a' }),
      { options: ['a'], ...topics },
    ],
    ['button', () => button(row), { command_topic: 'base/x/set' }],
    [
      'button',
      () => requestButton({ name: 'X', to: { level: 'up', payload: '{}' } }),
      { payload_press: '{}', command_topic: 'base/up' },
    ],
    [
      'text',
      () => text(row),
      { min: 0, max: 255, mode: 'text', value_template: "{{ '' if value == 'None' else value }}", ...topics },
    ],
    ['notify', () => notify(row), { command_topic: 'base/x/set' }],
    ['sensor', () => sensor({ name: 'X', state: () => 1 }), { state_topic: 'base/x' }],
    ['binary_sensor', () => binarySensor({ name: 'X', state: () => true }), { state_topic: 'base/x' }],
  ])('%s %#', (platform, make, config) => {
    expect(make().config(place, '')).toStrictEqual({ platform, name: 'X', ...config });
  });

  it('has no more of its look than was said', () => {
    const look = { category: 'config', enabled: false, visible: false, live: 'always' } as const;
    const shy = button<boolean, string>({ ...row, ...look, when: (view) => view });
    expect(shy.config(place, true)).toMatchObject({
      entity_category: 'config',
      enabled_by_default: false,
      visible_by_default: false,
    });
    expect([shy.live, shy.enabled, shy.isThere(true), shy.isThere(false)]).toEqual([
      'always',
      false,
      true,
      false,
    ]);
    expect(button<string, string>({ ...row, enabled: true, visible: true }).config(place, '')).toStrictEqual({
      platform: 'button',
      name: 'X',
      command_topic: 'base/x/set',
    });
    expect(button<string, string>(row).isThere('')).toBe(true);
  });

  it('says what is one of its values, and nothing that others say', () => {
    const word = sensor<string>({ name: 'X', options: ['a', 'b'], state: (view) => view });
    expect([word.say('a'), word.say('c')]).toEqual(['a', 'None']);
    const blank = sensor<string | undefined>({ name: 'X', blank: true, state: (view) => view });
    expect([blank.say(undefined), blank.say('a')]).toEqual(['', 'a']);
    expect(sensor<string>({ name: 'X', from: 'info', template: '{{ value }}' }).say('a')).toBeUndefined();
    expect(binarySensor<string>({ name: 'X', on: 'yes', off: 'no' }).say('a')).toBeUndefined();
    expect(switch_<boolean, string>({ name: 'X', state: (view) => view, command: () => '' }).say(true)).toBe(
      'ON',
    );
    expect([text({ ...row, state: (view: string) => view }).say(' a '), text(row).say('')]).toEqual([
      'a',
      'None',
    ]);
    expect(select<null, string>({ ...row, options: () => ['a'], state: (view) => view }).say(null)).toBe(
      'None',
    );
  });
});
