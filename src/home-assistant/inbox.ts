import { closest } from 'fastest-levenshtein';
import type { AccountAsk } from '../core/command.ts';
import { BadPayload } from '../core/problem.ts';
import { quote } from '../core/values.ts';
import type { AccountView } from './account-view.ts';
import { ENTITIES } from './entities.ts';
import type { Entity } from './entity.ts';
import { MEDIA_PLAYER_SETS } from './media-player.ts';
import { READER_ENTITIES, type ReaderAsk, type ReaderView } from './reader-entities.ts';

/** What a payload on an entity's `…/set` asks for. Throws BadPayload, which says what would have been right. */
type Inbox<View, Asked> = (key: string, payload: string, view: View) => Asked;

const hearOwn = inboxOf<AccountView, AccountAsk>(ENTITIES);

/** `<base>/<account>/<key>/set` */
export const hearEntity: Inbox<AccountView, AccountAsk> = (key, payload, view) => {
  const foreign = Object.hasOwn(MEDIA_PLAYER_SETS, key) ? MEDIA_PLAYER_SETS[key] : undefined;
  return foreign ? foreign(payload) : hearOwn(key, payload, view);
};

/** `<base>/reader/<reader>/<key>/set` */
export const hearReader: Inbox<ReaderView, ReaderAsk> = inboxOf<ReaderView, ReaderAsk>(READER_ENTITIES);

function inboxOf<View, Asked>(entities: Record<string, Entity<View, Asked>>): Inbox<View, Asked> {
  const table = new Map(Object.entries(entities));
  const askable = [...table].filter(([, entity]) => entity.hear).map(([key]) => key);
  return (key, payload, view) => {
    const entity = table.get(key);
    if (entity?.hear) return entity.hear(payload, view);
    const wrong = entity ? `${key} only tells` : `unknown entity ${quote(key)}`;
    const near = entity ? '' : `, did you mean "${closest(key, askable)}"?`;
    throw new BadPayload(`${wrong}${near}; these can be set: ${askable.join(', ')}`);
  };
}
