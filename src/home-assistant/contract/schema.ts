import { z } from 'zod';

/** JSON Schema, draft 7: what editors know best, and what AsyncAPI's own schemas are made of. */
export type Schema = { readonly [member: string]: unknown };

/** What is said (`output`), or what may be sent (`input`): defaults may be left out there, and numbers come as text too. */
export function schemaOf(shape: z.ZodType, io: 'input' | 'output' = 'output'): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    target: 'draft-7',
    io,
    override: ({ jsonSchema }) => {
      // zod adds its expression of 300 signs to each time.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      // Members may be added to what is said, and whoever hears it leaves what it does not know.
      if (io === 'output' && jsonSchema.additionalProperties === false)
        delete jsonSchema.additionalProperties;
    },
  });
  return { ...schema };
}
