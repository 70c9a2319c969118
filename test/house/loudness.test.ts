import { describe, expect, it } from 'vitest';
import { settleBinding } from '../../src/config/binding.ts';
import { binding } from '../../src/config/binding-shape.ts';
import type { SpeakerRules } from '../../src/core/speaker-plan.ts';
import { plan, sentCommands } from './box.ts';
import { type House, type HouseOptions, playingHouse } from './house.ts';
import { budgetBreaks, limitBreaks } from './rules.ts';

const MINUTE_MS = 60_000;
const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';

function speaker(device: string, rules: Partial<SpeakerRules>): SpeakerRules {
  return { device, via: 'spotify', minVolume: 0, maxVolume: 100, ...rules };
}

/** The kitchen plays at 40; it may be as loud as 60, and the account as 80 and no lower than 20. */
function limitedHouse(options: HouseOptions = {}) {
  return playingHouse({
    residents: [{ user: 'family', name: 'Family', loudness: { minVolume: 20, maxVolume: 80 } }],
    speakers: [speaker('Kitchen', { name: 'Küche', maxVolume: 60 }), speaker('Den', { maxVolume: 50 })],
    ...options,
  });
}

const KITCHEN_60 = { volume: 60, limited_by: 'max_volume of Küche' };

function volumes(house: House, since: number): number[] {
  return sentCommands(house.sent, since).flatMap((line) => {
    const percent = /volume_percent=(\d+)/.exec(line)?.[1];
    return percent === undefined ? [] : [Number(percent)];
  });
}

function eventsOf(house: House, type = 'volume_limited'): Record<string, unknown>[] {
  return house.said
    .filter(({ topic }) => topic === 'spotify2mqtt/family/event')
    .map(({ payload }) => JSON.parse(payload))
    .filter(({ event_type }) => event_type === type)
    .map(({ event_type: _, time: __, ...event }) => event);
}

describe('a command that would be too loud', () => {
  it.each<[string, string, object, number]>([
    ['command', 'volume 90', KITCHEN_60, 60],
    ['command', 'volume +30', KITCHEN_60, 60],
    ['volume/set', '61', KITCHEN_60, 60],
    ['command', 'volume 60', {}, 60],
    ['command', 'volume 5', { volume: 20, limited_by: 'min_volume of Family' }, 20],
    ['command', 'mute', {}, 0],
    ['command', `{"command":"play","uri":"${ALBUM}","volume":99}`, KITCHEN_60, 60],
  ])('by %s, %s, is held back, and the answer says so', async (level, payload, said, volume) => {
    const house = await limitedHouse();
    const { ok, took_ms: _, command: __, ...more } = await house.ask('family', payload, { level });
    expect({ ok, ...more }).toEqual({ ok: true, ...said });
    expect(house.simulator.player().volume).toBe(volume);
    await house.clock.advance(20_000);
    expect(house.simulator.player().volume).toBe(volume);
    expect(eventsOf(house)).toEqual([]);
    await house.close();
  });

  it('over HTTP is, too', async () => {
    const house = await limitedHouse();
    const asked = house.door?.command('family', Buffer.from('{"command":"volume","volume":90}'));
    await house.clock.advance(1_000);
    expect((await asked)?.said).toMatchObject({ ok: true, ...KITCHEN_60 });
    await house.close();
  });

  it('by a remote that is turned is, too', async () => {
    const knob = binding.parse({ topic: 'knob', values: { up: 'volume +10' } });
    const house = await limitedHouse({ bindings: [settleBinding('knob', knob, 'family')] });
    for (let click = 0; click < 6; click++) {
      house.broker.deliver('knob', 'up');
      await house.clock.advance(700);
    }
    expect(Math.max(...volumes(house, 0))).toBe(60);
    expect(house.value('family', 'volume')).toBe('60');
    await house.close();
  });

  it.each<[string, object, number]>([
    ['volume 90', { volume: 50, limited_by: 'max_volume of kids' }, 50],
    ['volume +15', { volume: 50, limited_by: 'max_volume of kids' }, 50],
    ['volume 30', {}, 30],
  ])('by a reader, %s, is, too', async (payload, said, volume) => {
    const house = await limitedHouse({ readers: [plan('kids', { maxVolume: 50 })] });
    house.broker.deliver('spotify2mqtt/reader/kids/command', payload);
    await house.clock.advance(1_000);
    const answer = house.said.findLast(({ topic }) => topic === 'spotify2mqtt/reader/kids/response');
    const { ok, took_ms: _, command: __, ...more } = JSON.parse(answer?.payload ?? '{}');
    expect({ ok, ...more }).toEqual({ ok: true, ...said });
    expect(house.simulator.player().volume).toBe(volume);
    await house.close();
  });

  it('by an unmute goes no further than it may', async () => {
    const house = await limitedHouse();
    house.phone({ action: 'volume', volume: 58 });
    house.hint('family');
    await house.clock.advance(1_000);
    await house.ask('family', 'mute');
    expect(await house.ask('family', 'unmute')).toMatchObject({ ok: true });
    expect(house.simulator.player().volume).toBe(58);
    await house.close();
  });

  it('fades no further than it may', async () => {
    const house = await limitedHouse();
    expect(await house.ask('family', 'fade 90 6')).toMatchObject({ ok: true, ...KITCHEN_60 });
    await house.clock.advance(20_000);
    expect(house.simulator.player().volume).toBe(60);
    await house.close();
  });

  it('fades in from the floor', async () => {
    const house = await limitedHouse();
    await house.ask('family', `{"command":"play","uri":"${ALBUM}","volume":90,"fade":6}`);
    await house.clock.advance(20_000);
    expect(house.simulator.player().volume).toBe(60);
    await house.close();
  });

  it('brings back a snapshot no louder than it may be', async () => {
    const house = await limitedHouse();
    house.phone({ action: 'volume', volume: 75 });
    expect(await house.ask('family', 'snapshot')).toMatchObject({ ok: true });
    await house.ask('family', 'volume 30');
    const since = house.clock.now();
    expect(await house.ask('family', 'restore')).toMatchObject({ ok: true });
    await house.clock.advance(20_000);
    expect(Math.max(...volumes(house, since))).toBe(60);
    expect(house.simulator.player().volume).toBe(60);
    await house.close();
  });

  it('takes music to a louder speaker, turned down before it sounds there', async () => {
    const house = await limitedHouse();
    house.control.device({ user: 'family', key: 'den', name: 'Den', volume: 90 }, house.clock.now());
    const began = house.clock.now();
    expect(await house.ask('family', 'device Den')).toMatchObject({
      ok: true,
      volume: 50,
      limited_by: 'max_volume of Den',
    });
    expect(house.simulator.player()).toMatchObject({ device: 'Den', playing: true, volume: 50 });
    const sent = sentCommands(house.sent, began).map((line) => line.replace(/[?&]device_id=\w+/, ''));
    expect(sent.map((line) => line.replace(/ \{.*/, ''))).toEqual([
      'PUT /me/player',
      'PUT /me/player/volume?volume_percent=50',
      'PUT /me/player/play',
    ]);
    await house.clock.advance(20_000);
    expect(eventsOf(house)).toEqual([]);
    await house.close();
  });

  it('goes on playing what was paused, turned down before it sounds', async () => {
    const house = await limitedHouse();
    await house.ask('family', 'pause');
    house.phone({ action: 'volume', volume: 75 });
    house.hint('family');
    await house.clock.advance(20_000);
    // Nothing plays, nothing is asked.
    expect(house.simulator.player().volume).toBe(75);
    const began = house.clock.now();
    expect(await house.ask('family', 'play')).toMatchObject({ ok: true, ...KITCHEN_60 });
    expect(sentCommands(house.sent, began)).toEqual([
      expect.stringContaining('volume_percent=60'),
      'PUT /me/player/play',
    ]);
    await house.close();
  });
});

describe('a sleep timer under a floor', () => {
  it('fades below it all the same', async () => {
    const house = await limitedHouse();
    await house.ask('family', 'repeat one');
    const began = house.clock.now();
    await house.ask('family', 'sleep 2');
    await house.clock.advance(2 * MINUTE_MS - 100);
    expect(volumes(house, began).at(-1)).toBeLessThan(20);
    await house.close();
  });
});

describe('somebody who turns it up elsewhere', () => {
  it('is set back at the next look, and told why', async () => {
    const house = await limitedHouse();
    const began = house.clock.now();
    house.phone({ action: 'volume', volume: 85 });
    await house.clock.advance(12_000);
    expect(house.simulator.player().volume).toBe(60);
    await house.clock.advance(60_000);
    expect(volumes(house, began)).toEqual([60]);
    expect(eventsOf(house)).toEqual([
      { device: 'Küche', was: 85, volume: 60, limited_by: 'max_volume of Küche' },
    ]);
    await house.close();
  });

  it('is not fought with: three times in five minutes, then once a minute', async () => {
    const house = await limitedHouse();
    await house.ask('family', 'repeat one');
    const began = house.clock.now();
    for (let second = 0; second < 240; second += 2) {
      house.phone({ action: 'volume', volume: 85 });
      await house.clock.advance(2_000);
    }
    const times = house.sent
      .filter(({ at, path }) => at > began && path.endsWith('/volume'))
      .map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(times.length).toBeLessThanOrEqual(7);
    expect(times.length).toBeGreaterThanOrEqual(5);
    for (const gap of gaps.slice(2)) expect(gap).toBeGreaterThanOrEqual(MINUTE_MS);
    expect(budgetBreaks(house.sent)).toEqual([]);
    expect(limitBreaks(house.sent)).toEqual([]);
    await house.close();
  });

  it('may turn it down as far as they like', async () => {
    const house = await limitedHouse();
    const began = house.clock.now();
    house.phone({ action: 'volume', volume: 0 });
    await house.clock.advance(60_000);
    expect(volumes(house, began)).toEqual([]);
    expect(house.simulator.player().volume).toBe(0);
    await house.close();
  });

  it('on a device without a volume is told of once, and nothing is tried', async () => {
    const house = await limitedHouse();
    const began = house.clock.now();
    house.phone({ action: 'transfer', device: 'Anna’s Phone' });
    await house.clock.advance(5 * MINUTE_MS);
    expect(volumes(house, began)).toEqual([]);
    expect(eventsOf(house)).toEqual([
      { device: 'Anna’s Phone', was: 100, volume: null, limited_by: 'max_volume of Family' },
    ]);
    await house.close();
  });
});

describe('quiet hours', () => {
  /** It is 09:00 in Berlin when the house begins. */
  const berlin = (from: number) =>
    limitedHouse({
      timezone: 'Europe/Berlin',
      speakers: [speaker('Kitchen', { quiet: { from, to: 420, maxVolume: 10 } })],
    });

  it('that begin while it plays louder turn it down in that minute, softly', async () => {
    const house = await berlin(9 * 60 + 5);
    await house.ask('family', 'repeat one');
    const began = house.clock.now();
    const eve = Date.parse('2026-11-21T08:05:00Z');
    await house.clock.advance(eve - began - 1);
    expect(volumes(house, began)).toEqual([]);
    await house.clock.advance(MINUTE_MS);
    expect(volumes(house, began)).toEqual([37, 34, 31, 28, 25, 22, 19, 16, 13, 10]);
    expect(eventsOf(house)).toEqual([
      { device: 'Kitchen', was: 40, volume: 10, limited_by: 'quiet hours of Kitchen until 07:00' },
    ]);
    expect(await house.ask('family', 'volume 30')).toMatchObject({
      volume: 10,
      limited_by: 'quiet hours of Kitchen until 07:00',
    });
    expect(budgetBreaks(house.sent)).toEqual([]);
    await house.close();
  });

  it('ask for nothing while nothing plays', async () => {
    const house = await berlin(9 * 60 + 5);
    await house.ask('family', 'pause');
    const began = house.clock.now();
    await house.clock.advance(10 * MINUTE_MS);
    expect(sentCommands(house.sent, began + 1)).toEqual([]);
    await house.close();
  });

  it('end the softness for whoever turns it up meanwhile', async () => {
    const house = await berlin(9 * 60 + 5);
    await house.ask('family', 'repeat one');
    await house.clock.advance(Date.parse('2026-11-21T08:05:20Z') - house.clock.now());
    const since = house.clock.now();
    house.phone({ action: 'volume', volume: 70 });
    await house.clock.advance(12_000);
    expect(volumes(house, since).at(-1)).toBe(10);
    await house.close();
  });

  it('are those of the zone that Home Assistant names later', async () => {
    const house = await limitedHouse({
      speakers: [speaker('Kitchen', { quiet: { from: 1000, to: 1100, maxVolume: 10 } })],
    });
    await house.ask('family', 'repeat one');
    const began = house.clock.now();
    await house.clock.advance(MINUTE_MS);
    expect(volumes(house, began)).toEqual([]);
    // 08:02 in UTC is 17:02 in Tokyo.
    house.localTime.hear('Asia/Tokyo');
    await house.clock.advance(MINUTE_MS);
    expect(volumes(house, began).at(-1)).toBe(10);
    const info = house.broker.retained.get('spotify2mqtt/bridge/info') ?? '{}';
    expect(JSON.parse(info)).toMatchObject({ timezone: 'Asia/Tokyo' });
    await house.close();
  });
});
