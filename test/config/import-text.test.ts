import { expect, it } from 'vitest';
import { importText } from '../../src/config/import-text.ts';

const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';

it('takes our own tags.yaml with everything that is said there', () => {
  const text = `"04-72": {play: ${ALBUM}, name: Road, volume: 20}\n"0599": ${ALBUM}\n`;
  expect(importText(text, [])).toEqual({
    tags: [
      { uid: '0472', name: 'Road', does: ALBUM, cover: null, options: { volume: 20 } },
      { uid: '0599', name: null, does: ALBUM, cover: null, options: {} },
    ],
    refused: [],
  });
});

it('takes nothing of a tags.yaml with mistakes', () => {
  const text = `a1:\n  play: ${ALBUM}\n  volume: 101\nb1: {command: next, account: kids}\nc1: "open`;
  expect(importText(text, ['family'])).toEqual({
    tags: [],
    refused: [{ line: 5, why: expect.stringMatching(/^lacks a character/) }],
  });
  expect(importText(text.replace('"open', 'lock'), ['family'])).toEqual({
    tags: [],
    refused: [
      { line: 3, why: 'a1.volume is 101, a whole number from 0 to 100 would be right' },
      { line: 4, why: 'b1.account is no account, one of family would be right' },
    ],
  });
});

it("takes another program's text", () => {
  expect(importText(`0472 ${ALBUM}\n1234 hello\n`, [])).toEqual({
    tags: [{ uid: '0472', name: null, does: ALBUM, cover: null, options: {} }],
    refused: [{ line: 2, why: expect.stringContaining('is nothing that a card can do') }],
  });
  expect(
    importText("'1': {alias: next_song}\n'2': {package: volume, method: set_volume, args: 12}", []).tags,
  ).toMatchObject([
    { uid: '1', does: 'command:next' },
    { uid: '2', does: 'command:volume 12' },
  ]);
});
