import type { House } from '../../core/house.ts';
import type { PairingDesk } from '../../core/pairing.ts';
import type { SettingsDoor } from '../../core/settings.ts';
import type { TagDesk } from '../../core/tag-desk.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { AudienceLimits } from './api/audience.ts';

export interface PagesOptions {
  desk: PairingDesk;
  /** Without it there are no pages for tags. */
  tags?: TagDesk;
  /** A player for Home Assistant's packages, as YAML; undefined where there is no such account. Without it none is offered. */
  packageOf?: (account: string) => string | undefined;
  /** Without it there are no pages for the configuration; while its desk waits for one there are no others. */
  settings?: SettingsDoor;
  /** Where a phone in the house opens the pages. */
  url?: string;
  /** Where they are from outside, by https. May have a path. */
  publicUrl?: string;
  /** Further names that browsers may use for us, with or without a port. */
  trustedHosts: readonly string[];
  /** Asked for everything but what a person with a pairing code needs. */
  password?: string;
  /** By which programs that are not on this machine may use the API. */
  token?: string;
  /** What the API is a door of; without it there is none. It may answer undefined while the bridge is not there (yet). */
  house?: () => House | undefined;
  /** What else is described, as JSON by its path below /api: `asyncapi.json`, `schemas/….json`. Asked for when somebody asks. */
  documents?: () => Promise<ReadonlyMap<string, string>>;
  /** What Prometheus reads; without it there is no such page. */
  metrics?: () => Promise<{ contentType: string; text: string }>;
  /** Runs as an App of Home Assistant: believe the Supervisor's ingress. Default false. */
  ingress?: boolean;
  /** Where Spotify's accounts are; browsers are sent nowhere else. */
  spotifyAccountsUrl: string;
  log: Log;
  clock: Clock;
  version: string;
  /** Hears each Host by which a browser reached us and that is ours: an address that works in this house. */
  onHost?: (host: string) => void;
  /** This machine's name. Default: the operating system's. */
  hostname?: string;
  limits?: Partial<Limits>;
  /** Who listens to the news, in tests. */
  audience?: Partial<AudienceLimits>;
}

export interface Limits {
  /** Forms sent per minute from one address, and from all together. */
  perAddress: number;
  inAll: number;
  /** Requests to the API per minute from one address, and from all together. */
  apiPerAddress: number;
  apiInAll: number;
  /** Wrong passwords and tokens per minute from one address, and from all that never knew the right one together. */
  wrongPasswords: number;
  wrongInAll: number;
  /** Until a request's head, and the whole of it, must have arrived. */
  headMs: number;
  requestMs: number;
  /** For how long an answer may lie there of which nothing is read. */
  unreadMs: number;
}

export const USUAL_LIMITS: Limits = {
  perAddress: 30,
  inAll: 300,
  // A finger on the volume slider makes five commands a second, and whoever asks is known; forms guard codes and passwords.
  apiPerAddress: 600,
  apiInAll: 3_000,
  wrongPasswords: 10,
  wrongInAll: 100,
  headMs: 10_000,
  requestMs: 20_000,
  unreadMs: 30_000,
};
