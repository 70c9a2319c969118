import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { cutRelease, notesOf } from '../release/changelog.ts';
import { fits, unfitIn } from '../release/licences.ts';
import { disagreements, versionsIn } from '../release/versions.ts';
import { readVersion } from '../src/version.ts';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('the version', () => {
  it('is one, wherever it is named', () => {
    expect(disagreements(versionsIn(ROOT), readVersion())).toEqual([]);
  });

  it('is looked for in the files that people install by', () => {
    const paths = versionsIn(ROOT).map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        ...['package.json', 'package-lock.json', 'package-lock.json'],
        'custom_components/spotify2mqtt/manifest.json',
        'examples/kubernetes/spotify2mqtt.yaml',
      ]),
    );
  });

  it('that differs is told with its place', () => {
    const named = [
      { path: 'package.json', version: '1.4.0' },
      { path: 'manifest.json', version: '1.3.0' },
    ];
    expect(disagreements(named)).toEqual(['manifest.json says 1.3.0, 1.4.0 would be right']);
    expect(disagreements(named, '1.3.0')).toEqual(['package.json says 1.4.0, 1.3.0 would be right']);
  });
});

describe('the changelog', () => {
  const FIRST = '# Changelog\n\nWords.\n\n## [Unreleased]\n\n### Added\n\n- One.\n';
  const once = cutRelease(FIRST, '1.0.0', '2026-12-01');
  const again = once.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- Two.\n');

  it('makes what is unreleased a release', () => {
    expect(once).toBe(
      '# Changelog\n\nWords.\n\n## [Unreleased]\n\n## [1.0.0] - 2026-12-01\n\n### Added\n\n- One.\n\n' +
        '[Unreleased]: https://github.com/spotify2mqtt/spotify2mqtt/compare/v1.0.0...HEAD\n' +
        '[1.0.0]: https://github.com/spotify2mqtt/spotify2mqtt/releases/tag/v1.0.0\n',
    );
  });

  it('puts the next above it, and links to what changed', () => {
    const twice = cutRelease(again, '1.10.0', '2027-01-01');
    expect(twice.match(/^## .+$/gm)).toEqual([
      '## [Unreleased]',
      '## [1.10.0] - 2027-01-01',
      '## [1.0.0] - 2026-12-01',
    ]);
    expect(twice.match(/^\[.+\]: /gm)).toEqual(['[Unreleased]: ', '[1.10.0]: ', '[1.0.0]: ']);
    expect(twice).toContain(
      '[1.10.0]: https://github.com/spotify2mqtt/spotify2mqtt/compare/v1.0.0...v1.10.0',
    );
  });

  it('gives the words of a release alone', () => {
    const twice = cutRelease(again, '1.10.0', '2027-01-01');
    expect(notesOf(twice, '1.10.0')).toBe('### Fixed\n\n- Two.\n');
    expect(notesOf(twice, '1.0.0')).toBe('### Added\n\n- One.\n');
  });

  it.each([
    ['nothing new', once, '1.1.0', 'Nothing is unreleased'],
    ['a version with a letter', FIRST, 'v1.0.0', 'three numbers'],
    ['a version too short', FIRST, '1.0', 'three numbers'],
    ['the same version', again, '1.0.0', 'not above 1.0.0'],
    ['one before it', again, '0.9.9', 'not above 1.0.0'],
    ['another kind of file', '# News\n', '1.0.0', 'must begin with ## [Unreleased]'],
  ])('refuses %s', (_what, changelog, version, why) => {
    expect(() => cutRelease(changelog, version, '2027-01-01')).toThrow(why);
  });

  it('refuses the words of a release that there was not', () => {
    expect(() => notesOf(once, '2.0.0')).toThrow('has no section ## [2.0.0]');
  });

  it('of ours can be cut', () => {
    // Right after a release nothing is unreleased.
    const changed = read('CHANGELOG.md').replace(
      '## [Unreleased]',
      '## [Unreleased]\n\n### Added\n\n- This.',
    );
    const changes = (text: string) => text.split('\n').filter((line) => line.startsWith('- '));
    expect(changes(cutRelease(changed, '999.0.0', '2027-01-01'))).toEqual(changes(changed));
  });
});

describe('licences', () => {
  it('of all that people get fit', () => {
    expect(unfitIn(JSON.parse(read('package-lock.json')))).toEqual([]);
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND BSD-3-Clause', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-or-later', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['', false],
  ])('%j fits: %j', (expression, expected) => {
    expect(fits(expression)).toBe(expected);
  });

  it('that do not fit are told, but not those of tools', () => {
    const packages = {
      '': {},
      'node_modules/good': { license: 'ISC' },
      'node_modules/a/node_modules/@b/bad': { license: 'AGPL-3.0-only' },
      'node_modules/mute': {},
      'node_modules/tool': { license: 'MPL-2.0', dev: true },
    };
    expect(unfitIn({ packages })).toEqual(['@b/bad: AGPL-3.0-only', 'mute: no licence']);
  });
});

const workflowShape = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      uses: z.string().optional(),
      steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })).default([]),
    }),
  ),
});
const WORKFLOWS = readdirSync(join(ROOT, '.github/workflows')).map((name) => `.github/workflows/${name}`);
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));

describe.each(WORKFLOWS)('%s', (path) => {
  const text = read(path);
  const { permissions, jobs } = workflowShape.parse(parse(text));
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it('may read, and more only where a job says so', () => {
    expect(permissions).toEqual({ contents: 'read' });
  });

  it('takes actions by their commit, with the version beside it', () => {
    const taken = [...text.matchAll(/uses: (?!\.\/)(.+)$/gm)].map(([, action]) => action);
    for (const action of taken) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    expect(taken).toHaveLength(steps.filter(({ uses }) => uses).length);
  });

  it('calls workflows that there are', () => {
    for (const { uses } of Object.values(jobs))
      expect(uses === undefined || existsSync(join(ROOT, uses))).toBe(true);
  });

  it('runs scripts that there are', () => {
    const named = steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run (?:--silent )?([\w:]+)/g)]);
    for (const [, script = ''] of named) expect(scripts).toHaveProperty([script]);
  });
});

it('takes one commit for one action everywhere', () => {
  const taken = WORKFLOWS.flatMap((path) => [...read(path).matchAll(/uses: (?!\.\/)(\S+)@(.+)$/gm)]);
  const versions = new Map<string, Set<string>>();
  for (const [, action = '', version = ''] of taken)
    versions.set(action, (versions.get(action) ?? new Set()).add(version));
  for (const [action, found] of versions) expect(found.size, action).toBe(1);
});
