import type { ReaderFormat } from '../../core/reader.ts';
import type { TagMessage, TagReading } from '../../core/scan.ts';
import { readTag } from '../../core/tag-reading.ts';

/** A box of cards on a few readers; what is longer than a card's message is rare, and may be anything. */
const MOST = 256;
const LONGEST = 512;

interface Kept {
  format: ReaderFormat;
  reading: TagReading;
}

/**
 * What messages of readers say, by core/tag-reading. A card that is laid again sends the same words again, and finding out what
 * words of an unknown shape mean takes longer than all else that is done before its music is asked for.
 */
export class ReadBefore {
  readonly #kept = new Map<string, Kept>();

  read(message: TagMessage, format: ReaderFormat): TagReading {
    const { topic, payload, retained, removal = false } = message;
    if (payload.length > LONGEST) return readTag(message, format);
    const key = `${retained} ${removal} ${topic} ${payload}`;
    const kept = this.#kept.get(key);
    if (kept?.format === format) return kept.reading;
    const reading = readTag(message, format);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, { format, reading });
    return reading;
  }
}
