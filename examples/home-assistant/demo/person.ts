import { z } from 'zod';
import { askHome } from './home.ts';

/** Who logs in; the README names both. */
export const PERSON = { name: 'Demo', username: 'demo', password: 'spotify2mqtt' };

const stepsShape = z.array(z.object({ step: z.string(), done: z.boolean() }));
const flowShape = z.object({ flow_id: z.string() });

/** Makes the person where there is none yet, ends the onboarding and returns an access token, good for half an hour. */
export async function admit(base: string): Promise<string> {
  const steps = await openSteps(base);
  const client_id = `${base}/`;
  const code = steps.has('user') ? await createPerson(base) : await logIn(base);
  const form = { grant_type: 'authorization_code', code, client_id };
  const answer = await askHome(`${base}/auth/token`, { form });
  const token = z.object({ access_token: z.string() }).parse(answer).access_token;
  const bodies = { core_config: {}, analytics: {}, integration: { client_id, redirect_uri: client_id } };
  for (const [step, json] of Object.entries(bodies)) {
    if (steps.has(step)) await askHome(`${base}/api/onboarding/${step}`, { token, json });
  }
  return token;
}

/** What a new Home Assistant still asks for. One that has started after its onboarding no longer knows the address. */
async function openSteps(base: string): Promise<Set<string>> {
  const response = await fetch(`${base}/api/onboarding`);
  if (!response.ok) return new Set();
  const steps = stepsShape.parse(await response.json());
  return new Set(steps.filter(({ done }) => !done).map(({ step }) => step));
}

async function createPerson(base: string): Promise<string> {
  const json = { client_id: `${base}/`, language: 'en', ...PERSON };
  const created = await askHome(`${base}/api/onboarding/users`, { json });
  return z.object({ auth_code: z.string() }).parse(created).auth_code;
}

async function logIn(base: string): Promise<string> {
  const client_id = `${base}/`;
  const start = { client_id, handler: ['homeassistant', null], redirect_uri: client_id };
  const { flow_id } = flowShape.parse(await askHome(`${base}/auth/login_flow`, { json: start }));
  const { username, password } = PERSON;
  const json = { client_id, username, password };
  const end = await askHome(`${base}/auth/login_flow/${flow_id}`, { json });
  return z.object({ result: z.string() }).parse(end).result;
}
