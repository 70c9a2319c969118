import type { Feedback } from '../../core/feedback.ts';
import type { Keepsake } from '../../core/ports.ts';
import { BadPayload } from '../../core/problem.ts';
import { USUAL_FORMAT, USUAL_RULES } from '../../core/reader.ts';
import type { TagMessage } from '../../core/scan.ts';
import type { Tag } from '../../core/tag.ts';
import type { Imported } from '../../core/tag-desk.ts';
import { takenBy } from '../../core/who-wins.ts';
import type { LearnEvent, TagEvent } from '../../home-assistant/contract/events.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { nameFrom } from '../../lib/name-from.ts';
import type { Account } from '../account.ts';
import type { LocalTime } from '../local-time.ts';
import type { KeptListening } from '../rules/ledger.ts';
import { type HouseRulesAtWork, openRules } from '../rules/open-rules.ts';
import { accountNamed } from './account-named.ts';
import { type KeptMemory, type KeptTags, TagBook, type TagFile } from './book.ts';
import { TagFlow } from './flow.ts';
import { homeReader } from './home-reader.ts';
import { nameByMusic } from './known-music.ts';
import { Learner } from './learner.ts';
import { tellLoser } from './lost.ts';
import { meaningOf } from './meaning.ts';
import { MusicTags } from './music-tags.ts';
import { Places } from './places.ts';
import { Presses } from './presses.ts';
import type { Reader, ReaderPlan } from './reader.ts';
import { type KeptReaders, Readers } from './readers.ts';
import { Removals } from './removals.ts';
import { Scans } from './scans.ts';
import { TagService } from './service.ts';
import { Strangers } from './strangers.ts';

/** What is kept of tags over restarts, as it was read at the start. */
export interface TagKeepsakes {
  tags: Keepsake<KeptTags>;
  past: Keepsake<KeptMemory>;
  readers: Keepsake<KeptReaders>;
  listening: Keepsake<KeptListening>;
}

interface Parts {
  plans: readonly ReaderPlan[];
  accounts: readonly Account[];
  keepsakes: TagKeepsakes;
  file: TagFile;
  clock: Clock;
  log: Log;
  localTime: LocalTime;
  /** How long a card to learn is waited for, ms. */
  patienceMs: number;
  pair: (account: string) => void;
  toYaml: (tags: readonly Tag[], existing: string) => string;
  fromText: (text: string) => {
    tags: readonly Tag[];
    refused: Imported['refused'];
  };
  signal: AbortSignal;
}

/** Everything about tags, put together. Whoever shows readers listens with `onFeedback` and `onEvent`. */
export interface Tags {
  readers: Readers;
  scans: Scans;
  presses: Presses;
  rules: HouseRulesAtWork;
  desk: TagService;
  /** A tag event of Home Assistant's, as its WebSocket API tells it. */
  hearHome(message: TagMessage): void;
  /** Names the card that was laid for this account last. */
  nameCard(account: string, name: string): Promise<void>;
  /** The account that a reader's cards and buttons are for; a sentence for people where none can be told. */
  accountFor(reader: Reader, asked?: string): Account | string;
  /** Tells a reader what became of something that was asked in its name. */
  feedback(reader: Reader, feedback: Feedback): void;
  onFeedback(listener: (reader: Reader, feedback: Feedback) => void): void;
  onEvent(listener: (reader: string | null, event: TagEvent | LearnEvent) => void): void;
  /** Calls back when a card has another meaning, or none any more. */
  onCards(listener: () => void): void;
  run(): Promise<unknown>;
}

export async function openTags(parts: Parts): Promise<Tags> {
  const { accounts, keepsakes, clock, log, signal, plans, pair } = parts;
  const book = new TagBook({
    tags: keepsakes.tags,
    kept: await keepsakes.tags.read(),
    past: keepsakes.past,
    keptPast: await keepsakes.past.read(),
    file: parts.file,
  });
  const hearers: ((reader: Reader, feedback: Feedback) => void)[] = [];
  const listeners: ((reader: string | null, event: TagEvent | LearnEvent) => void)[] = [];

  const readers = new Readers({
    plans,
    usual: (id) => ({ key: id, name: nameFrom(id), topic: '', format: USUAL_FORMAT, rules: USUAL_RULES }),
    keepsake: keepsakes.readers,
    kept: await keepsakes.readers.read(),
    clock,
  });
  const scans = new Scans({
    readers,
    clock,
    log,
    isStep: (card) => {
      const { does } = meaningOf(card, book);
      return does.does === 'command' && does.command.ask === 'volume' && 'by' in does.command;
    },
    isUnknown: (card) => meaningOf(card, book).unknown,
  });
  for (const plan of plans) if (!/[+#]/.test(plan.topic)) readers.meet(plan.key, plan);

  const feedback = (reader: Reader, said: Feedback) => {
    if (said.result !== 'heard') reader.result = said.result;
    for (const hearer of hearers) hearer(reader, said);
    readers.shown(reader);
  };
  const tell = (reader: string | null, account: Account | undefined, event: TagEvent | LearnEvent) => {
    account?.tell(event);
    for (const listener of listeners) listener(reader, event);
  };
  const accountOf = (key?: string): Account => accountNamed(accounts, key);
  const accountFor = (reader: Reader, asked?: string) => {
    try {
      return accountOf(asked ?? reader.plan.rules.account);
    } catch (error) {
      if (error instanceof BadPayload) return error.message;
      throw error;
    }
  };
  const minute = () => parts.localTime.minute(clock.now());
  const places = new Places({
    clock,
    book,
    left: tellLoser({ accounts, readers, feedback }),
    onlyCards: (id) => readers.find(id)?.plan.rules.onlyCards ?? false,
    strangers: (account, owner, look) => rules.strangersPaused(account, readers.find(owner.reader), look),
  });
  const strangers = new Strangers(clock);
  const learner = new Learner({
    clock,
    book,
    strangers,
    accountOf,
    several: accounts.length > 1,
    patienceMs: parts.patienceMs,
    tell: (account, event) => tell(event.reader, account, event),
    signal,
  });
  for (const account of accounts) {
    places.follow(account);
    nameByMusic(account, book);
  }
  const rules = openRules({
    accounts,
    book,
    readers,
    clock,
    keepsake: keepsakes.listening,
    kept: await keepsakes.listening.read(),
    day: (now) => parts.localTime.day(now),
    minute,
    feedback,
  });
  const { whyUsedUp, extend, cards } = rules;
  const presses = new Presses({ minute, pair, whyUsedUp, extend, cards });
  const music = new MusicTags({
    clock,
    book,
    places,
    minute,
    whyUsedUp,
    feedback,
    tookFrom: (from, by, isSameCard) => {
      const reader = readers.find(from.reader);
      if (reader) feedback(reader, { result: 'paused', message: takenBy(by.name, isSameCard) });
    },
    pair,
  });
  const removals = new Removals({
    clock,
    book,
    places,
    accounts,
    underway: (reader) => music.underway(reader),
  });
  new TagFlow({
    clock,
    log,
    readers,
    scans,
    book,
    learner,
    music,
    removals,
    presses,
    strangers,
    accountFor,
    pair,
    feedback,
    tell: (reader, account, event) => tell(reader.id, account, event),
    signal,
  });
  const desk = new TagService({
    book,
    readers,
    learner,
    strangers,
    accountOf,
    resolveLink: async (url) => {
      const [account] = accounts;
      return account ? account.resolveLink(url) : url;
    },
    toYaml: parts.toYaml,
    fromText: parts.fromText,
  });
  return {
    readers,
    scans,
    presses,
    rules,
    desk,
    accountFor,
    feedback,
    hearHome: (message) => scans.hear(homeReader(message), undefined, message),
    nameCard: async (key, name) => {
      const { lastTag } = accountOf(key).store.state;
      if (!lastTag?.uid) throw new BadPayload('no card was laid yet that could be named; lay it first');
      const { title } = await desk.set(lastTag.uid, { name });
      accountOf(key).store.put({ lastTag: { ...lastTag, name: title } });
    },
    onFeedback: (listener) => hearers.push(listener),
    onEvent: (listener) => listeners.push(listener),
    onCards: (listener) => book.onChange(listener),
    run: () =>
      Promise.all([scans.run(signal), learner.run(signal), places.run(accounts, signal), rules.run(signal)]),
  };
}
