import { describe, expect, it } from 'vitest';
import { playingHouse } from './house.ts';
import { lines } from './wire.ts';

describe('a device', () => {
  it('that takes no commands (Sonos) is shown, and refuses without a request', async () => {
    const house = await playingHouse();
    house.phone({ action: 'transfer', device: 'Living Room' });
    house.hint('family');
    await house.clock.advance(1_000);
    expect(house.values('family', 'device', 'status', 'volume')).toEqual({
      device: 'Living Room',
      status: 'playing',
      volume: '34',
    });
    const before = house.sent.length;
    for (const word of ['next', 'volume 10', 'pause']) {
      expect(await house.ask('family', word)).toMatchObject({ ok: false, problem: { kind: 'restricted' } });
    }
    expect(house.sent.length).toBe(before);
    // An old look refuses nothing: Spotify is asked, and says the same.
    await house.clock.advance(7_000);
    expect(await house.ask('family', 'next')).toMatchObject({ ok: false, problem: { kind: 'restricted' } });
    expect(await house.ask('family', 'device Kitchen')).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ device: 'Kitchen', playing: true });
    await house.close();
  });

  it('without a volume says so', async () => {
    const house = await playingHouse();
    house.phone({ action: 'transfer', device: 'Anna’s Phone' });
    house.hint('family');
    await house.clock.advance(1_000);
    expect(house.values('family', 'volume', 'mute')).toEqual({ volume: 'None', mute: 'None' });
    for (const word of ['volume 10', 'mute', 'volume +5']) {
      expect(await house.ask('family', word)).toMatchObject({ ok: false, problem: { kind: 'restricted' } });
    }
    expect(await house.ask('family', 'next')).toMatchObject({ ok: true });
    await house.close();
  });

  it('of unknown volume takes one, and no step', async () => {
    const house = await playingHouse();
    house.phone({ action: 'transfer', device: 'Study' });
    house.hint('family');
    await house.clock.advance(1_000);
    expect(house.value('family', 'volume')).toBe('None');
    expect(await house.ask('family', 'volume +5')).toMatchObject({
      ok: false,
      problem: { kind: 'no_device' },
    });
    expect(await house.ask('family', 'volume 33')).toMatchObject({ ok: true });
    expect(house.simulator.player().volume).toBe(33);
    await house.close();
  });

  it('that vanishes leaves silence, and the next play says which are there', async () => {
    const house = await playingHouse();
    house.phone({ action: 'vanish', device: 'Kitchen' });
    await house.clock.advance(14_000);
    expect(house.value('family', 'status')).toBe('idle');
    const answer = await house.ask('family', 'play');
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'no_device' } });
    expect(answer.problem?.message).toContain('Study');
    await house.close();
  });

  it('that was known and sleeps is waited for while it wakes', async () => {
    const house = await playingHouse({
      before: (simulator) => simulator.act({ action: 'wake', device: 'Bedroom' }),
    });
    house.phone({ action: 'sleep', device: 'Bedroom' });
    const asking = house.send('family', 'command', 'device Bedroom');
    await house.clock.advance(4_000);
    expect(asking.answer).toBeUndefined();
    house.phone({ action: 'wake', device: 'Bedroom' });
    await house.clock.advance(6_000);
    expect(asking.answer).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ device: 'Bedroom', playing: true });
    await house.close();
  });

  it('that was known and stays asleep is given up within half a minute', async () => {
    const house = await playingHouse({
      before: (simulator) => simulator.act({ action: 'wake', device: 'Bedroom' }),
    });
    house.phone({ action: 'sleep', device: 'Bedroom' });
    const answer = await house.ask('family', 'device Bedroom');
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'no_device' } });
    expect(answer.took_ms).toBeLessThan(30_500);
    expect(house.value('family', 'device')).toBe('Kitchen');
    await house.close();
  });

  it('in a private session plays on', async () => {
    const house = await playingHouse();
    house.simulator.scene({ private_session: true });
    await house.clock.advance(11_000);
    expect(house.values('family', 'status', 'device', 'problem')).toEqual({
      status: 'playing',
      device: 'Kitchen',
      problem: 'OK',
    });
    expect(await house.ask('family', 'next')).toMatchObject({ ok: true });
    expect(house.simulator.player().name).toBe('Nine Bells');
    await house.close();
  });
});

describe('what plays may be', () => {
  it('an advertisement, that nobody skips', async () => {
    const house = await playingHouse();
    house.phone({ action: 'ad' });
    house.hint('family');
    await house.clock.advance(1_000);
    expect(house.values('family', 'status', 'device')).toEqual({ status: 'playing', device: 'Kitchen' });
    expect(house.value('family', 'title')).not.toBe('Ferryman, Wait');
    const before = lines(house.sent).filter((line) => !line.startsWith('GET')).length;
    for (const word of ['next', 'seek 3', 'shuffle on']) {
      expect(await house.ask('family', word)).toMatchObject({ ok: false, problem: { kind: 'restricted' } });
    }
    expect(await house.ask('family', 'like')).toMatchObject({ ok: false, problem: { kind: 'refused' } });
    expect(lines(house.sent).filter((line) => !line.startsWith('GET'))).toHaveLength(before);
    await house.clock.advance(45_000);
    expect(house.value('family', 'title')).toBe('Nine Bells');
    await house.close();
  });

  it('the DJ in the middle of a sentence', async () => {
    const house = await playingHouse();
    house.phone({ action: 'dj' });
    house.hint('family');
    await house.clock.advance(1_000);
    expect(house.value('family', 'status')).toBe('playing');
    await house.clock.advance(30_000);
    expect(house.value('family', 'title')).toBe('Nine Bells');
    await house.close();
  });

  it('a local file, an episode, a chapter, and a playlist of all sorts', async () => {
    const house = await playingHouse({ residents: [{ user: 'family', liked: true, queue: true }] });
    const [show] = house.catalogue.shows;
    const [book] = house.catalogue.audiobooks;
    const rows = [
      [{ uri: house.catalogue.local.uri }, 'Basement Tape, Side B', 'music', 'The Neighbours'],
      [{ uri: show?.uri ?? '', offset: 1 }, 'Long Wave Goodbye', 'podcast', null],
      [{ uri: book?.uri ?? '', offset: 1 }, 'Chapter 1: The Lamp', 'podcast', null],
    ] as const;
    for (const [what, title, type, artist] of rows) {
      house.phone({ action: 'play', ...what });
      house.hint('family');
      await house.clock.advance(40_000);
      const player = JSON.parse(house.value('family', 'player') ?? '{}');
      expect(player).toMatchObject({ state: 'playing', media_title: title, media_content_type: type });
      if (artist) expect(player.media_artist).toBe(artist);
      expect(house.values('family', 'problem', 'title')).toEqual({ problem: 'OK', title });
    }
    await house.close();
  });

  it('shuffled the smart way', async () => {
    const house = await playingHouse();
    house.phone({ action: 'shuffle', on: true, smart: true });
    await house.clock.advance(11_000);
    expect(house.value('family', 'shuffle')).toBe('ON');
    expect(await house.ask('family', 'shuffle off')).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ shuffle: false, smart_shuffle: false });
    await house.close();
  });
});
