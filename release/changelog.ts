/** CHANGELOG.md as Keep a Changelog 1.1.0 has it: `## [Unreleased]`, then a section for each release, the newest first. */

const ADDRESS = 'https://github.com/spotify2mqtt/spotify2mqtt';
const SECTION = /^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$/gm;
const LINK = /^\[[^\]]+\]: \S+\n?/gm;
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

interface Section {
  name: string;
  text: string;
}

/** The sections from the top, without what leads to them and the links at the end. */
function sectionsOf(changelog: string): Section[] {
  const body = changelog.replaceAll(LINK, '');
  const heads = [...body.matchAll(SECTION)];
  return heads.map((head, index) => ({
    name: head[1] ?? '',
    text: body.slice(head.index + head[0].length, heads[index + 1]?.index).trim(),
  }));
}

/**
 * The changelog with what is unreleased as the section of `version`, and links to what changed. Throws where there is nothing to
 * release, and where the version is none or is not above the last.
 */
export function cutRelease(changelog: string, version: string, date: string): string {
  const [unreleased, ...released] = sectionsOf(changelog);
  const last = released[0]?.name;
  if (unreleased?.name !== 'Unreleased') throw new Error('CHANGELOG.md must begin with ## [Unreleased]');
  if (unreleased.text === '') throw new Error('Nothing is unreleased: CHANGELOG.md says of no change');
  if (!VERSION.test(version))
    throw new Error(`${version} is no version, three numbers such as 1.4.0 would be right`);
  if (last !== undefined && compare(version, last) <= 0)
    throw new Error(`${version} is not above ${last}, the last release`);
  const versions = [version, ...released.map(({ name }) => name)];
  const links = versions.map((one, index) => {
    const before = versions[index + 1];
    return `[${one}]: ${ADDRESS}/${before ? `compare/v${before}...v${one}` : `releases/tag/v${one}`}\n`;
  });
  const body = changelog
    .replaceAll(LINK, '')
    .trimEnd()
    .replace('## [Unreleased]', `## [Unreleased]\n\n## [${version}] - ${date}`);
  return `${body}\n\n[Unreleased]: ${ADDRESS}/compare/v${version}...HEAD\n${links.join('')}`;
}

/** What people are told of a release. Throws where the changelog has no such section. */
export function notesOf(changelog: string, version: string): string {
  const section = sectionsOf(changelog).find(({ name }) => name === version);
  if (!section)
    throw new Error(
      `CHANGELOG.md has no section ## [${version}]; npm run release -- cut ${version} makes it`,
    );
  return `${section.text}\n`;
}

function compare(a: string, b: string): number {
  const [one, other] = [a, b].map((version) => version.split('.').map(Number));
  const apart = one
    ?.map((number, index) => number - (other?.[index] ?? 0))
    .find((difference) => difference !== 0);
  return apart ?? 0;
}
