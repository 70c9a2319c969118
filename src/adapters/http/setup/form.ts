import { z } from 'zod';

/** Missing, or there twice, is as good as empty. */
const field = z.string().trim().max(1_000).catch('');
/** A password keeps its blanks. */
const password = z.string().max(1_000).catch('');

const form = z.object({
  code: field,
  do: z.enum(['test', 'next', 'anyway', 'save', 'add', 'remove']).catch('next'),
  url: field,
  embedded: field,
  username: field,
  password,
  client_id: field,
  key: field,
  name: field,
  device: field,
  topic: field,
  account: field,
  token: z.enum(['keep', 'delete']).catch('keep'),
});

/** What the forms for setting up send. */
export type SetupFields = z.output<typeof form>;

export function setupFieldsOf(body: unknown): SetupFields {
  return form.parse(body ?? {});
}

const lines = z.record(z.string(), z.string().max(4_000).catch(''));

/** `line_12` and so on: the mended lines by their number. */
export function linesIn(body: unknown): Map<number, string> {
  const entries = Object.entries(lines.catch({}).parse(body ?? {}));
  return new Map(
    entries.flatMap(([key, text]): [number, string][] => {
      const number = /^line_(\d{1,6})$/.exec(key)?.[1];
      return number === undefined ? [] : [[Number(number), text.replace(/\r?\n.*$/s, '')]];
    }),
  );
}
