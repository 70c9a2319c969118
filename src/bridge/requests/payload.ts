import { z } from 'zod';
import { BadPayload } from '../../core/problem.ts';
import { quote } from '../../core/values.ts';

/** What comes with a request: nothing, a JSON object, or plain text that stands for its one natural member. */

/** Every request may carry the name by which its sender wants to know the answer. */
export const transaction = { transaction: z.union([z.string(), z.number()]).exactOptional() };

/** What a request takes: its shape, the member that plain text stands for, and what would be right, for people. */
export function asked<T>(shape: z.ZodType<T>, plain: string | undefined, right: string) {
  return { shape, plain, right, read: (payload: string): T => readPayload(shape, payload, plain, right) };
}

/** Reads JSON, or plain text as the one member `plain`. Throws BadPayload. */
export function readPayload<T>(
  shape: z.ZodType<T>,
  payload: string,
  plain: string | undefined,
  right: string,
): T {
  const line = payload.trim();
  const isJson = line.startsWith('{');
  if (!isJson && line !== '' && plain === undefined)
    throw new BadPayload(`not a JSON object: ${quote(line)}; right would be ${right}`);
  const value = isJson ? jsonIn(line, right) : plain !== undefined && line !== '' ? { [plain]: line } : {};
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.');
  const what =
    issue?.code === 'unrecognized_keys' ? `unknown ${quote(issue.keys.join(', '))}` : issue?.message;
  throw new BadPayload(`${where ? `${where}: ` : ''}${what ?? 'not understood'}; right would be ${right}`);
}

function jsonIn(line: string, right: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new BadPayload(`not valid JSON: ${quote(line)}; right would be ${right}`);
  }
}
