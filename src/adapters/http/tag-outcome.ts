import type { TagFields } from './tag-fields.ts';

/** What became of a form about tags, as it is kept for the browser that sent it. */
export type TagOutcome =
  /** A card is waited for. `before`: what each card did when that began, to see which one was learnt. */
  | { outcome: 'learning'; before: ReadonlyMap<string, string> }
  | { outcome: 'done'; deed: TagDeed; name: string }
  | { outcome: 'imported'; imported: ImportTold }
  | Refused;

export interface Refused {
  outcome: 'refused';
  form: TagForm;
  /** What was typed. */
  fields: TagFields;
  why: { wrong: WrongField } | { message: string };
}

export type TagDeed =
  | 'cancelled'
  | 'nothingToCancel'
  | 'given'
  | 'changed'
  | 'removed'
  | 'locked'
  | 'unlocked'
  | 'forgotten';

/** Which form it was, so that the refusal stands beside it; `other`: one without fields. */
export type TagForm = 'learn' | 'give' | 'edit' | 'import' | 'other';

/** What the pages find wrong themselves. */
export type WrongField = 'does' | 'name' | 'device' | 'volume' | 'maxVolume' | 'choice' | 'text';

/** `Imported`, with so many lines as a page can show. */
export interface ImportTold {
  added: number;
  kept: readonly string[];
  refused: readonly { line: number; why: string }[];
  /** How many there are beyond those. */
  moreKept: number;
  moreRefused: number;
}
