import { z } from 'zod';
import { DASHBOARD_CLIENT } from './accounts/client.ts';

/** Endpoints that share one quota (undocumented; these are what reports of QUOTA_EXCEEDED suggest). */
export const BUCKETS = ['player', 'library', 'playlists', 'catalogue', 'artists', 'search', 'me'] as const;
export type Bucket = (typeof BUCKETS)[number];

const strangerShape = z.strictObject({
  clientId: z.string().default(DASHBOARD_CLIENT),
  per30s: z.number().positive(),
  bucket: z.enum(BUCKETS).default('player'),
});
export type Stranger = z.infer<typeof strangerShape>;

/** How this Spotify behaves, where reports differ or a test wants it otherwise. */
export const settingsShape = z.strictObject({
  /** Where `href`, `next` and the pairing link point; the carrier over HTTP puts its own address here. */
  accountsUrl: z.string(),
  apiUrl: z.string(),
  /** Where covers are: null is Spotify's image host, an address is a simulator that serves them itself. */
  coverBase: z.string().nullable(),
  /** Reads see a command's effect this much later. */
  lagMs: z.number().min(0),
  /** Every answer takes this long. */
  latencyMs: z.number().min(0),
  /** A device paused for this long is no longer active: `GET /me/player` is 204. */
  idleAfterMs: z.number().min(0),
  /** `GET /me/player/currently-playing` is empty this long after a pause already (web-api #1373). */
  forgetsAfterMs: z.number().min(0),
  /** At the end of a context other songs follow, as Spotify's default is; otherwise it stops at the start. */
  autoplay: z.boolean(),
  /** Refreshing gives a new refresh token and revokes the old, as before July 2026. */
  rotateRefreshTokens: z.boolean(),
  /** Field names and deprecated fields before February 2026, after, or both at once as some apps see. */
  shapes: z.enum(['new', 'old', 'both']),
  /** What a command answers with: nothing (204), random text (200), or now this, now that. */
  commandBodies: z.enum(['mixed', 'empty', 'text']),
  /** The rate limit: requests per client id in any 30 seconds. */
  requestsPer30s: z.number().int().min(0),
  /** Requests that were refused count too, so that who keeps calling stays locked out. */
  refusedCallsCount: z.boolean(),
  /** What a 429 says about when to come back, and whether its body is plain text. */
  retryAfter: z.enum(['seconds', 'date', 'none', 'garbage']),
  plainText429: z.boolean(),
  /** The quota: requests per developer and bucket in any 24 hours; no number, no quota. */
  quotas: z.partialRecord(z.enum(BUCKETS), z.number().int().min(0)),
  /**
   * Another program that uses a client id of ours: so many requests in 30 s, evenly, which count against both
   * limits. It knows no Retry-After: refused, it goes on asking. The journal does not have it.
   */
  stranger: strangerShape.nullable(),
});
export type Settings = z.infer<typeof settingsShape>;

export const defaultSettings: Settings = {
  accountsUrl: 'https://accounts.spotify.com',
  apiUrl: 'https://api.spotify.com/v1',
  coverBase: null,
  lagMs: 200,
  latencyMs: 0,
  idleAfterMs: 10 * 60_000,
  forgetsAfterMs: 2 * 60_000,
  autoplay: true,
  rotateRefreshTokens: false,
  shapes: 'new',
  commandBodies: 'mixed',
  requestsPer30s: 30,
  refusedCallsCount: false,
  retryAfter: 'seconds',
  plainText429: false,
  quotas: { artists: 600 },
  stranger: null,
};
