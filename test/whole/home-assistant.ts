import { fileURLToPath } from 'node:url';
import { GenericContainer, type StartedNetwork, Wait } from 'testcontainers';
import { z } from 'zod';
import { askHttp } from './ask-http.ts';
import { logOf } from './container-log.ts';
import { freePort } from './free-port.ts';
import { askHomeAssistant } from './home-assistant-socket.ts';
import { BROKER_ALIAS } from './mosquitto.ts';
import { addMqtt, onboard } from './onboarding.ts';
import { until } from './until.ts';

const stateShape = z.object({
  entity_id: z.string(),
  state: z.string(),
  attributes: z.record(z.string(), z.unknown()),
});
export type EntityState = z.infer<typeof stateShape>;

const deviceShape = z.object({
  id: z.string(),
  name: z.string().nullable(),
  identifiers: z.array(z.array(z.string())),
  config_entries: z.array(z.string()),
});
export type RegisteredDevice = z.infer<typeof deviceShape>;

const entryShape = z.object({
  entity_id: z.string(),
  unique_id: z.string(),
  device_id: z.string().nullable(),
  disabled_by: z.string().nullable(),
  entity_category: z.string().nullable(),
});
export type RegisteredEntity = z.infer<typeof entryShape>;

const notificationsShape = z.array(
  z.object({ notification_id: z.string(), title: z.string().nullable(), message: z.string() }),
);
const pictureShape = z.object({ entity_picture: z.string() });

/** A Home Assistant with an owner, whose MQTT integration is connected to the broker of its network. */
export interface HomeAssistant extends AsyncDisposable {
  /** Where this machine reaches it; the same after a restart. */
  readonly base: string;
  /** A long-lived token of the owner. */
  readonly token: string;
  states(): Promise<EntityState[]>;
  /** The plain state of one entity; undefined where there is none of this id. */
  state(entityId: string): Promise<string | undefined>;
  /** What its list of notifications shows under this id; undefined where nothing does. */
  notification(id: string): Promise<string | undefined>;
  /** The picture of an image entity, as a browser gets it. */
  picture(entityId: string): Promise<Buffer>;
  /** Performs an action such as `number.set_value`. */
  call(action: string, data: object): Promise<void>;
  /** Performs one that answers, such as `media_player.search_media`. */
  request(action: string, data: object): Promise<unknown>;
  /** Asks its WebSocket API. */
  ask(question: object): Promise<unknown>;
  /** Asks its HTTP API as its front end does: a POST where there is something to send. */
  front(path: string, json?: object): Promise<unknown>;
  /** Fires an event on its bus. */
  fire(event: string, data: object): Promise<void>;
  /** Puts a file into its configuration folder. */
  put(file: string, content: string): Promise<void>;
  /** Adds an automation, or changes the one of this id, as its editor does. */
  automate(id: string, automation: object): Promise<void>;
  devices(): Promise<RegisteredDevice[]>;
  entities(): Promise<RegisteredEntity[]>;
  /** Enables an entity that is disabled by default. Home Assistant acts on it half a minute later. */
  enable(entityId: string): Promise<void>;
  /** What its "delete device" does. */
  removeDevice(device: RegisteredDevice): Promise<void>;
  /** Log lines of WARNING and above that come from the MQTT integration or speak of it or of Spotify, or of `others`. */
  complaints(others?: RegExp): Promise<string[]>;
  restart(): Promise<void>;
}

export interface Furnishing {
  /** The companion integration lies in its configuration folder, as HACS puts it there. */
  companion?: boolean;
  /** Files of its configuration folder that are there from the start, by their paths. */
  files?: Record<string, string>;
  /** At the broker, where that asks for one. */
  login?: { username: string; password: string };
}

/** Where the companion integration is in the repository. */
const CUSTOM = fileURLToPath(new URL('../../custom_components', import.meta.url));

export async function startHomeAssistant(
  network: StartedNetwork,
  { companion = false, files = {}, login }: Furnishing = {},
): Promise<HomeAssistant> {
  // What fails on the way takes the container with it.
  await using started = new AsyncDisposableStack();
  const port = await freePort();
  const container = await new GenericContainer('ghcr.io/home-assistant/home-assistant:stable')
    .withNetwork(network)
    .withExposedPorts({ container: 8123, host: port })
    .withCopyDirectoriesToContainer(
      companion ? [{ source: CUSTOM, target: '/config/custom_components' }] : [],
    )
    .withCopyContentToContainer(
      Object.entries(files).map(([file, content]) => ({ target: `/config/${file}`, content })),
    )
    .withWaitStrategy(Wait.forHttp('/manifest.json', 8123))
    .withStartupTimeout(300_000)
    .start();
  started.use(container);
  const base = `http://localhost:${port}`;
  const token = await onboard(base);
  await addMqtt(base, token, BROKER_ALIAS, 1883, login);
  await running();

  async function running(): Promise<void> {
    const configShape = z.object({ state: z.string() });
    const look = async () => configShape.parse(await askHttp(base, '/api/config', { token })).state;
    await until('Home Assistant runs', look, (state) => state === 'RUNNING', { within: 300_000 });
  }
  const states = async () => z.array(stateShape).parse(await askHttp(base, '/api/states', { token }));
  const kept = started.move();
  return {
    base,
    token,
    states,
    state: async (entityId) => (await states()).find((state) => state.entity_id === entityId)?.state,
    notification: async (id) => {
      const all = notificationsShape.parse(
        await askHomeAssistant(base, token, { type: 'persistent_notification/get' }),
      );
      const found = all.find(({ notification_id }) => notification_id === id);
      return found && `${found.title}: ${found.message}`;
    },
    picture: async (entityId) => {
      const found = (await states()).find(({ entity_id }) => entity_id === entityId);
      const { entity_picture } = pictureShape.parse(found?.attributes);
      const answer = await fetch(base + entity_picture, { signal: AbortSignal.timeout(30_000) });
      if (!answer.ok) throw new Error(`the picture of ${entityId}: ${answer.status}`);
      return Buffer.from(await answer.arrayBuffer());
    },
    call: async (action, data) => {
      await askHttp(base, `/api/services/${action.replace('.', '/')}`, { token, json: data });
    },
    request: (action, data) =>
      askHttp(base, `/api/services/${action.replace('.', '/')}?return_response`, { token, json: data }),
    ask: (question) => askHomeAssistant(base, token, question),
    front: (path, json) =>
      askHttp(base, path, { token, headers: { 'HA-Frontend-Base': base }, ...(json ? { json } : {}) }),
    fire: async (event, data) => {
      await askHttp(base, `/api/events/${event}`, { token, json: data });
    },
    put: (file, content) => container.copyContentToContainer([{ target: `/config/${file}`, content }]),
    automate: async (id, automation) => {
      await askHttp(base, `/api/config/automation/config/${id}`, { token, json: automation });
    },
    devices: async () =>
      z
        .array(deviceShape)
        .parse(await askHomeAssistant(base, token, { type: 'config/device_registry/list' })),
    entities: async () =>
      z.array(entryShape).parse(await askHomeAssistant(base, token, { type: 'config/entity_registry/list' })),
    enable: async (entity_id) => {
      await askHomeAssistant(base, token, {
        type: 'config/entity_registry/update',
        entity_id,
        disabled_by: null,
      });
    },
    removeDevice: async ({ id, config_entries }) => {
      const type = 'config/device_registry/remove_config_entry';
      for (const config_entry_id of config_entries)
        await askHomeAssistant(base, token, { type, device_id: id, config_entry_id });
    },
    complaints: async (others) => complaintsIn(await logOf(container), others),
    restart: async () => {
      await container.restart({ timeout: 60_000 });
      await running();
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function complaintsIn(log: string, others?: RegExp): string[] {
  const lines = log.split('\n').map((line) => line.trim());
  const isOurs = (line: string) => /mqtt|spotify/i.test(line) || others?.test(line) === true;
  return lines.filter((line) => / (WARNING|ERROR|CRITICAL) \(/.test(line) && isOurs(line));
}
