import type { Act } from '../../../src/simulator/control/act.ts';
import { Random } from '../../../src/simulator/random.ts';

const HOUR_MS = 3600_000;
const MINUTE_MS = 60_000;

/** Earliest begin of each sitting; it may be up to an hour and a half later. */
const SITTINGS_H = [7, 12, 17, 20];
const BEGINS_WITHIN_MS = 1.5 * HOUR_MS;
const SITTING_MS = HOUR_MS;
const SKIPS = 6;
const PAUSES = 2;
/** Shorter than the ten minutes after which a silent device goes idle, so that these end in a resume. */
const PAUSE_MS = { least: MINUTE_MS, most: 6 * MINUTE_MS };

export type Kind = 'start' | 'skip' | 'pause' | 'resume';

/** Where the sittings are: the first and the third in the kitchen. */
const DEVICES = ['Kitchen', 'Study'];

/** Something that a person does on the phone. */
export interface Deed {
  /** Milliseconds since midnight. */
  at: number;
  kind: Kind;
  act: Act;
}

/** A day of four hours of listening in four sittings, six skips and two pauses an hour, in order. */
export function planDay(seed: number, contexts: readonly string[]): Deed[] {
  const random = new Random(seed);
  return SITTINGS_H.flatMap((hour, index) => {
    const begin = hour * HOUR_MS + random.next() * BEGINS_WITHIN_MS;
    const uri = contexts[random.between(0, contexts.length - 1)] ?? '';
    return sitting(random, begin, uri, DEVICES[index % DEVICES.length] ?? '');
  });
}

/** Begins with music, ends with a pause from which nobody returns. */
function sitting(random: Random, begin: number, uri: string, device: string): Deed[] {
  const end = begin + SITTING_MS;
  const pauses: { from: number; to: number }[] = [];
  while (pauses.length < PAUSES) {
    const from = begin + random.next() * SITTING_MS;
    const to = from + PAUSE_MS.least + random.next() * (PAUSE_MS.most - PAUSE_MS.least);
    const isFree = pauses.every((other) => to < other.from - MINUTE_MS || from > other.to + MINUTE_MS);
    if (to < end - MINUTE_MS && isFree) pauses.push({ from, to });
  }
  const skips: number[] = [];
  while (skips.length < SKIPS) {
    const at = begin + random.next() * SITTING_MS;
    if (pauses.every(({ from, to }) => at < from || at > to)) skips.push(at);
  }
  const deeds: Deed[] = [
    { at: begin, kind: 'start', act: { action: 'play', uri, device } },
    ...skips.map((at): Deed => ({ at, kind: 'skip', act: { action: 'next' } })),
    ...pauses.flatMap(({ from, to }): Deed[] => [
      { at: from, kind: 'pause', act: { action: 'pause' } },
      { at: to, kind: 'resume', act: { action: 'play' } },
    ]),
    { at: end, kind: 'pause', act: { action: 'pause' } },
  ];
  return deeds.map((deed) => ({ ...deed, at: Math.round(deed.at) })).sort((one, other) => one.at - other.at);
}
