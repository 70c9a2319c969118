import type { z } from 'zod';
import type { Account } from '../account.ts';
import type { Tags } from '../tags/open-tags.ts';
import type { listenedShape } from './answered.ts';

/** What was listened to today, as answers carry it: the cards with most minutes first. */
export function sayListened(
  accounts: readonly Account[],
  { rules, readers, desk }: Pick<Tags, 'rules' | 'readers' | 'desk'>,
): z.infer<typeof listenedShape> {
  return {
    accounts: accounts.map(({ plan, store: { state } }) => ({ account: plan.key, ...state.listened })),
    readers: readers.heard().map((reader) => ({ reader: reader.id, ...rules.minutesOf(reader) })),
    cards: rules
      .byCard()
      .map(({ of: uid, minutes }) => ({ uid, name: desk.tag(uid)?.name ?? null, minutes }))
      .sort((a, b) => b.minutes - a.minutes),
  };
}
