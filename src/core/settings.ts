/** What the pages for setting up may see of the configuration, and what they may ask. Secrets never come out of it. */

/** One thing to write into config.yaml. Without a value its key is taken away; null is a key with nothing below it. */
export interface Change {
  path: readonly string[];
  value: string | null | undefined;
}

/** A mistake of the configuration, in words. */
export interface Fault {
  /** Where it is, for people: `config.yaml:3:3 mqtt.pasword`, or a variable. */
  place: string;
  path: readonly string[];
  /** What is wrong, what would be right. */
  message: string;
  /** The line of config.yaml, from 1; absent where it is elsewhere. */
  line?: number;
}

/** A single value as it stands. */
export interface Setting {
  /** Undefined where it is a secret: it is there, and not shown. */
  value: string | undefined;
  /** The variable that sets it; what comes from the environment is not written. */
  variable?: string;
}

export interface AccountSetting {
  key: string;
  name: string | undefined;
  device: string | undefined;
  /** Stands in config.yaml, so that it can be changed there. */
  written: boolean;
}

export interface ReaderSetting {
  key: string;
  topic: string | undefined;
  account: string | undefined;
  device: string | undefined;
  written: boolean;
}

/** The configuration as it stands, right or wrong. */
export interface Survey {
  /** By the path of its keys, joined by dots. */
  at(path: string): Setting | undefined;
  accounts: readonly AccountSetting[];
  readers: readonly ReaderSetting[];
  faults: readonly Fault[];
}

/** What is to be tried. Without a password the one that is set already. */
export interface BrokerWish {
  url: string;
  username: string;
  password: string | undefined;
}

/** How a try to reach a broker went; `detail` is one line for people who know such things. */
export type Tried =
  | { ok: true }
  | {
      ok: false;
      why: 'name' | 'closed' | 'silent' | 'login' | 'certificate' | 'kind' | 'other';
      detail: string;
    };

/** What Spotify says of a client id. `unknown`: it could not be asked. */
export type ClientIdVerdict = 'known' | 'not_known' | 'unknown';

/** What became of a change. */
export type Saved =
  | { ok: true }
  /** It would not be right, or the file is not: nothing was written. */
  | { ok: false; why: 'faults'; faults: readonly Fault[] }
  /** The file cannot be written. `text` is what it should hold, with its secrets left out. */
  | { ok: false; why: 'unwritable'; message: string; text: string }
  /** Somebody changed the file meanwhile. */
  | { ok: false; why: 'changed' };

/** A line of config.yaml, for people to mend. */
export interface Line {
  number: number;
  /** Undefined where it may hold a secret. */
  text: string | undefined;
}

/** What may be asked about the configuration while no bridge runs, or one does. */
export interface SettingsDesk {
  /** Where config.yaml is, or is to be. */
  readonly file: string;
  /** No bridge runs: it waits for a configuration that can be used. */
  readonly waiting: boolean;
  /** Why the configuration on the disk could not be taken over; empty where it was. */
  troubles(): readonly Fault[];
  survey(): Survey;
  /** The lines of config.yaml that have mistakes. */
  lines(): readonly Line[];
  /** What would be wrong with these changes. */
  check(changes: readonly Change[]): readonly Fault[];
  tryBroker(wish: BrokerWish): Promise<Tried>;
  tryClientId(clientId: string): Promise<ClientIdVerdict>;
  /** Writes the changes; the bridge takes them over. `forget`: an account whose token is deleted. */
  save(changes: readonly Change[], forget?: string): Promise<Saved>;
  /** Replaces whole lines of config.yaml, by their number. Written once nothing is wrong any more. */
  mend(lines: ReadonlyMap<number, string>): Promise<Saved>;
  /** Reads everything anew. */
  again(): void;
}

/** How the pages for settings are reached: what may be asked, and the code that whoever asks must know. */
export interface SettingsDoor {
  desk: SettingsDesk;
  access: Access;
}

/** Who may change the configuration: whoever can read the log, where nothing better is known of them. */
export interface Access {
  /** Has the code written to the log, not more than once a minute. */
  show(): void;
  /** A code was typed. `retryAt`: ms since the epoch. */
  enter(code: string, from: string): { ok: true; pass: string } | { ok: false; retryAt?: number };
  /** Whether this pass was given out and is still good. */
  knows(pass: string | undefined): boolean;
}
