/** Which rule of the house it is that says no, by its key in the configuration. */
export const RULES = ['minutes_per_day', 'quiet', 'explicit', 'only_cards'] as const;
export type Rule = (typeof RULES)[number];

/** A rule that says no, and why, in a sentence for people. */
export interface Ban {
  rule: Rule;
  why: string;
}
