import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { GenericContainer, type StartedNetwork, Wait } from 'testcontainers';
import type { Certificates } from './certificates.ts';
import { freePort } from './free-port.ts';

export interface Mosquitto extends AsyncDisposable {
  /** Where this machine reaches it; the same after a restart. */
  readonly url: string;
  /** Stops and starts it. Nothing it retained survives. */
  restart(): Promise<void>;
  /** Runs a script of sh in its container, where mosquitto_pub is; throws what it says where it fails. */
  run(script: string, files?: Record<string, string>): Promise<void>;
}

export interface Locks {
  /** Names and passwords; without them everybody may come in. */
  users?: Record<string, string>;
  /** Who may do what; without it everybody may everything. */
  acl?: string;
  /** With them it speaks TLS and wants a client certificate of the same authority. */
  certificates?: Certificates;
}

/** How containers on the broker's network name it, on port 1883. */
export const BROKER_ALIAS = 'broker';

const FOLDER = '/mosquitto/config';

export async function startMosquitto(network: StartedNetwork, locks: Locks = {}): Promise<Mosquitto> {
  const port = await freePort();
  const container = await new GenericContainer('eclipse-mosquitto:2')
    .withNetwork(network)
    .withNetworkAliases(BROKER_ALIAS)
    .withExposedPorts({ container: 1883, host: port })
    .withCopyContentToContainer(
      Object.entries(filesOf(locks)).map(([name, content]) => ({ target: `${FOLDER}/${name}`, content })),
    )
    // Not its log: what is written before Docker has noted when the container started counts as from before.
    .withWaitStrategy(Wait.forListeningPorts())
    .start();
  return {
    url: `${locks.certificates ? 'mqtts' : 'mqtt'}://localhost:${port}`,
    restart: () => container.restart({ timeout: 10_000 }),
    run: async (script, files = {}) => {
      const copied = Object.entries(files).map(([target, content]) => ({ target, content, mode: 0o755 }));
      await container.copyContentToContainer(copied);
      const { exitCode, output } = await container.exec(['sh', '-c', script]);
      if (exitCode !== 0) throw new Error(`${script}: ${exitCode} ${output}`);
    },
    [Symbol.asyncDispose]: () => container[Symbol.asyncDispose](),
  };
}

function filesOf({ users, acl, certificates }: Locks): Record<string, string> {
  // stderr, because mosquitto holds back what it writes to a stdout that is no terminal.
  const lines = ['listener 1883', 'log_dest stderr', `allow_anonymous ${users ? 'false' : 'true'}`];
  const files: Record<string, string> = {};
  if (users) {
    lines.push(`password_file ${FOLDER}/users`);
    files.users = Object.entries(users).map(passwordLine).join('');
  }
  if (acl !== undefined) {
    lines.push(`acl_file ${FOLDER}/acl`);
    files.acl = acl;
  }
  if (certificates) {
    lines.push(`cafile ${FOLDER}/ca.crt`, `certfile ${FOLDER}/server.crt`, `keyfile ${FOLDER}/server.key`);
    lines.push('require_certificate true');
    files['ca.crt'] = certificates.ca;
    files['server.crt'] = certificates.server.cert;
    files['server.key'] = certificates.server.key;
  }
  files['mosquitto.conf'] = `${lines.join('\n')}\n`;
  return files;
}

/** As mosquitto_passwd writes it: PBKDF2 with SHA-512. */
function passwordLine([user, password]: [string, string]): string {
  const iterations = 101;
  const salt = randomBytes(12);
  const hash = pbkdf2Sync(password, salt, iterations, 64, 'sha512');
  return `${user}:$7$${iterations}$${salt.toString('base64')}$${hash.toString('base64')}\n`;
}
