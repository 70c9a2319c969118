import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import type { Command } from './command.ts';
import { BadPayload } from './problem.ts';
import { quote } from './values.ts';
import { WORDS, type Word } from './vocabulary.ts';

/** The language of `<base>/<account>/command`: a word, a word with an argument, or JSON. */

/** Other spellings that programs and people use for the same. */
const SPELLINGS: Record<string, string> = {
  playpause: 'play_pause',
  prev: 'previous',
  queue_add: 'queue',
  queueadd: 'queue',
};

/** What came in on a command topic: the command, and the name by which its sender wants to know the answer. */
export interface Asked {
  command: Command;
  transaction?: string | number;
}

/**
 * Reads a payload of a command topic: `word`, `word argument`, or JSON with `command` and its members (and an optional
 * `transaction`). Throws BadPayload, which says what would have been right; its transaction is in `transactionOf`.
 */
export function readCommand(payload: string): Asked {
  const line = payload.trim();
  if (line === '') throw new BadPayload(`empty; ${allowed()}`);
  if (line.startsWith('{') || line.startsWith('[') || line.startsWith('"')) return readJson(line);
  const [, word = '', argument = ''] = /(\S+)([\s\S]*)/.exec(line) ?? [];
  return { command: plainCommand(word, argument.trim()) };
}

const transactional = z.object({ transaction: z.union([z.string().max(200), z.number()]) });

/** The `transaction` of a payload that may be nonsense otherwise, so that even a refusal finds its sender. */
export function transactionOf(payload: string): string | number | undefined {
  // A plain word is what most send, and an error with its stack costs more than reading a command.
  if (!payload.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(payload);
    return transactional.safeParse(value).data?.transaction;
  } catch {
    return undefined;
  }
}

const commandBody = z.looseObject({ command: z.string() });

function readJson(line: string): Asked {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BadPayload(`not valid JSON: ${quote(line)}; right would be {"command":"volume","volume":30}`);
  }
  if (typeof value === 'string') return readCommand(value.replace(/^["{[]+/, ''));
  const body = commandBody.safeParse(value);
  if (!body.success)
    throw new BadPayload(`JSON needs a "command"; right would be {"command":"play"}; ${allowed()}`);
  const { command: name, transaction, ...members } = body.data;
  const command = jsonCommand(name, members);
  if (transaction === undefined) return { command };
  if (typeof transaction !== 'string' && typeof transaction !== 'number') {
    throw new BadPayload('transaction is a text or a number');
  }
  return { command, transaction };
}

function plainCommand(name: string, argument: string): Command {
  const word = wordOf(name);
  if (argument === '') return word.bare ?? fail(needs(name, word));
  return word.plain?.(argument) ?? fail(`${name} takes no argument; got ${quote(argument)}`);
}

function jsonCommand(name: string, members: Record<string, unknown>): Command {
  const word = wordOf(name);
  if (word.json) return word.json(members);
  const [extra] = Object.keys(members);
  if (extra !== undefined) throw new BadPayload(`${name} takes no ${quote(extra)}`);
  return word.bare ?? fail(needs(name, word));
}

function needs(name: string, { example, what }: Word): string {
  return `${name} needs an argument, such as "${example}": ${what.replaceAll('`', '')}`;
}

function wordOf(name: string): Word {
  const plain = name.toLowerCase().replaceAll('-', '_');
  const known = Object.entries(WORDS).find(([word]) => word === (SPELLINGS[plain] ?? plain));
  if (known) return known[1];
  const near = closest(plain, Object.keys(WORDS));
  throw new BadPayload(`unknown command ${quote(name)}, did you mean "${near}"? ${allowed()}`);
}

function allowed(): string {
  return `allowed are ${Object.keys(WORDS).join(', ')}`;
}

function fail(message: string): never {
  throw new BadPayload(message);
}
