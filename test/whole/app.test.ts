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
import { SUPERVISOR_TOKEN } from '../fakes/supervisor.ts';
import { logOf } from './container-log.ts';
import { dockerMissing } from './docker.ts';
import { listen } from './ear.ts';
import { BROKER_ALIAS, startMosquitto } from './mosquitto.ts';
import { is, until } from './until.ts';

/** The App as the Supervisor runs it (supervisor/docker/addon.py): as root, with options that only root can read, and Docker's init. */

const REPOSITORY = resolve(import.meta.dirname, '../..');
const IMAGE = 'spotify2mqtt:app-test';
const APP_IMAGE = 'spotify2mqtt-app:test';
const NODE_IMAGE = 'node:24-bookworm-slim';
const LOGIN = { username: 'addons', password: 'the-services-password' };

class AppContainer extends GenericContainer {
  constructor() {
    super(APP_IMAGE);
    this.hostConfig.Init = true;
  }
}

describe.runIf(dockerMissing === undefined)('the App', () => {
  beforeAll(async () => {
    await GenericContainer.fromDockerfile(REPOSITORY).build(IMAGE, { deleteOnExit: false });
    await GenericContainer.fromDockerfile(join(REPOSITORY, 'app'))
      .withBuildArgs({ IMAGE: 'spotify2mqtt', BUILD_VERSION: 'app-test' })
      .build(APP_IMAGE, { deleteOnExit: false });
  });

  it('is the user node before it opens a socket, and bridges by the broker that the Supervisor knows', async () => {
    await using network = await new Network().start();
    await using broker = await startMosquitto(network, { users: { [LOGIN.username]: LOGIN.password } });
    await using ear = await listen(broker.url, LOGIN);
    await using supervisor = await superviseFrom(network);
    await using folders = await ownedByRoot({
      '/data/options.json': { client_id: 'abc', accounts: [{ key: 'kids', name: 'Kids' }] },
      '/config/config.yaml': { mqtt: { base_topic: 'music' } },
    });
    await using app = await new AppContainer()
      .withNetwork(network)
      .withBindMounts(folders.mounts)
      .withEnvironment({ SUPERVISOR_TOKEN })
      // It is not waited for until it is healthy: what comes before is looked at.
      .withWaitStrategy(Wait.forListeningPorts())
      .start();

    await until('it asks for the broker', supervisor.asked, (asked) => asked.includes('GET /services/mqtt'));
    // The Supervisor holds its answer back.
    expect(await statusOf(app)).toMatchObject({
      Uid: '1000 1000 1000 1000',
      Gid: '1000 1000 1000 1000',
      Groups: '1000',
      CapPrm: '0000000000000000',
      CapEff: '0000000000000000',
    });
    expect(await portsOf(app)).not.toContain(8099);
    expect(await folders.owners()).toEqual({
      '/data': 'node 755',
      '/data/options.json': 'root 600',
      '/config': 'node 755',
      '/config/config.yaml': 'node 600',
    });

    await supervisor.release();
    await until('the bridge is online', () => ear.last('music/bridge/state'), is('online'));
    await until(
      'it has the account',
      () => ear.last('music/bridge/info'),
      (info) => info?.includes('"kids"') === true,
    );
    expect(await portsOf(app)).toContain(8099);
    const asked = await until('it greets Home Assistant', supervisor.asked, (said) => said.length > 1);
    expect(asked).toContain('GET /core/websocket');
    expect(await healthOf(app)).toBe(0);

    // Now the folder is no longer root's.
    await app.restart();
    await until(
      'it is back',
      () => logOf(app),
      (log) => log.split('Connected to the MQTT broker').length > 2,
    );
    const log = await logOf(app);
    expect(log).toContain('mqtt://broker:1883');
    expect(log).not.toContain(LOGIN.password);
    expect(log).not.toContain(SUPERVISOR_TOKEN);
  });

  it('tells what is wrong by the name of the option, and stays for the page that asks', async () => {
    await using network = await new Network().start();
    await using supervisor = await superviseFrom(network);
    await supervisor.release();
    await using folders = await ownedByRoot({
      '/data/options.json': { client_id: 'my app', mqtt_url: 'nas.local' },
    });
    await using app = await new AppContainer()
      .withNetwork(network)
      .withBindMounts(folders.mounts)
      .withEnvironment({ SUPERVISOR_TOKEN })
      .withWaitStrategy(Wait.forListeningPorts())
      .start();
    const log = await until(
      'it asks',
      () => logOf(app),
      (text) => text.includes('enter the code'),
    );
    expect(log).toContain('option mqtt_url: has no scheme, mqtt://nas.local would be right');
    expect(log).toContain('option client_id: is not a client id');
    expect(await healthOf(app)).toBe(0);
  });
});

/** The fake Supervisor under its own name. It answers about the broker when it is released. */
async function superviseFrom(network: StartedNetwork) {
  const script = `
    import { offers, startSupervisor } from '/fake/supervisor.ts';
    const { promise, resolve } = Promise.withResolvers();
    const fake = await startSupervisor(async (request, reply) => {
      if (request.url === '/asked') return reply.end(JSON.stringify(fake.asked.filter((one) => !/asked|release/.test(one))));
      if (request.url === '/release') return resolve(reply.end());
      await promise;
      offers({ host: '${BROKER_ALIAS}' })(request, reply);
    }, { port: 80, host: '0.0.0.0' });`;
  const container = await new GenericContainer(NODE_IMAGE)
    .withNetwork(network)
    .withNetworkAliases('supervisor')
    .withCopyFilesToContainer([
      { source: join(REPOSITORY, 'test/fakes/supervisor.ts'), target: '/fake/supervisor.ts' },
    ])
    .withExposedPorts(80)
    .withCommand(['node', '--input-type=module', '-e', script])
    .withWaitStrategy(Wait.forListeningPorts())
    .start();
  const ask = async (path: string) => {
    const url = `http://${container.getHost()}:${container.getMappedPort(80)}${path}`;
    return (await fetch(url, { headers: { authorization: `Bearer ${SUPERVISOR_TOKEN}` } })).text();
  };
  return {
    asked: async () => [...(await ask('/asked')).matchAll(/GET [^"]+/g)].map(([one]) => one),
    release: () => ask('/release'),
    [Symbol.asyncDispose]: () => container[Symbol.asyncDispose](),
  };
}

/** /data and /config as the Supervisor mounts them, with these files (JSON is YAML), readable by root alone. */
async function ownedByRoot(files: Record<string, object>) {
  const { container } = await getContainerRuntimeClient();
  const mounts = ['data', 'config'].map((name) => ({
    source: `spotify2mqtt-app-${name}-${process.pid}`,
    target: `/${name}`,
  }));
  for (const { source } of mounts) await container.dockerode.createVolume({ Name: source });
  const within = async (script: string) => {
    await using one = await new GenericContainer(NODE_IMAGE)
      .withBindMounts(mounts)
      .withCommand(['sh', '-c', script])
      .withWaitStrategy(Wait.forOneShotStartup())
      .start();
    return logOf(one);
  };
  const paths = Object.keys(files);
  const writes = Object.entries(files).map(
    ([path, content]) => `echo '${JSON.stringify(content)}' > ${path}`,
  );
  await within([...writes, `chmod 600 ${paths.join(' ')}`].join(' && '));
  return {
    mounts,
    async owners() {
      const told = await within(`stat -c '%n %U %a' /data /config ${paths.join(' ')}`);
      const lines = told.trim().split('\n');
      return Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
      );
    },
    async [Symbol.asyncDispose]() {
      for (const { source } of mounts) await container.dockerode.getVolume(source).remove();
    },
  };
}

/** What the kernel says about the process of the App, which is not Docker's init. */
async function statusOf(app: StartedTestContainer): Promise<Record<string, string>> {
  const { output } = await app.exec([
    'sh',
    '-c',
    'for one in /proc/[0-9]*; do [ "$(head -c 4 $one/cmdline)" = node ] && cat $one/status && break; done',
  ]);
  return Object.fromEntries(
    output.split('\n').map((line) => {
      const [name = '', ...values] = line.split(/[:\s]+/);
      return [name, values.join(' ').trim()];
    }),
  );
}

/** The ports on which somebody listens in the container (state 0A, proc(5)). */
async function portsOf(app: StartedTestContainer): Promise<number[]> {
  const { output } = await app.exec(['cat', '/proc/net/tcp', '/proc/net/tcp6']);
  return [...output.matchAll(/:([0-9A-F]{4}) [0-9A-F]+:0000 0A/g)].map(([, port = '']) =>
    Number.parseInt(port, 16),
  );
}

/** The exit code of the image's own check. */
async function healthOf(app: StartedTestContainer): Promise<number> {
  const { container } = await getContainerRuntimeClient();
  const { Config } = await container.dockerode.getImage(APP_IMAGE).inspect();
  const [, ...check] = Config.Healthcheck?.Test ?? [];
  return (await app.exec(check)).exitCode;
}
