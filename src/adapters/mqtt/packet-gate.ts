/**
 * Watches the bytes that a client sends and tells when a packet announces itself that is too long, before it has come: a broker that
 * collects packets in memory would have it all there. Only lengths are read (MQTT 3.1.1 §2.2.3: a byte, then the remaining length in
 * one to four bytes of seven bits, least first).
 */
export class PacketGate {
  readonly #most: number;
  /** Of the packet that has begun: bytes that are still to come. */
  #left = 0;
  /** While its length is read: the bytes of its header so far, and what they say. */
  #header = 0;
  #length = 0;

  /** `most`: bytes of a packet beside its fixed header. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Takes the next bytes; the length of a packet that is too long, else undefined. */
  tooLong(chunk: Uint8Array): number | undefined {
    for (let at = 0; at < chunk.length; ) {
      if (this.#left > 0) {
        const skipped = Math.min(this.#left, chunk.length - at);
        this.#left -= skipped;
        at += skipped;
        continue;
      }
      const byte = chunk[at++] ?? 0;
      this.#header++;
      if (this.#header === 1) continue;
      this.#length += (byte & 0x7f) * 128 ** (this.#header - 2);
      // A length of five bytes is none: the broker hangs up.
      if (byte >= 0x80 && this.#header < 5) continue;
      if (this.#length > this.#most) return this.#length;
      this.#left = this.#length;
      this.#header = 0;
      this.#length = 0;
    }
    return undefined;
  }
}
