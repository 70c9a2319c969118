import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { askHome, HomeSocket } from './home.ts';
import { admit, PERSON } from './person.ts';

/**
 * `prepare.js dashboard.yaml`, in the image: prepares the Home Assistant of compose.demo.yaml as a person would with its front
 * end: user, MQTT, the companion that was discovered, a dashboard. Does again only what is not there.
 */

const BASE = 'http://127.0.0.1:8123';
const ENTRIES = `${BASE}/api/config/config_entries/entry`;
const FLOWS = `${BASE}/api/config/config_entries/flow`;
const PLAYER = 'media_player.spotify_family';
const DASHBOARD = { url_path: 'spotify-music', mode: 'storage', title: 'Music', icon: 'mdi:spotify' };
const WAIT_MS = 120_000;

const flowShape = z.object({ flow_id: z.string() });
const resultShape = z.object({ type: z.string() });
const entriesShape = z.array(z.object({ domain: z.string() }));
const progressShape = z.array(z.object({ flow_id: z.string(), handler: z.string() }));

const token = await admit(BASE);
using socket = await HomeSocket.open(BASE, token);
const there = entriesShape.parse(await askHome(ENTRIES, { token })).map(({ domain }) => domain);
if (!there.includes('mqtt')) await addMqtt();
if (!there.includes('spotify2mqtt')) await addCompanion();
await showDashboard();
await seen('what plays', () => askHome(`${BASE}/api/states/${PLAYER}`, { token }), hasTitle);
console.log(
  `Home Assistant is ready: http://${process.env.DEMO_ADDRESS ?? '127.0.0.1'}:8123, user ${PERSON.username}, password ${PERSON.password}`,
);

/** Home Assistant takes a broker only if it answers now. */
async function addMqtt(): Promise<void> {
  const { flow_id } = flowShape.parse(await askHome(FLOWS, { token, json: { handler: 'mqtt' } }));
  const other_settings = { set_client_cert: false, set_ca_cert: 'off', transport: 'tcp' };
  const json = { broker: '127.0.0.1', port: 1883, protocol: '5', other_settings };
  await finish(flow_id, json);
}

/** Confirms the bridge, which Home Assistant discovers by itself. */
async function addCompanion(): Promise<void> {
  const found = await seen(
    'the companion is discovered',
    async () => progressShape.parse(await socket.ask({ type: 'config_entries/flow/progress' })),
    (flows) => flows.some(({ handler }) => handler === 'spotify2mqtt'),
  );
  const flow = found.find(({ handler }) => handler === 'spotify2mqtt');
  await finish(flow?.flow_id ?? '', {});
}

async function finish(flow: string, json: object): Promise<void> {
  const answer = await askHome(`${FLOWS}/${flow}`, { token, json });
  if (resultShape.parse(answer).type !== 'create_entry') throw new Error(JSON.stringify(answer));
}

/** The example, as the first thing to be seen after logging in. */
async function showDashboard(): Promise<void> {
  const listed = await socket.ask({ type: 'lovelace/dashboards/list' });
  const paths = z.array(z.object({ url_path: z.string() })).parse(listed);
  if (!paths.some(({ url_path }) => url_path === DASHBOARD.url_path)) {
    await socket.ask({ type: 'lovelace/dashboards/create', show_in_sidebar: true, ...DASHBOARD });
  }
  const config: unknown = parse(readFileSync(process.argv[2] ?? '', 'utf8'));
  await socket.ask({ type: 'lovelace/config/save', url_path: DASHBOARD.url_path, config });
  const value = { default_panel: DASHBOARD.url_path };
  await socket.ask({ type: 'frontend/set_system_data', key: 'core', value });
}

function hasTitle(state: unknown): boolean {
  const shape = z.object({ attributes: z.object({ media_title: z.string() }) });
  return shape.safeParse(state).success;
}

/** Looks every half second until it is right, for two minutes; a look that is refused counts as not yet. */
async function seen<T>(what: string, look: () => Promise<T>, right: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + WAIT_MS;
  for (;;) {
    try {
      const found = await look();
      if (right(found)) return found;
    } catch (error) {
      if (Date.now() >= end) throw error;
    }
    if (Date.now() >= end) throw new Error(`${what}: not within ${WAIT_MS / 1000} s`);
    await sleep(500);
  }
}
