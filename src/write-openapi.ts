import { writeFileSync } from 'node:fs';
import { openApiText } from './adapters/http/api/document.ts';
import { readVersion } from './version.ts';

/** `npm run schema`: writes what the HTTP API says of itself. */
writeFileSync(new URL('../docs/openapi.json', import.meta.url), await openApiText(readVersion()));
