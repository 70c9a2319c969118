/**
 * Where Spotify departs from the OpenAPI description of its Web API. The description lacks what the field reports and what recorded
 * replies show; each departure is here once, with its reason. On top of the description the check also refuses fields that nobody
 * announced, so that a misspelt name is a mistake and not an extra.
 */
export const overlay: Overlay = {
  /** The description demands nearly nothing of what a bridge reads. What it reads must be there, null or not. */
  required: {
    CurrentlyPlayingContextObject: [
      'device',
      'shuffle_state',
      'repeat_state',
      'timestamp',
      'context',
      'progress_ms',
      'item',
      'currently_playing_type',
      'actions',
      'is_playing',
    ],
    CurrentlyPlayingObject: [
      'timestamp',
      'context',
      'progress_ms',
      'item',
      'currently_playing_type',
      'actions',
      'is_playing',
    ],
    // `supports_volume` may be missing.
    DeviceObject: [
      'id',
      'is_active',
      'is_private_session',
      'is_restricted',
      'name',
      'type',
      'volume_percent',
    ],
    TrackObject: ['album', 'artists', 'duration_ms', 'id', 'is_local', 'name', 'type', 'uri'],
    SimplifiedTrackObject: ['artists', 'duration_ms', 'id', 'name', 'type', 'uri'],
    SimplifiedArtistObject: ['id', 'name', 'type', 'uri'],
    ArtistObject: ['id', 'name', 'type', 'uri'],
    SimplifiedPlaylistObject: ['id', 'images', 'name', 'owner', 'type', 'uri'],
    PlaylistObject: ['id', 'images', 'name', 'owner', 'type', 'uri'],
    PrivateUserObject: ['id', 'display_name', 'type', 'uri'],
    QueueObject: ['currently_playing', 'queue'],
    ContextObject: ['type', 'uri'],
  },

  /** Everything that is marked deprecated may be missing already: removed for restricted apps in February 2026. */
  deprecatedIsOptional: true,

  /** Required there, missing in the field. */
  optional: {
    // The empty album of a local file.
    AlbumBase: ['total_tracks'],
    // Recorded without it: chapters inside an audiobook, a chapter that plays.
    ChapterBase: ['is_playable'],
    EpisodeBase: ['is_playable'],
  },

  nullable: {
    // No item: advertisements, the DJ's voice, private sessions. No context: bare URIs, local files.
    CurrentlyPlayingContextObject: ['item', 'context', 'progress_ms'],
    CurrentlyPlayingObject: ['item', 'context', 'progress_ms'],
    // Nothing plays.
    QueueObject: ['currently_playing'],
    PlayHistoryObject: ['context'],
    CursorPagingObject: ['next', 'cursors'],
    CursorObject: ['after', 'before'],
    // A local file is known by name only; its album is empty.
    TrackObject: ['id', 'href'],
    SimplifiedArtistObject: ['id', 'href', 'uri'],
    AlbumBase: ['album_type', 'href', 'id', 'release_date', 'release_date_precision', 'uri'],
    // An item that was removed from the catalogue.
    PlaylistTrackObject: ['item', 'track', 'added_at', 'added_by'],
    // An audiobook, seen as the show of a playing chapter.
    ShowBase: ['is_externally_hosted', 'total_episodes'],
    PlaylistObject: ['public', 'images'],
    // A playlist without a cover: recorded so in a list.
    SimplifiedPlaylistObject: ['public', 'images'],
  },

  /** What Spotify made is null in the results of a search. */
  nullableItems: ['PagingPlaylistObject'],

  /** Fields that appear although nobody announced them. */
  added: {
    // Tells the quota (QUOTA_EXCEEDED) from the rate limit, and the player's refusals from one another.
    ErrorObject: { reason: { type: 'string' } },
    // Smart shuffle can be seen and not be set.
    // What is disallowed lies one level deeper than described.
    CurrentlyPlayingContextObject: { smart_shuffle: { type: 'boolean' }, actions: actions() },
    CurrentlyPlayingObject: { actions: actions() },
    // Playlist owners' own colours, never explained.
    PlaylistObject: { description: textOrNull(), primary_color: textOrNull() },
    SimplifiedPlaylistObject: { description: textOrNull(), primary_color: textOrNull() },
    PlaylistTrackObject: {
      primary_color: textOrNull(),
      video_thumbnail: { type: 'object', properties: { url: textOrNull() } },
    },
    // Only inside playlists: what kind of entry this is.
    TrackObject: { episode: { type: 'boolean' }, track: { type: 'boolean' } },
    EpisodeBase: { episode: { type: 'boolean' }, track: { type: 'boolean' } },
  },

  /** Values that the description's enumerations leave out. */
  widened: {
    // The description calls a chapter an episode; Spotify calls it a chapter, except where it plays.
    ChapterBase: { type: ['chapter'] },
  },

  /** Player commands: 204 in the description; 200 and 202 with any text or none in the field, since August 2024. */
  commandStatuses: [200, 202, 204],
  /** 204 where nothing plays. */
  emptyReads: ['/me/player', '/me/player/currently-playing'],
  /** Refusals that come as plain text or as a proxy's page. */
  textStatuses: [403, 411, 429, 500, 502, 503],
};

function actions(): object {
  return {
    type: 'object',
    required: ['disallows'],
    properties: { disallows: { $ref: '#/components/schemas/DisallowsObject' } },
  };
}

function textOrNull(): object {
  return { type: 'string', nullable: true };
}

export interface Overlay {
  required: Record<string, string[]>;
  deprecatedIsOptional: boolean;
  optional: Record<string, string[]>;
  nullable: Record<string, string[]>;
  nullableItems: string[];
  added: Record<string, Record<string, object>>;
  widened: Record<string, Record<string, string[]>>;
  commandStatuses: number[];
  emptyReads: string[];
  textStatuses: number[];
}
