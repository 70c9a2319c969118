import type { PlayerView } from '../../../src/simulator/control/view.ts';
import type { House } from '../house.ts';
import { isCommand, type Sent } from '../wire.ts';
import type { Card } from './cards.ts';
import type { DayReader } from './readers.ts';

/** What must happen, judged from what really plays: nothing of the bridge is asked. */

interface Place {
  uri: string;
  positionMs: number;
}

/** What must leave for Spotify, and where the music must be a moment later. */
export interface Expected {
  deeds: readonly string[];
  plays?: { uri: string; from: Place | undefined };
}

const NOTHING: Expected = { deeds: [] };
/** Paused this near to the beginning, it has ended. */
const BEGINNING_MS = 1_000;

export class Model {
  /** Whose music it is: the card that started it, and where that was laid. */
  #owner: { key: string; reader: string; card: Card } | null = null;
  /** Where stories stopped, by the card's name on its reader. */
  readonly #places = new Map<string, Place>();
  readonly #story: readonly { uri: string; durationMs: number }[];

  constructor({ catalogue }: House) {
    this.#story = catalogue.audiobooks[0]?.chapters ?? [];
  }

  /** Time has passed: music may have ended, and speakers fallen asleep. */
  look(now: PlayerView): void {
    const owner = this.#owner;
    if (!owner) return;
    const isOwn = isOf(owner.card, now);
    const hasEnded = isOwn && !now.playing && now.position_ms < BEGINNING_MS;
    if (owner.card.does.kind === 'music' && owner.card.does.isStory && now.uri !== null && isOwn) {
      if (hasEnded) this.#places.delete(owner.key);
      else this.#places.set(owner.key, { uri: now.uri, positionMs: now.position_ms });
    }
    if (hasEnded || !isOwn || now.device === null) this.#owner = null;
  }

  laid(card: Card, reader: DayReader, now: PlayerView): Expected {
    this.look(now);
    const { does } = card;
    switch (does.kind) {
      case 'unknown':
        return NOTHING;
      case 'next':
        return { deeds: ['next'] };
      case 'volume': {
        const volume = Math.min(100, Math.max(0, (now.volume ?? 0) + does.by));
        return { deeds: [`volume ${volume}`] };
      }
      case 'music':
        return this.#music(card, reader, now, does.uri);
    }
  }

  #music(card: Card, reader: DayReader, now: PlayerView, uri: string): Expected {
    const key = reader.habit.key(card);
    const { sameTag } = reader.habit.plan.rules;
    const isSame = isOf(card, now) && now.device !== null;
    if (isSame && now.playing && sameTag === 'resume') return NOTHING;
    this.#owner = { key, reader: reader.id, card };
    if (isSame && sameTag === 'next') return { deeds: ['next'] };
    if (isSame && now.position_ms >= BEGINNING_MS)
      return {
        deeds: ['resume'],
        plays: { uri, from: { uri: now.uri ?? '', positionMs: now.position_ms } },
      };
    return { deeds: [`play ${uri}`], plays: { uri, from: this.#places.get(key) } };
  }

  /** `heard`: the bridge is told of it. */
  taken(card: Card, reader: DayReader, now: PlayerView, heard: boolean): Expected {
    this.look(now);
    const isOwn = this.#owner?.key === reader.habit.key(card) && this.#owner.reader === reader.id;
    const pauses = reader.habit.plan.rules.onRemoval === 'pause' && heard && isOwn && now.playing;
    return pauses ? { deeds: ['pause'] } : NOTHING;
  }

  /** How far the music has come from one place to another, ms: of a story over its chapters, else to the next track at most. */
  between(from: Place, now: PlayerView): number {
    const isStory = this.#story.some(({ uri }) => uri === now.uri);
    if (!isStory && from.uri !== now.uri) return now.position_ms;
    return this.#offset(now.uri, now.position_ms) - this.#offset(from.uri, from.positionMs);
  }

  #offset(uri: string | null, positionMs: number): number {
    const index = this.#story.findIndex((chapter) => chapter.uri === uri);
    if (index < 0) return positionMs;
    return this.#story.slice(0, index).reduce((sum, { durationMs }) => sum + durationMs, positionMs);
  }
}

/** Whether what plays, or is paused, is a card's music. */
export function isOf({ does }: Card, now: PlayerView): boolean {
  return does.kind === 'music' && (now.context === does.uri || now.uri === does.uri);
}

/** What left for Spotify, as deeds: what is only set before music starts is left out. */
export function deedsIn(sent: readonly Sent[]): string[] {
  return sent.filter((one) => one.isApi && isCommand(one)).flatMap(deedOf);
}

function deedOf({ method, path, query, body }: Sent): string[] {
  const json = body === '' ? {} : JSON.parse(body);
  switch (`${method} ${path}`) {
    case 'PUT /me/player/play':
      return [body === '' ? 'resume' : `play ${json.context_uri ?? json.uris.join(' ')}`];
    case 'PUT /me/player/pause':
      return ['pause'];
    case 'POST /me/player/next':
      return ['next'];
    case 'PUT /me/player/volume':
      return [`volume ${new URLSearchParams(query).get('volume_percent')}`];
    case 'PUT /me/player/shuffle':
    case 'PUT /me/player/repeat':
      return [];
    case 'PUT /me/player':
      return json.play === true ? ['move'] : [];
    default:
      return [`${method} ${path}`];
  }
}
