/** Every topic, built and read in one place (`<base>/<account>/…`, `<base>/bridge/…`). */

export interface AccountTopics {
  /** The plain value of an entity, or anything else that is said at this level. */
  at(level: string): string;
  /** Where an entity is asked. */
  set(key: string): string;
  request(what: string): string;
  readonly availability: string;
  /** JSON in the shape of a media_player's attributes. */
  readonly player: string;
  readonly command: string;
  /** Answers to `command` and `request` where the asker named no response topic. */
  readonly response: string;
  readonly event: string;
  /** The pairing that runs, as JSON; empty while none does. */
  readonly pairing: string;
  readonly hint: string;
  readonly wake: string;
}

export interface BridgeTopics {
  at(level: string): string;
  request(what: string): string;
  /** The bridge's own availability and last will. */
  readonly state: string;
  readonly info: string;
  readonly health: string;
  readonly response: string;
}

/** What came in, by its topic. */
export type Heard =
  | { on: 'set'; account: string; key: string }
  | { on: 'command'; account: string }
  | { on: 'request'; account: string; what: string }
  | { on: 'hint'; account: string }
  | { on: 'bridge_request'; what: string };

export interface Topics {
  readonly base: string;
  readonly bridge: BridgeTopics;
  account(account: string): AccountTopics;
  /** What to subscribe to, to hear all that `parse` reads. */
  readonly filters: readonly string[];
  /** Undefined for what is not for the bridge. Whether there is such an account or entity is not its question. */
  parse(topic: string): Heard | undefined;
}

/** First levels that are no accounts. */
export const RESERVED_ACCOUNTS: readonly string[] = ['bridge', 'reader'];

const NAME = /^[a-z0-9_]+$/;

/** All topics under a base topic, which may have several levels. */
export function topicsOf(base: string): Topics {
  return {
    base,
    bridge: bridgeTopics(`${base}/bridge`),
    account: (account) => accountTopics(`${base}/${account}`),
    filters: [`${base}/+/+/set`, `${base}/+/command`, `${base}/+/request/+`, `${base}/+/hint`],
    parse: (topic) => (topic.startsWith(`${base}/`) ? parse(topic.slice(base.length + 1)) : undefined),
  };
}

function accountTopics(root: string): AccountTopics {
  return {
    at: (level) => `${root}/${level}`,
    set: (key) => `${root}/${key}/set`,
    request: (what) => `${root}/request/${what}`,
    availability: `${root}/availability`,
    player: `${root}/player`,
    command: `${root}/command`,
    response: `${root}/response`,
    event: `${root}/event`,
    pairing: `${root}/pairing`,
    hint: `${root}/hint`,
    wake: `${root}/wake`,
  };
}

function bridgeTopics(root: string): BridgeTopics {
  return {
    at: (level) => `${root}/${level}`,
    request: (what) => `${root}/request/${what}`,
    state: `${root}/state`,
    info: `${root}/info`,
    health: `${root}/health`,
    response: `${root}/response`,
  };
}

function parse(rest: string): Heard | undefined {
  const levels = rest.split('/');
  if (!levels.every((level) => NAME.test(level))) return undefined;
  const [account = '', first, second, more] = levels;
  if (first === undefined || more !== undefined) return undefined;
  if (account === 'bridge') {
    return first === 'request' && second !== undefined ? { on: 'bridge_request', what: second } : undefined;
  }
  if (RESERVED_ACCOUNTS.includes(account)) return undefined;
  if (second === undefined)
    return first === 'command' || first === 'hint' ? { on: first, account } : undefined;
  if (first === 'request') return { on: 'request', account, what: second };
  return second === 'set' ? { on: 'set', account, key: first } : undefined;
}
