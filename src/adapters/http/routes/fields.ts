import { z } from 'zod';

/** Missing, or there twice, is as good as empty. */
const field = z.string().trim().catch('');

/** What our forms send. Whatever else comes is dropped. */
const form = z.object({
  account: field,
  address: field,
  authorize_url: field,
  mode: z.enum(['redirect', 'paste']).catch('paste'),
  ticket: field,
  user_code: field,
});

export type Fields = z.output<typeof form>;

/** The fields of a form; a request without a form is one with empty fields. */
export function fieldsOf(body: unknown): Fields {
  return form.parse(body ?? {});
}
