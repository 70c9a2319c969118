import type { Tried } from '../../../core/settings.ts';
import type { Advice } from './texts.ts';

export type TriedWhy = (Tried & { ok: false })['why'];

/** What the pages for setting up and for settings say. Loaded with them alone. */
export interface SetupTexts {
  title: string;
  step(now: number, of: number): string;
  next: string;
  back: string;
  /** Under a value that the environment sets. */
  fromVariable(variable: string): string;
  details: string;

  locked: {
    title: string;
    intro: string;
    /** How to see the log. */
    where: string;
    label: string;
    submit: string;
    wrong: Advice;
    tooMany(minutes: string): Advice;
  };

  faults: {
    title: string;
    intro(file: string): string;
    /** Above what kept the bridge from starting. */
    troubles: string;
    line(number: number): string;
    hidden: string;
    mend: string;
    mendHint: string;
    again: string;
    againHint: string;
    steps: string;
    stepsHint: string;
  };

  broker: {
    title: string;
    intro: string;
    url: string;
    urlHint: string;
    embedded: string;
    embeddedHint: string;
    username: string;
    usernameHint: string;
    password: string;
    passwordKept: string;
    test: string;
    works: string;
    worksEmbedded: string;
    anyway: string;
    missing: string;
    /** A user of the broker inside the bridge has none. */
    missingPassword: Advice;
    wrong: string;
    tried: Readonly<Record<TriedWhy, Advice>>;
  };

  spotify: {
    title: string;
    intro: string;
    open: string;
    steps: { create: string; redirects: string; api: string; people: string; copy: string };
    /** Behind each address: when it is needed. */
    redirectLoopback: string;
    redirectPublic: string;
    redirectHome: string;
    label: string;
    hint: string;
    wrong: Advice;
    notKnown: Advice;
    anyway: string;
  };

  account: {
    title: string;
    intro: string;
    name: string;
    nameHint: string;
    key: string;
    keyHint: string;
    device: string;
    deviceHint: string;
    wrong: string;
  };

  finish: {
    title: string;
    intro(file: string): string;
    broker: string;
    embedded: string;
    clientId: string;
    account: string;
    submit: string;
    hint: string;
    unwritable(file: string): Advice;
    copy: string;
    changed: Advice;
    faults: string;
  };

  settings: {
    title: string;
    saved: string;
    notTaken: Advice;
    file(file: string): string;
    elsewhere: string;
    accounts: string;
    addAccount: string;
    readers: string;
    readersHint: string;
    addReader: string;
    readerKey: string;
    readerKeyHint: string;
    topic: string;
    topicHint: string;
    readerAccount: string;
    onlyAccount: string;
    save: string;
    add: string;
    remove(name: string): string;
    removeAccount(name: string): string;
    keepToken: string;
    deleteToken: string;
    removeReader(name: string): string;
    removeSure: string;
    lastAccount: string;
    refused: string;
    there: string;
  };
}
