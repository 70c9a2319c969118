import { DJ_URI } from './catalogue/catalogue.ts';
import type { User } from './people.ts';
import { Player } from './player/player.ts';
import type { Device, PlayerState, Sitting } from './player/state.ts';
import type { Spotify } from './spotify.ts';
import { hexOf, idOf } from './uri.ts';

/** Those who live in the simulator, and what they own. */

export type NewUser = Pick<User, 'id' | 'name'> &
  Partial<Pick<User, 'product' | 'registered' | 'country' | 'email'>>;

export function newDevice(given: Pick<Device, 'name' | 'type'> & Partial<Device>, owner = ''): Device {
  return {
    key: given.key ?? given.name,
    id: hexOf(`device ${owner} ${given.name}`, 40),
    volume: 40,
    supportsVolume: true,
    restricted: false,
    privateSession: false,
    awake: true,
    wakesAfterMs: 0,
    wakesAt: null,
    sleepsAfterMs: null,
    usedAt: 0,
    plays: 'aloud',
    ...given,
  };
}

/** Moves somebody in, with a player that is silent and a last record still on it. */
export function addUser(spotify: Spotify, given: NewUser, devices: readonly Device[], now: number): User {
  const album = spotify.catalogue.albumNamed('Lanterns at Low Tide');
  const tracks = album.tracks.map((track) => track.uri);
  const order = tracks.map((_, index) => index);
  const sitting: Sitting = { context: album.uri, tracks, order, index: 0, item: tracks[0] ?? '' };
  const product = given.product ?? 'premium';
  const state: PlayerState = {
    at: now,
    playing: false,
    positionMs: 0,
    changedAt: now,
    sitting,
    queue: [],
    shuffle: false,
    smartShuffle: false,
    repeat: 'off',
    devices,
    active: undefined,
    history: [],
    adEvery: product === 'free' ? 3 : 0,
    sinceAd: 0,
    random: Number.parseInt(hexOf(`${spotify.seed} ${given.id}`, 8), 16),
  };
  const user: User = {
    id: given.id,
    accountId: idOf(`account ${given.id}`),
    name: given.name,
    email: given.email ?? `${given.id}@example.com`,
    country: given.country ?? 'GB',
    product,
    registered: given.registered ?? true,
    player: new Player(state, () => spotify.rules()),
    library: new Map(),
  };
  spotify.users.set(user.id, user);
  return user;
}

/** A family with a kitchen, a guest, somebody who does not pay, and somebody whom the app does not know. */
export function moveIn(spotify: Spotify, now: number): void {
  const family = addUser(spotify, { id: 'family', name: 'Family' }, familyDevices(), now);
  const guest = addUser(spotify, { id: 'guest', name: 'Gäste & Co.', country: 'DE' }, guestDevices(), now);
  addUser(
    spotify,
    { id: 'frugal', name: 'Frugal', product: 'free' },
    [newDevice({ name: 'Old Phone', type: 'Smartphone' }, 'frugal')],
    now,
  );
  addUser(
    spotify,
    { id: 'stranger', name: 'Stranger', registered: false },
    [newDevice({ name: 'Laptop', type: 'Computer' }, 'stranger')],
    now,
  );
  makePlaylists(spotify, now);
  for (const [index, track] of spotify.catalogue.tracks.entries()) {
    if (index % 3 === 0) family.library.set(track.uri, now - (index + 1) * 3_600_000);
    if (index % 7 === 0) guest.library.set(track.uri, now - (index + 1) * 7_200_000);
  }
  const saved = [
    spotify.catalogue.albumNamed('Lanterns at Low Tide'),
    spotify.catalogue.albumNamed('Gute Nacht, Bär'),
    ...spotify.catalogue.shows,
    ...spotify.catalogue.shows.flatMap((show) => show.episodes.slice(0, 1)),
    spotify.catalogue.playlistNamed('Sunday Roast'),
  ].map((piece) => piece.uri);
  // In the library an audiobook goes by its own name, although it plays as a show.
  for (const book of spotify.catalogue.audiobooks) saved.push(`spotify:audiobook:${book.id}`);
  for (const [index, uri] of saved.entries()) family.library.set(uri, now - (index + 1) * 86_400_000);
}

function familyDevices(): Device[] {
  return [
    newDevice({ name: 'Kitchen', type: 'Speaker', volume: 40 }, 'family'),
    newDevice({ name: 'Anna’s Phone', type: 'Smartphone', volume: 100, supportsVolume: false }, 'family'),
    newDevice({ name: 'Living Room', type: 'Speaker', id: null, restricted: true, volume: 34 }, 'family'),
    newDevice({ name: 'Study', type: 'AVR', volume: null }, 'family'),
    newDevice({ name: 'Bedroom', type: 'CastAudio', volume: 15, awake: false }, 'family'),
    // Until somebody else plays on it, and a while after, it is in no list.
    newDevice({ name: 'Hall Echo', type: 'Speaker', awake: false, sleepsAfterMs: 5 * 60_000 }, 'family'),
  ];
}

function guestDevices(): Device[] {
  return [
    newDevice({ name: 'Laptop', type: 'Computer', volume: 69 }, 'guest'),
    // Names are not unique: this Kitchen is another one.
    newDevice({ name: 'Kitchen', type: 'Tablet', volume: 55 }, 'guest'),
  ];
}

function makePlaylists(spotify: Spotify, now: number): void {
  const { catalogue } = spotify;
  const at = now - 30 * 86_400_000;
  const uris = (...albums: string[]): string[] =>
    albums.flatMap((name) => catalogue.albumNamed(name).tracks.map((track) => track.uri));
  const everything = catalogue.tracks.map((track) => track.uri);
  const episodes = catalogue.shows.flatMap((show) => show.episodes.map((episode) => episode.uri));
  catalogue.addPlaylist({
    name: 'Kitchen Disco',
    description: 'For washing up &amp; dancing',
    owner: 'family',
    uris: uris('Breakfast Club Classics', 'Last Stop'),
    at,
  });
  catalogue.addPlaylist({
    name: 'Lullabies 🌙',
    owner: 'family',
    public: false,
    uris: uris('Gute Nacht, Bär', 'Notturni'),
    at,
  });
  catalogue.addPlaylist({
    name: 'Mixed Shelf',
    owner: 'family',
    hasCover: false,
    uris: [...uris('Nordlys'), ...episodes.slice(0, 1), catalogue.local.uri],
    at,
  });
  // More than one page holds.
  catalogue.addPlaylist({
    name: 'Everything, Twice and Again',
    owner: 'family',
    uris: [...everything, ...everything, ...everything],
    at,
  });
  catalogue.addPlaylist({
    name: 'Sunday Roast',
    owner: 'guest',
    uris: uris('Songs for an Empty Kitchen'),
    at,
  });
  catalogue.addPlaylist({
    name: 'House Party',
    owner: 'guest',
    collaborators: ['family'],
    uris: uris('Breakfast Club Classics', 'Small Rooms'),
    at,
  });
  catalogue.addPlaylist({
    name: 'Gentle Hits of Today',
    id: '37i9dQZF1DXgentleHits1',
    owner: 'spotify',
    uris: uris('Nordlys', 'Small Rooms', 'Postcards from the Breakwater'),
    at,
  });
  catalogue.addPlaylist({
    name: 'DJ',
    id: DJ_URI.slice('spotify:playlist:'.length),
    owner: 'spotify',
    uris: everything,
    at,
  });
}
