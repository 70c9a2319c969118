import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { admit } from '../../examples/home-assistant/demo/person.ts';
import { DASHBOARD_CLIENT } from '../../src/simulator/accounts/client.ts';
import { KNOWN_REFRESH_TOKEN } from '../../src/simulator/run.ts';
import { askHttp } from './ask-http.ts';
import { openBrowserAt } from './browser.ts';
import { type Composed, composeMissing, composeUp } from './compose.ts';
import { listen } from './ear.ts';
import { askHomeAssistant } from './home-assistant-socket.ts';
import { pickUp } from './phone.ts';
import { is, until } from './until.ts';

/** The image has this name for the time of the tests, and every port is one that is free here. */
const IMAGE = 'image: spotify2mqtt:test';
const INSTALL = resolve(import.meta.dirname, '../../docs/install.md');
/** Ends inside the bridge's environment. */
const WITH_SIMULATOR = `
services:
  broker:
    ports: !override ["127.0.0.1::1883"]
  simulator:
    ${IMAGE}
    command: [simulator, --host, 0.0.0.0]
    healthcheck: { disable: true }
  bridge:
    ${IMAGE}
    ports: !override ["127.0.0.1::8099"]
    environment:
      SPOTIFY2MQTT_SPOTIFY__ACCOUNTS_URL: http://simulator:8090
      SPOTIFY2MQTT_SPOTIFY__API_URL: http://simulator:8090/v1`;
const PLAYER = 'media_player.spotify_family';

describe.runIf(composeMissing === undefined)('compose.yaml', () => {
  it('starts nothing before there is a password', () => {
    const file = resolve(import.meta.dirname, '../../compose.yaml');
    const args = ['compose', '--file', file, '--env-file', '/dev/null', 'config'];
    const { MQTT_PASSWORD: _, ...env } = process.env;
    expect(() => execFileSync('docker', args, { env, stdio: 'pipe' })).toThrow(/MQTT_PASSWORD=/);
  });

  it('asks for the rest on a page where there is nothing but a password', async () => {
    const password = 'secret';
    await using house = await composeUp('compose.yaml', {
      env: { MQTT_PASSWORD: password, SPOTIFY_CLIENT_ID: '' },
      override: WITH_SIMULATOR,
    });
    const log = await until(
      'it asks for the code',
      () => house.run('logs', '--no-color', 'bridge'),
      (text) => text.includes('enter the code'),
    );
    const [, code = ''] = /enter the code ([A-Z-]+)/.exec(log) ?? [];
    const browser = openBrowserAt(`http://${await house.address('bridge', 8099)}`);
    // What compose.yaml has set already.
    expect((await browser.post('/setup/unlock', { code })).text).toContain('mqtt://broker');
    await browser.post('/setup/spotify', { client_id: DASHBOARD_CLIENT });
    await browser.post('/setup/account', { key: 'kids', name: 'Kids' });
    await browser.post('/setup/finish', {});
    await using ear = await listen(await broker(house), { username: 'spotify2mqtt', password });
    await until(
      'it waits to be paired',
      () => ear.last('spotify2mqtt/kids/pairing_code'),
      (seen) => /^[A-Z]{4}-[A-Z]{4}$/.test(String(seen)),
    );
  });

  it('comes up healthy behind its password, and says goodbye', async () => {
    const password = 'pass: word # $5 "quoted"';
    await using house = await composeUp('compose.yaml', {
      env: { MQTT_PASSWORD: password, SPOTIFY_CLIENT_ID: DASHBOARD_CLIENT },
      override: `${WITH_SIMULATOR}
      SPOTIFY2MQTT_SPOTIFY__REFRESH_TOKEN: ${KNOWN_REFRESH_TOKEN}
`,
    });
    await until(
      'both are healthy',
      house.services,
      ({ bridge, broker }) => `${bridge} ${broker}` === 'healthy healthy',
      { within: 120_000 },
    );
    const who = { username: 'spotify2mqtt', password };
    const url = await broker(house);
    await expect(listen(url)).rejects.toThrow('Not authorized');
    await expect(listen(url, { ...who, password: 'guessed' })).rejects.toThrow('Not authorized');
    await using ear = await listen(url, who);
    await until(
      'the title',
      () => ear.last('spotify2mqtt/spotify/title'),
      (title) => title !== undefined,
    );
    expect(ear.last('spotify2mqtt/bridge/state')).toBe('online');
    const page = await fetch(`http://${await house.address('bridge', 8099)}/healthz`);
    expect(page.status).toBe(200);

    // Killed it would have exited with 137.
    await house.run('stop', '--timeout', '2', 'bridge');
    expect(await house.services()).toMatchObject({ bridge: 'exited 0' });
    await until('it says goodbye', () => ear.last('spotify2mqtt/bridge/state'), is('offline'));

    // What the broker keeps outlives its container.
    await house.run('up', '--detach', '--force-recreate', 'broker');
    await using later = await listen(await broker(house), who);
    await until('it was kept', () => later.last('spotify2mqtt/bridge/state'), is('offline'));
    await house.run('up', '--detach', 'bridge');
    await until('it is back', () => later.last('spotify2mqtt/bridge/state'), is('online'));
  });
});

async function broker(house: Composed): Promise<string> {
  return `mqtt://${await house.address('broker', 1883)}`;
}

describe.runIf(composeMissing === undefined)('compose.demo.yaml', () => {
  it('shows what plays in a Home Assistant that nobody had to prepare', async () => {
    await using demo = await composeUp('compose.demo.yaml', {
      override: `
services:
  broker:
    ports: !override ["127.0.0.1::8123", "127.0.0.1::8099", "127.0.0.1::8090"]
  simulator: { ${IMAGE} }
  bridge: { ${IMAGE} }
  prepare: { ${IMAGE} }
`,
    });
    const seen = await until('it is prepared', demo.services, ({ prepare }) => /exited/.test(prepare ?? ''), {
      within: 400_000,
    });
    expect(seen, await demo.run('logs', '--no-color', 'prepare')).toEqual({
      broker: 'healthy',
      simulator: 'healthy',
      bridge: 'healthy',
      'home-assistant': 'healthy',
      prepare: 'exited 0',
    });
    const home = `http://${await demo.address('broker', 8123)}`;
    const phone = pickUp(`http://${await demo.address('broker', 8090)}`, 'family');
    // With the password that the README names.
    const token = await admit(home);
    const title = async () => {
      const state = await askHttp(home, `/api/states/${PLAYER}`, { token });
      return z.object({ attributes: z.object({ media_title: z.string() }) }).parse(state).attributes
        .media_title;
    };
    const { name } = await phone.player();
    await until('the title', title, is(name));
    const next = await phone.skip();
    expect(next).not.toBe(name);
    await until('the next title', title, is(next));

    // As docs/install.md has it.
    const [, words = ''] = /exec broker (mosquitto_pub .+)/.exec(await readFile(INSTALL, 'utf8')) ?? [];
    await demo.run('exec', '--no-TTY', 'broker', ...words.split(' '));
    await until('the card plays', async () => (await phone.player()).context, is(words.split(' ').at(-1)));

    const panel = await askHomeAssistant(home, token, { type: 'frontend/get_system_data', key: 'core' });
    expect(panel).toEqual({ value: { default_panel: 'spotify-music' } });
    const shown = await askHomeAssistant(home, token, { type: 'lovelace/config', url_path: 'spotify-music' });
    expect(JSON.stringify(shown)).toContain(PLAYER);

    // As when it is stopped and started again.
    expect(await demo.run('run', '--rm', '--no-deps', 'prepare')).toContain('Home Assistant is ready');
  }, 600_000);
});
