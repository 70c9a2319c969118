import { singleLink } from '../core/links.ts';
import { BadPayload } from '../core/problem.ts';
import { readTagText, TAG_TEXT_EXAMPLES } from '../core/tag-text.ts';
import type { Rule } from './rules.ts';

/** Rules for single texts of tags.yaml. */

/** What a tag can do: `prefix` is what its key says already. */
export const deedMistake =
  (prefix: string, example: string): Rule =>
  (value) => {
    const does = readTagText(prefix + value);
    const right = prefix === '' ? TAG_TEXT_EXAMPLES : `one such as ${example}`;
    if (does.does === 'nothing') return `does nothing (${does.why}), ${right} would be right`;
    return does.does === 'tag' ? `is a Home Assistant tag itself, ${right} would be right` : undefined;
  };

export const offsetMistake: Rule = (value) => {
  if (/^\d{1,6}$/.test(value)) return undefined;
  try {
    singleLink(value);
    return undefined;
  } catch (error) {
    if (!(error instanceof BadPayload)) throw error;
    return 'is no place to begin, a number from 0 or the link of a track would be right';
  }
};

export const coverMistake: Rule = (value) => {
  const url = URL.parse(value);
  return url && /^https?:\/\//i.test(value) && !url.username && !url.password
    ? undefined
    : 'is no address of a picture, one such as https://i.scdn.co/image/… would be right';
};
