import { z } from 'zod';
import { DASHBOARD_CLIENT } from '../accounts/client.ts';
import { SCOPES } from '../accounts/scope.ts';
import { PLAYINGS } from '../player/state.ts';
import { BUCKETS, settingsShape } from '../settings.ts';

/** What the control side takes, beside scenes, acts and faults. */

export const settingsChangeShape = settingsShape.partial();
export const grantShape = z.strictObject({
  user: z.string().default('family'),
  client_id: z.string().default(DASHBOARD_CLIENT),
  /** All scopes, unless said otherwise. */
  scope: z.string().default(SCOPES.join(' ')),
  refresh_token: z.string().min(1).optional(),
  /** When the six months began: ISO 8601 or milliseconds; now, unless said otherwise. */
  authorized_at: z.union([z.iso.datetime(), z.number()]).optional(),
});
export const revokeShape = z.strictObject({
  refresh_token: z.string().optional(),
  user: z.string().optional(),
  client_id: z.string().optional(),
});
export const quotaShape = z.strictObject({
  developer: z.string().default('family'),
  bucket: z.enum(BUCKETS),
  duration_ms: z.number().positive(),
});
export const deviceShape = z.strictObject({
  user: z.string().default('family'),
  /** An existing key changes that device; a new one adds a device, which then needs a name. */
  key: z.string(),
  id: z.string().nullable().optional(),
  name: z.string().optional(),
  type: z.string().optional(),
  volume: z.number().int().min(0).max(100).nullable().optional(),
  supports_volume: z.boolean().optional(),
  restricted: z.boolean().optional(),
  private_session: z.boolean().optional(),
  awake: z.boolean().optional(),
  /** How long it takes to wake, once it is called. */
  wakes_after_ms: z.number().min(0).optional(),
  /** It falls asleep when nothing has played on it for so long; `null` never does. */
  sleeps_after_ms: z.number().min(0).nullable().optional(),
  /**
   * `stuck`: says that it plays, and the position stands still. `dead`: takes
   * commands, and nothing is active. `racing`: a track a second.
   */
  plays: z.enum(PLAYINGS).optional(),
});
export const userShape = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  product: z.enum(['premium', 'free']).optional(),
  registered: z.boolean().optional(),
  country: z.string().length(2).optional(),
});
export const clientShape = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  developer: z.string().optional(),
  secret: z.string().optional(),
  redirect_uris: z.array(z.string()).optional(),
  device_grant: z.boolean().optional(),
  owner_premium: z.boolean().optional(),
});
export const pairShape = z.strictObject({
  user_code: z.string(),
  user: z.string().default('family'),
  agree: z.boolean().default(true),
});
export const authorizeShape = z.strictObject({
  /** The whole address of the authorize page that the person was sent to. */
  url: z.string(),
  user: z.string().default('family'),
  agree: z.boolean().default(true),
});
