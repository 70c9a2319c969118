import type { AccountAsk } from '../core/command.ts';
import type { AccountView } from './account-view.ts';
import { ENTITIES } from './entities.ts';
import type { Entity } from './entity.ts';

/** The table of an account's entities and topics as Markdown, for the README. */
export function entityTable(): string {
  const rows = Object.entries<Entity<AccountView, AccountAsk>>(ENTITIES).map(([key, entity]) => [
    `\`${key}\``,
    entity.name,
    entity.platform,
    entity.accepts ?? '–',
    entity.enabled ? 'yes' : 'no',
  ]);
  const head = ['topic', 'name', 'platform', 'takes on `…/set`', 'enabled at first'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
