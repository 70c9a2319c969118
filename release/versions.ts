import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that says which version this is; `at` finds the version after what stands before it, wherever it stands. */
interface Place {
  path: string;
  at: RegExp;
}

const OURS = /(?<="name": "spotify2mqtt",\s+"version": ")[^"]+/g;

/** Every file that names the version by hand. What is made from these (docs/asyncapi.json …) `npm run schema` makes anew. */
const PLACES: Place[] = [
  { path: 'package.json', at: OURS },
  { path: 'package-lock.json', at: OURS },
  { path: 'custom_components/spotify2mqtt/manifest.json', at: /(?<=^ {2}"version": ")[^"]+/gm },
  {
    path: 'examples/kubernetes/spotify2mqtt.yaml',
    at: /(?<=image: ghcr\.io\/spotify2mqtt\/spotify2mqtt:)\S+/g,
  },
  { path: 'docs/install-others.md', at: /(?<=--branch v)\S+/g },
  { path: 'docs/upgrade.md', at: /(?<=(?:tag|checkout) v|spotify2mqtt\/spotify2mqtt:)\d\S+/g },
];

/** The image and the App; tests of their own hold them to package.json, so that one which names no version is noticed there. */
const SHIPPED: Place[] = [
  { path: 'Dockerfile', at: /(?<=^ARG BUILD_VERSION=)\d\S*/gm },
  { path: 'app/config.yaml', at: /(?<=^version: )\S+/gm },
];

function placesIn(root: string): Place[] {
  const names = ({ path, at }: Place) =>
    existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8').search(at) >= 0;
  return [...PLACES, ...SHIPPED.filter(names)];
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
