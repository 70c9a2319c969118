import { isObject } from '../lib/exact-json.ts';
import { wordPattern } from '../lib/word-pattern.ts';
import { bytesIn } from './tag-id.ts';
import { plainWord } from './tag-words.ts';

/** JSON as readers nest it: the object itself and those inside it, each with its members by their plain names. */
export interface Part {
  /** The plain name of the member that it is; empty for the whole. */
  name: string;
  /** 0 for the whole. */
  depth: number;
  members: readonly Member[];
}

export interface Member {
  /** Lower case, letters and digits only: `tag_id`, `tagId` and `Tag ID` are the same. */
  name: string;
  value: unknown;
}

/** Tag data is nested one or two levels deep. */
const DEEPEST = 2;
/** Objects about others than the tag: their ids are none of its. */
const ABOUT_OTHERS = wordPattern(`
  device reader user owner node gateway sensor network wifi system origin context antenna error esp* host source location
  room`);

/** All parts of `json`, the shallow ones first. Empty for anything but an object, or a list with one object in it. */
export function partsOf(json: unknown): readonly Part[] {
  const whole = Array.isArray(json) && json.length === 1 ? json[0] : json;
  const parts: Part[] = [];
  let level: readonly (readonly [name: string, value: unknown])[] = [['', whole]];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    const found = level.flatMap(([name, value]) => partOf(name, value, depth));
    parts.push(...found);
    level = found.flatMap((part) => part.members.map(({ name, value }) => [name, value] as const));
  }
  return parts;
}

function partOf(name: string, value: unknown, depth: number): readonly Part[] {
  const one = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isObject(one) || bytesIn(one) || ABOUT_OTHERS.test(name)) return [];
  return [{ name, depth, members: membersOf(one) }];
}

function membersOf(object: Readonly<Record<string, unknown>>): readonly Member[] {
  return Object.entries(object).map(([key, value]) => ({ name: plainWord(key), value }));
}

/** The value at a dotted path: names of members, or places in a list from 0. Undefined where there is none. */
export function valueAt(json: unknown, path: string): unknown {
  // A member may have a dot in its own name.
  if (isObject(json) && Object.hasOwn(json, path)) return json[path];
  return path.split('.').reduce((value: unknown, step) => {
    if (Array.isArray(value)) return /^\d+$/.test(step) ? value[Number(step)] : undefined;
    return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, json);
}
