import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

/** Every page for people, the README first: later examples build on earlier ones. */
export const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .map((name) => `docs/${name}`),
];

export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

export interface Fence {
  page: string;
  language: string;
  code: string;
}

/** The blocks of code of a page. */
export function fencesOf(page: string): Fence[] {
  return [...readPage(page).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
    page,
    language,
    code,
  }));
}

/** What stands in code marks within a text. */
export function spansOf(text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
}

/** A row of a table as its cells; a `|` in code marks parts none. */
export function rowsOf(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
  return lines.map((line) => line.slice(2, -2).split(' | '));
}

/** What a shell example sends: `mosquitto_pub` or `mosquitto_rr` with a topic and a message, or with none (`-n`). */
export interface Sent {
  page: string;
  line: string;
  topic: string;
  payload: string;
}

export function messagesIn(page: string): Sent[] {
  return shellLines(page).flatMap((line) => {
    const words = wordsOf(line);
    if (!/^mosquitto_(pub|rr)$/.test(words[0] ?? '')) return [];
    const after = (flag: string) => words[words.indexOf(flag) + 1] ?? '';
    return [{ page, line, topic: after('-t'), payload: words.includes('-n') ? '' : after('-m') }];
  });
}

/** `echo '…' | npm run --silent explain <what>`. */
export function explanationsIn(page: string): { line: string; input: string; what: string }[] {
  return shellLines(page).flatMap((line) => {
    const [, input, what] = /^echo '(.+)' \| npm run --silent explain (\w+)$/.exec(line) ?? [];
    return input && what ? [{ line, input, what }] : [];
  });
}

function shellLines(page: string): string[] {
  return fencesOf(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.replaceAll(/\\\n\s*/g, ' ').split('\n'));
}

/** Words of a shell line, without their quotes. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
}
