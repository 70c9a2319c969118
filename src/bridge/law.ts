import type { Command } from '../core/command.ts';
import type { Ban } from '../core/rule.ts';

/** What the rules of the house say of an account's commands. */
export interface Law {
  /** Why it may not be now; undefined where it may. Never rejects for what Spotify did. */
  whyNot(command: Command): Ban | undefined | Promise<Ban | undefined>;
  /** Adds minutes to the account's day. Throws a Trouble where they are not counted. */
  allow(minutes: number): void;
}
