import type { Broker } from '../../core/ports.ts';
import { playerOf } from '../../home-assistant/player.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Account } from '../account.ts';
import type { Resident } from '../clerk.ts';
import type { LocalTime } from '../local-time.ts';
import type { Tags } from '../tags/open-tags.ts';
import { sayLearning, sayReader, sayTag, sayUnknown } from '../tags/saying.ts';
import type { Newsroom } from './newsroom.ts';
import { saySpeakers, sayWhole } from './saying.ts';

interface Parts {
  newsroom: Newsroom;
  clock: Clock;
  residents: readonly Resident[];
  tags: Tags;
  broker: Broker;
  version: string;
  /** Where a browser finds the bridge; undefined where nobody knows. */
  url: string | undefined;
  localTime: LocalTime;
}

/** Has the newsroom hear of everything in the house. */
export function reportNews({
  newsroom,
  clock,
  residents,
  tags,
  broker,
  version,
  url,
  localTime,
}: Parts): void {
  const { desk, readers } = tags;
  const bridge = newsroom.add({
    news: 'bridge',
    say: () => ({ version, broker: broker.online, url: url ?? null, timezone: localTime.zone.zone }),
  });
  localTime.onChange(() => newsroom.changed(bridge));
  broker.connected(() => newsroom.changed(bridge));
  broker.lost(() => newsroom.changed(bridge));

  for (const resident of residents) reportAccount(newsroom, clock, resident, () => newsroom.changed(cards));

  const cards = newsroom.add({
    news: 'tags',
    say: () => ({
      tags: desk.tags().map(sayTag),
      unknown: desk.unknown().map(sayUnknown),
      learning: sayLearning(desk.learning()),
    }),
  });
  const readerList = newsroom.add({
    news: 'readers',
    say: () => ({ readers: desk.readers().map(sayReader) }),
  });
  const scanned = () => {
    newsroom.changed(readerList);
    newsroom.changed(cards);
  };
  readers.onChange(scanned);
  readers.onForget(scanned);
  tags.onCards(() => newsroom.changed(cards));

  reportHappenings(
    newsroom,
    residents.map(({ account }) => account),
    tags,
  );
}

function reportAccount(
  newsroom: Newsroom,
  clock: Clock,
  { account, voice }: Resident,
  learns: () => void,
): void {
  const { key } = account.plan;
  const card = newsroom.add({ news: 'account', say: () => sayWhole(account, clock.now()) });
  const player = newsroom.add({
    news: 'player',
    // Before the first look nothing is known of it.
    say: () => {
      const { view } = voice;
      const isKnown = view.state.lookedAt !== null || view.state.problem !== null;
      return isKnown ? { account: key, player: playerOf(view) } : undefined;
    },
  });
  const devices = newsroom.add({
    news: 'devices',
    say: () => saySpeakers(account),
  });
  account.store.watch((state, before) => {
    newsroom.changed(player);
    newsroom.changed(card);
    if (state.devices !== before.devices || state.known !== before.known) newsroom.changed(devices);
    if (state.learning !== before.learning) learns();
  });
}

/** What accounts and readers tell on their event topics, and what readers are told. */
function reportHappenings(newsroom: Newsroom, accounts: readonly Account[], tags: Tags): void {
  const told = new WeakSet<object>();
  for (const account of accounts) {
    account.onEvent((event) => {
      told.add(event);
      const reader = 'reader' in event ? event.reader : null;
      newsroom.happened({ account: account.plan.key, reader }, event);
    });
  }
  // Most of these are an account's too, which hears of them first.
  tags.onEvent((reader, event) => {
    if (!told.has(event)) newsroom.happened({ account: null, reader }, event);
  });
  tags.onFeedback(({ id }, { result, title, message }) => {
    // What becomes of it follows.
    if (result === 'heard') return;
    const said = { event_type: 'feedback', result, title: title ?? null, message: message ?? null };
    newsroom.happened({ account: null, reader: id }, said);
  });
}
