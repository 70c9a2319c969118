import { describe, expect, it } from 'vitest';
import { qrPng, qrTerminal } from '../../src/lib/qr.ts';
import { decodeQr } from '../decode-qr.ts';

const LINK = 'https://spotify.home.example:8099/pair?user_code=BCDF-GHJK';

describe('QR codes', () => {
  it('is a PNG that a camera reads', async () => {
    expect(decodeQr(await qrPng(LINK))).toBe(LINK);
  });

  it('is lines for a terminal, all equally wide', async () => {
    const lines = (await qrTerminal(LINK)).split('\n').map(withoutColours);
    const widths = new Set(lines.filter((line) => line !== '').map((line) => line.length));
    expect(lines.length).toBeGreaterThan(10);
    expect([...widths]).toHaveLength(1);
  });

  it('refuses what no code can hold', async () => {
    await expect(qrPng('x'.repeat(3000))).rejects.toThrow(/too big/);
  });
});

function withoutColours(line: string): string {
  return line.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');
}
