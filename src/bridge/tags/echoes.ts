import { NOBODY } from './home-reader.ts';

/** A scan that is heard by several ways counts once. Times are ms since the epoch. */
const ECHO_MS = 2_000;

/** How a scan came: from the reader itself, by the blueprint, or over Home Assistant's WebSocket. */
export type Way = 'reader' | 'blueprint' | 'socket';

export interface Sighting {
  reader: string;
  way: Way;
  uid: string;
  /** The canonical text; empty where there is none. */
  text: string;
  at: number;
}

/** `echo`: what `of` told already. `early`: Home Assistant was faster than the reader, which will tell by itself. */
export type Told = { as: 'news' } | { as: 'echo'; of: Sighting } | { as: 'early' };

/** By which ways a scan was heard: each tells it once. */
interface Heard {
  scan: Sighting;
  ways: Set<Way>;
}

export class Echoes {
  #recent: Heard[] = [];
  /** Two readers that are one: what lies on either has left when the other says so. */
  readonly #same = new Map<string, string>();
  /** By a reader of Home Assistant's: the one that it retells, and the last scan that was left to that one. */
  readonly #retelling = new Map<string, { reader: string; left: Sighting | undefined }>();

  /** What a scan is beside those that were heard before. */
  hear(scan: Sighting): Told {
    this.#recent = this.#recent.filter((other) => isNear(other.scan, scan));
    if (scan.way === 'reader') this.#confirm(scan.reader);
    const first = this.#recent.find(({ scan: other, ways }) => !ways.has(scan.way) && isSame(other, scan));
    if (first) {
      first.ways.add(scan.way);
      this.#pair(first.scan, scan);
      return { as: 'echo', of: first.scan };
    }
    if (this.#isEarly(scan)) return { as: 'early' };
    this.#recent.push({ scan, ways: new Set([scan.way]) });
    return { as: 'news' };
  }

  /** The other name of a reader. */
  partnerOf(reader: string): string | undefined {
    return this.#same.get(reader);
  }

  /** The reader is gone. */
  forget(reader: string): void {
    const partner = this.#same.get(reader);
    this.#same.delete(reader);
    if (partner !== undefined && this.#same.get(partner) === reader) this.#same.delete(partner);
    for (const [home, retelling] of this.#retelling) {
      if (home === reader || retelling.reader === reader) this.#retelling.delete(home);
    }
  }

  #pair(first: Sighting, second: Sighting): void {
    if (first.reader === second.reader) return;
    this.#same.set(first.reader, second.reader);
    this.#same.set(second.reader, first.reader);
    const [direct, home] = first.way === 'reader' ? [first, second] : [second, first];
    // Those without a device are many, and each speaks for itself.
    if (direct.way === 'reader' && home.reader !== NOBODY)
      this.#retelling.set(home.reader, { reader: direct.reader, left: undefined });
  }

  /** The reader itself knows more of the card, and its rules count; but only as long as it does tell. */
  #isEarly(scan: Sighting): boolean {
    const retelling = scan.way === 'reader' ? undefined : this.#retelling.get(scan.reader);
    if (!retelling) return false;
    const { left } = retelling;
    const isSilent = left !== undefined && !isNear(left, scan);
    if (isSilent) this.#retelling.delete(scan.reader);
    else retelling.left ??= scan;
    return !isSilent;
  }

  #confirm(reader: string): void {
    for (const retelling of this.#retelling.values()) {
      if (retelling.reader === reader) retelling.left = undefined;
    }
  }
}

function isNear({ at }: Sighting, scan: Sighting): boolean {
  return scan.at - at < ECHO_MS && at <= scan.at;
}

/** By id; where one way tells no id, by what stands on the card. */
function isSame(a: Sighting, b: Sighting): boolean {
  if (a.uid !== '' && b.uid !== '') return a.uid === b.uid;
  return a.text !== '' && a.text === b.text;
}
