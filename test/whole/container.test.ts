import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  GenericContainer,
  getContainerRuntimeClient,
  Network,
  type StartedNetwork,
  type StartedTestContainer,
  Wait,
} from 'testcontainers';
import { beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { openBrowserAt } from './browser.ts';
import { logOf } from './container-log.ts';
import { dockerMissing } from './docker.ts';
import { listen } from './ear.ts';
import { startMosquitto } from './mosquitto.ts';
import { BRIDGE_CLIENT, letIn } from './phone.ts';
import { is, until } from './until.ts';

const IMAGE = 'spotify2mqtt:test';
const BASE_IMAGE = 'node:24-bookworm-slim';
const SPOTIFY_PORT = 8080;
const PAGES_PORT = 8099;

/** As hardened installations have it. testcontainers has no word for it but its options. */
class ReadOnlyContainer extends GenericContainer {
  constructor() {
    super(IMAGE);
    this.hostConfig.ReadonlyRootfs = true;
    this.hostConfig.CapDrop = ['ALL'];
    this.hostConfig.SecurityOpt = ['no-new-privileges'];
  }
}

describe.runIf(dockerMissing === undefined)('the image', () => {
  beforeAll(async () => {
    const repository = resolve(import.meta.dirname, '../..');
    await GenericContainer.fromDockerfile(repository).build(IMAGE, { deleteOnExit: false });
  });

  it('is small, says what it is, and runs on every architecture', async () => {
    const { container: docker } = await getContainerRuntimeClient();
    const inspect = (name: string) => docker.dockerode.getImage(name).inspect();
    const { Size, Config } = await inspect(IMAGE);
    expect((Size - (await inspect(BASE_IMAGE)).Size) / 1e6).toBeLessThan(70);
    const { version, license } = packageJson;
    expect(Config.Labels).toMatchObject({
      'org.opencontainers.image.version': version,
      'org.opencontainers.image.licenses': license,
      'org.opencontainers.image.base.name': `docker.io/library/${BASE_IMAGE}`,
      'io.hass.type': 'app',
      'io.hass.version': version,
    });
    // Native code is of one architecture, and begins like this.
    const find = "grep --recursive --files-with-matches --text $(printf '\\177ELF') /app";
    await using container = await new ReadOnlyContainer()
      .withEntrypoint(['sh', '-c'])
      .withCommand([`${find}; echo none other`])
      .withWaitStrategy(Wait.forOneShotStartup())
      .start();
    expect(await logOf(container)).toBe('none other\n');
  });

  it.each([
    ['--version', packageJson.version],
    ['--help', '--config'],
  ])('answers %s', async (argument, answer) => {
    await using container = await new ReadOnlyContainer()
      .withCommand([argument])
      .withWaitStrategy(Wait.forOneShotStartup())
      .start();
    expect(await logOf(container)).toContain(answer);
  });

  it('bridges with a read-only root, keeps what must survive in /data, and ends in time', async () => {
    await using network = await new Network().start();
    await using broker = await startMosquitto(network);
    await using ear = await listen(broker.url);
    await using simulator = await simulatorOn(network);
    const outside = `http://${simulator.getHost()}:${simulator.getMappedPort(SPOTIFY_PORT)}`;
    const inside = `http://spotify:${SPOTIFY_PORT}`;
    await using folder = await configFolder({
      mqtt: { url: 'mqtt://broker' },
      spotify: { client_id: BRIDGE_CLIENT, accounts_url: inside, api_url: `${inside}/v1` },
      accounts: { family: { refresh_token: await letIn(outside, 'family') } },
    });
    await using bridge = await new ReadOnlyContainer()
      .withNetwork(network)
      .withBindMounts([{ source: folder.path, target: '/config', mode: 'ro' }])
      .withExposedPorts(PAGES_PORT)
      // Docker's own check comes half a minute later.
      .withWaitStrategy(Wait.forListeningPorts())
      .start();

    await until('the account is there', () => ear.last('spotify2mqtt/family/availability'), is('online'));
    const { container: docker } = await getContainerRuntimeClient();
    const { Config } = await docker.dockerode.getImage(IMAGE).inspect();
    const [, ...check] = Config.Healthcheck?.Test ?? [];
    const healthy = async (one: StartedTestContainer) => (await one.exec(check)).exitCode === 0;
    await until('it is healthy', () => healthy(bridge), is(true));
    // Where there are no pages there is no bridge.
    expect(await healthy(simulator)).toBe(false);
    const pages = `http://${bridge.getHost()}:${bridge.getMappedPort(PAGES_PORT)}`;
    const [, script] = /src="([^"]+main\.js)"/.exec(await (await fetch(pages)).text()) ?? [];
    expect((await fetch(`${pages}${script}`)).headers.get('content-type')).toContain('javascript');
    expect((await bridge.exec(['id', '-un'])).output.trim()).toBe('node');
    expect((await bridge.exec(['ls', '-A', '/data'])).output.trim()).not.toBe('');

    // Docker kills what has not ended after the timeout, and its exit code then is 137.
    const { container: engine } = await getContainerRuntimeClient();
    await engine.getById(bridge.getId()).stop({ t: 2 });
    const { State } = await engine.inspect(engine.getById(bridge.getId()));
    expect(State.ExitCode, await logOf(bridge)).toBe(0);
    await until('it says goodbye', () => ear.last('spotify2mqtt/bridge/state'), is('offline'));
  });

  it('is set up on the page with nothing but an empty volume, and runs from what was written there', async () => {
    await using network = await new Network().start();
    await using broker = await startMosquitto(network);
    await using ear = await listen(broker.url);
    await using _spotify = await simulatorOn(network);
    await using volume = await emptyVolume();
    await using bridge = await new ReadOnlyContainer()
      .withNetwork(network)
      .withBindMounts([{ source: volume.name, target: '/config', mode: 'rw' }])
      .withEnvironment({
        SPOTIFY2MQTT_SPOTIFY__ACCOUNTS_URL: `http://spotify:${SPOTIFY_PORT}`,
        SPOTIFY2MQTT_SPOTIFY__API_URL: `http://spotify:${SPOTIFY_PORT}/v1`,
      })
      .withExposedPorts(PAGES_PORT)
      .withWaitStrategy(Wait.forListeningPorts())
      .start();
    const log = await until(
      'it asks for the code',
      () => logOf(bridge),
      (text) => text.includes('enter the code'),
    );
    const [, code = ''] = /enter the code ([A-Z-]+)/.exec(log) ?? [];
    const browser = openBrowserAt(`http://${bridge.getHost()}:${bridge.getMappedPort(PAGES_PORT)}`);
    await browser.post('/setup/unlock', { code });
    const nobody = await browser.post('/setup/broker', { url: 'brocker' });
    expect(nobody.text).toContain('There is no machine of this name.');
    expect(await browser.post('/setup/broker', { url: 'broker' })).toMatchObject({ path: '/setup/spotify' });
    expect(await browser.post('/setup/spotify', { client_id: BRIDGE_CLIENT })).toMatchObject({
      path: '/setup/account',
    });
    await browser.post('/setup/account', { key: 'kids', name: 'Kids' });
    expect(await browser.post('/setup/finish', {})).toMatchObject({ path: '/', status: 200 });
    await until('the bridge is online', () => ear.last('spotify2mqtt/bridge/state'), is('online'));
    await until(
      'it waits to be paired',
      () => ear.last('spotify2mqtt/kids/pairing_code'),
      (seen) => /^[A-Z]{4}-[A-Z]{4}$/.test(String(seen)),
    );
    expect((await bridge.exec(['stat', '-c', '%U %a', '/config/config.yaml'])).output.trim()).toBe(
      'node 600',
    );

    await bridge.restart();
    await until(
      'it is online again',
      () => logOf(bridge),
      (log) => log.split('Connected to the MQTT broker').length > 2,
    );
    await until('nobody is asked again', () => ear.last('spotify2mqtt/bridge/state'), is('online'));
  });
});

/** A volume as Docker makes it, which takes its owner from the image. */
async function emptyVolume(): Promise<{ name: string } & AsyncDisposable> {
  const { container } = await getContainerRuntimeClient();
  const name = `spotify2mqtt-test-${process.pid}`;
  await container.dockerode.createVolume({ Name: name });
  return { name, [Symbol.asyncDispose]: () => container.dockerode.getVolume(name).remove() };
}

/** A folder with a config.yaml that every user may read. JSON is YAML. */
async function configFolder(config: object): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'spotify2mqtt-'));
  await chmod(path, 0o755);
  await writeFile(join(path, 'config.yaml'), JSON.stringify(config), { mode: 0o644 });
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

/** The pretended Spotify, from the same image, as `spotify` on a network. */
function simulatorOn(network: StartedNetwork): Promise<StartedTestContainer> {
  return new ReadOnlyContainer()
    .withNetwork(network)
    .withNetworkAliases('spotify')
    .withExposedPorts(SPOTIFY_PORT)
    .withCommand(['simulator', '--host', '0.0.0.0', '--port', `${SPOTIFY_PORT}`])
    .withWaitStrategy(Wait.forListeningPorts())
    .start();
}
