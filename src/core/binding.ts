import { isObject, parseExactly } from '../lib/exact-json.ts';
import type { Command } from './command.ts';
import { type CommandTemplate, commandOf } from './command-template.ts';
import { valueAt } from './tag-shape.ts';
import { quote } from './values.ts';

/** A remote, a knob, a switch: which of its messages asks what of an account. */
export interface Binding {
  /** Its key in the configuration. */
  key: string;
  account: string;
  /** An MQTT filter. */
  topic: string;
  /** Where in the message's JSON its value is; without it the payload is the value. */
  path: string | undefined;
  values: ReadonlyMap<string, CommandTemplate>;
  /** For every value that has no command of its own. */
  otherwise: CommandTemplate | undefined;
  /** Steps that repeat until another value comes. */
  hold: ReadonlyMap<string, CommandTemplate>;
  /** Floor and ceiling of what it may set, 0–100. */
  minVolume: number;
  maxVolume: number;
}

/** What a message means. `value` is undefined where there is none in it, and ends nothing that is held. */
export type Meaning =
  | { means: 'command'; value: string; command: Command }
  | { means: 'hold'; value: string; command: Command }
  | { means: 'nothing'; value: string | undefined; why: string };

/** Values that say that nothing happens any more: zigbee2mqtt empties `action` after each press where it keeps states. */
const NO_VALUES: ReadonlySet<unknown> = new Set([undefined, null, '']);

export function meaningOf(binding: Binding, payload: string): Meaning {
  const json = parseExactly(payload);
  const value = valueIn(binding, payload, json);
  if (value === undefined)
    return { means: 'nothing', value, why: `there is no ${binding.path ?? 'value'} in it` };
  const held = binding.hold.get(value);
  const template = held ?? binding.values.get(value) ?? binding.otherwise;
  if (!template) return { means: 'nothing', value, why: `no command stands behind ${quote(value)}` };
  const command = commandOf(template, json, value);
  if ('why' in command) return { means: 'nothing', value, why: command.why };
  return { means: held ? 'hold' : 'command', value, command };
}

function valueIn({ path, otherwise }: Binding, payload: string, json: unknown): string | undefined {
  const text = payload.trim();
  if (path === undefined) return text || undefined;
  // On zigbee2mqtt's `<device>/action` the payload is the action. Where any value will do, a stray one would do too.
  if (!isObject(json)) return (otherwise === undefined && !Array.isArray(json) && text) || undefined;
  const found = valueAt(json, path);
  return NO_VALUES.has(found) || typeof found === 'object' ? undefined : String(found).trim();
}
