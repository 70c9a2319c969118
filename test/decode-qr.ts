import jsqr from 'jsqr';
import { PNG } from 'pngjs';

/** What a camera reads from a PNG; undefined where it finds no QR code. */
export function decodeQr(png: Buffer): string | undefined {
  const { data, width, height } = PNG.sync.read(png);
  return jsqr.default(new Uint8ClampedArray(data), width, height)?.data;
}
