import type { ReaderPlan } from '../../../src/bridge/tags/reader.ts';
import type { Feedback } from '../../../src/core/feedback.ts';
import type { AccountEvent } from '../../../src/home-assistant/contract/events.ts';
import { FakeTagFile, testTags } from '../../fakes/tags.ts';
import { plan } from '../../house/box.ts';
import { playingAccount } from '../house.ts';

/** One account that plays in the kitchen on a fake Spotify, a reader `kids`, and everything about tags, without a broker. */
export async function taggedAccount(rules: Parameters<typeof plan>[1] = {}) {
  const house = await playingAccount();
  const { account, clock, spotify } = house;
  // A hint is answered by a look that ends after it.
  spotify.latency = 40;
  const stop = new AbortController();
  const file = new FakeTagFile();
  const plans: ReaderPlan[] = [plan('kids', rules)];
  const pairs: string[] = [];
  const tags = await testTags({
    accounts: [account],
    clock,
    signal: stop.signal,
    plans,
    file,
    pair: (key) => pairs.push(key),
  });
  const told: (Feedback & { reader: string })[] = [];
  const events: AccountEvent[] = [];
  tags.onFeedback(({ id }, feedback) => told.push({ reader: id, ...feedback }));
  account.onEvent((event) => events.push(event));
  const running = tags.run();
  const hear = (payload: object, reader: string) => {
    const message = { topic: 'x/tag', payload: JSON.stringify(payload), retained: false };
    tags.scans.hear(reader, undefined, message);
    return clock.advance(200);
  };
  return {
    ...house,
    tags,
    file,
    pairs,
    told,
    events,
    lay: (uid: string, uri?: string, reader = 'kids') => hear({ event: 'scanned', uid, uri }, reader),
    take: (uid: string, reader = 'kids') => hear({ event: 'removed', uid }, reader),
    /** The results of all feedback so far. */
    results: () => told.map(({ result }) => result),
    async close() {
      stop.abort();
      await running;
      await house.close();
    },
  };
}

export type TaggedAccount = Awaited<ReturnType<typeof taggedAccount>>;
