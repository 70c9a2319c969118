import { describe, expect, it } from 'vitest';
import { escapeMarkdown, plainText } from '../../src/lib/markdown.ts';

describe('escapeMarkdown', () => {
  it.each([
    ['[Free Premium](https://evil.example)', '\\[Free Premium\\]\\(https:\u200b//evil.example\\)'],
    ['![x](//evil)', '\\!\\[x\\]\\(//evil\\)'],
    ['<img src=x> & co', '&lt;img src=x\\> &amp; co'],
    ['**loud** _and_ `code`\n# Title', '\\*\\*loud\\*\\* \\_and\\_ \\`code\\` \\# Title'],
    ['www.evil.example a@b.example', 'w\u200bww.evil.example a@\u200bb.example'],
    ['Ünïcode, 7 · ok.', 'Ünïcode, 7 · ok.'],
  ])('makes text of %j', (name, expected) => {
    expect(escapeMarkdown(name)).toBe(expected);
  });

  it('is read back as it was', () => {
    const name = '*a* [b](c) <d> & \\e';
    expect(plainText(`**${escapeMarkdown(name)}**`)).toBe(name);
  });
});

describe('plainText', () => {
  it.each([
    ['Code **ABCD-EFGH**', 'Code ABCD-EFGH'],
    ['Open [the page](http://h/pair?c=1) now', 'Open the page (http://h/pair?c=1) now'],
    ['[http://h](http://h)', 'http://h'],
    ['at <https://h/x>', 'at https://h/x'],
  ])('of %j', (markdown, expected) => {
    expect(plainText(markdown)).toBe(expected);
  });
});
