import { describe, expect, it } from 'vitest';
import { ALBUM, boxIn, CARD, OTHER_ALBUM, OTHER_CARD, plan, sentCommands } from './box.ts';
import { openHouse, playingHouse } from './house.ts';

const { catalogue } = await openHouse();
const tide = catalogue.albumNamed('Lanterns at Low Tide');
const disco = catalogue.playlistNamed('Kitchen Disco');
const kettle = catalogue.tracks.find((one) => one.name === 'Kettle')?.uri ?? '';
const episode = catalogue.shows[0]?.episodes[1]?.uri ?? '';
/** Within half a second: an answer takes its time, and the music goes on. */
const near = (ms: number) => expect.closeTo(ms, -3);

/** What plays is answered when it is heard, by the first look. */
const HEARD_MS = 1_000;
const same = <T extends { position_ms: number; playing: boolean }>(before: T) => ({
  ...before,
  position_ms: near(before.position_ms + (before.playing ? HEARD_MS : 0)),
});

/** What the simulator plays now, as far as it is brought back. */
function playing(house: Awaited<ReturnType<typeof playingHouse>>) {
  const { name, context, position_ms, playing, device, volume, shuffle, repeat } = house.simulator.player();
  return { name, context, position_ms: position_ms ?? 0, playing, device, volume, shuffle, repeat };
}

describe('what played is brought back', () => {
  it('with its place, speaker, volume, shuffle and repeat, the volume before the first note', async () => {
    const house = await playingHouse();
    await house.ask('family', 'repeat all');
    await house.clock.advance(4_000);
    const before = playing(house);
    expect(await house.ask('family', 'snapshot doorbell')).toMatchObject({ ok: true, command: 'snapshot' });
    const { ask, clock } = house;
    await ask(
      'family',
      JSON.stringify({ command: 'play', uri: disco.uri, device: 'Study', volume: 70, shuffle: true }),
    );
    await ask('family', 'repeat off');
    await clock.advance(20_000);
    const at = clock.now();
    expect(await ask('family', 'restore Doorbell')).toMatchObject({ ok: true, command: 'restore' });
    expect(playing(house)).toEqual(same(before));
    const sent = sentCommands(house.sent, at);
    const order = sent.map((one) => /volume_percent=40|\/play(?=[? ])/.exec(one)?.[0]).filter(Boolean);
    expect(order).toEqual(['volume_percent=40', '/play']);
    await clock.advance(4_000);
    expect(house.values('family', 'title', 'device', 'volume')).toEqual({
      title: before.name,
      device: 'Kitchen',
      volume: '40',
    });
    await house.close();
  });

  it.each<[what: string, play: object]>([
    ['a playlist', { uri: disco.uri, offset: 2, position: 40 }],
    ['the liked songs', { uri: 'spotify:collection', offset: 1, position: 20 }],
    ['a song alone', { uri: kettle, position: 30 }],
    ['an episode', { uri: episode, position: 300 }],
  ])('%s', async (_, play) => {
    const house = await playingHouse();
    await house.ask('family', JSON.stringify({ command: 'play', ...play }));
    await house.clock.advance(5_000);
    const before = playing(house);
    await house.ask('family', 'snapshot');
    await house.ask('family', `play ${tide.uri}`);
    await house.clock.advance(20_000);
    expect(await house.ask('family', 'restore')).toMatchObject({ ok: true });
    expect(playing(house)).toEqual(same(before));
    await house.close();
  });

  it('begins all the same where the item is gone from its list', async () => {
    const house = await playingHouse();
    await house.ask('family', JSON.stringify({ command: 'play', uri: disco.uri, offset: 2 }));
    await house.clock.advance(5_000);
    await house.ask('family', 'snapshot');
    const [family] = house.accounts;
    const snapshots = family?.store.state.snapshots ?? [];
    family?.store.put({
      snapshots: snapshots.map((one) => ({ ...one, item: { uri: kettle, title: 'Kettle' } })),
    });
    await house.ask('family', `play ${tide.uri}`);
    await house.clock.advance(5_000);
    expect(await house.ask('family', 'restore')).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ context: disco.uri, playing: true });
    await house.close();
  });

  it('what was paused stays paused, where it was', async () => {
    const house = await playingHouse();
    await house.ask('family', 'pause');
    await house.clock.advance(4_000);
    const before = playing(house);
    await house.ask('family', 'snapshot');
    await house.ask('family', `play ${disco.uri}`);
    await house.clock.advance(20_000);
    const at = house.clock.now();
    expect(await house.ask('family', 'restore')).toMatchObject({ ok: true });
    expect(playing(house)).toEqual(same(before));
    // Nobody hears it begin.
    expect(sentCommands(house.sent, at).join('\n')).toMatch(
      /volume_percent=0[\s\S]*\/play[\s\S]*\/pause[\s\S]*volume_percent=40/,
    );
    await house.close();
  });

  it('what is there still is not begun anew, but put back to its place', async () => {
    const house = await playingHouse();
    await house.ask('family', 'pause');
    await house.clock.advance(4_000);
    await house.ask('family', 'snapshot');
    await house.ask('family', 'play');
    await house.clock.advance(10_000);
    const at = house.clock.now();
    expect(await house.ask('family', 'restore')).toMatchObject({ ok: true });
    expect(sentCommands(house.sent, at)).toEqual([
      'PUT /me/player/pause',
      expect.stringMatching(/^PUT \/me\/player\/seek\?/),
    ]);
    expect(house.simulator.player()).toMatchObject({ playing: false, position_ms: near(75_000) });
    await house.close();
  });

  it('where nothing played, what plays is paused', async () => {
    const house = await openHouse();
    await house.clock.advance(5_000);
    await house.ask('family', 'snapshot');
    await house.ask('family', JSON.stringify({ command: 'play', uri: disco.uri, device: 'Kitchen' }));
    await house.clock.advance(5_000);
    expect(await house.ask('family', 'restore')).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ playing: false });
    await house.close();
  });
});

describe('a snapshot', () => {
  it('is made of what is shown, where that is fresh', async () => {
    const house = await playingHouse();
    await house.ask('family', 'refresh');
    const sent = house.sent.length;
    await house.ask('family', 'snapshot');
    expect(house.sent.length).toBe(sent);
    await house.close();
  });

  it('shows what was begun a moment before, and what was changed on the phone', async () => {
    const house = await playingHouse();
    await house.ask('family', JSON.stringify({ command: 'play', uri: disco.uri, offset: 2 }));
    await house.ask('family', 'snapshot begun');
    house.phone({ action: 'play', uri: kettle });
    await house.clock.advance(8_000);
    await house.ask('family', 'snapshot phone');
    await house.ask('family', `play ${tide.uri}`);
    await house.clock.advance(8_000);
    await house.ask('family', 'restore begun');
    expect(house.simulator.player()).toMatchObject({ context: disco.uri, name: 'Pancake Pandemonium' });
    await house.ask('family', 'restore phone');
    expect(house.simulator.player()).toMatchObject({ context: null, name: 'Kettle' });
    await house.close();
  });

  it('expires, and says which there are', async () => {
    const house = await playingHouse();
    await house.ask('family', '{"command":"snapshot","name":"short","expires":60}');
    await house.ask('family', 'snapshot long');
    await house.clock.advance(60_000);
    expect(await house.ask('family', 'restore short')).toMatchObject({
      ok: false,
      problem: { kind: 'refused', message: 'no snapshot "short", or it has expired; there are long' },
    });
    await house.close();
  });

  it('is one of ten at most; the oldest goes', async () => {
    const house = await playingHouse();
    for (let one = 1; one <= 11; one++) await house.ask('family', `snapshot n${one}`);
    expect(await house.ask('family', 'restore n1')).toMatchObject({ ok: false });
    expect(await house.ask('family', 'restore n2')).toMatchObject({ ok: true });
    await house.close();
  });

  it('survives a restart', async () => {
    const house = await playingHouse();
    await house.ask('family', 'snapshot doorbell');
    const before = house.simulator.player();
    await house.restart();
    await house.clock.advance(5_000);
    await house.ask('family', `play ${disco.uri}`);
    await house.clock.advance(5_000);
    expect(await house.ask('family', 'restore doorbell')).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ name: before.name, context: before.context });
    await house.close();
  });

  it('leaves alone what somebody chose since, where that was asked for', async () => {
    const house = await playingHouse();
    await house.ask('family', 'snapshot');
    await house.ask('family', 'pause');
    await house.clock.advance(4_000);
    const careful = '{"command":"restore","unless_changed":true}';
    expect(await house.ask('family', careful)).toMatchObject({ ok: true });
    house.phone({ action: 'play', uri: disco.uri });
    await house.clock.advance(15_000);
    expect(await house.ask('family', careful)).toMatchObject({ ok: false, problem: { kind: 'refused' } });
    expect(house.simulator.player()).toMatchObject({ context: disco.uri, playing: true });
    await house.close();
  });

  it('plays in no other room where its speaker is gone', async () => {
    const house = await playingHouse();
    await house.ask('family', JSON.stringify({ command: 'device', device: 'Study' }));
    await house.clock.advance(5_000);
    await house.ask('family', 'snapshot');
    house.phone({ action: 'play', uri: disco.uri, device: 'Kitchen' });
    house.phone({ action: 'vanish', device: 'Study' });
    await house.clock.advance(15_000);
    expect(await house.ask('family', 'restore')).toMatchObject({ ok: false, problem: { kind: 'no_device' } });
    expect(house.simulator.player()).toMatchObject({ context: disco.uri, device: 'Kitchen', playing: true });
    await house.close();
  });
});

describe('a card', () => {
  it('can be undone: what played before it comes back', async () => {
    const house = await playingHouse({ readers: [plan('kids')] });
    const box = boxIn(house);
    const before = playing(house);
    box.lay(CARD, ALBUM);
    await house.clock.advance(20_000);
    // The same card once more takes nothing from anybody.
    box.lay(CARD, ALBUM);
    await house.clock.advance(20_000);
    expect(house.simulator.player()).toMatchObject({ context: ALBUM });
    expect(await house.ask('family', 'restore card')).toMatchObject({ ok: true });
    expect(playing(house)).toEqual(same(before));
    await house.close();
  });

  it('can be undone by another card', async () => {
    const house = await playingHouse({ readers: [plan('kids')] });
    const box = boxIn(house);
    box.lay(CARD, ALBUM);
    await house.clock.advance(20_000);
    box.lay(OTHER_CARD, OTHER_ALBUM);
    await house.clock.advance(20_000);
    expect(house.simulator.player()).toMatchObject({ context: OTHER_ALBUM });
    box.lay('04-AA-BB-CC-DD-EE-01', 'command:restore/card');
    await house.clock.advance(5_000);
    expect(house.simulator.player()).toMatchObject({ context: ALBUM, playing: true });
    await house.close();
  });
});
