/** Every topic, built and read in one place (`<base>/<account>/…`, `<base>/bridge/…`, `<base>/reader/<reader>/…`). */

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
  /** Where Home Assistant is asked to play, by who has no token for it. */
  readonly homeAssistant: string;
  readonly homeAssistantResult: string;
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

export interface ReaderTopics {
  /** The plain value of an entity of the reader's device. */
  at(level: string): string;
  set(key: string): string;
  /** Where it says what lies on it. */
  readonly tag: string;
  /** Where its own buttons and knobs ask. */
  readonly command: string;
  readonly response: string;
  /** Its own birth and last will. */
  readonly status: string;
  /** For its light, buzzer and display. */
  readonly feedback: string;
  readonly display: string;
  readonly event: string;
  /** The plain ids of its tags, for Home Assistant. */
  readonly scan: string;
}

/** What came in for the bridge or one of its accounts, by its topic. */
export type AccountHeard =
  | { on: 'set'; account: string; key: string }
  | { on: 'command'; account: string }
  | { on: 'request'; account: string; what: string }
  | { on: 'hint'; account: string }
  | { on: 'home_assistant_result'; account: string }
  /** `what` has one level, or two: `pair`, `tags/set`. */
  | { on: 'bridge_request'; what: string };

/** What came in from a reader, or for one. */
export type ReaderHeard =
  | { on: 'reader_tag' | 'reader_status'; reader: string }
  | { on: 'reader_command'; reader: string }
  | { on: 'reader_set'; reader: string; key: string };

export type Heard = AccountHeard | ReaderHeard;

export interface Topics {
  readonly base: string;
  readonly bridge: BridgeTopics;
  account(account: string): AccountTopics;
  reader(reader: string): ReaderTopics;
  /** What to subscribe to, to hear all that `parse` reads; no two of them match the same topic that it reads. */
  readonly filters: readonly string[];
  /** Undefined for what is not for the bridge. Whether there is such an account or entity is not its question. */
  parse(topic: string): Heard | undefined;
}

const NAME = /^[a-z0-9_]+$/;

/**
 * A reader's level is what the reader calls itself: all that Home Assistant takes in a topic (core, mqtt/util.py), up to 64
 * characters.
 */
const READER = /^[^/+#\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]{1,64}$/u;

/** `<base>/reader/request/tag` would be heard by two filters, and what is heard twice is done twice. */
const NO_READER = 'request';

/** Whether a text can be a reader's level. */
export function isReader(level: string): boolean {
  return READER.test(level) && level !== NO_READER;
}

/** All topics under a base topic, which may have several levels. */
export function topicsOf(base: string): Topics {
  return {
    base,
    bridge: bridgeTopics(`${base}/bridge`),
    account: (account) => accountTopics(`${base}/${account}`),
    reader: (reader) => readerTopics(`${base}/reader/${reader}`),
    filters: [
      `${base}/+/+/set`,
      `${base}/+/command`,
      `${base}/+/request/+`,
      `${base}/+/hint`,
      `${base}/+/home_assistant/result`,
      `${base}/bridge/request/+/+`,
      ...['tag', 'command', 'status', '+/set'].map((level) => `${base}/reader/+/${level}`),
    ],
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
    homeAssistant: `${root}/home_assistant`,
    homeAssistantResult: `${root}/home_assistant/result`,
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

export function readerTopics(root: string): ReaderTopics {
  return {
    at: (level) => `${root}/${level}`,
    set: (key) => `${root}/${key}/set`,
    tag: `${root}/tag`,
    command: `${root}/command`,
    response: `${root}/response`,
    status: `${root}/status`,
    feedback: `${root}/feedback`,
    display: `${root}/display`,
    event: `${root}/event`,
    scan: `${root}/scan`,
  };
}

function parse(rest: string): Heard | undefined {
  const [first, ...levels] = rest.split('/');
  switch (first) {
    case 'bridge':
      return parseBridge(levels);
    case 'reader':
      return parseReader(levels);
    default:
      return first === undefined ? undefined : parseAccount(first, levels);
  }
}

function parseBridge([request, ...what]: string[]): Heard | undefined {
  if (request !== 'request' || what.length < 1 || what.length > 2 || !what.every(isName)) return undefined;
  return isSet(what) ? undefined : { on: 'bridge_request', what: what.join('/') };
}

function parseReader([reader = '', ...levels]: string[]): Heard | undefined {
  if (!isReader(reader)) return undefined;
  const [level = '', set, ...more] = levels;
  if (set === 'set')
    return isName(level) && more.length === 0 ? { on: 'reader_set', reader, key: level } : undefined;
  if (set !== undefined) return undefined;
  if (level === 'command') return { on: 'reader_command', reader };
  return level === 'tag' || level === 'status' ? { on: `reader_${level}`, reader } : undefined;
}

function parseAccount(account: string, levels: string[]): Heard | undefined {
  const [first, second, ...more] = levels;
  if (first === undefined || more.length > 0 || ![account, ...levels].every(isName)) return undefined;
  if (second === undefined)
    return first === 'command' || first === 'hint' ? { on: first, account } : undefined;
  if (first === 'request') return isSet([second]) ? undefined : { on: 'request', account, what: second };
  if (first === 'home_assistant' && second === 'result') return { on: 'home_assistant_result', account };
  return second === 'set' ? { on: 'set', account, key: first } : undefined;
}

function isName(level: string): boolean {
  return NAME.test(level);
}

/** No request is called `set`: two filters would hear it. */
function isSet([what, more]: string[]): boolean {
  return what === 'set' && more === undefined;
}
