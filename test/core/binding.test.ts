import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleBinding } from '../../src/config/binding.ts';
import { binding, type WrittenBinding } from '../../src/config/binding-shape.ts';
import { type Binding, meaningOf } from '../../src/core/binding.ts';
import { REMOTES } from '../../src/core/remotes.ts';

function bind(written: Partial<WrittenBinding>): Binding {
  return settleBinding('knob', binding.parse({ topic: 'knob', ...written }), 'family');
}

function meant(written: Partial<WrittenBinding>, payload: string | object): object | string {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const meaning = meaningOf(bind(written), text);
  return meaning.means === 'nothing' ? meaning.why : { [meaning.means]: meaning.command };
}

const TASMOTA = { path: 'Button1.Action', value: 'SINGLE', command: 'play_pause' };
const play_pause = { command: { ask: 'play_pause' } };

describe('what a message means', () => {
  it.each<[what: string, Partial<WrittenBinding>, payload: string | object, meant: object | RegExp]>([
    ['a plain payload', { value: 'press', command: 'next' }, ' press\n', { command: { ask: 'next' } }],
    ['another payload', { value: 'press', command: 'next' }, 'hold', /no command stands behind "hold"/],
    ['any payload', { command: 'next' }, 'ding', { command: { ask: 'next' } }],
    ['an empty payload', { command: 'next' }, '', /there is no value in it/],
    ['Tasmota', TASMOTA, { Button1: { Action: 'SINGLE' } }, play_pause],
    ["Tasmota's other button", TASMOTA, { Button2: { Action: 'SINGLE' } }, /no Button1.Action in it/],
    ['a member with a dot', { path: 'a.b', command: 'next' }, { 'a.b': 'x' }, { command: { ask: 'next' } }],
    ['a number', { path: 'button', values: { 1: 'next' } }, { button: 1 }, { command: { ask: 'next' } }],
    [
      'true',
      { path: 'on', values: { true: 'play', false: 'pause' } },
      { on: true },
      { command: { ask: 'play' } },
    ],
    ['an object at the path', { path: 'a', command: 'next' }, { a: { b: 1 } }, /no a in it/],
    ["zigbee2mqtt's empty action", { remote: 'ikea_styrbar' }, { action: '' }, /no action in it/],
    ["zigbee2mqtt's null", { remote: 'ikea_styrbar' }, { action: null }, /no action in it/],
    ['a battery', { remote: 'ikea_styrbar' }, { battery: 80 }, /no action in it/],
    [
      'the action on its own topic',
      { remote: 'ikea_styrbar' },
      'arrow_right_click',
      { command: { ask: 'next' } },
    ],
    ['nothing on its own topic', { remote: 'ikea_styrbar' }, '', /no action in it/],
    ['a stray payload where any will do', { path: 'action', command: 'next' }, 'offline', /no action in it/],
    ['a list', { path: 'action', values: { x: 'next' } }, ['x'], /no action in it/],
    [
      'what is held',
      { remote: 'ikea_symfonisk_gen1' },
      { action: 'brightness_move_up' },
      { hold: { ask: 'volume', by: 3 } },
    ],
    [
      'a value of its own for a remote',
      {
        remote: 'ikea_symfonisk_gen2',
        values: { dots_1_short_release: 'shuffle toggle', toggle: 'mute toggle' },
      },
      { action: 'toggle' },
      { command: { ask: 'mute', toggle: true } },
    ],
    [
      'a value that is held with the remote and not here',
      { remote: 'ikea_styrbar', values: { arrow_right_hold: 'like' } },
      { action: 'arrow_right_hold' },
      { command: { ask: 'like' } },
    ],
    [
      'a value that is held here and not with the remote',
      { remote: 'ikea_styrbar', hold: { on: 'volume +1' } },
      { action: 'on' },
      { hold: { ask: 'volume', by: 1 } },
    ],
    [
      'a knob',
      { path: 'action', values: { rotate_right: 'volume +{action_step_size}' } },
      { action: 'rotate_right', action_step_size: 7 },
      { command: { ask: 'volume', by: 7 } },
    ],
    [
      'Aqara, to the left',
      { remote: 'aqara_knob' },
      { action: 'rotation', action_rotation_angle: -24, action_rotation_angle_speed: -72 },
      { command: { ask: 'volume', by: -12 } },
    ],
    ['Aqara on its action topic', { remote: 'aqara_knob' }, 'rotation', /has no action_rotation_angle_speed/],
    [
      'Aqara, emptied',
      { remote: 'aqara_knob' },
      { action: '', action_rotation_angle_speed: null },
      /no action in it/,
    ],
  ])('%s', (_what, written, payload, expected) => {
    if (expected instanceof RegExp) expect(meant(written, payload)).toMatch(expected);
    else expect(meant(written, payload)).toEqual(expected);
  });
});

it('reads any payload without falling over', () => {
  const named = bind({
    path: 'a.b',
    values: { x: 'volume +{step/3}', y: 'play {value}' },
    hold: { up: 'volume +1' },
  });
  const every = bind({ command: '{"command":"play","uri":"{value}"}' });
  const value = fc.oneof(fc.constantFrom('x', 'y', 'up', '', null, 1, -0, 1e300, true), fc.string());
  const json = fc.record(
    { a: fc.record({ b: value }), 'a.b': value, step: fc.oneof(value, fc.array(value)) },
    { requiredKeys: [] },
  );
  const payload = fc.oneof(
    fc.string(),
    json.map((one) => JSON.stringify(one)),
  );
  fc.assert(
    fc.property(payload, (text) => {
      for (const one of [named, every])
        expect(['command', 'hold', 'nothing']).toContain(meaningOf(one, text).means);
    }),
  );
});

/** Every value of `action`, as zigbee2mqtt's pages of these devices list them. */
const DOCUMENTED: Record<keyof typeof REMOTES, string> = {
  ikea_symfonisk_gen1:
    'brightness_move_up brightness_move_down brightness_stop toggle brightness_step_up brightness_step_down',
  ikea_symfonisk_gen2: `toggle track_previous track_next volume_up volume_down volume_up_hold volume_down_hold
    dots_1_initial_press dots_2_initial_press dots_1_long_press dots_2_long_press dots_1_short_release
    dots_2_short_release dots_1_long_release dots_2_long_release dots_1_double_press dots_2_double_press`,
  ikea_styrbar: `on off brightness_move_up brightness_move_down brightness_stop arrow_left_click arrow_left_hold
    arrow_left_release arrow_right_click arrow_right_hold arrow_right_release`,
  aqara_knob: 'hold single double release start_rotating rotation stop_rotating',
  hue_dimmer: `on_press on_hold on_press_release on_hold_release off_press off_hold off_press_release off_hold_release
    up_press up_hold up_press_release up_hold_release down_press down_hold down_press_release down_hold_release`,
};

describe.each(Object.entries(REMOTES))('%s', (key, { values, hold }) => {
  const documented =
    Object.entries(DOCUMENTED)
      .find(([one]) => one === key)?.[1]
      .split(/\s+/) ?? [];

  it('names values that the remote really sends, each once', () => {
    const named = [...Object.keys(values), ...Object.keys(hold)];
    expect(named.filter((one) => !documented.includes(one))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it('plays, skips and turns the volume both ways', () => {
    const words = [...Object.values(values), ...Object.values(hold)].join('\n');
    for (const word of ['play_pause', 'next', 'previous', 'volume +']) expect(words).toContain(word);
  });

  it('holds only what something ends', () => {
    const ends = documented.some((one) => /stop|release/.test(one));
    expect(Object.keys(hold).length > 0 && !ends).toBe(false);
  });

  it('is what the shape of the configuration takes', () => {
    expect(binding.safeParse({ topic: 'x', values, hold }).error).toBeUndefined();
  });
});
