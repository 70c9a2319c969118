import type { Message } from '../../core/ports.ts';
import { hasWildcard, isTopicFilter, levelsMatch } from '../../lib/topic-filter.ts';

export type Heard = (message: Message) => void;

export interface Subscription {
  /** MQTT 5 §3.8.2.1.2: copies of a message carry the identifiers of the subscriptions that they were sent for. */
  id: number;
  filter: string;
  /** MQTT 5 §3.8.3.1: what this client published itself is not sent back to it. */
  noLocal: boolean;
}

interface Entry extends Subscription {
  levels: string[];
  heards: Heard[];
}

/** Who hears what. Exact topics are looked up, filters with wildcards are tried one after the other. */
export class Router {
  #lastId = 0;
  readonly #byFilter = new Map<string, Entry>();
  readonly #byId = new Map<number, Entry>();
  readonly #wild = new Set<Entry>();

  /** Adds one who hears; several may share a filter, and it is no-local only where all of them ask for that. */
  add(filter: string, heard: Heard, noLocal = false): Subscription {
    if (!isTopicFilter(filter)) {
      throw new Error(
        `"${filter}" is no MQTT topic filter: + stands alone in its level, # alone in the last`,
      );
    }
    const known = this.#byFilter.get(filter);
    if (known) {
      known.heards.push(heard);
      known.noLocal &&= noLocal;
      return known;
    }
    this.#lastId += 1;
    const entry: Entry = { id: this.#lastId, filter, noLocal, levels: filter.split('/'), heards: [heard] };
    this.#byFilter.set(filter, entry);
    this.#byId.set(entry.id, entry);
    if (hasWildcard(filter)) this.#wild.add(entry);
    return entry;
  }

  /** Forgets all who hear `filter`; false where nobody did. */
  remove(filter: string): boolean {
    const entry = this.#byFilter.get(filter);
    if (!entry) return false;
    this.#byFilter.delete(filter);
    this.#byId.delete(entry.id);
    this.#wild.delete(entry);
    return true;
  }

  all(): Subscription[] {
    return [...this.#byFilter.values()];
  }

  /**
   * Who hears a message on `topic`. Brokers may send one copy for each filter that overlaps (MQTT 5 §3.3.4), and a command
   * obeyed twice skips two tracks: where a copy says with `ids` what it was sent for, only those hear it.
   */
  hearers(topic: string, ids: readonly number[] = []): Heard[] {
    if (ids.length > 0) return ids.flatMap((id) => this.#byId.get(id)?.heards ?? []);
    const hearers = hasWildcard(topic) ? [] : [...(this.#byFilter.get(topic)?.heards ?? [])];
    const levels = topic.split('/');
    for (const entry of this.#wild) {
      if (levelsMatch(entry.levels, levels)) hearers.push(...entry.heards);
    }
    return hearers;
  }
}
