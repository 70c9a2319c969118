import { z } from 'zod';
import { askHttp } from './ask-http.ts';
import { askHomeAssistant } from './home-assistant-socket.ts';

const codeShape = z.object({ auth_code: z.string() });
const tokenShape = z.object({ access_token: z.string() });
const flowShape = z.object({ flow_id: z.string() });
const userShape = z.object({ user: z.object({ id: z.string() }) });

/** Makes the first user of a new Home Assistant, ends its onboarding and returns a long-lived token. */
export async function onboard(base: string): Promise<string> {
  const client_id = `${base}/`;
  const owner = { name: 'Owner', username: 'owner', password: 'owner-password', language: 'en' };
  const created = await askHttp(base, '/api/onboarding/users', { json: { client_id, ...owner } });
  const token = await tokenFor(base, codeShape.parse(created).auth_code);
  await askHttp(base, '/api/onboarding/core_config', { token, json: {} });
  await askHttp(base, '/api/onboarding/analytics', { token, json: {} });
  await askHttp(base, '/api/onboarding/integration', { token, json: { client_id, redirect_uri: client_id } });
  return longLived(base, token);
}

/** Sets up the MQTT integration with MQTT 5. Home Assistant accepts a broker only if it answers now. */
export async function addMqtt(
  base: string,
  token: string,
  broker: string,
  port: number,
  login: { username: string; password: string } | undefined,
): Promise<void> {
  const flows = '/api/config/config_entries/flow';
  const { flow_id } = flowShape.parse(await askHttp(base, flows, { token, json: { handler: 'mqtt' } }));
  const other_settings = { set_client_cert: false, set_ca_cert: 'off', transport: 'tcp' };
  const json = { broker, port, protocol: '5', ...login, other_settings };
  const answer = await askHttp(base, `${flows}/${flow_id}`, { token, json });
  const { type } = z.object({ type: z.string() }).parse(answer);
  if (type !== 'create_entry') throw new Error(`the MQTT integration was refused: ${JSON.stringify(answer)}`);
}

/** Makes a user without admin rights, as people are told to do for a bridge, and returns a long-lived token of it. */
export async function addPlainUser(base: string, adminToken: string): Promise<string> {
  const client_id = `${base}/`;
  const login = { username: 'bridge', password: 'bridge-password' };
  const create = { type: 'config/auth/create', name: 'Bridge', group_ids: ['system-users'] };
  const { user } = userShape.parse(await askHomeAssistant(base, adminToken, create));
  const credentials = { type: 'config/auth_provider/homeassistant/create', user_id: user.id, ...login };
  await askHomeAssistant(base, adminToken, credentials);
  const start = { client_id, handler: ['homeassistant', null], redirect_uri: client_id };
  const { flow_id } = flowShape.parse(await askHttp(base, '/auth/login_flow', { json: start }));
  const end = await askHttp(base, `/auth/login_flow/${flow_id}`, { json: { client_id, ...login } });
  return longLived(base, await tokenFor(base, z.object({ result: z.string() }).parse(end).result));
}

async function tokenFor(base: string, code: string): Promise<string> {
  const form = { grant_type: 'authorization_code', code, client_id: `${base}/` };
  return tokenShape.parse(await askHttp(base, '/auth/token', { form })).access_token;
}

async function longLived(base: string, token: string): Promise<string> {
  const question = { type: 'auth/long_lived_access_token', client_name: 'tests', lifespan: 365 };
  return z.string().parse(await askHomeAssistant(base, token, question));
}
