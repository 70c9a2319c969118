import type { Tag, TagOptions } from './tag.ts';

/** What the page, MQTT requests and entities may ask about tags and readers. Times are ms since the epoch. */

export interface TagCard extends Tag {
  /** Where it stands: `file` is tags.yaml, which only people change; `learnt` is the bridge's own. */
  source: 'file' | 'learnt';
  /** What it does, for people: the name of what it plays, or its text. */
  title: string;
  lastScan: number | null;
  lastReader: string | null;
  /** How often it was scanned. */
  count: number;
  /** Where it would go on; null where at the beginning. */
  resumesAt: { title: string | null; positionMs: number } | null;
}

/** A tag that was scanned and means nothing yet. */
export interface UnknownTag {
  uid: string;
  /** What stands on it. */
  text: string;
  reader: string;
  at: number;
  /** Why it cannot be learnt (the random id of a phone); null where it can. */
  refused: string | null;
}

export interface ReaderCard {
  /** The level of its topics, or its key in the configuration. */
  id: string;
  name: string;
  /** What its own status says; null where it has none. */
  online: boolean | null;
  /** The uid of the tag that lies on it; null where none, or where the reader does not tell. */
  present: string | null;
  lastScan: number | null;
  locked: boolean;
  /** Whether it stands in the configuration. */
  configured: boolean;
}

/** What the next card shall do. Without `does`: what plays on the account when it is laid. */
export interface LearnWish {
  account?: string;
  does?: string;
  name?: string;
  /** Only a card on this reader. */
  reader?: string;
  /** Whether a card that does something already may be given away. */
  replace?: boolean;
  /** How long to wait, ms. */
  forMs?: number;
  options?: TagOptions;
}

export interface Learning {
  account: string;
  /** What the card will get; null: what plays when it is laid. */
  title: string | null;
  reader: string | null;
  until: number;
}

export interface TagWish {
  does?: string;
  name?: string | null;
  cover?: string | null;
  options?: TagOptions;
  /** Whether a tag that does something else already may be changed. */
  replace?: boolean;
}

/** Every method that is refused throws, or rejects with, a Trouble whose message says what would have been right. */
export interface TagDesk {
  tags(): readonly TagCard[];
  /** The uid may be written in any form. */
  tag(uid: string): TagCard | undefined;
  unknown(): readonly UnknownTag[];
  readers(): readonly ReaderCard[];
  learning(): Learning | null;
  /** Waits for the next card; a wait that runs is replaced. */
  learn(wish: LearnWish): Promise<Learning>;
  /** True where one was waited for. */
  cancel(): boolean;
  /** Gives a card a meaning, or changes what it has; what is not there in `wish` stays. */
  set(uid: string, wish: TagWish): Promise<TagCard>;
  /** Takes its meaning away. */
  remove(uid: string): TagCard;
  lock(reader: string, on: boolean): void;
  /** Takes a reader out of Home Assistant until it is heard again. */
  forget(reader: string): void;
  /** All tags as a tags.yaml; `write` puts it where the file is. */
  exportYaml(write: boolean): Promise<{ yaml: string; file: string | null }>;
  /** Takes over tags from another program's text. */
  importText(text: string, replace: boolean): Promise<Imported>;
}

export interface Imported {
  added: number;
  /** Those that do something else here already, by uid. */
  kept: readonly string[];
  /** Lines that were not understood, from 1, and why. */
  refused: readonly { line: number; why: string }[];
}
