import type { Step } from './lib/format.ts';

/** What is kept in the data folder, by the first word of its file's name. */
export type KeptKind =
  | 'token'
  | 'speaker'
  | 'sleep'
  | 'snapshots'
  | 'tags'
  | 'tag-memory'
  | 'readers'
  | 'listening'
  | 'people'
  | 'limits'
  | 'time-zone'
  | 'published';

/**
 * How each format came to be what it is. A change that an older file does not fit appends a step, which makes the version
 * before it fit, and the folder of fixtures gets that version's files. Members that may be absent need no step.
 */
export const STEPS: Readonly<Record<KeptKind, readonly Step[]>> = {
  token: [],
  speaker: [],
  sleep: [],
  snapshots: [],
  tags: [],
  'tag-memory': [],
  readers: [],
  listening: [],
  people: [],
  limits: [],
  'time-zone': [],
  published: [],
};
