import type { Command } from './command.ts';
import { BadPayload } from './problem.ts';
import { valueAt } from './tag-shape.ts';
import { quote } from './values.ts';
import { readCommand } from './words.ts';

/** A command of a binding: `next`, or with a place for what the message holds: `volume +{action_step_size}`. */
export interface CommandTemplate {
  /** As it was written. */
  text: string;
  place: Place | undefined;
}

/** `+{path/12}`: which value of the message, times what, and whether it is a step. */
interface Place {
  before: string;
  /** With a sign it is a step; a negative value turns it round. */
  sign: '' | '+' | '-';
  /** Of the message's JSON; `value` is the binding's own value. */
  path: string;
  factor: number | undefined;
  after: string;
}

/** A name as JSON and zigbee2mqtt have it: `action_step_size`, `Button1.Delta`. */
const PLACE = /([+-]?)\{\s*([A-Za-z_][\w.-]*)\s*(?:([*/])\s*(\d+(?:\.\d+)?)\s*)?\}/;
/** What the place may be filled with at best: some commands take a number, others a link or a word. */
const SAMPLES = ['1', 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6', 'on', 'off'];

/** Throws BadPayload, which says what would have been right. */
export function readTemplate(text: string): CommandTemplate {
  const place = placeIn(text);
  if (place === undefined) readCommand(text);
  else if (place.factor === 0 || place.factor === Number.POSITIVE_INFINITY)
    throw new BadPayload('a value times or by 0 is no step; right would be such as {action_step_size/2}');
  else sampleOf(text, place);
  return { text, place };
}

/** Whether it is a step, which may be repeated while a button is held and added up while a knob is turned. */
export function isStep({ text, place }: CommandTemplate): boolean {
  return stepOf(place ? sampleOf(text, place) : readCommand(text).command) !== undefined;
}

/** The size of a step: percent, or seconds. Undefined for what is none. */
export function stepOf(command: Command): number | undefined {
  return 'by' in command ? command.by : undefined;
}

/** The command for this message, or why there is none. `value` is the binding's value in it. */
export function commandOf(
  { text, place }: CommandTemplate,
  json: unknown,
  value: string,
): Command | { why: string } {
  if (place === undefined) return readCommand(text).command;
  const found = place.path === 'value' ? value : valueAt(json, place.path);
  if (found === undefined || found === null || found === '')
    return { why: `the message has no ${place.path}, which ${text} needs` };
  if (typeof found === 'object') return { why: `${place.path} is no single value, which ${text} needs` };
  const filled = fill(place, String(found).trim());
  if (filled === undefined)
    return { why: `${place.path} is ${quote(String(found))}, and ${text} needs a number` };
  try {
    const { command } = readCommand(filled);
    return stepOf(command) === 0 ? { why: 'a step of 0 changes nothing' } : command;
  } catch (error) {
    if (!(error instanceof BadPayload)) throw error;
    return { why: error.message };
  }
}

function placeIn(text: string): Place | undefined {
  const found = PLACE.exec(text);
  if (!found) return undefined;
  const [all, sign, path = '', operator, by] = found;
  const after = text.slice(found.index + all.length);
  if (PLACE.test(after)) throw new BadPayload('there are two places for a value; right would be one');
  return {
    before: text.slice(0, found.index),
    sign: sign === '+' || sign === '-' ? sign : '',
    path,
    factor: by === undefined ? undefined : operator === '/' ? 1 / Number(by) : Number(by),
    after,
  };
}

/** The text with the value in its place; undefined where a number is needed and the value is none. */
function fill({ before, sign, factor, after }: Place, value: string): string | undefined {
  if (sign === '' && factor === undefined) return before + value + after;
  if (value === '' || !Number.isFinite(Number(value))) return undefined;
  const number = Number((Number(value) * (factor ?? 1)).toFixed(2));
  if (sign === '') return `${before}${number}${after}`;
  const step = sign === '-' ? -number : number;
  return `${before}${step < 0 ? '-' : '+'}${Math.abs(step)}${after}`;
}

function sampleOf(text: string, place: Place): Command {
  for (const sample of SAMPLES) {
    // The size is the message's; here it only matters that there is one.
    const filled = fill({ ...place, factor: undefined }, sample);
    try {
      if (filled !== undefined) return readCommand(filled).command;
    } catch (error) {
      if (!(error instanceof BadPayload)) throw error;
    }
  }
  throw new BadPayload(
    `${quote(text)} is no command, whatever stands in its place; right would be such as volume +{action_step_size}`,
  );
}
