import { z } from 'zod';
import { PROBLEM_KINDS } from '../../../core/problem.ts';
import { WORDS } from '../../../core/vocabulary.ts';
import { DOOR_PROBLEMS } from './refusal.ts';

/**
 * What goes over HTTP, as OpenAPI describes it. The bridge itself
 * understands and refuses, with words; here nothing is checked.
 */

const transaction = z.union([z.string(), z.number()]).optional().describe('Comes back in the answer');

export const command = z
  .looseObject({
    command: z.enum(Object.keys(WORDS)).describe('What to do; its members stand beside it'),
    transaction,
  })
  .describe('A command, as on <base>/<account>/command');

/** Its members are those of the request. */
export const request = z
  .looseObject({ transaction })
  .describe('The members of the request, as on <base>/<account>/request/<what>');

const took = z.number().describe('How long it took, ms');

export const answer = z
  .looseObject({
    ok: z.literal(true),
    took_ms: took,
    command: z.string().optional().describe('What was understood'),
    superseded: z.boolean().optional().describe('A newer command took its place'),
    unverified: z
      .boolean()
      .optional()
      .describe('Spotify took it; whether it is heard could not be found out'),
    result: z.looseObject({}).optional().describe('What was asked for'),
    transaction,
  })
  .describe('Done');

export const trouble = z
  .looseObject({
    ok: z.literal(false),
    took_ms: took,
    problem: z.object({
      kind: z.enum([...PROBLEM_KINDS, ...DOOR_PROBLEMS]),
      message: z.string().describe('What is wrong and what would be right, for people'),
      retry_at: z.iso.datetime().optional().describe('When trying again makes sense'),
    }),
    transaction,
  })
  .describe('Not done, and why');

export const readiness = z
  .object({
    ready: z.boolean(),
    why: z.array(z.string()).optional().describe('Why not; told to this machine alone'),
    problems: z.record(z.string(), z.string()).optional().describe('What is wrong with accounts, by key'),
  })
  .describe('Whether the bridge can be of use');

export const schemaNames = z.object({ schemas: z.array(z.string()) });
