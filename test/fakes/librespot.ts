import type { PlayerView } from '../../src/simulator/control/view.ts';

/** What librespot 0.8 tells its `--onevent` program of, in PLAYER_EVENT (its wiki, Events), as far as changes of the player go. */
export type LibrespotEvent =
  | 'session_connected'
  | 'session_client_changed'
  | 'session_disconnected'
  | 'loading'
  | 'track_changed'
  | 'playing'
  | 'paused'
  | 'stopped'
  | 'end_of_track'
  | 'volume_changed';

/** Those that examples/librespot/spotify2mqtt-hint makes a hint of. */
export const HINTS: ReadonlySet<LibrespotEvent> = new Set<LibrespotEvent>([
  'session_connected',
  'session_disconnected',
  'playing',
  'paused',
  'stopped',
  'volume_changed',
]);

/** A librespot beside the simulator: it knows of itself alone, and says nothing of what plays elsewhere. */
export class Librespot {
  readonly #device: string;
  readonly #player: () => PlayerView;
  #was: PlayerView;

  constructor(device: string, player: () => PlayerView) {
    this.#device = device;
    this.#player = player;
    this.#was = player();
  }

  /** What it tells of since it was asked last, in order. */
  events(): LibrespotEvent[] {
    const was = this.#was;
    const is = this.#player();
    this.#was = is;
    const before = was.device === this.#device;
    if (is.device !== this.#device) return before ? ['stopped', 'session_disconnected'] : [];
    const goes = is.playing ? 'playing' : 'paused';
    const track: LibrespotEvent[] = is.uri === null ? ['stopped'] : ['loading', 'track_changed', goes];
    if (!before) return ['session_connected', 'session_client_changed', 'volume_changed', ...track];
    const events: LibrespotEvent[] = is.volume === was.volume ? [] : ['volume_changed'];
    if (is.uri !== was.uri) events.push(...track);
    else if (is.playing !== was.playing) events.push(goes);
    return events;
  }
}
