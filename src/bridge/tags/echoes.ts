/** A scan that is heard by two ways, over MQTT and over Home Assistant, counts once. Times are ms since the epoch. */
const ECHO_MS = 2_000;

export interface Sighting {
  reader: string;
  /** It came through Home Assistant. */
  viaHome: boolean;
  uid: string;
  /** The canonical text; empty where there is none. */
  text: string;
  at: number;
}

export class Echoes {
  #recent: Sighting[] = [];
  /** The reader under whose other name a card is known: its removals are that reader's. */
  readonly #same = new Map<string, string>();

  /** Whether somebody else told of this scan already; otherwise it is remembered. */
  isEcho(scan: Sighting): boolean {
    this.#recent = this.#recent.filter(({ at }) => scan.at - at < ECHO_MS && at <= scan.at);
    const first = this.#recent.find(
      (other) => other.viaHome !== scan.viaHome && other.reader !== scan.reader && isSame(other, scan),
    );
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
