import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that says which version this is; `at` finds the version after what stands before it, wherever it stands. */
interface Place {
  path: string;
  at: RegExp;
}

const OURS = /(?<="name": "spotify2mqtt",\s+"version": ")[^"]+/g;

/** Every file that names the version by hand. What is made from these (docs/asyncapi.json …) `npm run schema` makes anew. */
export function placesIn(root: string): Place[] {
  return [
    { path: 'package.json', at: OURS },
    { path: 'package-lock.json', at: OURS },
    { path: 'custom_components/spotify2mqtt/manifest.json', at: /(?<=^ {2}"version": ")[^"]+/gm },
    {
      path: 'examples/kubernetes/spotify2mqtt.yaml',
      at: /(?<=image: ghcr\.io\/spotify2mqtt\/spotify2mqtt:)\S+/g,
    },
    { path: 'docs/install-others.md', at: /(?<=--branch v)\S+/g },
    { path: 'docs/upgrade.md', at: /(?<=(?:tag|checkout) v|spotify2mqtt\/spotify2mqtt:)\d\S+/g },
    ...appsIn(root).map((path) => ({ path, at: /(?<=^version: ['"]?)[^'"\s]+/gm })),
  ];
}

/** The configuration of the Home Assistant App, which the Supervisor finds in any folder at the top. */
function appsIn(root: string): string[] {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => `${name}/config.yaml`)
    .filter((path) => existsSync(join(root, path)) && /^slug:/m.test(readFileSync(join(root, path), 'utf8')));
}

/** Each file with each version that it names. Throws where one names none: its place has moved. */
export function versionsIn(root: string): { path: string; version: string }[] {
  return placesIn(root).flatMap(({ path, at }) => {
    const found = readFileSync(join(root, path), 'utf8').match(at);
    if (!found) throw new Error(`${path} names no version where ${at} looks for it`);
    return found.map((version) => ({ path, version }));
  });
}

export function writeVersion(root: string, version: string): void {
  for (const { path, at } of placesIn(root)) {
    const file = join(root, path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(at, version));
  }
}

/** Why these files are not those of `wanted`; without it, of one version. Empty where they are. */
export function disagreements(
  named: readonly { path: string; version: string }[],
  wanted = named[0]?.version ?? '',
): string[] {
  return named
    .filter(({ version }) => version !== wanted)
    .map(({ path, version }) => `${path} says ${version}, ${wanted} would be right`);
}
