import { z } from 'zod';
import { DASHBOARD_CLIENT, SIBLING_CLIENT } from '../../src/simulator/accounts/client.ts';
import { askHttp } from './ask-http.ts';

/** Apps that the simulator knows: the one that is the bridge, and another, which has limits of its own. */
export const BRIDGE_CLIENT = DASHBOARD_CLIENT;
const PHONE_CLIENT = SIBLING_CLIENT;

const playerShape = z.object({
  playing: z.boolean(),
  uri: z.string().nullable(),
  name: z.string().nullable(),
  context: z.string().nullable(),
  position_ms: z.number(),
  device: z.string().nullable(),
  volume: z.number().nullable(),
  shuffle: z.boolean(),
  repeat: z.enum(['off', 'context', 'track']),
  next: z.array(z.string()),
});
const journalShape = z.object({ entries: z.array(z.object({ method: z.string(), path: z.string() })) });
export type Player = z.infer<typeof playerShape>;

/** Spotify's own app in the hand of a listener of the simulator. */
export interface Phone {
  /** What is really so. */
  player(): Promise<Player>;
  /** Goes to a place in what plays, ms from its beginning. */
  seek(positionMs: number): Promise<void>;
  /** Goes to the next item and returns its name. */
  skip(): Promise<string>;
  isSaved(uri: string): Promise<boolean>;
  play(uri: string): Promise<void>;
  pause(): Promise<void>;
  /** The requests that were made of Spotify, by whomever: `PUT /v1/me/player/play`, in order. */
  asked(): Promise<string[]>;
}

/** The phone of `user`, for a simulator at `base`. */
export function pickUp(base: string, user: string): Phone {
  const act = (json: object) => askHttp(base, '/control/act', { json: { user, ...json } });
  return {
    player: async () => playerShape.parse(await askHttp(base, `/control/players?user=${user}`)),
    skip: async () => {
      const { name } = playerShape.parse(await act({ action: 'next' }));
      return name ?? '';
    },
    play: async (uri) => {
      await act({ action: 'play', uri });
    },
    seek: async (positionMs) => {
      await act({ action: 'seek', position_ms: positionMs });
    },
    pause: async () => {
      await act({ action: 'pause' });
    },
    asked: async () => {
      const { entries } = journalShape.parse(await askHttp(base, '/control/requests'));
      return entries.map(({ method, path }) => `${method} ${path}`);
    },
    isSaved: async (uri) => {
      const form = {
        grant_type: 'refresh_token',
        client_id: PHONE_CLIENT,
        refresh_token: await letIn(base, user, PHONE_CLIENT),
      };
      const tokens = await askHttp(base, '/api/token', { form });
      const token = z.object({ access_token: z.string() }).parse(tokens).access_token;
      const answer = await askHttp(base, `/v1/me/library/contains?uris=${uri}`, { token });
      return z.tuple([z.boolean()]).parse(answer)[0];
    },
  };
}

/** A refresh token for an app, as if `user` had just let it in. */
export async function letIn(base: string, user: string, client_id = BRIDGE_CLIENT): Promise<string> {
  const answer = await askHttp(base, '/control/seed', { json: { user, client_id } });
  return z.object({ refresh_token: z.string() }).parse(answer).refresh_token;
}
