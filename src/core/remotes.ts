/** Remotes that many have, by the values of their `action` that zigbee2mqtt documents (zigbee2mqtt.io, docs/devices). */

export interface RemoteRow {
  /** For people: what it is called, and its models. */
  name: string;
  models: string;
  /** Each value, and the command that it stands for. */
  values: Readonly<Record<string, string>>;
  /** Values that repeat their step until another one comes. */
  hold: Readonly<Record<string, string>>;
}

export const REMOTES = {
  ikea_symfonisk_gen1: {
    name: 'IKEA Symfonisk sound controller, first generation',
    models: 'E1744',
    // One press, two, three. What is turned says `brightness_stop` when it stands still.
    values: { toggle: 'play_pause', brightness_step_up: 'next', brightness_step_down: 'previous' },
    hold: { brightness_move_up: 'volume +3', brightness_move_down: 'volume -3' },
  },
  ikea_symfonisk_gen2: {
    name: 'IKEA Symfonisk sound remote, second generation',
    models: 'E2123',
    // Held volume buttons say so again and again, and nothing when they are let go. The dots are left to people.
    values: {
      toggle: 'play_pause',
      track_next: 'next',
      track_previous: 'previous',
      volume_up: 'volume +5',
      volume_down: 'volume -5',
      volume_up_hold: 'volume +2',
      volume_down_hold: 'volume -2',
    },
    hold: {},
  },
  ikea_styrbar: {
    name: 'IKEA Styrbar',
    models: 'E2001, E2002, E2313',
    values: {
      on: 'play_pause',
      off: 'pause',
      arrow_right_click: 'next',
      arrow_left_click: 'previous',
    },
    hold: {
      brightness_move_up: 'volume +3',
      brightness_move_down: 'volume -3',
      arrow_right_hold: 'seek +10',
      arrow_left_hold: 'seek -10',
    },
  },
  aqara_knob: {
    name: 'Aqara smart rotary knob H1',
    models: 'ZNXNKG02LM, ZNXNKG01LM',
    // `…_angle_speed` is what this message adds to the angle, in clicks of 12°, to the left below 0.
    values: {
      single: 'play_pause',
      double: 'next',
      hold: 'previous',
      start_rotating: 'volume +{action_rotation_angle_speed/6}',
      rotation: 'volume +{action_rotation_angle_speed/6}',
    },
    hold: {},
  },
  hue_dimmer: {
    name: 'Philips Hue dimmer switch',
    models: '324131092621, 929002398602',
    // A short press and a long one part when the button is let go; only then is it known which it was.
    values: {
      on_press_release: 'play_pause',
      off_press_release: 'next',
      off_hold_release: 'previous',
      up_press_release: 'volume +5',
      down_press_release: 'volume -5',
    },
    hold: { up_hold: 'volume +3', down_hold: 'volume -3' },
  },
} satisfies Record<string, RemoteRow>;

export type RemoteKey = keyof typeof REMOTES;

/** Where zigbee2mqtt's JSON has it; on `<device>/action` the payload is it. */
export const REMOTE_PATH = 'action';
