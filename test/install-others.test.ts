import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { EXIT_BAD_CONFIG } from '../src/config/mistake.ts';
import { readConfig } from '../src/config/read.ts';
import { fencesOf } from './documents.ts';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** As far as it matters here; what else Kubernetes knows is its own to check (kubeconform, in the workflow). */
const named = <const T extends string, S extends z.ZodRawShape>(kind: T, shape: S) =>
  z.object({ kind: z.literal(kind), metadata: z.object({ name: z.literal('spotify2mqtt') }), ...shape });
const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.literal('http') }) });
const container = z.object({
  image: z.string(),
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  envFrom: z.tuple([z.object({ secretRef: z.object({ name: z.literal('spotify2mqtt') }) })]),
  ports: z.tuple([z.object({ name: z.literal('http'), containerPort: z.number() })]),
  startupProbe: probe,
  livenessProbe: probe,
  readinessProbe: probe,
  securityContext: z.record(z.string(), z.unknown()),
  volumeMounts: z.array(
    z.object({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().default(false) }),
  ),
});
const manifest = z.tuple([
  named('ConfigMap', { data: z.object({ 'config.yaml': z.string() }) }),
  named('Secret', { stringData: z.record(z.string(), z.string()) }),
  named('PersistentVolumeClaim', { spec: z.object({ accessModes: z.array(z.string()) }) }),
  named('Deployment', {
    spec: z.object({
      replicas: z.literal(1),
      strategy: z.object({ type: z.string() }),
      template: z.object({
        metadata: z.object({ labels: z.record(z.string(), z.string()) }),
        spec: z.object({
          enableServiceLinks: z.boolean(),
          securityContext: z.record(z.string(), z.unknown()),
          containers: z.tuple([container]),
          volumes: z.array(z.looseObject({ name: z.string() })),
        }),
      }),
    }),
  }),
  named('Service', {
    spec: z.object({
      selector: z.record(z.string(), z.string()),
      ports: z.tuple([z.object({ port: z.number(), targetPort: z.literal('http') })]),
    }),
  }),
]);

describe('the manifest for Kubernetes', () => {
  const documents = parseAllDocuments(read('examples/kubernetes/spotify2mqtt.yaml'), { uniqueKeys: true });
  const [configMap, secret, , deployment, service] = manifest.parse(documents.map((one) => one.toJS()));
  const { template, strategy } = deployment.spec;
  const [bridge] = template.spec.containers;

  it('is YAML without a mistake', () => {
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  });

  it('gives the bridge a configuration that it takes', () => {
    const variables = bridge.env.map(({ name, value }) => [name, value]);
    const config = readConfig({
      file: '/config/config.yaml',
      text: configMap.data['config.yaml'],
      env: { ...Object.fromEntries(variables), ...secret.stringData },
      readFile: () => '',
    });
    expect(config.mqtt.password).toBe(secret.stringData.SPOTIFY2MQTT_MQTT__PASSWORD);
    expect(config.tokenKey).toBe(secret.stringData.SPOTIFY2MQTT_TOKEN_KEY);
    expect(config.http.port).toBe(bridge.ports[0].containerPort);
  });

  it('gives it the folders of the image, and the place to write', () => {
    expect(bridge.volumeMounts.map(({ mountPath, readOnly }) => [mountPath, readOnly])).toEqual([
      ['/config', true],
      ['/data', false],
    ]);
    expect(template.spec.volumes.map(({ name }) => name)).toEqual(
      bridge.volumeMounts.map(({ name }) => name),
    );
  });

  it('asks for life and readiness where the bridge tells them', () => {
    expect(bridge.livenessProbe.httpGet.path).toBe('/healthz');
    expect(bridge.readinessProbe.httpGet.path).toBe('/readyz');
  });

  it('runs one bridge at a time', () => {
    expect(strategy.type).toBe('Recreate');
  });

  it('gives it no right that it does not need', () => {
    expect(template.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(bridge.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(template.spec.enableServiceLinks).toBe(false);
  });

  it('leads the service to it', () => {
    expect(template.metadata.labels).toMatchObject(service.spec.selector);
  });
});

describe('the unit for systemd', () => {
  const unit = read('examples/systemd/spotify2mqtt.service');
  const settings = new Map(
    [...unit.matchAll(/^(\w+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value]),
  );

  it('starts what the build makes', () => {
    expect(settings.get('ExecStart')).toBe(
      '/usr/bin/node /opt/spotify2mqtt/dist/main.js --config %S/spotify2mqtt/config.yaml',
    );
  });

  it('keeps everything in its own folder', () => {
    expect(settings.get('StateDirectory')).toBe('spotify2mqtt');
    expect(unit).toContain('SPOTIFY2MQTT_DATA=%S/spotify2mqtt/data\n');
    expect(settings.get('ProtectSystem')).toBe('strict');
  });

  it('forbids nothing that Node needs', () => {
    expect(settings.has('MemoryDenyWriteExecute')).toBe(false);
    // os.networkInterfaces() asks by netlink.
    expect(settings.get('RestrictAddressFamilies')).toContain('AF_NETLINK');
  });

  it('does not start again what has refused its configuration', () => {
    expect(settings.get('RestartPreventExitStatus')).toBe(String(EXIT_BAD_CONFIG));
  });

  it('is where the documentation puts it', () => {
    const shell = fencesOf('docs/install-others.md').map(({ code }) => code);
    expect(shell.join('')).toContain('examples/systemd/spotify2mqtt.service /etc/systemd/system/');
  });
});

describe('what GitHub asks of people', () => {
  const form = z.object({
    name: z.string(),
    description: z.string(),
    body: z.array(z.object({ type: z.string(), attributes: z.record(z.string(), z.unknown()) })),
  });

  it.each(['problem', 'wish'])('%s.yml is a form', (name) => {
    expect(form.safeParse(parse(read(`.github/ISSUE_TEMPLATE/${name}.yml`))).error).toBeUndefined();
  });

  it('asks for what the bridge says of itself', () => {
    const { body } = form.parse(parse(read('.github/ISSUE_TEMPLATE/problem.yml')));
    const asked = body.filter(({ attributes }) =>
      String(attributes.description).includes('spotify2mqtt support'),
    );
    expect(asked).toHaveLength(1);
  });
});
