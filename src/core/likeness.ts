import { distance } from 'fastest-levenshtein';
import { isNumber, isSmall, partsOf, wordsOf } from './plain-words.ts';

/** How well a name answers to what somebody typed: 1 is the very name, below MATCHES it is another. */

export interface Named {
  title: string;
  /** Artists, owner, publisher or show. */
  by: string | null;
}

export const MATCHES = 0.6;
/** From here on it is the name itself, wherever its edition, its order or its artist was left out. */
export const IS_NAME = 0.95;

/** What was typed, in one way to understand it. */
export interface Reading {
  title: string;
  by?: string;
}

/**
 * `Hello von Adele`, `Hello - Adele`, `Adele: Hello`: a title and a name, in
 * every way to understand it. `Stand by Me` is a title first.
 */
export function readingsOf(query: string): Reading[] {
  const readings: Reading[] = [{ title: query }];
  for (const { 0: word, index } of query.matchAll(/\s+(?:von|vom|by|from|[-–—])\s+|\s*:\s+/gi)) {
    const [left, right] = [query.slice(0, index), query.slice(index + word.length)];
    if (wordsOf(left).length === 0 || wordsOf(right).length === 0) continue;
    readings.push({ title: left, by: right });
    if (/[-–—:]/.test(word)) readings.push({ title: right, by: left });
  }
  return readings.slice(0, MOST_READINGS);
}

const MOST_READINGS = 7;

export function likeness(query: string, named: Named): number {
  const name = nameOf(named);
  return Math.max(...readingsOf(query).map((reading) => inReading(reading, name)));
}

interface Name {
  title: readonly string[];
  /** Without its edition. */
  bare: readonly string[];
  by: readonly string[];
}

function nameOf({ title, by }: Named): Name {
  const { bare, guests } = partsOf(title);
  return { title: wordsOf(title), bare: wordsOf(bare), by: [...wordsOf(by ?? ''), ...wordsOf(guests)] };
}

function inReading({ title, by }: Reading, name: Name): number {
  const words = wordsOf(title);
  if (by === undefined) return titled(words, name);
  const its = wordsOf(by);
  const found = share(its, name.by);
  const isTheirs = found >= 0.75 && numbersIn(its, name.by);
  const like = titled(words, { ...name, by: [] });
  // Just below the title alone: `Stand by Me` is nobody's `Stand`.
  return isTheirs ? like * (0.89 + 0.04 * found + 0.05 * share(name.by, its)) : like * 0.5;
}

function titled(words: readonly string[], name: Name): number {
  const { title, bare, by } = name;
  if (words.length === 0 || title.length === 0) return 0;
  const typed = words.join('');
  if (isSame(words, title)) return 1;
  if (typed === title.join('')) return 0.98;
  if (typed === bare.join('')) return 0.96;
  const all = [...title, ...by];
  if (!numbersIn(words, all)) return 0.5 * share(words, all);
  return Math.max(inOrder(words, name), inWords(words, name), nearly(words, title), nearly(words, bare));
}

/** It begins as was typed. */
function inOrder(words: readonly string[], { title }: Name): number {
  return isSame(words, title.slice(0, words.length)) ? 0.82 + 0.08 * (words.length / title.length) : 0;
}

/** All that was typed is in its title and its artists, or nearly. */
function inWords(words: readonly string[], { title, bare, by }: Name): number {
  const found = share(words, [...title, ...by]);
  if (found < 0.75) return 0;
  const inTitle = share(words, title);
  // Its artists alone are no title; but nothing else may be there.
  if (inTitle === 0) return found === 1 ? MATCHES : 0;
  const whole = share(bare, words);
  if (found === 1) return whole === 1 ? IS_NAME : 0.65 + 0.15 * whole;
  return 0.55 + 0.1 * found + 0.1 * whole;
}

/** A slip of the finger or of the ear. */
function nearly(words: readonly string[], title: readonly string[]): number {
  const [typed, whole] = [words.join(' '), title.join(' ')];
  const longest = Math.max(typed.length, whole.length);
  const like = 1 - distance(typed, whole) / longest;
  return like >= 0.8 && numbersIn(title, words) ? 0.9 * like : 0;
}

/**
 * How much of `words` is in `others`, 0 to 1; each word of the others is
 * used once. Small words count where there is nothing else.
 */
function share(words: readonly string[], others: readonly string[]): number {
  const telling = words.filter((word) => !isSmall(word));
  const counted = telling.length > 0 ? telling : words;
  if (counted.length === 0) return 0;
  const left = [...others];
  let sum = 0;
  for (const word of counted) {
    const likes = left.map((other) => wordLike(word, other));
    const best = Math.max(0, ...likes);
    if (best > 0) left.splice(likes.indexOf(best), 1);
    sum += best;
  }
  return sum / counted.length;
}

function wordLike(word: string, other: string): number {
  if (word === other) return 1;
  if (isNumber(word) || isNumber(other)) return 0;
  if (word.length >= 4 && other.startsWith(word)) return 0.85;
  if (other.length >= 4 && other.length >= word.length - 3 && word.startsWith(other)) return 0.85;
  const slips = distance(word, other);
  const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  return slips <= most ? 0.85 : 0;
}

/** Another number is another story. */
function numbersIn(words: readonly string[], others: readonly string[]): boolean {
  const left = others.filter(isNumber);
  return words.filter(isNumber).every((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((word, at) => word === others[at]);
}
