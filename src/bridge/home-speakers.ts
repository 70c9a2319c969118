import { Absent } from '../core/absent.ts';
import type { Command } from '../core/command.ts';
import { type HomePlayer, homePlayerFor } from '../core/home-player.ts';
import { nobody, Unavailable } from '../core/home-trouble.ts';
import type { HomeAct, HomePlayers, HomeSeen } from '../core/ports.ts';
import { Trouble } from '../core/problem.ts';
import { rulesFor, type SpeakerPlan } from '../core/speaker-plan.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from './store.ts';

/** After a start, ms: just after each of the two looks that follow every command, and until one more. */
const WAITS_MS = [1_500, 2_000];
const LAST_MS = 2_500;
/** So long that last look is waited for. */
const LOOK_MS = 3_000;

/** What a command's answer tells of a media_player that carried it out. */
export interface Via {
  entity: string;
  /** What whoever asked must know, in a sentence. */
  note?: string;
}

interface Parts {
  plan: { speakers: SpeakerPlan; device: string | undefined };
  players: HomePlayers | undefined;
  clock: Clock;
  store: Store;
  /** Looks what Spotify shows. */
  look: () => Promise<unknown>;
  signal: AbortSignal;
}

/** The speakers that Home Assistant plays for: which commands are theirs, and what becomes of those. */
export class HomeSpeakers {
  readonly #parts: Parts;
  /** What was started last, until something is started elsewhere: Spotify may not show it. */
  #last: HomePlayer | undefined;
  #count = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whose the command is; undefined where it is Spotify's. */
  for(command: Command): HomePlayer | undefined {
    const { plan, store } = this.#parts;
    const { state } = store;
    const { status, device } = state.playback;
    const isHeardElsewhere = device && status === 'playing' && !this.isShown(this.#last);
    if (isHeardElsewhere) this.#last = undefined;
    return homePlayerFor(command, {
      state,
      plan: plan.speakers,
      fallback: plan.device,
      last: this.#last,
    });
  }

  /** A command goes to Spotify. */
  left({ ask }: Command): void {
    if (ask === 'play' || ask === 'device') this.#last = undefined;
  }

  /** Whether Spotify shows this as the speaker that plays, or is paused. */
  isShown(player: HomePlayer | undefined): boolean {
    const { device } = this.#parts.store.state.playback;
    return (
      device !== null && player !== undefined && rulesFor(this.#parts.plan.speakers, device) === player.rules
    );
  }

  seen({ entity }: HomePlayer): HomeSeen | undefined {
    return this.#parts.players?.seen(entity);
  }

  /** Whether the speaker of a media_player is there; undefined where nobody knows. */
  isThere(entity: string): boolean | undefined {
    const seen = this.#parts.players?.seen(entity);
    return seen && seen.state !== 'unavailable';
  }

  onSeen(listener: () => void): void {
    this.#parts.players?.onSeen(listener);
  }

  /** Rejects with a Trouble: `Absent` where its speaker may come yet. */
  async perform({ name, entity }: HomePlayer, act: Omit<HomeAct, 'entity'>): Promise<void> {
    const { players } = this.#parts;
    this.#count++;
    if (!players) throw nobody({ entity, ...act });
    try {
      await players.perform({ entity, ...act });
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      throw new Absent(error.message, { asked: name, device: name, entity });
    }
  }

  /** It was chosen, or music began there: what names no speaker is for this one from now on. */
  chose(player: HomePlayer): void {
    const { store, plan } = this.#parts;
    this.#last = player;
    const known = store.state.known.find(({ device }) => rulesFor(plan.speakers, device) === player.rules);
    const { id, name } = known?.device ?? { id: null, name: player.name };
    store.put({ lastDevice: { id, name } });
  }

  /**
   * Whether what began there is heard: a note where nobody can tell, or Home Assistant alone. Rejects with a Trouble of kind
   * `silent` where it is not. Judges nothing any more once something else was asked.
   */
  async confirm(player: HomePlayer): Promise<string | undefined> {
    const { clock, look, signal } = this.#parts;
    const count = this.#count;
    const isPast = () => signal.aborted || count !== this.#count;
    for (const wait of WAITS_MS) {
      await clock.sleep(wait, signal);
      if (isPast() || this.#isHeard(player)) return undefined;
    }
    await clock.sleep(LAST_MS, signal);
    if (isPast()) return undefined;
    // Where the budget for looks is spent, an answer in time is worth more.
    await Promise.race([look(), clock.sleep(LOOK_MS, signal)]);
    if (isPast() || this.#isHeard(player)) return undefined;
    const seen = this.seen(player);
    if (!seen)
      return `${player.entity} was told; Spotify does not show what plays there, so nobody knows whether it is heard`;
    if (!['playing', 'buffering', 'on'].includes(seen.state))
      throw new Trouble('silent', `${player.entity} took it, and does not play: it is ${seen.state}`);
    const what = seen.title === null ? 'it plays' : `it plays ${seen.title}`;
    return `Spotify does not show what plays there; Home Assistant says that ${what}`;
  }

  #isHeard(player: HomePlayer): boolean {
    return this.#parts.store.state.playback.status === 'playing' && this.isShown(player);
  }
}
