/**
 * What Spotify sends, as far as the bridge reads it. Members that the bridge does not know are ignored, and nearly
 * everything may be null or missing: development apps lost fields in February 2026, and recorded replies hold nulls
 * where the reference (developer.spotify.com/documentation/web-api) promises values. A wrong type is refused.
 */
import { z } from 'zod';

const text = z.string().nullish();
const amount = z.number().nullish();
const flag = z.boolean().nullish();

const named = z.object({ name: text });
const names = z.array(named.nullable()).nullish();
/** Sizes are null for images that people uploaded. */
const images = z.array(z.object({ url: text, width: amount }).nullable()).nullish();
export type Images = z.infer<typeof images>;

/** A track, an episode or a chapter: the members of all three, told apart by what is there. */
export const itemShape = z.object({
  type: text,
  uri: text,
  name: text,
  duration_ms: amount,
  explicit: flag,
  is_local: flag,
  images,
  artists: names,
  album: z.object({ name: text, images }).nullish(),
  show: z.object({ name: text, publisher: text, images }).nullish(),
  audiobook: z.object({ name: text, authors: names, images }).nullish(),
});
export type ItemShape = z.infer<typeof itemShape>;

export const deviceShape = z.object({
  id: text,
  name: text,
  type: text,
  volume_percent: amount,
  supports_volume: flag,
  is_restricted: flag,
  is_private_session: flag,
  is_active: flag,
});
export type DeviceShape = z.infer<typeof deviceShape>;

export const playbackShape = z.object({
  is_playing: flag,
  currently_playing_type: text,
  item: itemShape.nullish(),
  device: deviceShape.nullish(),
  context: z.object({ uri: text }).nullish(),
  progress_ms: amount,
  shuffle_state: flag,
  /** Undocumented, so nothing that comes in it is a mistake. */
  smart_shuffle: z.unknown().optional(),
  repeat_state: text,
  actions: z.object({ disallows: z.record(z.string(), z.unknown()).nullish() }).nullish(),
});

export const devicesShape = z.object({ devices: z.array(deviceShape.nullable()).nullish() });

export const queueShape = z.object({ queue: z.array(itemShape.nullable()).nullish() });

export const profileShape = z.object({
  account_id: text,
  id: z.string().min(1),
  display_name: text,
  product: text,
});

export const playlistPageShape = z.object({
  items: z.array(z.object({ uri: text, name: text, images }).nullable()),
  next: text,
});

export const nameShape = z.object({ name: text });

export const containsShape = z.array(z.boolean());

export const episodePageShape = z.object({
  items: z.array(z.object({ uri: text, is_playable: flag }).nullable()),
});

export const albumTracksShape = z.object({
  items: z.array(z.object({ duration_ms: z.number().nonnegative().nullish().catch(null) }).nullable()),
});

/** GET /tracks/{id}, GET /episodes/{id}. */
export const explicitShape = z.object({ explicit: flag });

/** Entries hold the track in `track` (until 2026) or in `item`. */
export const savedTracksShape = z.object({
  items: z.array(
    z
      .object({ track: z.object({ uri: text }).nullish(), item: z.object({ uri: text }).nullish() })
      .nullable(),
  ),
});

/** The Web API's errors: nested, or in the flat form of the accounts service. */
export const errorShape = z.object({
  error: z.union([z.string(), z.object({ message: text.catch(null), reason: text.catch(null) })]),
  error_description: text.catch(null),
});

/** What may stand in a header: a token that holds anything else would end up in an error message of the HTTP client. */
const token = z.string().regex(/^[\x21-\x7e]+$/, 'expected a token of visible ASCII characters');

/** RFC 6749 §5.1; Spotify leaves `refresh_token` out since July 2026, and has sent numbers as text. */
export const tokenShape = z.object({
  access_token: token,
  expires_in: z.coerce.number().positive().catch(3600),
  refresh_token: token.nullish().or(z.literal('')),
  scope: text,
});

/** A code that people type and a page that they open: shown as they come, so nothing invisible and no `javascript:`. */
const shown = z.string().regex(/^[^\p{C}]{1,64}$/u, 'expected a code of up to 64 characters');
const pageAddress = z.url({ protocol: /^https?$/ });

/** RFC 8628 §3.2. Seconds may come as text. */
export const deviceCodeShape = z.object({
  device_code: z.string().min(1),
  user_code: shown,
  verification_uri: pageAddress,
  verification_uri_complete: pageAddress.nullish().catch(null),
  expires_in: z.coerce.number().positive(),
  interval: z.coerce.number().positive().catch(5),
});
