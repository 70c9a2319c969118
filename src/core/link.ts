/** What a text on a tag or in a command turns out to be. */
export type Link =
  /** Can be played. `uri` is canonical; `special` is Liked Songs, which is played otherwise than the rest. */
  | { result: 'ok' | 'special'; uri: string; shuffle?: true }
  /** A short link: one look-up at `url` (https, a host of Spotify's) tells the real one. */
  | { result: 'resolve'; url: string; shuffle?: true }
  /** Understood, nothing to play; malformed or dangerous; a domain that is gone. */
  | { result: 'unsupported' | 'reject' | 'dead'; why: string }
  /** The id of a Home Assistant tag, as written. */
  | { result: 'tag-id'; id: string }
  /** vinylemulator's command tags: `command:volume/+10` is volume, +10; `room:Kitchen` is room, Kitchen. */
  | { result: 'command'; command: string; argument?: string };

export const reject = (why: string): Link => ({ result: 'reject', why });
export const unsupported = (why: string): Link => ({ result: 'unsupported', why });
