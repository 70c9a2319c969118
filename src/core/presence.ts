/**
 * Which card lies on a reader, from signs that flap, repeat and get lost. Transitions over numbers (ms since the epoch): a sign
 * comes in, the new presence and what happened come out. Whoever moves asks again at `dueAt`.
 */
export interface Presence {
  /** The card on the reader, as far as its messages tell. */
  card: string | null;
  /** A removal was heard: the card has left if it is not back by then. */
  leavesAt: number | null;
  /** When each card gave its last sign. */
  signs: ReadonlyMap<string, number>;
  /** The reader has just been born: until then the first card is one that lay there. Of one card only, where it is named. */
  birth: { until: number; card: string | null } | null;
  /** Whether this reader tells removals at all. */
  tellsRemoval: boolean;
}

/** What a sign turned out to be. Only `laid` is a scan. */
export type Happening =
  | { what: 'laid'; card: string }
  /** The same scan once more: a reader that repeats, or a card that flaps. */
  | { what: 'held'; card: string }
  /** It lay there when the reader was born: nobody has just laid it. */
  | { what: 'found'; card: string }
  /** `replaced`: another card lies there now. */
  | { what: 'left'; card: string; replaced: boolean };

export interface Windows {
  /** The same card within so long of its last sign is the same scan; each sign renews it. */
  windowMs: number;
  /** A card that is back within so long of its removal never left. */
  graceMs: number;
}

export interface SignKind {
  isStep?: boolean;
  isState?: boolean;
}

export interface Step {
  presence: Presence;
  happened: readonly Happening[];
}

export const NOTHING_THERE: Presence = {
  card: null,
  leavesAt: null,
  signs: new Map(),
  birth: null,
  tellsRemoval: false,
};

/** Longer than any window: signs before that are forgotten. */
const FORGET_MS = 10 * 60_000;
/** More cards than anybody lays within a window; a reader that makes up ids fills no memory. */
const MOST_SIGNS = 50;

/** The reader has just started; `card` limits what is found to the one that lay there before. */
export function born(presence: Presence, at: number, forMs: number, card: string | null = null): Presence {
  return { ...presence, birth: { until: at + forMs, card } };
}

/**
 * A card gave a sign. `isStep`: it is meant as often as it is laid (volume steps), so that no grace holds its return back and
 * `windowMs` is the short one. `isState`: the topic shows what lies there, and says so again whenever the reader reconnects;
 * the same card is the same scan until it is gone.
 */
export function signed(
  before: Presence,
  card: string,
  at: number,
  { windowMs, isStep = false, isState = false }: Pick<Windows, 'windowMs'> & SignKind,
): Step {
  const settled = settle(before, at);
  const { presence } = settled;
  const happened = [...settled.happened];
  const last = presence.signs.get(card);
  const isRecent = last !== undefined && at - last < windowMs && at >= last;
  const isBack = presence.card === card && presence.leavesAt !== null;
  const isStill = isState && presence.card === card && last !== undefined;
  const isBirth = presence.birth !== null && at <= presence.birth.until;
  const isFound = isBirth && (presence.birth?.card ?? card) === card;
  if (presence.card !== null && presence.card !== card)
    happened.push({ what: 'left', card: presence.card, replaced: true });
  const what = isFound ? 'found' : isRecent || isStill || (isBack && !isStep) ? 'held' : 'laid';
  happened.push({ what, card });
  const others = [...presence.signs].filter(([other, time]) => other !== card && at - time < FORGET_MS);
  const signs = new Map([...others.slice(1 - MOST_SIGNS), [card, at]]);
  return { presence: { ...presence, card, leavesAt: null, signs, birth: null }, happened };
}

/** A topic that shows what lies there was replayed: so it is, and nobody has just laid or taken anything. */
export function shown(presence: Presence, card: string | null, at: number): Presence {
  const signs = new Map(presence.signs);
  if (card !== null) signs.set(card, at);
  return {
    ...presence,
    card,
    leavesAt: null,
    signs,
    birth: card === null ? reborn(presence) : presence.birth,
  };
}

/** What is left of a birth once its card is gone: whoever lays it again has just laid it. */
function reborn({ birth }: Presence): Presence['birth'] {
  return birth?.card == null ? birth : null;
}

/** A removal was heard. Without a card it is the one that lies there. */
export function removed(
  before: Presence,
  card: string,
  at: number,
  { graceMs }: Pick<Windows, 'graceMs'>,
): Step {
  const { presence, happened } = settle(before, at);
  const known = { ...presence, tellsRemoval: true };
  // A late word about a card that another has replaced.
  if (known.card === null || (card !== '' && card !== known.card) || known.leavesAt !== null)
    return { presence: known, happened };
  const signs = new Map(known.signs).set(known.card, at);
  return settle({ ...known, leavesAt: at + graceMs, signs }, at, happened);
}

/** When something will have happened by itself; undefined where nothing will. */
export function dueAt({ leavesAt }: Presence): number | undefined {
  return leavesAt ?? undefined;
}

/** What has happened by itself until `at`. */
export function settle(presence: Presence, at: number, happened: readonly Happening[] = []): Step {
  const { card, leavesAt } = presence;
  if (card === null || leavesAt === null || at < leavesAt) return { presence, happened };
  // It has truly left: laid again, it is laid anew, however soon.
  const signs = new Map(presence.signs);
  signs.delete(card);
  return {
    presence: { ...presence, card: null, leavesAt: null, signs, birth: reborn(presence) },
    happened: [...happened, { what: 'left', card, replaced: false }],
  };
}
