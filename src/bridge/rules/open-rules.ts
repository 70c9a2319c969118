import type { Feedback } from '../../core/feedback.ts';
import { NOT_ON_CARDS, type OnCards, playlistNamed } from '../../core/house-rules.ts';
import { isShort } from '../../core/links.ts';
import type { LocalDay } from '../../core/local-day.ts';
import type { Playback } from '../../core/playback.ts';
import type { Keepsake } from '../../core/ports.ts';
import { Trouble } from '../../core/problem.ts';
import type { Ban } from '../../core/rule.ts';
import type { Clock } from '../../lib/clock.ts';
import { ownSignal } from '../../lib/own-signal.ts';
import type { Account } from '../account.ts';
import type { TagBook } from '../tags/book.ts';
import type { Reader } from '../tags/reader.ts';
import type { Readers } from '../tags/readers.ts';
import { AccountLaw } from './account-law.ts';
import { Censor } from './censor.ts';
import { heardBy } from './heard-by.ts';
import { type KeptListening, Ledger } from './ledger.ts';
import { RuleVoice } from './rule-voice.ts';
import { Timekeeper } from './timekeeper.ts';

interface Parts {
  accounts: readonly Account[];
  book: TagBook;
  readers: Readers;
  clock: Clock;
  keepsake: Keepsake<KeptListening>;
  kept: KeptListening | undefined;
  day: (now: number) => LocalDay;
  /** Of the local day. */
  minute: () => number;
  feedback: (reader: Reader, feedback: Feedback) => void;
}

/** Minutes of today: whole ones, and what is left; null without a limit. */
export interface Minutes {
  minutes: number;
  left: number | null;
}

/** The rules of the house at work, as far as readers need to know. */
export interface HouseRulesAtWork {
  /** Why a reader may play nothing more today. */
  whyUsedUp(reader: Reader): Ban | undefined;
  /** Adds minutes to a reader's day; false where they are not limited. */
  extend(reader: Reader, minutes: number): boolean;
  minutesOf(reader: Reader): Minutes;
  /** Tells that what followed a card was paused, because its reader plays only cards. */
  strangersPaused(account: Account, reader: Reader | undefined, look: Playback): void;
  /** What the cards of the house play. */
  cards(): OnCards;
  /** What was listened to today, by card. */
  byCard(): { of: string; minutes: number }[];
  run(signal: AbortSignal): Promise<unknown>;
}

/** From the command that starts a card's music until a look must show it. */
const SHOWN_MS = 20_000;

/** Sets the rules of every account and reader to work. After whoever follows whose music plays. */
export function openRules(parts: Parts): HouseRulesAtWork {
  const { accounts, book, readers, clock, feedback, minute } = parts;
  const ledger = new Ledger(parts);
  const cards = () => onCards(book, accounts);
  const timekeepers = new Map<Account, Timekeeper>();
  for (const account of accounts) {
    const { key, name, rules } = account.plan;
    const voice = new RuleVoice({ account, feedback });
    const counted = (reader: Reader) => readers.shown(reader);
    const newDay = () => {
      for (const reader of readers.all()) readers.shown(reader);
    };
    const timekeeper = new Timekeeper({ account, ledger, clock, voice, counted, newDay });
    timekeepers.set(account, timekeeper);
    const isStarting = () => {
      const owner = book.owner(key);
      return owner?.first === null && clock.now() - owner.startedAt < SHOWN_MS;
    };
    const censor = new Censor({ account, voice, cards, isStarting });
    const extend = (minutes: number) => {
      if (!rules.minutesPerDay)
        throw new Trouble('refused', `no minutes_per_day is set for ${name}, so there is nothing to add to`);
      ledger.extend(`account:${key}`, minutes, rules.minutesPerDay);
      timekeeper.extended();
    };
    account.commander.heed(new AccountLaw({ account, ledger, cards, minute, extend }));
    let last = account.look;
    account.store.watch(() => {
      if (account.look === last) return;
      last = account.look;
      const by = heardBy(key, last, { book, readers });
      timekeeper.looked(last, by);
      censor.looked(last, by);
    });
  }
  return {
    whyUsedUp: ({ id, plan }) => ledger.whyUsedUp(`reader:${id}`, plan.rules.minutesPerDay),
    extend: (reader, minutes) => {
      const { minutesPerDay } = reader.plan.rules;
      if (!minutesPerDay) return false;
      ledger.extend(`reader:${reader.id}`, minutes, minutesPerDay);
      for (const timekeeper of timekeepers.values()) timekeeper.extended();
      readers.shown(reader);
      return true;
    },
    minutesOf: ({ id, plan: { rules } }) => {
      const whose = `reader:${id}` as const;
      const left = rules.minutesPerDay ? ledger.left(whose, rules.minutesPerDay) : null;
      return { minutes: ledger.minutes(whose), left: left === null ? null : Math.ceil(left / 60_000) };
    },
    // The rule of an account is told by who keeps it.
    strangersPaused: (account, reader, { item }) => {
      if (!account.plan.rules.onlyCards)
        new RuleVoice({ account, feedback }).paused(reader, NOT_ON_CARDS, item?.title ?? null);
    },
    cards,
    byCard: () => ledger.all('card'),
    run: (signal) =>
      Promise.all([...timekeepers.values()].map((timekeeper) => timekeeper.run(ownSignal(signal)))),
  };
}

/** All that the cards of the house play. */
function onCards(book: TagBook, accounts: readonly Account[]): OnCards {
  const uris = new Set<string>();
  const add = (uri: string | undefined) => {
    const canonical = uri !== undefined && isShort(uri) ? book.linkedTo(uri) : uri;
    if (canonical !== undefined) uris.add(canonical);
  };
  for (const { does } of book.all()) {
    if (does.does === 'play') add(does.uri);
    if (does.does !== 'command' || does.command.ask !== 'play') continue;
    const { uri, uris: more = [], playlist } = does.command;
    for (const one of [uri, ...more]) add(one);
    if (playlist === undefined) continue;
    for (const { store } of accounts) add(playlistNamed(playlist, store.state.playlists)?.uri);
  }
  return uris;
}
