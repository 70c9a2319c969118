import type { Device } from './device.ts';
import { type Item, sameItem } from './item.ts';
import { type Playback, positionAt, type Repeat } from './playback.ts';

export type Aspect = 'status' | 'item' | 'position' | 'volume' | 'shuffle' | 'repeat' | 'device';

/**
 * Commands are published as done before Spotify's state shows them, because its reads lag. An `Expected` is such a claim:
 * it changes what looks say until one confirms it, or until its time is over and the look is right.
 */
export interface Expected {
  /** What it is about, and which earlier claims it makes void: the later command has the last word. */
  about: Aspect;
  overrules: readonly Aspect[];
  /** Until when looks that contradict are not believed. Infinity while the command is under way. */
  until: number;
  /** Whether a look shows it done. */
  met(look: Playback): boolean;
  /** The look, with what was claimed. */
  claim(look: Playback): Playback;
}

/** Longer than Spotify's lag, shorter than the second look after a command (3 s), which thereby has the last word. */
export const SETTLING_MS = 2_500;

/** A position is the same if it departs by no more than this from what was extrapolated. */
export const POSITION_TOLERANCE_MS = 2_000;

/** What to show: the look with everything that is still claimed. */
export function shown(look: Playback, expected: readonly Expected[]): Playback {
  return expected.reduce((playback, one) => one.claim(playback), look);
}

/** What is still claimed after a look at `now`: neither confirmed by it nor over. A clock that was set back ends it too. */
export function stillExpected(
  expected: readonly Expected[],
  look: Playback,
  now: number,
): readonly Expected[] {
  const isOver = ({ until }: Expected) =>
    until <= now || (until !== Number.POSITIVE_INFINITY && until > now + SETTLING_MS);
  return expected.filter((one) => !isOver(one) && !one.met(look));
}

/** The claims that stand when new ones are made. */
export function withClaims(expected: readonly Expected[], more: readonly Expected[]): readonly Expected[] {
  const overruled = new Set(more.flatMap((one) => one.overrules));
  return [...expected.filter((one) => !overruled.has(one.about)), ...more];
}

const claim = (
  [about, ...others]: readonly [Aspect, ...Aspect[]],
  met: Expected['met'],
  change: Expected['claim'],
): Expected => ({
  about,
  overrules: [about, ...others],
  until: Number.POSITIVE_INFINITY,
  met,
  claim: (look) => (met(look) ? look : change(look)),
});

export function expectPlaying(now: number): Expected {
  return claim(
    ['status'],
    (look) => look.status === 'playing',
    (look) => ({ ...look, status: 'playing', measuredAt: Math.max(now, look.measuredAt) }),
  );
}

export function expectPaused(shownNow: Playback, now: number): Expected {
  const positionMs = positionAt(shownNow, now);
  return claim(
    ['status'],
    (look) => look.status !== 'playing',
    (look) => ({ ...look, status: 'paused', positionMs, measuredAt: now }),
  );
}

/**
 * Another item, known from the queue or not, that begins now. Looks may still show what was shown before, or what was
 * looked at before that where several skips follow each other.
 */
export function expectSkip(
  shownNow: Playback,
  looked: Playback,
  next: Item | undefined,
  now: number,
): Expected {
  const before = [shownNow.item, looked.item];
  return claim(
    ['item', 'position', 'status'],
    (look) => {
      const isNew = (item: Item | null) => !before.some((old) => sameItem(item, old));
      // Of several skips in a row a look may see one between: the last one is known by what it leads to.
      if (next && isNew(next)) return sameItem(look.item, next);
      // The same item from its beginning is a skip too: a context of one track, previous in the middle of one.
      return isNew(look.item) || begunSince(look, now);
    },
    (look) => ({ ...look, status: 'playing', item: next ?? shownNow.item, positionMs: 0, measuredAt: now }),
  );
}

function begunSince(look: Playback, since: number): boolean {
  if (look.positionMs === null || look.measuredAt < since) return false;
  return look.positionMs <= look.measuredAt - since + POSITION_TOLERANCE_MS;
}

export function expectPosition(positionMs: number, now: number): Expected {
  return claim(
    ['position'],
    (look) => {
      const shown = positionAt(look, look.measuredAt);
      const gone = look.status === 'playing' ? look.measuredAt - now : 0;
      return shown !== null && Math.abs(shown - positionMs - gone) <= POSITION_TOLERANCE_MS;
    },
    (look) => ({ ...look, positionMs, measuredAt: now }),
  );
}

export function expectVolume(percent: number): Expected {
  return claim(
    ['volume'],
    (look) => look.device?.volume === percent,
    (look) => (look.device ? { ...look, device: { ...look.device, volume: percent } } : look),
  );
}

export function expectShuffle(on: boolean): Expected {
  return claim(
    ['shuffle'],
    (look) => look.shuffle === on,
    (look) => ({ ...look, shuffle: on }),
  );
}

export function expectRepeat(mode: Repeat): Expected {
  return claim(
    ['repeat'],
    (look) => look.repeat === mode,
    (look) => ({ ...look, repeat: mode }),
  );
}

export function expectDevice(device: Device): Expected {
  const same = (other: Device | null) =>
    device.id === null ? other?.name === device.name : other?.id === device.id;
  return claim(
    ['device', 'volume'],
    (look) => same(look.device),
    (look) => ({ ...look, device: { ...device, active: true } }),
  );
}

/**
 * Keeps the earlier measurement of the position where the new one agrees with it, so that nothing is published because
 * time passes: a position is said again only when it departs from what everybody can extrapolate.
 */
export function anchored(before: Playback, after: Playback): Playback {
  if (before.status !== after.status || !sameItem(before.item, after.item)) return after;
  const expected = positionAt(before, after.measuredAt);
  const actual = positionAt(after, after.measuredAt);
  if (expected === null || actual === null || Math.abs(expected - actual) > POSITION_TOLERANCE_MS)
    return after;
  return { ...after, positionMs: before.positionMs, measuredAt: before.measuredAt };
}
