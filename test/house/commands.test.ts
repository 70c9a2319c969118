import { describe, expect, it } from 'vitest';
import { openHouse, playingHouse } from './house.ts';
import { lines } from './wire.ts';

const { catalogue } = await openHouse();
const tide = catalogue.albumNamed('Lanterns at Low Tide');
const disco = catalogue.playlistNamed('Kitchen Disco');
const [show] = catalogue.shows;
const track = (name: string) => catalogue.tracks.find((one) => one.name === name)?.uri ?? '';
/** Within half a second: an answer takes its time, and the music goes on. */
const near = (ms: number) => expect.closeTo(ms, -3);
const json = (members: object) => JSON.stringify({ command: 'play', ...members });

/** The kitchen plays the second song of an album, at 1:15 by the time of the command. */
describe('a command moves the player', () => {
  const rows: [string, object][] = [
    ['next', { name: 'Nine Bells' }],
    ['previous', { name: 'Ferryman, Wait', position_ms: near(0) }],
    ['pause', { playing: false }],
    ['stop', { playing: false }],
    ['play_pause', { playing: false }],
    ['seek 90', { position_ms: near(90_000) }],
    ['seek 1:30', { position_ms: near(90_000) }],
    ['seek 99999', { name: 'Nine Bells' }],
    ['volume 55', { volume: 55 }],
    ['volume +5', { volume: 45 }],
    ['volume -50', { volume: 0 }],
    ['mute', { volume: 0 }],
    ['unmute', { volume: 40 }],
    ['shuffle on', { shuffle: true }],
    ['shuffle toggle', { shuffle: true }],
    ['repeat all', { repeat: 'context' }],
    ['repeat one', { repeat: 'track' }],
    ['device Study', { device: 'Study', playing: true }],
    ['{"command":"device","device":"study","play":true}', { device: 'Study', playing: true }],
    [`queue ${track('Kettle')}`, { name: 'Ferryman, Wait', next: expect.arrayContaining([track('Kettle')]) }],
    [json({ uri: track('Kettle'), enqueue: 'next' }), { next: expect.arrayContaining([track('Kettle')]) }],
    ['clear', { name: 'Ferryman, Wait', position_ms: near(75_000), context: null, playing: true, next: [] }],
    [
      json({ uri: 'spotify:collection', enqueue: 'replace' }),
      { context: expect.stringMatching(/collection$/) },
    ],
    [`play ${disco.uri}`, { context: disco.uri, name: 'Butter Side Up', playing: true }],
    [
      `play https://open.spotify.com/track/${track('Kettle').split(':')[2]}?si=x`,
      { name: 'Kettle', context: null },
    ],
    [json({ uri: tide.uri, offset: 3 }), { name: 'Lanterns at Low Tide' }],
    [json({ uri: tide.uri, offset: track('Gull Song') }), { name: 'Gull Song' }],
    // A play is answered by the look that shows it, a second later.
    [json({ uri: tide.uri, offset: 2, position: 61.5 }), { name: 'Nine Bells', position_ms: near(62_500) }],
    [json({ uris: [track('Kettle'), track('Crockery')] }), { name: 'Kettle', next: [track('Crockery')] }],
    [json({ uris: [track('Kettle'), track('Crockery')], offset: 1 }), { name: 'Crockery' }],
    [json({ playlist: 'kitchen disco' }), { context: disco.uri }],
    [json({ playlist: 'Lullabies 🌙', shuffle: true, repeat: 'all' }), { shuffle: true, repeat: 'context' }],
    [`play ${show?.uri}`, { name: show?.episodes[0]?.name, context: show?.uri }],
    ['play spotify:collection', { context: 'spotify:user:family:collection' }],
    [
      json({ uri: disco.uri, device: 'Study', shuffle: true, volume: 30, offset: 2 }),
      { device: 'Study', shuffle: true, volume: 30, name: 'Pancake Pandemonium', playing: true },
    ],
  ];
  it.each(rows)('%s', async (payload, expected) => {
    const house = await playingHouse();
    expect(await house.ask('family', payload)).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject(expected);
    // Two looks later the entities say what is so.
    await house.clock.advance(4_000);
    const { name, playing, volume, shuffle, device } = house.simulator.player();
    expect(house.values('family', 'title', 'status', 'volume', 'shuffle', 'device')).toEqual({
      title: name,
      status: playing ? 'playing' : 'paused',
      volume: volume === null ? 'None' : `${volume}`,
      shuffle: shuffle ? 'ON' : 'OFF',
      device,
    });
    await house.close();
  });

  it.each([
    ['seek +10', 10_000],
    ['seek -10', -10_000],
  ])('%s', async (payload, step) => {
    const house = await playingHouse();
    const before = house.simulator.player().position_ms;
    await house.ask('family', payload);
    expect(Math.abs(house.simulator.player().position_ms - before - step)).toBeLessThan(200);
    await house.close();
  });

  it.each([
    ['next', 'PRESS', { name: 'Nine Bells' }],
    ['position', '90', { position_ms: near(90_000) }],
    ['volume', '7', { volume: 7 }],
    ['mute', 'ON', { volume: 0 }],
    ['shuffle', 'ON', { shuffle: true }],
    ['repeat', 'all', { repeat: 'context' }],
    ['device', 'Study', { device: 'Study' }],
    ['playlist', 'Kitchen Disco', { context: disco.uri }],
    ['link', disco.uri, { context: disco.uri }],
  ])('%s/set %s', async (key, payload, expected) => {
    const house = await playingHouse();
    expect(await house.ask('family', payload, { level: `${key}/set` })).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject(expected);
    await house.close();
  });
});

describe('a command', () => {
  it.each([
    ['pause', 'status', 'paused'],
    ['volume 55', 'volume', '55'],
    ['mute', 'mute', 'ON'],
    ['shuffle on', 'shuffle', 'ON'],
    ['repeat one', 'repeat', 'one'],
    ['seek 90', 'position', '90'],
    ['next', 'title', 'Nine Bells'],
    ['like', 'liked', 'ON'],
    ['device Study', 'device', 'Study'],
  ])('%s is shown before Spotify answers', async (payload, key, expected) => {
    const house = await playingHouse({ residents: [{ user: 'family', liked: true, queue: true }] });
    await house.clock.advance(30_000);
    expect(house.value('family', key)).not.toBe(expected);
    house.send('family', 'command', payload);
    await house.clock.turn();
    expect(house.value('family', key)).toBe(expected);
    await house.clock.advance(5_000);
    expect(house.value('family', key)).toBe(expected);
    await house.close();
  });

  it('likes and unlikes what plays, saves and removes what is named', async () => {
    const house = await playingHouse({ residents: [{ user: 'family', liked: true }] });
    const library = house.simulator.world.spotify.users.get('family')?.library ?? new Map<string, number>();
    const song = track('Ferryman, Wait');
    library.delete(song);
    await house.ask('family', 'like');
    expect([library.has(song), house.value('family', 'liked')]).toEqual([true, 'ON']);
    await house.ask('family', 'unlike');
    expect([library.has(song), house.value('family', 'liked')]).toEqual([false, 'OFF']);
    await house.ask('family', `save ${disco.uri}`);
    expect(library.has(disco.uri)).toBe(true);
    await house.ask('family', `{"command":"remove","uri":"${disco.uri}"}`);
    expect(library.has(disco.uri)).toBe(false);
    await house.close();
  });

  it('goes on where it was paused, and toggles', async () => {
    const house = await playingHouse();
    await house.ask('family', 'pause');
    await house.clock.advance(20_000);
    expect(await house.ask('family', 'play')).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ playing: true, name: 'Ferryman, Wait' });
    await house.ask('family', 'play_pause');
    expect(house.simulator.player().playing).toBe(false);
    await house.close();
  });

  it('moves what is paused without starting it, by name and by id', async () => {
    const house = await playingHouse();
    await house.ask('family', 'pause');
    const study = house.simulator.player().devices.find(({ key }) => key === 'Study')?.id;
    expect(await house.ask('family', `device ${study}`)).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ device: 'Study', playing: false });
    await house.clock.advance(4_000);
    expect(house.values('family', 'device', 'status')).toEqual({ device: 'Study', status: 'paused' });
    await house.ask('family', '{"command":"device","device":"Kitchen","play":true}');
    expect(house.simulator.player()).toMatchObject({ device: 'Kitchen', playing: true });
    await house.close();
  });

  it('remembers the level over mute and unmute, over a restart of the music too', async () => {
    const house = await playingHouse();
    await house.ask('family', 'mute');
    await house.clock.advance(15_000);
    expect(house.values('family', 'mute', 'volume')).toEqual({ mute: 'ON', volume: '0' });
    await house.ask('family', 'unmute');
    expect(house.simulator.player().volume).toBe(40);
    await house.clock.advance(5_000);
    expect(house.values('family', 'mute', 'volume')).toEqual({ mute: 'OFF', volume: '40' });
    await house.close();
  });

  it.each([
    ['dance', 'bad_payload', 'allowed are play'],
    ['volume loud', 'bad_payload', '0 to 100'],
    ['volume 101', 'bad_payload', '0 to 100'],
    ['{"command":"play","uri":"nonsense"}', 'bad_payload', 'nonsense'],
    [json({ playlist: 'Nope' }), 'refused', 'Kitchen Disco'],
    ['device Attic', 'no_device', 'Kitchen'],
    [json({ uri: 'spotify:album:0000000000000000000000' }), 'refused', 'Resource not found'],
    [json({ uri: tide.artists[0]?.uri, offset: 2 }), 'refused', 'offset'],
    ['device Living Room', 'no_device', 'Web API'],
  ])('%s is refused with the reason', async (payload, kind, words) => {
    const house = await playingHouse();
    const { transaction, ...answer } = await house.ask('family', payload);
    expect(answer).toMatchObject({ ok: false, problem: { kind } });
    expect(answer.problem?.message).toContain(words);
    expect(house.simulator.player()).toMatchObject({
      name: 'Ferryman, Wait',
      playing: true,
      device: 'Kitchen',
    });
    await house.close();
  });

  it('carries the transaction of its request', async () => {
    const house = await playingHouse();
    expect(await house.ask('family', '{"command":"pause","transaction":"a1"}')).toMatchObject({
      ok: true,
      command: 'pause',
      transaction: 'a1',
    });
    await house.close();
  });

  it('of a slider is sent twice for a storm, the last value always', async () => {
    const house = await playingHouse();
    const before = house.sent.length;
    for (let percent = 1; percent <= 60; percent++) {
      house.send('family', 'volume/set', `${percent}`);
      await house.clock.advance(8);
    }
    await house.clock.advance(3_000);
    expect(house.simulator.player().volume).toBe(60);
    expect(house.askings.every(({ answer }) => answer?.ok)).toBe(true);
    expect(lines(house.sent.slice(before)).filter((line) => line.startsWith('PUT'))).toHaveLength(2);
    await house.close();
  });
});

describe('where nothing is active, play goes to', () => {
  /** The family's player is idle and has more than one device. */
  const idle = (device?: string) =>
    openHouse({ residents: [{ user: 'family', ...(device ? { device } : {}) }] });

  it('the default device', async () => {
    const house = await idle('Study');
    await house.clock.advance(30_000);
    expect(await house.ask('family', `play ${disco.uri}`)).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ device: 'Study', playing: true, context: disco.uri });
    await house.close();
  });

  it('the last device', async () => {
    const house = await playingHouse();
    house.simulator.scene({ device: null });
    await house.clock.advance(60_000);
    expect(house.value('family', 'status')).toBe('idle');
    expect(await house.ask('family', 'play')).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ device: 'Kitchen', playing: true });
    await house.clock.advance(4_000);
    expect(house.values('family', 'status', 'device')).toEqual({ status: 'playing', device: 'Kitchen' });
    await house.close();
  });

  it('the only device', async () => {
    const house = await openHouse({ residents: [{ user: 'ann' }] });
    await house.clock.advance(1_000);
    expect(await house.ask('ann', 'play')).toMatchObject({ ok: true });
    expect(house.simulator.player('ann')).toMatchObject({ device: 'Speaker', playing: true });
    await house.close();
  });

  it('the asked device, which is woken with volume and shuffle', async () => {
    const house = await idle();
    await house.clock.advance(30_000);
    const asked = json({ uri: disco.uri, device: 'Kitchen', volume: 12, shuffle: true });
    expect(await house.ask('family', asked)).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({
      device: 'Kitchen',
      volume: 12,
      shuffle: true,
      playing: true,
    });
    await house.close();
  });

  it('nobody where there are several, and says which', async () => {
    const house = await idle();
    await house.clock.advance(1_000);
    const answer = await house.ask('family', 'play');
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'no_device' } });
    expect(answer.problem?.message).toContain('Kitchen');
    await house.close();
  });
});
