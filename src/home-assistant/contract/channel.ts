import type { Schema } from './schema.ts';

/** A topic, and what is said and heard there. `{account}` and its like stand for levels. */
export interface Channel {
  /** A name for it in documents. */
  id: string;
  address: string;
  /** For people. */
  title: string;
  description?: string;
  /** What the bridge says there. */
  says?: readonly Message[];
  /** Whether what it says is retained; state is, and then QoS 1. */
  retained?: boolean;
  /** What the bridge hears there. */
  hears?: readonly Message[];
  /** What it answers to that. */
  answers?: readonly Message[];
}

export interface Message {
  /** Unique among those of its channel. */
  name: string;
  title: string;
  contentType: 'text/plain' | 'application/json' | 'image/png';
  schema: Schema;
  /** Plain text as it is sent, JSON as a value. */
  examples: readonly unknown[];
}

export function plain(name: string, title: string, schema: Schema, ...examples: string[]): Message {
  return { name, title, contentType: 'text/plain', schema: { type: 'string', ...schema }, examples };
}

export function json(name: string, title: string, schema: Schema, ...examples: unknown[]): Message {
  return { name, title, contentType: 'application/json', schema, examples };
}
