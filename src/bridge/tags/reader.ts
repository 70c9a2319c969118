import type { FeedbackResult } from '../../core/feedback.ts';
import { NOTHING_THERE, type Presence } from '../../core/presence.ts';
import type { ReaderFormat, ReaderRules } from '../../core/reader.ts';

/** What the configuration says of a reader, or of all that a filter names. */
export interface ReaderPlan {
  key: string;
  name: string;
  /** An MQTT filter. */
  topic: string;
  removedTopic?: string | undefined;
  /** Where it says `online` and `offline`. */
  statusTopic?: string | undefined;
  format: ReaderFormat;
  rules: ReaderRules;
}

/** What is kept of a reader over restarts. */
export interface KeptReader {
  id: string;
  name: string;
  /** The key of its plan; null where it lives by the usual rules. */
  plan: string | null;
  locked: boolean;
  /** The card that lay on it, and whether it tells when cards leave. */
  card: string | null;
  tellsRemoval: boolean;
  lastScan: number | null;
  /** It proved to be one: born, or scanned twice. */
  proven: boolean;
}

/** A reader as the bridge knows it. */
export interface Reader {
  readonly id: string;
  name: string;
  readonly plan: ReaderPlan;
  /** Whether it stands in the configuration by itself. */
  readonly configured: boolean;
  presence: Presence;
  locked: boolean;
  /** What its status topic says; null before that. */
  online: boolean | null;
  scans: number;
  lastScan: number | null;
  proven: boolean;
  /** The last card, for people. */
  cardName: string | null;
  result: FeedbackResult | null;
}

export function newReader(id: string, plan: ReaderPlan, configured: boolean, kept?: KeptReader): Reader {
  return {
    id,
    name: configured ? plan.name : (kept?.name ?? plan.name),
    plan,
    configured,
    presence: { ...NOTHING_THERE, card: kept?.card ?? null, tellsRemoval: kept?.tellsRemoval ?? false },
    locked: kept?.locked ?? false,
    online: null,
    scans: 0,
    lastScan: kept?.lastScan ?? null,
    proven: configured || (kept?.proven ?? false),
    cardName: null,
    result: null,
  };
}

export function keptOf(reader: Reader): KeptReader {
  const { id, name, plan, locked, lastScan, proven, presence } = reader;
  const { card, tellsRemoval } = presence;
  // The usual rules have no topic of their own.
  return {
    id,
    name,
    plan: plan.topic === '' ? null : plan.key,
    locked,
    card,
    tellsRemoval,
    lastScan,
    proven,
  };
}
