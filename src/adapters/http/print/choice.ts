import { z } from 'zod';
import { PAPERS, SIZES } from './paper.ts';

/** One or several of the same name; some hundred at the most, as an address has no more room. */
const several = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .catch([])
  .default([]);
const keys = <Key extends string>(record: Record<Key, unknown>): Key[] =>
  Object.keys(record).filter((key): key is Key => Object.hasOwn(record, key));

/** What shall be printed, as the form on the page has it in its address. */
const choice = z.object({
  size: z.enum(keys(SIZES)).catch('card'),
  paper: z.enum(keys(PAPERS)).catch('a4'),
  /** `both`: a sheet of backs after each sheet of fronts. */
  sides: z.enum(['front', 'both']).catch('front'),
  /** All cards, or those that are ticked. */
  cards: z.enum(['all', 'some']).catch('all'),
  /** Their ids. */
  tag: several,
  /** The account whose playlists and albums are to choose from; empty: none. */
  from: z.string().catch(''),
  /** Their uris. */
  music: several,
});

export type PrintChoice = z.output<typeof choice>;

export function choiceOf(query: unknown): PrintChoice {
  return choice.parse(query ?? {});
}
