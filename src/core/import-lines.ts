import { phonieboxSetting } from './import-phoniebox.ts';
import type { ImportRow } from './import-row.ts';
import { readTagText } from './tag-text.ts';

/**
 * Lists of tags, one in a line: `id text` with blanks, a tab, a comma, a semicolon, `=` or `: ` between, CSV with or
 * without a header, and the settings of a Phoniebox 2. What follows a # is a remark.
 */
export function readImportLines(text: string): ImportRow[] {
  const rows: ImportRow[] = [];
  let header: Header | undefined;
  let isFirst = true;
  for (const [at, written] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const [beforeRemark = ''] = /(?:"[^"]*"|(?<=\S)#|[^#])*/.exec(written) ?? [];
    const content = beforeRemark.trim();
    if (content === '' || content === '---') continue;
    if (isFirst) header = headerOf(content);
    const wasHeader = isFirst && header !== undefined;
    isFirst = false;
    const row = wasHeader ? null : rowOf(content, at + 1, header);
    if (row) rows.push(row);
  }
  return rows;
}

interface Header {
  delimiter: string;
  id: number;
  text: number;
  /** -1 where there is no such column. */
  name: number;
}

const DELIMITERS = ['\t', ';', ','];
const ID = /^(u?id|(tag|card|rfid|nfc)([ _-]?u?id)?|serial)$/i;
const TEXT = /^(text|ur[il]|link|spotify([ _-]?ur[il])?|play|does|content|data|value|command|action)$/i;
const NAME = /^(name|title|label|album|description)$/i;

/** No entry needs more, and patterns take longer than linear time. */
const LONGEST = 1000;

function headerOf(line: string): Header | undefined {
  for (const delimiter of DELIMITERS) {
    const cells = cellsOf(line, delimiter);
    const column = (wanted: RegExp) => cells.findIndex((cell) => wanted.test(cell));
    const [id, text] = [column(ID), column(TEXT)];
    if (id >= 0 && text >= 0) return { delimiter, id, text, name: column(NAME) };
  }
  return undefined;
}

function rowOf(content: string, line: number, header: Header | undefined): ImportRow | null {
  if (content.length > LONGEST) return { line, id: content, what: { why: 'is too long for a tag' } };
  if (header) {
    const cells = cellsOf(content, header.delimiter);
    return row(line, content, cells[header.id], cells[header.text], cells[header.name]);
  }
  const setting = phonieboxSetting(content, line);
  return setting === undefined ? (tableRow(content, line) ?? plainRow(content, line)) : setting;
}

/** Cells without a header: the id first, then what does something, and perhaps a name. */
function tableRow(content: string, line: number): ImportRow | undefined {
  for (const delimiter of DELIMITERS) {
    const [id, ...cells] = cellsOf(content, delimiter);
    const text = cells.find((cell) => AT_BEGINNING.test(cell) && doesSomething(cell));
    const name = cells.find((cell) => cell !== text && cell !== '');
    if (text !== undefined) return row(line, content, id, text, name);
  }
  return undefined;
}

/** What music and commands begin with: an id may hold blanks and signs itself. */
const BEGINNING =
  /(?:spotify(?:--[\w-]+)?:|https?:|(?:[\w-]+\.)*spotify\.(?:com|link)\/|(?:command|room|scene|sleep)\s*:|(?:un)?lock\s*["']?$)/i;
const AT_BEGINNING = new RegExp(`^${BEGINNING.source}`, 'i');
const BEFORE_TEXT = new RegExp(
  `^(.*?)(?:\\s*[,;=\\t]\\s*|\\s*:\\s+|\\s+)(?=["']?${BEGINNING.source})(.*)$`,
  'is',
);

function plainRow(content: string, line: number): ImportRow {
  const [, id, text] = BEFORE_TEXT.exec(content) ?? /(.*?)(?:\s*[,;=\t]|\s*:\s|\s)(.*)/s.exec(content) ?? [];
  return row(line, content, id, text);
}

function row(line: number, content: string, id = '', text = '', name = ''): ImportRow {
  const [plainId, plainText, plainName] = [unquoted(id), unquoted(text), unquoted(name)];
  if (plainId === '' || plainText === '') {
    const why = 'is no id with what it does behind it; right would be 04-72-90-BA-AD-6C-81 spotify:album:…';
    return { line, id: content, what: { why } };
  }
  return { line, id: plainId, what: { text: plainText }, ...(plainName !== '' && { name: plainName }) };
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim();
}

function doesSomething(text: string): boolean {
  return !['nothing', 'tag'].includes(readTagText(text).does);
}

/** The cells of a line of CSV (RFC 4180): quotes around what holds the delimiter, two for one inside. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    if (sign === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell].map((one) =>
    one
      .trim()
      .replace(/^"(.*)"$/s, '$1')
      .replaceAll('""', '"')
      .trim(),
  );
}
