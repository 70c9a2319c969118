import type { Repeat } from '../../../core/playback.ts';
import type { SameTag } from '../../../core/reader.ts';
import type { AtEnd } from '../../../core/tag.ts';
import type { Paper, Size } from '../print/paper.ts';
import type { TagDeed, WrongField } from '../tag-outcome.ts';

/** What the pages for tags say. People lay cards, so that is what tags are called here. */
export interface TagTexts {
  title: string;
  /** Less than a minute ago. */
  justNow: string;
  /** Of the button on the overview. */
  open: string;
  done: Readonly<Record<TagDeed, (name: string) => string>>;
  /** Above what the bridge says itself. */
  refused: string;
  wrong: Readonly<Record<WrongField, string>>;

  learning: {
    title: string;
    gets(what: string): string;
    /** Where it gets what plays when it is laid. */
    getsMusic: string;
    account(name: string): string;
    only(reader: string): string;
    left(time: string): string;
    cancel: string;
    /** A card came; none came. */
    learnt(name: string): string;
    notLearnt: string;
    notLearntHint: string;
  };

  learn: {
    open: string;
    does: string;
    /** Says as well what an empty field means. */
    doesHint: string;
    name: string;
    nameHint: string;
    account: string;
    anyAccount: string;
    reader: string;
    anyReader: string;
    replace: string;
    start: string;
  };

  unknown: {
    title: string;
    hint: string;
    /** Its id, where it has no name yet. */
    card(uid: string): string;
    laid(ago: string, reader: string): string;
    says: string;
    give: string;
    does: string;
    doesHint: string;
    submit: string;
    now: string;
    nowHint: string;
    refused: string;
  };

  cards: {
    title: string;
    none: string;
    noneHint: string;
    laid(ago: string, reader: string, count: number): string;
    laidSomewhere(ago: string, count: number): string;
    never: string;
    goesOn(position: string): string;
    goesOnIn(title: string, position: string): string;
    edit: string;
    editOf(name: string): string;
    fromFile: string;
  };

  /** Options in a few words. */
  has: {
    account(name: string): string;
    device(name: string): string;
    volume(percent: number): string;
    maxVolume(percent: number): string;
    shuffle: Readonly<Record<'on' | 'off', string>>;
    repeat: Readonly<Record<Repeat, string>>;
    queue: Readonly<Record<'on' | 'off', string>>;
    again(what: string): string;
    sameTag: Readonly<Record<SameTag, string>>;
    resume: Readonly<Record<'on' | 'off', string>>;
    atEnd: Readonly<Record<AtEnd, string>>;
    offset(at: string): string;
  };

  edit: {
    title(name: string): string;
    id(uid: string): string;
    more: string;
    /** The choice that leaves it to the reader, or to what is usual. */
    usual: string;
    device: string;
    deviceHint: string;
    volume: string;
    maxVolume: string;
    volumeHint: string;
    shuffle: string;
    repeat: string;
    queue: string;
    sameTag: string;
    resume: string;
    atEnd: string;
    save: string;
    back: string;
    remove: string;
    removeWarning(name: string): string;
    removeSure: string;
  };

  readers: {
    title: string;
    none: string;
    online: string;
    offline: string;
    locked: string;
    present(card: string): string;
    last(ago: string): string;
    lock: string;
    unlock: string;
    lockOf(name: string): string;
    unlockOf(name: string): string;
    forget: string;
    forgetWarning(name: string): string;
    forgetSure: string;
  };

  transfer: {
    title: string;
    export: string;
    exportHint: string;
    print: string;
    import: string;
    text: string;
    textHint: string;
    replace: string;
    submit: string;
    added(count: number): string;
    kept(count: number): string;
    refused(count: number): string;
    line(number: number): string;
    more(count: number): string;
  };

  print: {
    title: string;
    hint: string;
    none: string;
    back: string;
    size: string;
    sizes: Readonly<Record<Size, string>>;
    paper: string;
    papers: Readonly<Record<Paper, string>>;
    sides: string;
    sidesOf: Readonly<Record<'front' | 'both', string>>;
    which: string;
    whichOf: Readonly<Record<'all' | 'some', string>>;
    choose: string;
    music: string;
    noMusic: string;
    musicOf(account: string): string;
    noneThere: string;
    /** Above what the bridge says itself. */
    noAnswer: string;
    show: string;
    count(cards: number, sheets: number): string;
  };
}
