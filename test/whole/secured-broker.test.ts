import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Network } from 'testcontainers';
import { describe, expect, it } from 'vitest';
import { startBridge } from './bridge.ts';
import { makeCertificates } from './certificates.ts';
import { dockerMissing } from './docker.ts';
import { listen } from './ear.ts';
import { startMosquitto } from './mosquitto.ts';

describe.runIf(dockerMissing === undefined)('a broker behind TLS, client certificates and passwords', () => {
  it('is reached with all three, and is told goodbye', async () => {
    await using cleanUp = new AsyncDisposableStack();
    const certificates = await makeCertificates(['localhost', '127.0.0.1']);
    const { ca, client } = certificates;
    const network = cleanUp.use(await new Network().start());
    const locks = { users: { bridge: 'a secret', ear: 'another' }, certificates };
    const broker = cleanUp.use(await startMosquitto(network, locks));
    const ear = cleanUp.use(
      await listen(broker.url, { username: 'ear', password: 'another', ca, ...client }),
    );
    const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
    cleanUp.defer(() => rm(folder, { recursive: true }));
    const file = async (name: string, content: string) => {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    };
    const config = {
      mqtt: {
        url: broker.url,
        username: 'bridge',
        password: 'a secret',
        ca: await file('ca.crt', ca),
        cert: await file('client.crt', client.cert),
        key: await file('client.key', client.key),
      },
      http: { port: 0 },
      // Nobody answers there, and nobody has to.
      spotify: { client_id: 'none', accounts_url: 'http://127.0.0.1:9', api_url: 'http://127.0.0.1:9/v1' },
      data: folder,
    };
    const bridge = cleanUp.use(await startBridge(config, ear));
    expect(await bridge.stop(), bridge.output()).toBe(0);
    expect(ear.last('spotify2mqtt/bridge/state')).toBe('offline');
    expect(bridge.output()).not.toContain('a secret');
  });
});
