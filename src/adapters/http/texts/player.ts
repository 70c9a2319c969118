/**
 * What the live page says, in one language. It is sent to the browser as JSON, so all of it is text: `{name}` stands for
 * what is put in there.
 */
export interface PlayerTexts extends PlayerWords {
  /** What the overview says of them too. */
  package: { title: string; is: string; load: string };
}

export interface PlayerWords {
  language: string;
  locale: string;
  title: string;
  accounts: string;
  /** A volume that was held back: {volume}, {limited_by}. */
  limited: string;
  menu: { print: string; about: string };

  connection: { lost: string; broker: string; reload: string };

  states: Readonly<Record<'playing' | 'paused' | 'idle' | 'off' | 'buffering', string>>;
  nothing: string;
  nothingHint: string;
  nowPlaying: string;
  controls: string;
  play: string;
  pause: string;
  next: string;
  previous: string;
  shuffle: string;
  repeat: Readonly<Record<'off' | 'all' | 'one', string>>;
  like: string;
  liked: string;
  position: string;
  positionSaid: string;
  volume: string;
  volumeSaid: string;
  mute: string;
  unmute: string;

  speaker: {
    title: string;
    none: string;
    noneHint: string;
    active: string;
    restricted: string;
    leftOut: string;
    seen: string;
    neverSeen: string;
    /** A media_player of Home Assistant plays for it. */
    home: string;
    refresh: string;
  };
  sleep: {
    title: string;
    off: string;
    minutes: string;
    endOfTrack: string;
    runs: string;
    runsToEnd: string;
    endOfContext: string;
    runsToEndOfContext: string;
    left: string;
    more: string;
  };

  library: {
    title: string;
    search: string;
    searchFor: string;
    find: string;
    results: string;
    found: string;
    nothing: string;
    root: string;
    back: string;
    more: string;
    loading: string;
    /** Before what is played or opened, for those who do not see the signs. */
    plays: string;
    opens: string;
    openThis: string;
    queueThis: string;
    cardThis: string;
    started: string;
    queued: string;
    folders: Readonly<Record<string, string>>;
    types: Readonly<Record<string, string>>;
  };

  pairing: {
    title: string;
    needed: string;
    start: string;
    again: string;
    open: string;
    scan: string;
    here: string;
    qr: string;
    left: string;
    code: string;
    playsAs: string;
    until: string;
    details: string;
    unpair: string;
    unpairWarning: string;
    unpairSure: string;
  };

  /** By kind; `advice` is what to do. */
  problems: Readonly<Record<string, { title: string; advice: string }>>;
  /** The same by the rule of the house that refused. */
  rules: Readonly<Record<string, { title: string; advice: string }>>;
  problemAt: string;
  dismiss: string;
  details: string;

  cards: {
    title: string;
    all: string;
    none: string;
    waiting: string;
    gets: string;
    getsMusic: string;
    only: string;
    left: string;
    cancel: string;
    teach: string;
    unknown: string;
    unknownTitle: string;
    laid: string;
    teachThis: string;
    edit: string;
    recent: string;
  };
  readers: {
    title: string;
    none: string;
    online: string;
    offline: string;
    locked: string;
    on: string;
    last: string;
  };

  events: {
    title: string;
    none: string;
    /** By event_type. */
    said: Readonly<Record<string, string>>;
    /** By result of a card that was played. */
    results: Readonly<Record<string, string>>;
  };

  justNow: string;
}
