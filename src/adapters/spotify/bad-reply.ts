import type { z } from 'zod';
import { Trouble } from '../../core/problem.ts';

/** What Spotify answered is not what the Web API promises. The message names the member and what would be right. */
export class BadReply extends Trouble {
  constructor(what: string, detail: string) {
    super('unreachable', `Spotify's answer to ${what} cannot be read: ${detail}`);
    this.name = 'BadReply';
  }
}

/** Reads `json` as `shape`, or throws a BadReply that names up to three members. `what` is the request, for people. */
export function readAs<T>(shape: z.ZodType<T>, json: unknown, what: string): T {
  const result = shape.safeParse(json);
  if (result.success) return result.data;
  const mistakes = result.error.issues.slice(0, 3).map(({ path, message }) => {
    const place = path.length ? `${path.join('.')}: ` : '';
    return place + message.replace(/^Invalid input: /, '');
  });
  throw new BadReply(what, mistakes.join('; '));
}

/** Parses the text of a body, or throws a BadReply. */
export function jsonOf(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadReply(what, text.trim() ? 'JSON was expected' : 'JSON was expected, the body is empty');
  }
}
