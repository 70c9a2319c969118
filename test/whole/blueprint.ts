import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { HomeAssistant } from './home-assistant.ts';
import { is, until } from './until.ts';

const FILE = 'blueprints/automation/spotify2mqtt/tags.yaml';

/** Imports the blueprint as people do. */
export async function importBlueprint(home: HomeAssistant): Promise<void> {
  await home.put(FILE, await readFile(resolve(import.meta.dirname, '../..', FILE), 'utf8'));
}

/** Makes an automation of it, `automation.<id>`, which listens when this resolves. */
export async function automateTags(home: HomeAssistant, id: string, input: object): Promise<void> {
  await home.automate(id, { alias: id, use_blueprint: { path: 'spotify2mqtt/tags.yaml', input } });
  await until(`${id} is on`, () => home.state(`automation.${id}`), is('on'));
}
