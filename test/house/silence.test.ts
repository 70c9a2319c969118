import { describe, expect, it } from 'vitest';
import { ALBUM, boxIn, CARD, plan } from './box.ts';
import { type HouseOptions, playingHouse } from './house.ts';
import { budgetBreaks } from './rules.ts';

const play = (device: string) => JSON.stringify({ command: 'play', uri: ALBUM, device });

/** A house that plays in the kitchen, and whose study does not do as it says. */
async function silentHouse(plays: 'aloud' | 'stuck' | 'dead' | 'racing', options: HouseOptions = {}) {
  const house = await playingHouse(options);
  house.control.device({ user: 'family', key: 'Study', plays }, house.clock.now());
  return house;
}

describe('a play', () => {
  it.each([
    ['stuck', /^Study shows the music, but it does not move/],
    ['dead', /^nothing plays on Study/],
    ['racing', /^tracks race past on Study/],
  ] as const)('on a device that is %s is a failure, with the likely cause', async (plays, words) => {
    const house = await silentHouse(plays);
    const answer = await house.ask('family', play('Study'));
    expect(answer).toMatchObject({
      ok: false,
      problem: { kind: 'silent', message: expect.stringMatching(words) },
    });
    expect(house.value('family', 'problem')).toMatch(words);
    expect(house.clock.now() - (house.askings.at(-1)?.at ?? 0)).toBeLessThanOrEqual(8_200);
    expect(budgetBreaks(house.sent)).toEqual([]);
    await house.close();
  });

  it.each([
    ['recent', JSON.stringify({ command: 'recent', device: 'Study' })],
    ['restore', 'restore'],
    ['the transfer of what plays', 'device Study'],
  ])('is listened to however it is asked for: %s', async (_, command) => {
    const house = await playingHouse();
    await house.ask('family', play('Study'));
    await house.ask('family', 'snapshot');
    await house.ask('family', play('Kitchen'));
    await house.clock.advance(30_000);
    expect(await house.ask('family', command)).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ device: 'Study', playing: true });
    await house.ask('family', play('Kitchen'));
    await house.clock.advance(30_000);
    house.control.device({ user: 'family', key: 'Study', plays: 'stuck' }, house.clock.now());
    expect(await house.ask('family', command)).toMatchObject({
      ok: false,
      problem: { kind: 'silent', message: expect.stringMatching(/^Study /) },
    });
    expect(budgetBreaks(house.sent)).toEqual([]);
    await house.close();
  });

  it('that stays paused where it is moved to is no silence', async () => {
    const house = await silentHouse('stuck');
    await house.ask('family', 'pause');
    const answer = await house.ask('family', 'device Study');
    expect(answer).toMatchObject({ ok: true });
    expect(answer).not.toHaveProperty('unverified');
    await house.close();
  });

  it('is answered as soon as a look shows it', async () => {
    const house = await silentHouse('aloud');
    const answer = await house.ask('family', play('Study'));
    expect(answer).toMatchObject({ ok: true });
    expect(answer).not.toHaveProperty('unverified');
    const { at, answeredAt } = house.askings.at(-1) ?? { at: 0, answeredAt: 0 };
    expect((answeredAt ?? 0) - at).toBeLessThanOrEqual(1_300);
    // What Spotify took at once was not slow.
    expect(answer.took_ms).toBeLessThan(200);
    await house.close();
  });

  it('holds up nobody while it is listened to', async () => {
    const house = await silentHouse('stuck');
    const playing = house.send('family', 'command', play('Study'));
    await house.clock.advance(500);
    expect(await house.ask('family', 'volume 20')).toMatchObject({ ok: true });
    expect(playing.answer).toBeUndefined();
    expect(await house.ask('family', 'pause')).toMatchObject({ ok: true });
    expect(playing.answer).toMatchObject({ ok: true, superseded: true });
    await house.clock.advance(20_000);
    expect(house.value('family', 'problem')).toBe('OK');
    await house.close();
  });

  it('that nobody can look at is taken at its word', async () => {
    const house = await silentHouse('aloud');
    const playing = house.send('family', 'command', play('Study'));
    await house.clock.advance(300);
    house.simulator.fault({ kind: 'server_error', status: 503, duration_ms: 20_000 });
    await house.clock.advance(9_000);
    expect(playing.answer).toMatchObject({ ok: true, unverified: true });
    await house.close();
  });

  it('after so many commands that no look is left is answered at once', async () => {
    const house = await silentHouse('aloud');
    for (let time = 0; time < 15; time++) {
      await house.ask('family', 'next');
      await house.clock.advance(1_800);
    }
    const answer = await house.ask('family', play('Study'));
    expect(answer).toMatchObject({ ok: true, unverified: true });
    const { at, answeredAt } = house.askings.at(-1) ?? { at: 0, answeredAt: 0 };
    expect((answeredAt ?? 0) - at).toBeLessThan(500);
    await house.close();
  });

  it('on the phone of somebody who pauses at once is no failure', async () => {
    const house = await silentHouse('aloud');
    const playing = house.send('family', 'command', play('Study'));
    await house.clock.advance(700);
    house.phone({ action: 'pause' });
    await house.clock.advance(9_000);
    expect(playing.answer).toMatchObject({ ok: true });
    expect(house.value('family', 'problem')).toBe('OK');
    await house.close();
  });
});

describe('a card', () => {
  it('that nobody hears tells so, and begins anew when it is laid again', async () => {
    const house = await silentHouse('stuck', { readers: [plan('kids', { device: 'Study' })] });
    const kids = boxIn(house);
    kids.lay(CARD, ALBUM);
    await house.clock.advance(300);
    expect(kids.results()).toEqual(['heard']);
    await house.clock.advance(9_000);
    expect(kids.told()).toMatchObject([
      { result: 'heard' },
      { result: 'error', message: expect.stringContaining('Study') },
    ]);
    house.control.device({ user: 'family', key: 'Study', plays: 'aloud' }, house.clock.now());
    house.phone({ action: 'pause' });
    await house.clock.advance(60_000);
    kids.lay(CARD, ALBUM);
    await house.clock.advance(3_000);
    expect(kids.results().slice(2)).toEqual(['heard', 'playing']);
    expect(house.simulator.player()).toMatchObject({ device: 'Study', playing: true, context: ALBUM });
    await house.close();
  });
});
