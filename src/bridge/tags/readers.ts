import type { Keepsake } from '../../core/ports.ts';
import { born } from '../../core/presence.ts';
import type { Clock } from '../../lib/clock.ts';
import { type KeptReader, keptOf, newReader, type Reader, type ReaderPlan } from './reader.ts';

export interface KeptReaders {
  readers: KeptReader[];
}

interface Parts {
  plans: readonly ReaderPlan[];
  /** The plan of a reader that has none in the configuration. */
  usual: (id: string) => ReaderPlan;
  keepsake: Keepsake<KeptReaders>;
  kept: KeptReaders | undefined;
  clock: Clock;
}

/** More than any house has: ever new topics fill no memory, and no Home Assistant. */
const MOST_READERS = 200;

/** All readers: who they are, and what must survive of them. */
export class Readers {
  readonly #parts: Parts;
  readonly #readers = new Map<string, Reader>();
  readonly #changed: ((reader: Reader) => void)[] = [];
  readonly #forgot: ((id: string) => void)[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    for (const kept of parts.kept?.readers ?? []) {
      const plan = parts.plans.find(({ key }) => key === kept.id || key === kept.plan);
      const isOwn = plan?.key === kept.id;
      this.#readers.set(kept.id, newReader(kept.id, plan ?? parts.usual(kept.id), isOwn, kept));
    }
  }

  all(): Reader[] {
    return [...this.#readers.values()];
  }

  /** Those that told something of their own: what only brings the scans of others once more is none. */
  heard(): Reader[] {
    return this.all().filter(({ proven, lastScan }) => proven || lastScan !== null);
  }

  find(id: string): Reader | undefined {
    return this.#readers.get(id);
  }

  /** The reader of this id; a new one lives by `plan`, or by the usual rules. Undefined where there are too many already. */
  meet(id: string, plan?: ReaderPlan): Reader | undefined {
    const known = this.#readers.get(id);
    if (known && (plan === undefined || known.plan === plan)) return known;
    const kept = known && keptOf(known);
    const { plans } = this.#parts;
    const own = plan ?? plans.find(({ key }) => key === id);
    if (!known && own?.key !== id && !this.#hasRoom()) return undefined;
    const reader = newReader(id, this.planOf(id, plan), own?.key === id, kept);
    if (own && own.key !== id) reader.name = `${own.name} ${id.slice(own.key.length + 1)}`;
    this.#readers.set(id, reader);
    return reader;
  }

  /** Undoes all that is known of it, until it is heard again. */
  forget(id: string): void {
    this.#readers.delete(id);
    for (const listener of this.#forgot) listener(id);
    this.#keep();
  }

  onForget(listener: (id: string) => void): void {
    this.#forgot.push(listener);
  }

  /** Calls back when anything else about a reader is new. */
  onChange(listener: (reader: Reader) => void): void {
    this.#changed.push(listener);
  }

  /** The broker is there (again): a card that lay on a reader lies there still, and its next sign is no scan. */
  begin(): void {
    const now = this.#parts.clock.now();
    for (const reader of this.#readers.values()) {
      const { card } = reader.presence;
      if (card !== null) reader.presence = born(reader.presence, now, reader.plan.rules.birthMs, card);
    }
  }

  /** The reader said how it is. `retained`: it said so some time ago. */
  status(id: string, plan: ReaderPlan | undefined, text: string, retained: boolean): void {
    const word = text.trim().toLowerCase();
    if (word !== 'online' && word !== 'offline') return;
    const { clock } = this.#parts;
    const reader = this.meet(id, plan);
    if (!reader) return;
    if (word === 'online' && !retained)
      reader.presence = born(reader.presence, clock.now(), reader.plan.rules.birthMs);
    reader.online = word === 'online';
    // A last will that the broker still has may be of a reader that is long gone.
    if (reader.online) reader.proven = true;
    this.changed(reader);
  }

  /** Something about it is new that is shown. */
  shown(reader: Reader): void {
    for (const listener of this.#changed) listener(reader);
  }

  /** Something about it is new that must survive. */
  changed(reader: Reader): void {
    this.shown(reader);
    this.#keep();
  }

  /** The plan by which a reader lives, or would. */
  planOf(id: string, plan: ReaderPlan | undefined): ReaderPlan {
    const { plans, usual } = this.#parts;
    return plan ?? this.#readers.get(id)?.plan ?? plans.find(({ key }) => key === id) ?? usual(id);
  }

  /** Room for one reader more, if need be in place of one that was never sure to be one. */
  #hasRoom(): boolean {
    if (this.#readers.size < MOST_READERS) return true;
    const doubtful = this.all().find(({ proven }) => !proven);
    if (doubtful) this.forget(doubtful.id);
    return doubtful !== undefined;
  }

  #keep(): void {
    this.#parts.keepsake.write({ readers: this.heard().map(keptOf) });
  }
}
