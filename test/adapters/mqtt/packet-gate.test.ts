import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PacketGate } from '../../../src/adapters/mqtt/packet-gate.ts';

const MOST = 1_000;
const PING = [0xc0, 0];
/** A PUBLISH with so many bytes behind its fixed header. */
function publish(bytes: number): Buffer {
  const length: number[] = [];
  for (let left = bytes; left > 0 || length.length === 0; left = Math.floor(left / 128))
    length.push((left % 128) + (left >= 128 ? 128 : 0));
  return Buffer.concat([Buffer.from([0x30, ...length]), Buffer.alloc(bytes, 0xff)]);
}

it.each([
  ['nothing', [], undefined],
  ['short ones', [0, 1, 127, 128, 500], undefined],
  ['one that is just short enough', [MOST], undefined],
  ['one that is too long', [MOST + 1], MOST + 1],
  ['one that is too long behind others', [3, 900, 7, 200_000, 1], 200_000],
] as const)('lets pass, or not: %s, however it is cut', (_what, sizes, tooLong) => {
  const bytes = Buffer.concat([Buffer.from(PING), ...sizes.map(publish)]);
  for (const step of [1, 2, 3, 7, 1_000, bytes.length]) {
    const gate = new PacketGate(MOST);
    const said: number[] = [];
    for (let at = 0; at < bytes.length && said.length === 0; at += step) {
      const found = gate.tooLong(bytes.subarray(at, at + step));
      if (found !== undefined) said.push(found);
    }
    expect(said).toEqual(tooLong === undefined ? [] : [tooLong]);
  }
});

it('is not led astray by lengths of five bytes', () => {
  const gate = new PacketGate(MOST);
  expect(gate.tooLong(Uint8Array.of(0x30, 0x80, 0x80, 0x80, 0x80, 0x80))).toBeUndefined();
});

it('takes any bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 })), (chunks) => {
      const gate = new PacketGate(MOST);
      for (const chunk of chunks) gate.tooLong(chunk);
    }),
  );
});
