import type { Album, Artist, LocalFile, Track } from '../catalogue/pieces.ts';
import { hexOf } from '../uri.ts';
import { hasOldFields, images, type Look, links, paging } from './look.ts';

const MARKETS = ['AU', 'CA', 'DE', 'FR', 'GB', 'IE', 'NL', 'NO', 'NZ', 'US'];

export function simpleArtist(look: Look, artist: Artist): object {
  return { ...links(look, 'artist', artist.id), name: artist.name, type: 'artist', uri: artist.uri };
}

export function fullArtist(look: Look, artist: Artist): object {
  const old = { followers: { href: null, total: 12_345 }, genres: ['kitchen pop'], popularity: 42 };
  return {
    ...simpleArtist(look, artist),
    images: images(look, 'album', artist.id),
    ...(hasOldFields(look) ? old : {}),
  };
}

export function simpleAlbum(look: Look, album: Album): object {
  return {
    ...links(look, 'album', album.id),
    album_type: album.albumType,
    artists: album.artists.map((artist) => simpleArtist(look, artist)),
    images: images(look, 'album', album.id),
    name: album.name,
    release_date: album.released,
    release_date_precision: 'day',
    total_tracks: album.tracks.length,
    type: 'album',
    uri: album.uri,
    ...(hasOldFields(look) ? { available_markets: MARKETS } : {}),
  };
}

export function fullAlbum(look: Look, album: Album): object {
  const old = { genres: [], label: album.label, popularity: 20 };
  return {
    ...simpleAlbum(look, album),
    tracks: paging(look, `/albums/${album.id}/tracks`, album.tracks, { limit: 50, offset: 0 }, (track) =>
      simpleTrack(look, track),
    ),
    copyrights: [{ text: `${album.released.slice(0, 4)} ${album.label}`, type: 'C' }],
    external_ids: {
      upc: String(Number.parseInt(hexOf(album.id, 10), 16))
        .padStart(12, '0')
        .slice(0, 12),
    },
    ...(hasOldFields(look) ? old : {}),
  };
}

export function simpleTrack(look: Look, track: Track): object {
  return {
    ...links(look, 'track', track.id),
    artists: track.artists.map((artist) => simpleArtist(look, artist)),
    disc_number: 1,
    duration_ms: track.durationMs,
    explicit: track.explicit,
    is_local: false,
    is_playable: track.playable,
    name: track.name,
    track_number: track.number,
    type: 'track',
    uri: track.uri,
    ...(track.playable ? {} : { restrictions: { reason: 'market' } }),
    ...(hasOldFields(look) ? { preview_url: null, available_markets: track.playable ? MARKETS : [] } : {}),
  };
}

export function fullTrack(look: Look, track: Track): object {
  return {
    ...simpleTrack(look, track),
    album: simpleAlbum(look, track.album),
    external_ids: {
      isrc: `XXSIM${String(Number.parseInt(hexOf(track.id, 8), 16))
        .padStart(7, '0')
        .slice(0, 7)}`,
    },
    ...(hasOldFields(look) ? { popularity: 38 } : {}),
  };
}

/** A local file as captured: what Spotify cannot know is null or empty (python-spotify fixtures). */
export function localTrack(file: LocalFile): object {
  const nobody = { external_urls: {}, href: null, id: null, type: 'artist', uri: null };
  return {
    album: {
      album_type: null,
      artists: [],
      available_markets: [],
      external_urls: {},
      href: null,
      id: null,
      images: [],
      name: '',
      release_date: null,
      release_date_precision: null,
      type: 'album',
      uri: null,
    },
    artists: [{ ...nobody, name: file.artist }],
    available_markets: [],
    disc_number: 0,
    duration_ms: file.durationMs,
    explicit: false,
    external_ids: {},
    external_urls: {},
    href: null,
    id: null,
    is_local: true,
    name: file.name,
    popularity: 0,
    preview_url: null,
    track_number: 0,
    type: 'track',
    uri: file.uri,
  };
}
