import type { Item, ItemKind } from '../../core/item.ts';
import type { Images, ItemShape } from './shapes.ts';

const KINDS = new Map<string, ItemKind>([
  ['track', 'track'],
  ['episode', 'episode'],
  ['chapter', 'chapter'],
  ['ad', 'ad'],
]);

/**
 * One thing that plays or comes next. `playingType` is `currently_playing_type` where there is one. Spotify hides the
 * item of ads, DJ talk and private sessions: then the kind is all that is known, and without even that there is no item.
 */
export function decodeItem(raw: ItemShape | null | undefined, playingType?: string | null): Item | null {
  if (!raw) return playingType ? { ...NOTHING, kind: KINDS.get(playingType) ?? 'unknown' } : null;
  const uri = filled(raw.uri);
  if (uri?.startsWith('spotify:local:') || raw.is_local) return decodeLocal(raw, uri);
  return {
    kind: KINDS.get(playingType ?? raw.type ?? uri?.split(':')[1] ?? '') ?? 'unknown',
    uri,
    title: filled(raw.name),
    artists: artistsIn(raw),
    album: filled(raw.album?.name) ?? filled(raw.audiobook?.name) ?? filled(raw.show?.name),
    durationMs: wholeMs(raw.duration_ms),
    image: imageOf(raw),
    explicit: raw.explicit === true,
  };
}

const NOTHING: Item = {
  kind: 'unknown',
  uri: null,
  title: null,
  artists: [],
  album: null,
  durationMs: null,
  image: null,
  explicit: false,
};

/** A file of the listener's own: what the reply leaves out stands in `spotify:local:<artist>:<album>:<title>:<seconds>`. */
function decodeLocal(raw: ItemShape, uri: string | null): Item {
  const [artist, album, title, seconds] = (uri ?? '').split(':').slice(2).map(plain);
  const artists = artistsIn(raw);
  return {
    kind: 'local',
    uri,
    title: filled(raw.name) ?? filled(title),
    artists: artists.length ? artists : [artist].filter(isFilled),
    album: filled(raw.album?.name) ?? filled(album),
    durationMs: wholeMs(raw.duration_ms) ?? (/^\d{1,7}$/.test(seconds ?? '') ? Number(seconds) * 1000 : null),
    image: imageOf(raw),
    explicit: raw.explicit === true,
  };
}

/** The parts of local uris are percent-encoded with `+` for a blank; what cannot be decoded is shown as it is. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}

/** A show's publisher stands in for an episode's artist; Spotify may leave it out. */
function artistsIn(raw: ItemShape): string[] {
  const people = raw.artists ?? raw.audiobook?.authors ?? [{ name: raw.show?.publisher }];
  return people.map((person) => person?.name).filter(isFilled);
}

function imageOf(raw: ItemShape): string | null {
  return (
    widest(raw.images) ??
    widest(raw.album?.images) ??
    widest(raw.audiobook?.images) ??
    widest(raw.show?.images)
  );
}

/** The address of the widest image, the first one where widths are unknown. */
export function widest(images: Images): string | null {
  let best: { url: string; width: number } | undefined;
  for (const image of images ?? []) {
    const width = image?.width ?? 0;
    if (image?.url && /^https?:\/\//i.test(image.url) && (!best || width > best.width)) {
      best = { url: image.url, width };
    }
  }
  return best?.url ?? null;
}

/** Spotify writes "nothing" as null, as a missing member and as an empty text. */
export function filled(value: string | null | undefined): string | null {
  return isFilled(value) ? value : null;
}

function isFilled(value: string | null | undefined): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** A duration or position in whole milliseconds, never below zero. */
export function wholeMs(value: number | null | undefined): number | null {
  return typeof value === 'number' ? Math.max(0, Math.round(value)) : null;
}
