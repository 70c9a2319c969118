import { type HouseRules, NO_RULES } from './house-rules.ts';
import type { Repeat } from './playback.ts';

/** A tag reader: how its messages are to be read, and what may be done in its name. Times are ms, volumes 0–100. */

/** What only the configuration can know of a reader's messages; everything else is told by their shape. */
export interface ReaderFormat {
  /** The topic is a state: an empty payload, `None`, `unknown` or `-` means that the tag is gone. */
  presence: boolean;
  /** How an id of digits only is meant: as it is, one number, four groups of three digits, or hex. */
  decimal: Decimal;
  /** Path of the id in the JSON (`action_code`, `tag.id`); without it the id is found by shape. */
  id?: string;
  /** Path of the tag's text in the JSON. */
  text?: string;
  /** A regular expression whose group is the id; no match is no tag. */
  idPattern?: string;
}

export const DECIMALS = ['keep', 'dec32', 'dec3x4', 'hex'] as const;
export type Decimal = (typeof DECIMALS)[number];

export const USUAL_FORMAT: ReaderFormat = { presence: false, decimal: 'keep' };

/** What happens when a tag leaves: `pause` and `stop` only where it plays still what this tag started. */
export const ON_REMOVAL = ['none', 'pause', 'stop'] as const;
export type OnRemoval = (typeof ON_REMOVAL)[number];

/** What a tag does whose music plays, or waits paused, already. */
export const SAME_TAG = ['resume', 'restart', 'toggle', 'next', 'ignore'] as const;
export type SameTag = (typeof SAME_TAG)[number];

/** Whether a tag may take the music away from where it plays. */
export const INTERRUPT = ['always', 'same_device', 'never'] as const;
export type Interrupt = (typeof INTERRUPT)[number];

/** Hours of the day in which a reader, or an account, is quieter, or silent. */
export interface QuietHours {
  /** Minutes since midnight, local time. `from` after `to` goes over midnight. */
  from: number;
  to: number;
  /** The highest volume between them; undefined: nothing may begin to play. */
  maxVolume?: number;
}

export interface ReaderRules extends HouseRules {
  /** The account that its tags play on; without it the only one. */
  account?: string;
  /** The speaker that its tags play on, by name or id. */
  device?: string;
  /** What its tags start with. */
  volume?: number;
  /** Floor and ceiling of every volume that is set in its name; the ceiling holds for tags as well. */
  minVolume: number;
  maxVolume: number;
  shuffle?: boolean;
  repeat?: Repeat;
  onRemoval: OnRemoval;
  sameTag: SameTag;
  interrupt: Interrupt;
  /** Its tags are added to the queue instead of played, where something plays. */
  queue: boolean;
  quiet?: QuietHours;
  /** The same tag within so long of its last sign is the same scan; each sign renews it. */
  windowMs: number;
  /** The same for tags that step the volume, which are meant as often as they are laid. */
  stepWindowMs: number;
  /** A tag that comes back within so long of its removal never left. */
  graceMs: number;
  /** The first scan within so long of the reader's birth is a card that lay there. */
  birthMs: number;
  /** Its scans are announced as Home Assistant tags. */
  announce: boolean;
}

/** What holds of an account, whoever asks it. */
export interface AccountRules extends HouseRules {
  quiet?: QuietHours;
}

export const USUAL_RULES: ReaderRules = {
  ...NO_RULES,
  minVolume: 0,
  maxVolume: 100,
  onRemoval: 'none',
  sameTag: 'resume',
  interrupt: 'always',
  queue: false,
  windowMs: 3_000,
  stepWindowMs: 0,
  graceMs: 2_000,
  birthMs: 10_000,
  announce: false,
};
