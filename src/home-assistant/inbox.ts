import { closest } from 'fastest-levenshtein';
import type { AccountAsk } from '../core/command.ts';
import { BadPayload } from '../core/problem.ts';
import { quote } from '../core/values.ts';
import type { AccountView } from './account-view.ts';
import { ENTITIES } from './entities.ts';
import type { Entity } from './entity.ts';

const TABLE = new Map<string, Entity<AccountView, AccountAsk>>(Object.entries(ENTITIES));
const ASKABLE = [...TABLE].filter(([, entity]) => entity.hear).map(([key]) => key);

/** What a payload on `<base>/<account>/<key>/set` asks for. Throws BadPayload, which says what would have been right. */
export function hearEntity(key: string, payload: string, view: AccountView): AccountAsk {
  const entity = TABLE.get(key);
  if (entity?.hear) return entity.hear(payload, view);
  const wrong = entity ? `${key} only tells` : `unknown entity ${quote(key)}`;
  const near = entity ? '' : `, did you mean "${closest(key, ASKABLE)}"?`;
  throw new BadPayload(`${wrong}${near}; these can be set: ${ASKABLE.join(', ')}`);
}
