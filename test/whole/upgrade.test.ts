import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers';
import { beforeAll, describe, expect, it } from 'vitest';
import { logOf } from './container-log.ts';
import { dockerMissing } from './docker.ts';
import { is, until } from './until.ts';

const IMAGE = 'spotify2mqtt:upgrade-test';
const FIRST = resolve(import.meta.dirname, '../fixtures/data-v1');
const PAGES_PORT = 8099;
const PROGRAM = ['node', '/app/dist/main.js'];
const KEPT = readdirSync(FIRST);
const SETTINGS = {
  SPOTIFY2MQTT_MQTT__URL: 'embedded',
  SPOTIFY2MQTT_SPOTIFY__CLIENT_ID: '0123456789abcdef0123456789abcdef',
  SPOTIFY2MQTT_ACCOUNTS__FAMILY__NAME: 'Family',
  // Nobody answers there: what is shown does not need Spotify.
  SPOTIFY2MQTT_SPOTIFY__ACCOUNTS_URL: 'http://127.0.0.1:1',
  SPOTIFY2MQTT_SPOTIFY__API_URL: 'http://127.0.0.1:1/v1',
};

/** A container of the image, with these files in its data folder. */
function imageWith(files: Record<string, string>) {
  return new GenericContainer(IMAGE)
    .withEnvironment(SETTINGS)
    .withCopyContentToContainer(
      Object.entries(files).map(([name, content]) => ({ content, target: `/data/${name}`, mode: 0o644 })),
    );
}

const first = Object.fromEntries(KEPT.map((name) => [name, readFileSync(join(FIRST, name), 'utf8')]));

describe.runIf(dockerMissing === undefined)('the image, on the data of the first release', () => {
  beforeAll(async () => {
    await GenericContainer.fromDockerfile(resolve(import.meta.dirname, '../..')).build(IMAGE, {
      deleteOnExit: false,
    });
  });

  it('runs, tells of it, and backs it up; another one is restored from that', async () => {
    await using bridge = await imageWith(first)
      .withExposedPorts(PAGES_PORT)
      .withWaitStrategy(Wait.forListeningPorts())
      .start();
    const ask = async (what: string) => (await bridge.exec([...PROGRAM, what, '-'])).stdout;
    const support = async () => (await bridge.exec([...PROGRAM, 'support'])).stdout;
    const text = await until('it says how it is', support, (said) => said.includes('"uptime_s"'));
    expect(text).toMatch(/token-family\.json .* good/);
    expect(text).toMatch(/token-kids\.json .* encrypted/);
    expect(text).not.toContain('AQ-refresh');
    expect(await logOf(bridge)).not.toContain('put aside');

    const backup = await ask('backup');
    expect(Object.keys(JSON.parse(backup).files)).toEqual(KEPT);
    const refused = await bridge.exec([
      'sh',
      '-c',
      `${PROGRAM.join(' ')} backup - | ${PROGRAM.join(' ')} restore -`,
    ]);
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain('in use by another bridge');

    await using empty = await new GenericContainer(IMAGE)
      .withEnvironment(SETTINGS)
      .withCopyContentToContainer([{ content: backup, target: '/tmp/backup.json', mode: 0o644 }])
      .withEntrypoint(['sleep', '3600'])
      .withWaitStrategy(Wait.forSuccessfulCommand('true'))
      .start();
    const restored = await empty.exec([...PROGRAM, 'restore', '/tmp/backup.json']);
    expect(restored.output).toContain(`${KEPT.length} files`);
    const tags = await empty.exec(['cat', '/data/tags.json']);
    expect(JSON.parse(tags.stdout)).toMatchObject({ tags: [{ name: 'Abbey Road' }] });
    expect((await empty.exec(['stat', '-c', '%a %U', '/data/token-family.json'])).stdout.trim()).toBe(
      '600 node',
    );
  });

  it('ends with a word, and everything as it was, where a newer version was there before', async () => {
    const { container: docker } = await getContainerRuntimeClient();
    await using bridge = await imageWith({ ...first, 'tags.json': '{"version":9}' })
      .withWaitStrategy(Wait.forLogMessage('written by a newer spotify2mqtt'))
      .start();
    const running = async () => (await docker.inspect(docker.getById(bridge.getId()))).State.Running;
    await until('it has ended', running, is(false));
    expect(await logOf(bridge)).toContain(
      '/data/tags.json was written by a newer spotify2mqtt, in version 9',
    );
  });
});
