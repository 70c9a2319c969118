import { z } from 'zod';
import type { Rule } from './rules.ts';

/** What the shapes of config.yaml and tags.yaml are made of. */

/** A text that no mistake may quote. `writeOnly` is how JSON Schema marks passwords. */
export const secret = (description: string) => z.string().min(1).meta({ description, writeOnly: true });

/** A secret with a rule of its own, whose message does not quote it. */
export const secretRuled = (mistake: Rule, description: string) =>
  ruled(mistake, description).meta({ description, writeOnly: true });

export const text = (description: string) => z.string().min(1).describe(description);

/** A text with a rule of its own: `mistake` says what is wrong and what would be right, or nothing. */
export const ruled = (mistake: Rule, description: string) =>
  z
    .string()
    .superRefine((value, context) => {
      const message = mistake(value);
      if (message) context.addIssue({ code: 'custom', message });
    })
    .describe(description);

export const percent = z.int().min(0).max(100);

/** Fractions are fine. */
export const seconds = z.number().min(0).max(3600);

export const repeat = z.enum(['off', 'all', 'one']);
