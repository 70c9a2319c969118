import { BadPayload } from '../core/problem.ts';
import { type Aim, quote, readSwitch } from '../core/values.ts';
import { sameAgain } from '../lib/same-again.ts';
import { defined, type Entity, entity, type Look, setTopic } from './entity.ts';
import { LONGEST, NONE, plainName, plainNumber, plainSwitch, tidy } from './plain.ts';

/** The platforms that may be asked. */

interface NumberRow<View, Asked> extends Look<View> {
  min: number;
  max: number;
  unit?: string;
  mode: 'box' | 'slider';
  accepts: string;
  example: string;
  state: (view: View) => number | null | undefined;
  /** What a payload means; throws BadPayload with the range. */
  read: (payload: string) => Aim;
  command: (aim: Aim, view: View) => Asked;
}

/** Whole numbers. One outside the range is said as `None`: Home Assistant would refuse it with an error. */
export function number<View, Asked>(row: NumberRow<View, Asked>): Entity<View, Asked> {
  return entity('number', row, {
    accepts: row.accepts,
    example: row.example,
    config: (place) =>
      defined({
        min: row.min,
        max: row.max,
        step: 1,
        mode: row.mode,
        unit_of_measurement: row.unit,
        state_topic: place.at(place.key),
        command_topic: setTopic(place),
      }),
    say: (view) => {
      const value = row.state(view) ?? Number.NaN;
      return value >= row.min && value <= row.max ? plainNumber(Math.floor(value)) : NONE;
    },
    hear: (payload, view) => row.command(row.read(payload), view),
  });
}

interface SwitchRow<View, Asked> extends Look<View> {
  state: (view: View) => boolean | null | undefined;
  command: (on: boolean, view: View) => Asked;
  /** What `toggle` asks for, where it can be asked for. */
  toggle?: () => Asked;
}

export function switch_<View, Asked>(row: SwitchRow<View, Asked>): Entity<View, Asked> {
  const accepts = row.toggle ? 'ON, OFF, toggle' : 'ON, OFF';
  return entity('switch', row, {
    accepts,
    example: 'ON',
    config: (place) => ({ state_topic: place.at(place.key), command_topic: setTopic(place) }),
    say: (view) => plainSwitch(row.state(view)),
    hear: (payload, view) => {
      if (row.toggle && payload.trim().toLowerCase() === 'toggle') return row.toggle();
      const on = readSwitch(payload);
      if (on === undefined)
        throw new BadPayload(
          `${row.name} takes ON or OFF${row.toggle ? ' or toggle' : ''}; got ${quote(payload)}`,
        );
      return row.command(on, view);
    },
  });
}

interface SelectRow<View, Asked> extends Look<View> {
  options: (view: View) => readonly string[];
  /** Takes names that are not in the options too, because those may be out of date. */
  others?: true;
  accepts: string;
  example: string;
  state: (view: View) => string | null | undefined;
  command: (option: string, view: View) => Asked;
}

/**
 * Options are tidied, unique, and never `None`, which is "unknown" in any case. A state outside the options is said as
 * `None`: Home Assistant would refuse it with an error. Whoever publishes sends changed options before the state.
 */
export function select<View, Asked>(row: SelectRow<View, Asked>): Entity<View, Asked> {
  const labelsOf = sameAgain(labelled);
  const labels = (view: View) => labelsOf(row.options(view));
  return entity('select', row, {
    accepts: row.accepts,
    example: row.example,
    config: (place, view) => ({
      options: [...labels(view).keys()],
      state_topic: place.at(place.key),
      command_topic: setTopic(place),
    }),
    say: (view) => {
      const said = plainName(row.state(view) ?? '');
      return labels(view).has(said) ? said : NONE;
    },
    hear: (payload, view) => {
      const known = labels(view);
      const wanted = plainName(payload);
      const option = known.get(wanted) ?? inAnyCase(known, wanted);
      if (option !== undefined) return row.command(option, view);
      if (wanted === '' || !row.others) throw new BadPayload(refusal(row.name, [...known.keys()], payload));
      return row.command(payload.trim(), view);
    },
  });
}

/** What Home Assistant shows → what it stands for. */
export function labelled(options: readonly string[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const option of options) {
    const label = plainName(option);
    if (label !== '' && label.trim().toLowerCase() !== 'none' && !labels.has(label))
      labels.set(label, option);
  }
  return labels;
}

function inAnyCase(known: ReadonlyMap<string, string>, wanted: string): string | undefined {
  for (const [label, option] of known) if (label.toLowerCase() === wanted.toLowerCase()) return option;
  return undefined;
}

/** Enough options to see what is meant, few enough to fit in an answer. */
const NAMED = 12;

function refusal(name: string, labels: readonly string[], payload: string): string {
  const named = labels.slice(0, NAMED).join(', ');
  const more = labels.length > NAMED ? ` and ${labels.length - NAMED} more` : '';
  return `${name} takes ${named ? `one of ${named}${more}` : 'a name'}; got ${quote(payload)}`;
}

interface ButtonRow<View, Asked> extends Look<View> {
  command: (view: View) => Asked;
}

/** Takes any payload; Home Assistant sends `PRESS`. */
export function button<View, Asked>(row: ButtonRow<View, Asked>): Entity<View, Asked> {
  return entity('button', row, {
    accepts: 'anything',
    example: 'PRESS',
    config: (place) => ({ command_topic: setTopic(place) }),
    say: () => undefined,
    hear: (_payload, view) => row.command(view),
  });
}

interface RequestButtonRow<View> extends Look<View> {
  /** The level on which the request is heard, and what Home Assistant sends there. */
  to: { level: string; payload: string };
}

/** A button for a request that is taken anyway: it is heard where that is. */
export function requestButton<View>(row: RequestButtonRow<View>): Entity<View, never> {
  const { level, payload } = row.to;
  return entity('button', row, {
    accepts: 'anything',
    example: payload,
    config: ({ at }) => ({ payload_press: payload, command_topic: at(level) }),
    say: () => undefined,
  });
}

interface TextRow<View, Asked> extends Look<View> {
  accepts: string;
  example: string;
  state?: (view: View) => string | null | undefined;
  command: (text: string, view: View) => Asked;
}

/** A line to type. Longer ones than Home Assistant's 255 characters are taken from others. */
export function text<View, Asked>(row: TextRow<View, Asked>): Entity<View, Asked> {
  return entity('text', row, {
    accepts: row.accepts,
    example: row.example,
    config: (place) => ({
      min: 0,
      max: LONGEST,
      mode: 'text',
      state_topic: place.at(place.key),
      // The text platform alone takes `None` for a text (core, mqtt/text.py): an empty field is what is meant.
      value_template: `{{ '' if value == '${NONE}' else value }}`,
      command_topic: setTopic(place),
    }),
    say: (view) => tidy(row.state?.(view) ?? '') || NONE,
    hear: (payload, view) => row.command(notEmpty(row, payload), view),
  });
}

/** A line of any length that Home Assistant's notify action sends. */
export function notify<View, Asked>(
  row: Look<View> & { accepts: string; example: string; command: (text: string, view: View) => Asked },
): Entity<View, Asked> {
  return entity('notify', row, {
    accepts: row.accepts,
    example: row.example,
    config: (place) => ({ command_topic: setTopic(place) }),
    say: () => undefined,
    hear: (payload, view) => row.command(notEmpty(row, payload), view),
  });
}

function notEmpty({ name, accepts }: { name: string; accepts: string }, payload: string): string {
  const line = payload.trim();
  if (line === '') throw new BadPayload(`${name} is empty; it takes ${accepts}`);
  return line;
}
