import { type CommandTemplate, isStep, readTemplate } from '../core/command-template.ts';
import { BadPayload } from '../core/problem.ts';
import type { Rule } from './rules.ts';

/** Rules for the commands of `bindings`. */

export const commandMistake: Rule = (value) => {
  const read = templateIn(value);
  return 'wrong' in read ? `is no command: ${read.wrong}` : undefined;
};

export const stepMistake: Rule = (value) => {
  const read = templateIn(value);
  if ('wrong' in read) return `is no command: ${read.wrong}`;
  return isStep(read)
    ? undefined
    : 'is no step that could be repeated, one such as volume +3 or seek -10 would be right (or the same under values, which is done once)';
};

function templateIn(value: string): CommandTemplate | { wrong: string } {
  try {
    return readTemplate(value);
  } catch (error) {
    if (!(error instanceof BadPayload)) throw error;
    return { wrong: error.message };
  }
}
