import { writeFileSync } from 'node:fs';
import { schemaText, tagsSchemaText } from './json-schema.ts';

/** `npm run schema`: writes the JSON Schemas that editors use. */
const folder = new URL('../../config/', import.meta.url);
writeFileSync(new URL('config.schema.json', folder), schemaText());
writeFileSync(new URL('tags.schema.json', folder), tagsSchemaText());
