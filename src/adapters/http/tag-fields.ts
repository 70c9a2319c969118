import { z } from 'zod';

/** Missing, or there twice, is as good as empty. */
const field = z.string().trim().catch('');

/** What the forms about tags send, as it was typed. Whatever else comes is dropped. */
const form = z.object({
  /** Which form it is, where two send to the same address. */
  from: z.enum(['give', 'edit']).catch('edit'),
  uid: field,
  does: field,
  name: field,
  reader: field,
  /** Anything: what plays now instead of what stands in `does`. */
  now: field,
  /** Anything: yes. */
  replace: field,
  /** `1`: lock. */
  on: field,
  /** Of an import. */
  text: field,
  account: field,
  device: field,
  volume: field,
  max_volume: field,
  shuffle: field,
  repeat: field,
  queue: field,
  same_tag: field,
  resume: field,
  at_end: field,
});

export type TagFields = z.output<typeof form>;

/** The fields of a form; a request without a form is one with empty fields. */
export function tagFieldsOf(body: unknown): TagFields {
  return form.parse(body ?? {});
}
