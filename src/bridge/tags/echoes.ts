/** A scan that is heard by several ways counts once. Times are ms since the epoch. */
const ECHO_MS = 2_000;

/** From the reader itself, by the automation of the blueprint, or over Home Assistant's WebSocket. */
export type Way = 'reader' | 'blueprint' | 'websocket';

export interface Sighting {
  reader: string;
  way: Way;
  uid: string;
  /** The canonical text; empty where there is none. */
  text: string;
  at: number;
}

export class Echoes {
  #recent: Sighting[] = [];
  /** The reader under whose other name a card is known: its removals are that reader's. */
  readonly #same = new Map<string, string>();

  /** Whether it was heard another way already; otherwise it is remembered. The same way again is no echo: windows judge that. */
  isEcho(scan: Sighting): boolean {
    this.#recent = this.#recent.filter(({ at }) => scan.at - at < ECHO_MS && at <= scan.at);
    const first = this.#recent.find((other) => other.way !== scan.way && isSame(other, scan));
    if (first) {
      this.#same.set(scan.reader, first.reader);
      return true;
    }
    this.#same.delete(scan.reader);
    this.#recent.push(scan);
    return false;
  }

  /** The reader whose card a removal heard from `reader` is about. */
  ownerOf(reader: string): string {
    return this.#same.get(reader) ?? reader;
  }
}

/** By id; where one way tells no id, by what stands on the card. */
function isSame(a: Sighting, b: Sighting): boolean {
  if (a.uid !== '' && b.uid !== '') return a.uid === b.uid;
  return a.text !== '' && a.text === b.text;
}
