import type { Entered, Landed, PairingRest } from '../../../core/pairing.ts';
import type { TagTexts } from './tags.ts';

type WhyOf<Outcome> = Outcome extends { ok: false; why: infer Why extends string } ? Why : never;
export type EnteredWhy = WhyOf<Entered>;
export type LandedWhy = Exclude<WhyOf<Landed>, 'other_person'>;

/** A failure: what it is, and what to do now. */
export interface Advice {
  title: string;
  advice: string;
}

/** Everything that the pages say, in one language. */
export interface Texts {
  /** As BCP 47 names it. */
  language: string;
  /** Of dates and times. */
  locale: string;
  minutes(count: number): string;
  footer: { overview: string; enterCode: string; cards: string; settings: string };

  accounts: {
    title: string;
    none: string;
    paired: string;
    unpaired: string;
    playsAs(profile: string): string;
    validUntil(date: string): string;
    pairing: string;
    open: string;
    scan: string;
    openPair: string;
    qr(account: string): string;
    timeLeft(minutes: string): string;
    rest: Readonly<Record<PairingRest['why'], string>>;
    problem: string;
    pair: string;
    pairAgain: string;
    newCode: string;
    unpair: string;
    unpairWarning(account: string): string;
    unpairSure: string;
    package: string;
    /** What it is, and what it cannot show. */
    packageIs: string;
    packageLoad: string;
  };

  code: {
    title: string;
    intro: string;
    label: string;
    hint: string;
    submit: string;
    missing: string;
    /** No code of ours runs. */
    noneRuns: string;
    /** A code runs that Spotify's own page takes. */
    atSpotify: string;
    wrong: Readonly<Record<EnteredWhy, (minutes: string) => Advice>>;
  };

  steps: {
    title(account: string): string;
    account: string;
    allows: string;
    /** By Spotify's scope; a scope without words is shown as it is. */
    scopes: Readonly<Record<string, string>>;
    onlyIf: string;
    toSpotify: string;
    redirectHint: string;
    /** For the case that the redirect ends nowhere. */
    stuck: string;
    first: string;
    firstHint: string;
    openSpotify: string;
    second: string;
    /** Followed by the beginning of the address. */
    secondHint: string;
    copyHint: string;
    pasteLabel: string;
    finish: string;
    picture: { alt: string; agree: string; unreachable: string; copy: string };
  };

  landed: {
    paired: string;
    pairedAs(account: string, profile: string): string;
    pairedPlain(account: string): string;
    enjoy: string;
    warnings: string;
    wrong: Readonly<Record<LandedWhy, Advice>>;
    /** Where a wrong address did not come by pasting, so that there is no field for another one. */
    startOver: string;
    again: string;
    details: string;
    other: {
      title: string;
      explain(before: string, now: string): string;
      yes(now: string): string;
      no: string;
    };
    otherHint: string;
    nothing: Advice;
  };

  tags: TagTexts;

  refused: {
    host(name: string): Advice;
    origin: Advice;
    tooMany(minutes: string): Advice;
    password: Advice;
    notFound: Advice;
    method: Advice;
    tooLarge: Advice;
    badRequest: Advice;
    broken: Advice;
  };
}
