import type { AccountAsk } from '../core/command.ts';
import type { AccountView } from './account-view.ts';
import { ENTITIES } from './entities.ts';
import type { Entity } from './entity.ts';
import { READER_ENTITIES, type ReaderAsk, type ReaderView } from './reader-entities.ts';

/** The tables of an account's and of a reader's entities and topics as Markdown, for the documentation. */

export function entityTable(): string {
  return table(Object.entries<Entity<AccountView, AccountAsk>>(ENTITIES));
}

export function readerEntityTable(): string {
  return table(Object.entries<Entity<ReaderView, ReaderAsk>>(READER_ENTITIES));
}

function table<View, Ask>(entities: readonly [key: string, entity: Entity<View, Ask>][]): string {
  const rows = entities.map(([key, entity]) => [
    `\`${key}\``,
    entity.name,
    entity.platform,
    entity.accepts ?? '–',
    entity.enabled ? 'yes' : 'no',
  ]);
  const head = ['topic', 'name', 'platform', 'takes on `…/set`', 'enabled at first'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
