import { addUser, newDevice } from '../../../src/simulator/household.ts';
import { startSimulator } from '../../../src/simulator/start.ts';
import { clientOf, crowdKey, refreshTokenOf } from './crowd-names.ts';

/**
 * A Spotify where so many people listen, each with an app and a developer of their own, in a process of its own. Each is elsewhere in
 * the music, so that their tracks do not end together. Prints its port.
 */
const size = Number(process.argv[2]);
const { simulator, world, apiUrl } = await startSimulator();
const { spotify } = world;
const albums = spotify.catalogue.albums.filter(({ tracks }) => tracks.length > 1);
for (let index = 0; index < size; index++) {
  const user = crowdKey(index);
  const client = clientOf(index);
  const [pattern] = spotify.clients.values();
  if (!pattern) throw new Error('a Spotify without apps');
  spotify.clients.set(client, { ...pattern, id: client, developer: user });
  addUser(
    spotify,
    { id: user, name: user },
    [newDevice({ name: 'Kitchen', type: 'Speaker' }, user)],
    Date.now(),
  );
  const album = albums[index % albums.length];
  if (!album) throw new Error('a Spotify without albums');
  simulator.scene({
    user,
    uri: album.uri,
    offset: index % album.tracks.length,
    position_ms: (index % 20) * 5_000,
    device: 'Kitchen',
    playing: true,
    repeat: 'context',
  });
  simulator.seedRefreshToken({ user, client_id: client, refresh_token: refreshTokenOf(index) });
}
console.log(new URL(apiUrl).port);
