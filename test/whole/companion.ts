import { expect } from 'vitest';
import { z } from 'zod';
import type { HomeAssistant } from './home-assistant.ts';
import { is, until } from './until.ts';

/** Home Assistant's flows and repairs, as a person clicks through them. */

const FLOWS = '/api/config/config_entries/flow';

const resultShape = z.object({
  type: z.string(),
  flow_id: z.string(),
  step_id: z.string().optional(),
  url: z.string().nullish(),
  reason: z.string().optional(),
  errors: z.record(z.string(), z.string()).nullish(),
  description_placeholders: z.record(z.string(), z.string()).nullish(),
  next_flow: z.tuple([z.string(), z.string()]).optional(),
});
export type FlowResult = z.infer<typeof resultShape>;

const progressShape = z.array(z.object({ flow_id: z.string(), handler: z.string() }));
const issuesShape = z.object({
  issues: z.array(z.object({ domain: z.string(), issue_id: z.string(), translation_key: z.string() })),
});
const entriesShape = z.array(z.object({ entry_id: z.string(), domain: z.string(), state: z.string() }));

/** Confirms the bridge that Home Assistant discovered, and waits for this player. */
export async function addCompanion(home: HomeAssistant, player: string): Promise<void> {
  const found = await until(
    'the bridge is discovered',
    async () => progressShape.parse(await home.ask({ type: 'config_entries/flow/progress' })),
    (flows) => flows.some(({ handler }) => handler === 'spotify2mqtt'),
  );
  const flow = found.find(({ handler }) => handler === 'spotify2mqtt')?.flow_id ?? '';
  expect((await look(home, flow)).step_id).toBe('confirm');
  expect((await step(home, flow, {})).type).toBe('create_entry');
  await until(
    'the player',
    () => home.state(player),
    (state) => state !== undefined && state !== 'unavailable',
  );
}

export async function look(home: HomeAssistant, flow: string): Promise<FlowResult> {
  return resultShape.parse(await home.front(`${FLOWS}/${flow}`));
}

/** Submits a step of a flow. */
export async function step(home: HomeAssistant, flow: string, data: object): Promise<FlowResult> {
  return resultShape.parse(await home.front(`${FLOWS}/${flow}`, data));
}

/** The ids of our repairs issues that end in `account`. */
export async function issuesOf(home: HomeAssistant, account: string): Promise<string[]> {
  const { issues } = issuesShape.parse(await home.ask({ type: 'repairs/list_issues' }));
  const ours = issues.filter(
    ({ domain, issue_id }) => domain === 'spotify2mqtt' && issue_id.endsWith(`_${account}`),
  );
  return ours.map(({ issue_id }) => issue_id);
}

/** Waits for the issue of an account, presses "fix" and returns the flow in which the pairing goes on. */
export async function repair(home: HomeAssistant, account: string): Promise<string> {
  const [issue] = await until(
    'the issue',
    () => issuesOf(home, account),
    ({ length }) => length === 1,
  );
  const json = { handler: 'spotify2mqtt', issue_id: issue };
  const { next_flow } = resultShape.parse(await home.front('/api/repairs/issues/fix', json));
  const flow = next_flow?.[1] ?? '';
  expect((await look(home, flow)).step_id).toBe('pair');
  return flow;
}

/** Presses "reconfigure" in the menu of the companion's entry, and chooses the account to pair. */
export async function reconfigure(home: HomeAssistant, account: string): Promise<string> {
  const { entry_id } = await entryOf(home);
  const { flow_id } = resultShape.parse(await home.front(FLOWS, { handler: 'spotify2mqtt', entry_id }));
  expect((await step(home, flow_id, { account })).step_id).toBe('pair');
  return flow_id;
}

/** Reloads the companion's entry. */
export async function reload(home: HomeAssistant): Promise<void> {
  const { entry_id } = await entryOf(home);
  await home.front(`/api/config/config_entries/entry/${entry_id}/reload`, {});
  await until('it is loaded', async () => (await entryOf(home)).state, is('loaded'));
}

async function entryOf(home: HomeAssistant): Promise<z.infer<typeof entriesShape>[number]> {
  const entries = entriesShape.parse(await home.front('/api/config/config_entries/entry'));
  const ours = entries.find(({ domain }) => domain === 'spotify2mqtt');
  if (!ours) throw new Error('the companion has no entry');
  return ours;
}

/** Sets the volume: whatever is asked of Spotify in the seconds after a command need not wait for its turn. */
export async function makeRoom(home: HomeAssistant, player: string): Promise<void> {
  const volume_level = Math.round(20 + Math.random() * 60) / 100;
  await home.call('media_player.volume_set', { entity_id: player, volume_level });
}

const itemShape = z.object({
  title: z.string(),
  media_class: z.string(),
  media_content_type: z.string(),
  media_content_id: z.string(),
  can_play: z.boolean(),
  can_expand: z.boolean(),
});
export type Item = z.infer<typeof itemShape>;

/** A level of a player's media browser. */
export async function browse(home: HomeAssistant, player: string, item?: Item): Promise<Item[]> {
  const where = item && {
    media_content_type: item.media_content_type,
    media_content_id: item.media_content_id,
  };
  const level = await home.ask({ type: 'media_player/browse_media', entity_id: player, ...where });
  return z.object({ children: z.array(itemShape) }).parse(level).children;
}

export async function search(home: HomeAssistant, player: string, data: object): Promise<Item[]> {
  const answer = await home.request('media_player.search_media', { entity_id: player, ...data });
  const found = z.object({
    service_response: z.record(z.string(), z.object({ result: z.array(itemShape) })),
  });
  return found.parse(answer).service_response[player]?.result ?? [];
}
