import type { Spotify } from '../core/ports.ts';
import type { DeviceBook } from './device-book.ts';

/** Spotify, with every device under the name that it is shown by; whatever is seen stands in the book. */
export function namedSpotify(spotify: Spotify, book: DeviceBook): Spotify {
  return {
    playback: async (spending) => {
      const playback = await spotify.playback(spending);
      return playback.device ? { ...playback, device: book.look(playback.device) } : playback;
    },
    devices: async (spending) => book.list(await spotify.devices(spending)),
    queue: (spending) => spotify.queue(spending),
    profile: (spending) => spotify.profile(spending),
    playlists: (limit) => spotify.playlists(limit),
    nameOf: (contextUri) => spotify.nameOf(contextUri),
    albumLength: (albumUri) => spotify.albumLength(albumUri),
    isExplicit: (uri) => spotify.isExplicit(uri),
    isSaved: (uri) => spotify.isSaved(uri),
    episodesOf: (showUri) => spotify.episodesOf(showUri),
    savedTracks: () => spotify.savedTracks(),
    library: spotify.library,
    resolveLink: (url) => spotify.resolveLink(url),
    play: (request) => spotify.play(request),
    pause: (id) => spotify.pause(id),
    next: (id) => spotify.next(id),
    previous: (id) => spotify.previous(id),
    seek: (positionMs, id) => spotify.seek(positionMs, id),
    volume: (percent, id) => spotify.volume(percent, id),
    shuffle: (on, id) => spotify.shuffle(on, id),
    repeat: (mode, id) => spotify.repeat(mode, id),
    transfer: (id, play) => spotify.transfer(id, play),
    enqueue: (uri, id) => spotify.enqueue(uri, id),
    save: (uri) => spotify.save(uri),
    remove: (uri) => spotify.remove(uri),
  };
}
