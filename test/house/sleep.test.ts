import { describe, expect, it } from 'vitest';
import { boxIn } from './box.ts';
import { type House, playingHouse } from './house.ts';
import { budgetBreaks } from './rules.ts';

const MINUTE_MS = 60_000;

/** The commands that left the house since `since`, as `volume 36` or `pause`. */
function commands(house: House, since: number): string[] {
  return house.sent
    .filter(({ at, method, isApi }) => at >= since && method !== 'GET' && isApi)
    .map(({ path, query }) =>
      `${path.slice('/me/player/'.length)} ${new URLSearchParams(query).get('volume_percent') ?? ''}`.trim(),
    );
}

/** Until the timer has stopped the music, and the volume is back. */
async function asleep(house: House): Promise<void> {
  for (let minutes = 0; house.value('family', 'sleep') !== 'off' && minutes < 120; minutes++)
    await house.clock.advance(MINUTE_MS);
  await house.clock.advance(10_000);
}

const LAST_TITLE = 'All the Rooms Face the Sea';
const FADE = [36, 33, 29, 26, 22, 18, 15, 11, 8, 4].map((percent) => `volume ${percent}`);

/** The kitchen plays one song of an album again and again, at volume 40. */
async function lullaby(): Promise<House> {
  const house = await playingHouse();
  await house.ask('family', 'repeat one');
  await house.clock.advance(5_000);
  return house;
}

describe('a sleep timer', () => {
  it.each<[string, string, string]>([
    ['by a word', 'command', 'sleep 15'],
    ['by JSON', 'command', '{"command":"sleep","minutes":15}'],
    ['by its entity', 'sleep/set', '15'],
  ])('%s fades, pauses, and leaves the volume as it was', async (_how, level, payload) => {
    const house = await lullaby();
    const began = house.clock.now();
    expect(await house.ask('family', payload, { level })).toMatchObject({ ok: true, command: 'sleep' });
    const until = Date.parse(house.value('family', 'sleep_until') ?? '');
    expect(Math.abs(until - began - 15 * MINUTE_MS)).toBeLessThan(1_000);
    expect(house.value('family', 'sleep')).toBe('15');
    await house.clock.advance(until - house.clock.now() - MINUTE_MS - 1);
    expect(commands(house, began)).toEqual([]);
    await house.clock.advance(MINUTE_MS);
    expect(commands(house, began)).toEqual(FADE);
    expect(house.simulator.player()).toMatchObject({ playing: true, volume: 4 });
    await house.clock.advance(5_000);
    expect(commands(house, began)).toEqual([...FADE, 'pause', 'volume 40']);
    expect(house.simulator.player()).toMatchObject({ playing: false, volume: 40, device: 'Kitchen' });
    await house.clock.advance(40_000);
    expect(house.values('family', 'sleep', 'sleep_until', 'status', 'volume', 'problem')).toEqual({
      sleep: 'off',
      sleep_until: 'None',
      status: 'paused',
      volume: '40',
      problem: 'OK',
    });
    expect(budgetBreaks(house.sent)).toEqual([]);
    await house.close();
  });

  it('for the end of the track lets no other begin', async () => {
    const house = await playingHouse();
    const { name } = house.simulator.player();
    const began = house.clock.now();
    expect(await house.ask('family', 'sleep end_of_track')).toMatchObject({ ok: true });
    expect(house.values('family', 'sleep', 'sleep_until')).toEqual({
      sleep: 'end_of_track',
      sleep_until: 'None',
    });
    await house.clock.advance(6 * MINUTE_MS);
    const { duration_ms, position_ms, ...player } = house.simulator.player();
    expect(player).toMatchObject({ name, playing: false, volume: 40 });
    expect((duration_ms ?? 0) - position_ms).toBeGreaterThan(0);
    expect((duration_ms ?? 0) - position_ms).toBeLessThan(2_000);
    const titles = house.said.filter(({ topic, at }) => topic.endsWith('/title') && at > began);
    expect(titles).toEqual([]);
    expect(house.value('family', 'sleep')).toBe('off');
    await house.close();
  });

  it.each([
    ['with others', true],
    ['with none', false],
  ])('for the end of an album lets no stranger follow, where Spotify goes on %s', async (_how, autoplay) => {
    const house = await playingHouse({ settings: { autoplay } });
    const { context } = house.simulator.player();
    expect(await house.ask('family', '{"command":"sleep","at":"end_of_context"}')).toMatchObject({
      ok: true,
    });
    expect(house.values('family', 'sleep', 'sleep_left')).toEqual({
      sleep: 'end_of_context',
      sleep_left: 'None',
    });
    const began = house.clock.now();
    await asleep(house);
    const player = house.simulator.player();
    expect(player).toMatchObject({ playing: false, context, volume: 40 });
    expect(house.values('family', 'sleep', 'sleep_left', 'problem')).toEqual({
      ...{ sleep: 'off', sleep_left: 'None', problem: 'OK' },
    });
    const heard = house.said.filter(({ topic, at }) => topic.endsWith('/title') && at > began);
    expect(heard.map(({ payload }) => payload).at(-1)).toBe(LAST_TITLE);
    expect(player.name).toBe(LAST_TITLE);
    expect(commands(house, began).slice(-2)).toEqual(['pause', 'volume 40']);
    expect(budgetBreaks(house.sent)).toEqual([]);
    await house.close();
  });

  it('for the end of a shuffled album stops at the first stranger', async () => {
    const house = await playingHouse();
    await house.ask('family', 'shuffle on');
    const { context } = house.simulator.player();
    await house.ask('family', 'sleep end_of_album');
    await asleep(house);
    const { position_ms, ...player } = house.simulator.player();
    expect(player.playing).toBe(false);
    expect(player.context).not.toBe(context);
    expect(position_ms).toBeLessThan(5_000);
    await house.close();
  });

  it('for the end of an album takes its repeat away', async () => {
    const house = await playingHouse();
    await house.ask('family', 'repeat all');
    expect(await house.ask('family', 'sleep end_of_album')).toMatchObject({ ok: true });
    expect(house.simulator.player().repeat).toBe('off');
    await house.close();
  });

  it('says its minutes once each, is put off, and goes on and off by its switch', async () => {
    const house = await lullaby();
    const began = house.clock.now();
    await house.ask('family', 'sleep 15');
    await house.clock.advance(4.5 * MINUTE_MS);
    expect(house.value('family', 'sleep_left')).toBe('11');
    expect(await house.ask('family', 'sleep +15')).toMatchObject({ ok: true });
    expect(house.values('family', 'sleep', 'sleep_left')).toEqual({ sleep: '30', sleep_left: '26' });
    await house.clock.advance(5 * MINUTE_MS);
    const left = house.said
      .filter(({ topic, at }) => at >= began && topic.endsWith('/sleep_left'))
      .map(({ payload }) => payload);
    expect(left).toEqual(['15', '14', '13', '12', '11', '26', '25', '24', '23', '22', '21']);
    await house.ask('family', 'OFF', { level: 'sleep_timer/set' });
    expect(house.values('family', 'sleep', 'sleep_left', 'sleep_timer')).toEqual({
      ...{ sleep: 'off', sleep_left: 'None', sleep_timer: 'OFF' },
    });
    await house.restart();
    await house.clock.advance(MINUTE_MS);
    await house.ask('family', 'ON', { level: 'sleep_timer/set' });
    expect(house.values('family', 'sleep', 'sleep_left', 'sleep_timer')).toEqual({
      ...{ sleep: '15', sleep_left: '15', sleep_timer: 'ON' },
    });
    await house.close();
  });

  it.each(['end_of_track', 'end_of_context'])('for %s survives a restart', async (at) => {
    const house = await playingHouse();
    await house.ask('family', `sleep ${at}`);
    await house.clock.advance(30_000);
    await house.restart();
    await house.clock.advance(MINUTE_MS / 4);
    expect(house.value('family', 'sleep')).toBe(at);
    await asleep(house);
    expect(house.simulator.player()).toMatchObject({ playing: false, volume: 40 });
    expect(house.value('family', 'sleep')).toBe('off');
    await house.close();
  });

  it('for the end of the track goes with a skip on the phone', async () => {
    const house = await playingHouse();
    await house.ask('family', 'sleep end_of_track');
    house.phone({ action: 'next' });
    await house.clock.advance(6 * MINUTE_MS);
    expect(house.simulator.player()).toMatchObject({ name: 'Nine Bells', playing: false, volume: 40 });
    await house.close();
  });

  it('that a person turns up in its fade only pauses', async () => {
    const house = await lullaby();
    await house.ask('family', 'sleep 15');
    await house.clock.advance(14.5 * MINUTE_MS);
    house.phone({ action: 'volume', volume: 60 });
    await house.clock.advance(9_000);
    const since = house.clock.now();
    await house.clock.advance(MINUTE_MS);
    expect(commands(house, since)).toEqual(['pause']);
    expect(house.simulator.player()).toMatchObject({ playing: false, volume: 60 });
    await house.close();
  });

  it('is replaced by another, and called off', async () => {
    const house = await lullaby();
    const began = house.clock.now();
    await house.ask('family', 'sleep 15');
    await house.ask('family', 'sleep 30');
    await house.clock.advance(20 * MINUTE_MS);
    expect(house.value('family', 'sleep')).toBe('30');
    await house.ask('family', 'sleep off');
    await house.clock.advance(20 * MINUTE_MS);
    expect(house.value('family', 'sleep')).toBe('off');
    expect(commands(house, began)).toEqual([]);
    await house.close();
  });

  it.each([
    ['', 5],
    [' in the middle of its fade', 14.55],
    [' at a step of its fade', 14.5],
  ])('survives a restart of the bridge%s', async (_when, minutes) => {
    const house = await lullaby();
    await house.ask('family', 'sleep 15');
    const until = house.value('family', 'sleep_until');
    await house.clock.advance(minutes * MINUTE_MS);
    await house.restart();
    await house.clock.advance(MINUTE_MS / 4);
    expect(house.values('family', 'sleep', 'sleep_until')).toEqual({ sleep: '15', sleep_until: until });
    await house.clock.advance((16 - minutes) * MINUTE_MS);
    expect(house.simulator.player()).toMatchObject({ playing: false, volume: 40 });
    await house.close();
  });

  it.each([
    ['sleep', 'bad_payload', '1 to 480 minutes'],
    ['sleep 1000', 'bad_payload', '1 to 480 minutes'],
    ['{"command":"sleep","at":"midnight"}', 'bad_payload', 'end_of_track'],
  ])('%s is refused with what would be right', async (payload, kind, words) => {
    const house = await playingHouse();
    const { problem } = await house.ask('family', payload);
    expect([problem?.kind, problem?.message]).toEqual([kind, expect.stringContaining(words)]);
    await house.close();
  });

  it('for the end of a track needs one; minutes just pass', async () => {
    const house = await playingHouse();
    await house.ask('family', 'pause');
    const { problem } = await house.ask('family', 'sleep end_of_track');
    expect([problem?.kind, problem?.message]).toEqual(['refused', expect.stringContaining('nothing plays')]);
    const since = house.clock.now();
    expect(await house.ask('family', 'sleep 1')).toMatchObject({ ok: true });
    await house.clock.advance(2 * MINUTE_MS);
    expect(house.value('family', 'sleep')).toBe('off');
    expect(commands(house, since)).toEqual([]);
    await house.close();
  });
});

describe('a sleep timer by a reader', () => {
  it.each([
    ['sleep:30', '30'],
    ['command:sleep 30', '30'],
    ['command:sleep/1800', '30'],
    ['sleep:end_of_album', 'end_of_context'],
  ])('with the card %s', async (card, shown) => {
    const house = await playingHouse();
    const box = boxIn(house);
    const since = house.clock.now();
    box.lay('04-11-22-33', card);
    await house.clock.advance(2_000);
    expect(house.value('family', 'sleep')).toBe(shown);
    expect(box.results(since)).toEqual(['heard', 'done']);
    await house.close();
  });

  it('with a button and a card for a bit more', async () => {
    const house = await playingHouse();
    house.broker.deliver('spotify2mqtt/reader/kids/command', 'sleep 15');
    await house.clock.advance(2_000);
    boxIn(house).lay('04-11-22-33', 'sleep:+15');
    await house.clock.advance(2_000);
    expect(house.values('family', 'sleep', 'sleep_left')).toEqual({ sleep: '30', sleep_left: '30' });
    await house.close();
  });
});

describe('a fade', () => {
  it.each([
    ['half a minute', 'fade 20 30', 20],
    ['two seconds', '{"command":"fade","volume":60,"seconds":2}', 60],
    ['five minutes', 'fade 100 300', 100],
  ])('of %s stays within the budget', async (_long, payload, percent) => {
    const house = await lullaby();
    expect(await house.ask('family', payload)).toMatchObject({ ok: true, command: 'fade' });
    await house.clock.advance(6 * MINUTE_MS);
    expect(house.simulator.player()).toMatchObject({ playing: true, volume: percent });
    expect(house.value('family', 'volume')).toBe(`${percent}`);
    expect(budgetBreaks(house.sent)).toEqual([]);
    await house.close();
  });

  it('wakes: what plays begins hardly audible', async () => {
    const house = await lullaby();
    await house.ask('family', 'pause');
    const since = house.clock.now();
    const play = { command: 'play', device: 'Study', volume: 25, fade: 300 };
    expect(await house.ask('family', JSON.stringify(play))).toMatchObject({ ok: true });
    await house.clock.advance(2_000);
    expect(house.simulator.player()).toMatchObject({ playing: true, device: 'Study' });
    expect(house.simulator.player().volume).toBeLessThan(4);
    await house.clock.advance(5 * MINUTE_MS);
    expect(house.simulator.player()).toMatchObject({ playing: true, volume: 25 });
    const volumes = commands(house, since).filter((one) => one.startsWith('volume'));
    expect(volumes).toEqual(Array.from({ length: 25 }, (_, index) => `volume ${index + 1}`));
    expect(budgetBreaks(house.sent)).toEqual([]);
    await house.close();
  });
});
