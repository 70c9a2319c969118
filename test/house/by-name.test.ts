import { describe, expect, it } from 'vitest';
import { openHouse, playingHouse } from './house.ts';

const { catalogue } = await openHouse();
const tide = catalogue.albumNamed('Lanterns at Low Tide');
const disco = catalogue.playlistNamed('Kitchen Disco');
const track = (name: string) => catalogue.tracks.find((one) => one.name === name);
const [show] = catalogue.shows;
const [book] = catalogue.audiobooks;

/** What left for Spotify to find something. */
function searches(house: Awaited<ReturnType<typeof playingHouse>>, since: number): string[] {
  return house.sent
    .filter(({ at, path }) => at >= since && /^\/(search|me\/library)/.test(path))
    .map(({ path, query }) => (path === '/search' ? `search ${new URLSearchParams(query).get('q')}` : path));
}

describe('play by name', () => {
  it.each<[payload: string, found: object, plays: object]>([
    [
      'play lanterns at low tide',
      { type: 'album', name: 'Lanterns at Low Tide', artists: tide.artists[0]?.name },
      { context: tide.uri },
    ],
    ['play album lanterns at low tide', { type: 'album', uri: tide.uri }, { context: tide.uri }],
    ['play song Lanterns at Low Tide', { type: 'track' }, { name: 'Lanterns at Low Tide', context: null }],
    ['play KETTLE', { type: 'track', uri: track('Kettle')?.uri }, { name: 'Kettle', context: null }],
    [
      `play kettle von ${track('Kettle')?.artists[0]?.name}`,
      { type: 'track', uri: track('Kettle')?.uri },
      { name: 'Kettle' },
    ],
    ['play kitchen disco', { type: 'playlist', uri: disco.uri, from: 'library' }, { context: disco.uri }],
    [`play podcast ${show?.name}`, { type: 'show', uri: show?.uri }, { context: show?.uri }],
    [`play book ${book?.name}`, { type: 'audiobook', name: book?.name }, { playing: true }],
    [
      JSON.stringify({ command: 'play', query: 'kitchen disko', device: 'Study', shuffle: true }),
      { uri: disco.uri, name: 'Kitchen Disco' },
      { context: disco.uri, device: 'Study', shuffle: true },
    ],
    [
      JSON.stringify({ command: 'play', playlist: 'kitchn disco' }),
      { uri: disco.uri, name: 'Kitchen Disco', from: 'library' },
      { context: disco.uri },
    ],
  ])('%s', async (payload, found, plays) => {
    const house = await playingHouse();
    const at = house.clock.now();
    expect(await house.ask('family', payload)).toMatchObject({ ok: true, found });
    expect(house.simulator.player()).toMatchObject({ playing: true, ...plays });
    expect(searches(house, at).length).toBeLessThanOrEqual(2);
    await house.close();
  });

  it('asks Spotify nothing for a playlist of one’s own that is called so', async () => {
    const house = await playingHouse();
    const at = house.clock.now();
    await house.ask('family', 'play Kitchen Disco');
    expect(searches(house, at)).toEqual([]);
    await house.close();
  });

  it('looks once more without the word that joins title and artist', async () => {
    const house = await playingHouse();
    const at = house.clock.now();
    const artist = track('Kettle')?.artists[0]?.name ?? '';
    await house.ask('family', `play kettle von ${artist}`);
    expect(searches(house, at)).toEqual([`search kettle von ${artist}`, `search kettle ${artist}`]);
    await house.close();
  });

  it('says what was looked for and what is near where nothing is called so, and leaves the music alone', async () => {
    const house = await playingHouse();
    const before = house.simulator.player();
    expect(await house.ask('family', 'play album lanterns in the forest')).toMatchObject({
      ok: false,
      command: 'play',
      problem: {
        kind: 'refused',
        message: expect.stringMatching(/^no album is called "lanterns in the forest"; /),
      },
    });
    expect(house.simulator.player()).toMatchObject({
      name: before.name,
      context: before.context,
      playing: true,
    });
    await house.close();
  });
});

describe('recent', () => {
  it('plays what was on before, and what was on before that', async () => {
    const house = await playingHouse();
    house.phone({ action: 'play', uri: disco.uri });
    await house.clock.advance(200_000);
    house.phone({ action: 'play', uri: track('Kettle')?.uri ?? '' });
    await house.clock.advance(40_000);
    expect(await house.ask('family', 'recent')).toMatchObject({
      ok: true,
      found: { uri: disco.uri, name: 'Kitchen Disco' },
    });
    expect(house.simulator.player()).toMatchObject({ context: disco.uri, playing: true });
    await house.clock.advance(4_000);
    expect(
      await house.ask('family', '{"command":"recent","nth":2,"device":"Study","volume":25}'),
    ).toMatchObject({
      ok: true,
      found: { uri: tide.uri, name: 'Lanterns at Low Tide', type: 'album' },
    });
    expect(house.simulator.player()).toMatchObject({ context: tide.uri, device: 'Study', volume: 25 });
    expect(await house.ask('family', 'recent 40')).toMatchObject({
      ok: false,
      problem: { kind: 'refused', message: expect.stringContaining('there is no number 40') },
    });
    await house.close();
  });
});
