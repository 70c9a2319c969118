import { writeFileSync } from 'node:fs';
import { schemaText } from './json-schema.ts';

/** `npm run schema`: writes the JSON Schema that editors use. */
writeFileSync(new URL('../../config/config.schema.json', import.meta.url), schemaText());
