import { describe, expect, it } from 'vitest';
import { USUAL_SPEAKERS } from '../../src/core/speaker-plan.ts';
import { ALBUM, boxIn, CARD, OTHER_ALBUM, OTHER_CARD, plan, sentCommands } from './box.ts';
import { type HouseOptions, openHouse, playingHouse } from './house.ts';
import { BURST, budgetBreaks } from './rules.ts';

const inBedroom = (more: object = {}) =>
  JSON.stringify({ command: 'play', uri: ALBUM, device: 'Bedroom', ...more });

/** A house in which nothing plays (unless said otherwise), and whose bedroom sleeps. */
async function sleepingHouse(options: HouseOptions = {}, open = openHouse) {
  const house = await open({
    readers: [plan('kids', { device: 'Bedroom' }), plan('hall', { device: 'Bedroom' })],
    ...options,
  });
  await house.clock.advance(60_000);
  const from = house.clock.now();
  const wakes = () =>
    house.said
      .filter(({ topic, at }) => topic === 'spotify2mqtt/family/wake' && at >= from)
      .map(({ at, payload }) => ({ after: at - from, ...JSON.parse(payload) }));
  const waiting = async () =>
    (await house.ask('bridge', '', { level: 'request/health' })).result as {
      waiting: { command: string; device: string }[];
    };
  return {
    ...house,
    house,
    from,
    wakes,
    waiting: async () => (await waiting()).waiting.map(({ command, device }) => [command, device]),
    commands: () => sentCommands(house.sent, from).map((line) => line.replace(/device_id=\w+/, 'device_id')),
    wake: () => house.phone({ action: 'wake', device: 'Bedroom' }),
    truth: () => house.simulator.player(),
    close: async () => {
      // Who waits for a speaker is served as who browses.
      expect(budgetBreaks(house.sent, BURST)).toEqual([]);
      await house.close();
    },
  };
}

describe('a device that sleeps', () => {
  it('is called, waited for, and plays what was asked when it comes', async () => {
    const { send, clock, wakes, waiting, wake, truth, close, from } = await sleepingHouse();
    const asking = send('family', 'command', inBedroom({ volume: 12, shuffle: true }));
    await clock.advance(2_000);
    expect(asking.answer).toBeUndefined();
    expect(wakes()).toMatchObject([
      {
        device: 'Bedroom',
        command: 'play',
        until: new Date(from + 30_000 + (wakes()[0]?.after ?? 0)).toISOString(),
      },
    ]);
    expect(await waiting()).toEqual([['play', 'Bedroom']]);
    await clock.advance(3_000);
    wake();
    await clock.advance(8_000);
    expect(asking.answer).toMatchObject({ ok: true, command: 'play' });
    expect(truth()).toMatchObject({
      device: 'Bedroom',
      playing: true,
      context: ALBUM,
      volume: 12,
      shuffle: true,
    });
    expect(await waiting()).toEqual([]);
    expect(wakes()).toHaveLength(1);
    await close();
  });

  it.each([
    ['', { liked: false, queue: false }],
    [', with all that is asked then', { liked: true, queue: true }],
  ])('plays in time right after a start%s', async (_, shown) => {
    const house = await openHouse({
      readers: [plan('kids', { device: 'Bedroom' })],
      residents: [{ user: 'family', ...shown }],
    });
    await house.clock.advance(2_000);
    const kids = boxIn(house);
    kids.lay(CARD, ALBUM);
    await house.clock.advance(6_000);
    expect(house.value('family', 'wake')).toBeUndefined();
    expect(house.said.filter(({ topic }) => topic.endsWith('/family/wake'))).toHaveLength(1);
    house.phone({ action: 'wake', device: 'Bedroom' });
    await house.clock.advance(4_000);
    expect(house.simulator.player()).toMatchObject({ device: 'Bedroom', playing: true, context: ALBUM });
    expect(budgetBreaks(house.sent, BURST)).toEqual([]);
    await house.close();
  });

  it('is looked for at once when somebody gives a hint', async () => {
    const { send, hint, clock, wake, truth, close } = await sleepingHouse();
    send('family', 'command', inBedroom());
    await clock.advance(4_000);
    wake();
    hint('family');
    await clock.advance(400);
    expect(truth()).toMatchObject({ device: 'Bedroom', playing: true });
    await close();
  });

  it('is not looked for at each of the hints that a speaker gives when it comes', async () => {
    const { send, hint, clock, wake, truth, close, house, from } = await sleepingHouse();
    send('family', 'command', inBedroom());
    await clock.advance(4_000);
    for (let hints = 0; hints < 20; hints++) {
      if (hints === 10) wake();
      hint('family');
      await clock.advance(100);
    }
    await clock.advance(400);
    expect(truth()).toMatchObject({ device: 'Bedroom', playing: true });
    const searches = house.sent.filter(({ at, path }) => at >= from && path === '/me/player/devices');
    // At the command, after 3 s, at the first hint, and once more for all the others.
    expect(searches.length).toBe(4);
    await close();
  });

  it('is called once more after half of the time, and given up with its name', async () => {
    const { ask, wakes, waiting, value, close } = await sleepingHouse();
    const answer = await ask('family', inBedroom());
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'no_device' } });
    expect(answer.problem?.message).toMatch(/^Bedroom did not come within 30 s.*Kitchen/);
    expect(wakes().map(({ after }) => Math.round(after / 1_000))).toEqual([0, 15]);
    expect(value('family', 'problem')).toContain('Bedroom did not come');
    expect(await waiting()).toEqual([]);
    await close();
  });

  it('is waited for as long as the configuration says, or not at all', async () => {
    const device = { device: 'Bedroom', via: 'spotify', minVolume: 0, maxVolume: 100 } as const;
    const speakers = { ...USUAL_SPEAKERS, devices: [{ ...device, wakeMs: 10_000 }] };
    const short = await sleepingHouse({ residents: [{ user: 'family', speakers }] });
    const answer = await short.ask('family', inBedroom());
    expect(answer.problem?.message).toContain('within 10 s');
    expect(short.wakes()).toHaveLength(2);
    await short.close();
    const none = await sleepingHouse({
      residents: [{ user: 'family', speakers: { ...USUAL_SPEAKERS, wakeMs: 0 } }],
    });
    const at = none.clock.now();
    expect(await none.ask('family', inBedroom())).toMatchObject({
      ok: false,
      problem: { kind: 'no_device' },
    });
    expect(none.clock.now() - at).toBeLessThan(500);
    expect(none.wakes()).toEqual([]);
    await none.close();
  });

  it('has everything that was asked meanwhile, in order, of each kind the last', async () => {
    const { send, clock, wake, truth, commands, waiting, close } = await sleepingHouse();
    const first = send('family', 'command', inBedroom());
    await clock.advance(1_000);
    const louder = send('family', 'command', 'volume 40');
    const shuffle = send('family', 'command', 'shuffle on');
    await clock.advance(1_000);
    const second = send('family', 'command', inBedroom({ uri: OTHER_ALBUM }));
    const softer = send('family', 'command', 'volume 10');
    const resume = send('family', 'command', 'play');
    await clock.advance(1_000);
    expect([first, louder].map(({ answer }) => answer)).toMatchObject([
      { ok: true, superseded: true },
      { ok: true, superseded: true },
    ]);
    expect(await waiting()).toEqual([
      ['play', 'Bedroom'],
      ['volume', 'Bedroom'],
      ['shuffle', 'Bedroom'],
    ]);
    wake();
    await clock.advance(10_000);
    expect([second, softer, shuffle, resume].map(({ answer }) => answer)).toMatchObject(
      Array(4).fill({ ok: true }),
    );
    expect(truth()).toMatchObject({ device: 'Bedroom', context: OTHER_ALBUM, volume: 10, shuffle: true });
    expect(commands()).toEqual([
      `PUT /me/player/play?device_id {"context_uri":"${OTHER_ALBUM}"}`,
      'PUT /me/player/volume?volume_percent=10',
      'PUT /me/player/shuffle?state=true',
    ]);
    await close();
  });

  it('is a room that was chosen: what is started then is for it', async () => {
    const { send, clock, wake, truth, close } = await sleepingHouse();
    send('family', 'command', 'device Bedroom');
    await clock.advance(1_000);
    const play = send('family', 'command', `play ${ALBUM}`);
    wake();
    await clock.advance(10_000);
    expect(play.answer).toMatchObject({ ok: true });
    expect(truth()).toMatchObject({ device: 'Bedroom', context: ALBUM, playing: true });
    await close();
  });

  it('is waited for no more when somebody pauses, or wants another', async () => {
    const { send, ask, clock, wake, truth, commands, close } = await sleepingHouse();
    const first = send('family', 'command', inBedroom());
    const volume = send('family', 'command', 'volume 40');
    await clock.advance(2_000);
    expect(await ask('family', 'pause')).toMatchObject({ ok: true });
    expect(first.answer).toMatchObject({ ok: true, superseded: true });
    expect(volume.answer).toMatchObject({ ok: true, superseded: true });
    const second = send('family', 'command', inBedroom());
    await clock.advance(2_000);
    expect(await ask('family', inBedroom({ device: 'Kitchen' }))).toMatchObject({ ok: true });
    expect(second.answer).toMatchObject({ ok: true, superseded: true });
    wake();
    await clock.advance(40_000);
    expect(truth()).toMatchObject({ device: 'Kitchen', context: ALBUM });
    expect(commands()).toHaveLength(1);
    await close();
  });

  it('holds up nothing that is for what plays elsewhere', async () => {
    const { send, ask, clock, wake, truth, close } = await sleepingHouse({}, playingHouse);
    const moving = send('family', 'command', 'device Bedroom');
    await clock.advance(1_000);
    for (const word of ['volume 22', 'next', 'shuffle on', `play ${ALBUM}`])
      expect(await ask('family', word)).toMatchObject({ ok: true });
    expect(truth()).toMatchObject({ device: 'Kitchen', volume: 22, shuffle: true, context: ALBUM });
    expect(moving.answer).toBeUndefined();
    wake();
    await clock.advance(12_000);
    expect(moving.answer).toMatchObject({ ok: true });
    expect(truth()).toMatchObject({ device: 'Bedroom', playing: true, context: ALBUM });
    await close();
  });

  it('is not called twice for two wishes within a wait', async () => {
    const { house, clock, wakes, wake, truth, close } = await sleepingHouse();
    const [kids, hall] = [boxIn(house), boxIn(house, 'hall')];
    kids.lay(CARD, ALBUM);
    await clock.advance(2_000);
    hall.lay(OTHER_CARD, OTHER_ALBUM);
    await clock.advance(2_000);
    kids.take(CARD);
    await clock.advance(500);
    expect(wakes()).toMatchObject([{ device: 'Bedroom', command: 'play', reader: 'kids' }]);
    expect(kids.results()).toEqual(['heard', 'waiting', 'done']);
    wake();
    await clock.advance(10_000);
    expect(hall.results()).toEqual(['heard', 'waiting', 'playing']);
    expect(truth()).toMatchObject({ device: 'Bedroom', context: OTHER_ALBUM });
    await close();
  });

  it('is called again at once where it came and fell asleep since', async () => {
    const { send, clock, wakes, wake, phone, close } = await sleepingHouse();
    send('family', 'command', inBedroom());
    await clock.advance(1_000);
    wake();
    await clock.advance(4_000);
    phone({ action: 'sleep', device: 'Bedroom' });
    await clock.advance(1_000);
    send('family', 'command', inBedroom({ uri: OTHER_ALBUM }));
    await clock.advance(2_000);
    expect(wakes()).toHaveLength(2);
    await clock.advance(40_000);
    await close();
  });

  it('is forgotten with the card that is taken away', async () => {
    const { house, clock, wake, truth, waiting, close } = await sleepingHouse();
    const kids = boxIn(house);
    kids.lay(CARD, ALBUM);
    await clock.advance(2_000);
    kids.take(CARD);
    await clock.advance(4_000);
    expect(await waiting()).toEqual([]);
    wake();
    await clock.advance(30_000);
    expect(truth().playing).toBe(false);
    expect(kids.told().at(-1)).toMatchObject({
      result: 'done',
      message: expect.stringContaining('taken away'),
    });
    await close();
  });

  it('is told to who still waits when the bridge is stopped', async () => {
    const { house, send, clock, close } = await sleepingHouse();
    const asking = send('family', 'command', inBedroom());
    await clock.advance(2_000);
    await house.restart();
    expect(asking.answer).toMatchObject({ ok: false, problem: { message: 'the bridge is being stopped' } });
    await close();
  });

  it('is whichever comes, where none is known', async () => {
    const { send, clock, wakes, house, truth, close } = await sleepingHouse({
      before: (simulator) => {
        for (const { key } of simulator.player().devices) simulator.act({ action: 'sleep', device: key });
      },
    });
    const asking = send('family', 'command', `play ${ALBUM}`);
    await clock.advance(2_000);
    expect(wakes()).toMatchObject([{ device: null, command: 'play' }]);
    house.phone({ action: 'wake', device: 'Study' });
    await clock.advance(8_000);
    expect(asking.answer).toMatchObject({ ok: true });
    expect(truth()).toMatchObject({ device: 'Study', playing: true });
    await close();
  });
});
