import type { Command } from './command.ts';
import type { Repeat } from './playback.ts';
import type { SameTag } from './reader.ts';

/** A tag that somebody gave a meaning to. */

/** What follows when the music of a tag has come to its end: `stop` pauses what Spotify plays on by itself. */
export const AT_END = ['stop', 'repeat', 'autoplay'] as const;
export type AtEnd = (typeof AT_END)[number];

/** How a tag does what it does; whatever is not there is the reader's or the usual. Volumes 0–100. */
export interface TagOptions {
  account?: string;
  /** The speaker, by name or id. */
  device?: string;
  volume?: number;
  /** The highest volume of this tag; the reader's own ceiling holds as well. */
  maxVolume?: number;
  shuffle?: boolean;
  repeat?: Repeat;
  queue?: boolean;
  sameTag?: SameTag;
  /** Where in the context to begin: the index of an item, from 0, or its uri. */
  offset?: number | string;
  /** Whether it goes on where it stopped; without it: shows, audiobooks and long albums do. */
  resume?: boolean;
  atEnd?: AtEnd;
}

export interface Tag {
  /** Normalised (core/tag-id). */
  uid: string;
  /** For people; null where nobody gave one. */
  name: string | null;
  /** What it does, in the language of tag texts: a link, `command:volume/+10`, `room:Kitchen`, `scene:bedtime`, `lock` … */
  does: string;
  /** Address of a picture. */
  cover: string | null;
  options: TagOptions;
}

/** A tag's text, understood (core/tag-text). */
export type TagDoes =
  /** `uri` is canonical, or the https address of a short link to look up. */
  | { does: 'play'; uri: string; shuffle?: true }
  | { does: 'command'; command: Command }
  /** Home Assistant is told, nothing else happens. */
  | { does: 'scene'; scene: string }
  | { does: 'lock'; on: boolean }
  /** The id of a Home Assistant tag: what it does stands in the book, under that id. */
  | { does: 'tag'; id: string }
  /** Understood, nothing to do: another service, a dead domain; or no text of a tag at all. */
  | { does: 'nothing'; why: string };
