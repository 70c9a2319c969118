import { artistsOf, type ItemKind } from '../../core/item.ts';
import type { Repeat, Status } from '../../core/playback.ts';
import { decodePlayback } from './decode.ts';
import { filled } from './decode-item.ts';

/** What the bridge makes of a GET /me/player reply, flat and in Spotify's words, for people who ask. */
export interface ExplainedPlayback {
  status: Status;
  kind: ItemKind | null;
  title: string | null;
  artist: string | null;
  album: string | null;
  uri: string | null;
  context_uri: string | null;
  duration_ms: number | null;
  position_ms: number | null;
  device: string | null;
  volume: number | null;
  shuffle: boolean | null;
  repeat: Repeat | null;
  image: string | null;
}

/** `null` stands for 204. Throws BadReply for what is not a playback. */
export function explainPlayback(json: unknown, now: number): ExplainedPlayback {
  const { status, item, device, contextUri, positionMs, shuffle, repeat } = decodePlayback(json, now);
  return {
    status,
    kind: item?.kind ?? null,
    title: item?.title ?? null,
    artist: artistsOf(item),
    album: item?.album ?? null,
    uri: item?.uri ?? null,
    context_uri: contextUri,
    duration_ms: item?.durationMs ?? null,
    position_ms: positionMs,
    device: filled(device?.name),
    volume: device?.volume ?? null,
    shuffle,
    repeat,
    image: item?.image ?? null,
  };
}
