import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { contractDocuments } from './documents.ts';
import { USUAL_PLACE } from './mqtt-contract.ts';
import { readVersion } from './version.ts';

/** Part of `npm run schema`: writes what tells of the contract over MQTT. A test holds it against the code. */
const docs = new URL('../docs/', import.meta.url);
rmSync(new URL('schemas/', docs), { recursive: true, force: true });
mkdirSync(new URL('schemas/', docs));
for (const [path, text] of contractDocuments({ ...USUAL_PLACE, version: readVersion() }))
  writeFileSync(new URL(path, docs), text);
