import { describe, expect, it } from 'vitest';
import {
  button,
  labelled,
  notify,
  number,
  select,
  switch_,
  text,
} from '../../src/home-assistant/controls.ts';

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
  const asked = button<string, string>({
    name: 'Bell',
    command: () => '',
    to: { level: 'x', payload: '{}' },
  });
  expect(asked.example).toBe('{}');
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
