import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { PERSON } from '../examples/home-assistant/demo/person.ts';
import packageJson from '../package.json' with { type: 'json' };
import { DASHBOARD_CLIENT } from '../src/simulator/accounts/client.ts';
import { KNOWN_REFRESH_TOKEN } from '../src/simulator/run.ts';

const read = (name: string) => readFileSync(resolve(import.meta.dirname, '..', name), 'utf8');

const serviceShape = z.looseObject({
  environment: z.record(z.string(), z.string()).optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  image: z.string(),
});

function servicesOf(file: string) {
  const whole: unknown = parse(read(file), { merge: true });
  return z.object({ services: z.record(z.string(), serviceShape) }).parse(whole).services;
}

it.each(['compose.yaml', 'compose.demo.yaml'])(
  'gives our image nothing that it does not need in %s',
  (file) => {
    const ours = Object.values(servicesOf(file)).filter(({ image }) => image.includes('/spotify2mqtt:'));
    expect(ours.length).toBeGreaterThan(0);
    for (const service of ours) expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
  },
);

it('has an app and a token in the demo that its simulator knows', () => {
  expect(servicesOf('compose.demo.yaml').bridge?.environment).toMatchObject({
    SPOTIFY2MQTT_SPOTIFY__CLIENT_ID: DASHBOARD_CLIENT,
    SPOTIFY2MQTT_ACCOUNTS__FAMILY__REFRESH_TOKEN: KNOWN_REFRESH_TOKEN,
  });
});

it.each(['README.md', 'docs/install.md', 'compose.demo.yaml'])(
  'names who logs in to the demo in %s',
  (file) => {
    expect(read(file).replaceAll('`', '').replaceAll('\n', ' ')).toContain(
      `user ${PERSON.username}, password ${PERSON.password}`,
    );
  },
);

it('says the version of the package on the image', () => {
  expect(read('Dockerfile')).toContain(`ARG BUILD_VERSION=${packageJson.version}\n`);
});
