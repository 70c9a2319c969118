import type { Feedback } from '../../core/feedback.ts';
import type { Owner } from '../../core/owner.ts';
import type { Playback } from '../../core/playback.ts';
import { whyTaken } from '../../core/who-wins.ts';
import type { Account } from '../account.ts';
import type { Reader } from './reader.ts';
import type { Readers } from './readers.ts';

/** Tells a reader why the music of its card plays no more, where somebody has taken its place. */
export function tellLoser({
  accounts,
  readers,
  feedback,
}: {
  accounts: readonly Account[];
  readers: Readers;
  feedback: (reader: Reader, feedback: Feedback) => void;
}) {
  return (account: Account, owner: Owner, before: Playback, after: Playback) => {
    const neighbours = accounts
      .filter((other) => other !== account)
      .map(({ plan, store }) => ({ name: plan.name, playback: store.state.playback }));
    const why = whyTaken(before, after, neighbours);
    const reader = readers.find(owner.reader);
    if (reader && why !== undefined) feedback(reader, { result: 'paused', message: why });
  };
}
