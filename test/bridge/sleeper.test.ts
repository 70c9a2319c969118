import { describe, expect, it } from 'vitest';
import type { KeptSleep } from '../../src/bridge/sleeper.ts';
import type { Command } from '../../src/core/command.ts';
import { idle } from '../../src/core/playback.ts';
import type { Keepsake } from '../../src/core/ports.ts';
import { Trouble } from '../../src/core/problem.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { KITCHEN, track } from '../core/playing.ts';
import { playingAccount } from './house.ts';

type House = Awaited<ReturnType<typeof playingAccount>>;

const FADED = ['volume 27', 'volume 25', 'volume 22', 'volume 19', 'volume 17'];
const FADED_ON = ['volume 14', 'volume 11', 'volume 8', 'volume 6', 'volume 3'];

/** An item that lasts for hours, so that nothing ends by itself, at volume 30; and a timer. */
async function asleep(command: Command = { ask: 'sleep', minutes: 2 }, kept?: Keepsake<KeptSleep>) {
  const house = await playingAccount({}, true, kept);
  house.spotify.now = { ...house.spotify.now, item: track('long', 36_000_000) };
  house.account.poller.hint();
  await house.clock.advance(5_000);
  expect(await house.account.commander.obey(command)).toMatchObject({ ok: true });
  house.spotify.calls.length = 0;
  return house;
}

const timer = (house: House) => house.account.store.state.sleep;
/** Somebody turns a knob, somewhere. */
function turn(house: House, volume: number, device = KITCHEN) {
  house.spotify.now = { ...house.spotify.now, device: { ...device, volume } };
}

describe('a sleep timer', () => {
  it('fades over the last minute, pauses at its time, and gives the volume back once it is quiet', async () => {
    const house = await asleep();
    const at = house.clock.now() + 120_000;
    expect(timer(house)).toEqual({ at, minutes: 2 });
    await house.clock.advance(59_900);
    expect(house.spotify.commands()).toEqual([]);
    await house.clock.advance(30_000);
    expect(house.spotify.commands()).toEqual(FADED);
    await house.clock.advance(30_000);
    expect(house.spotify.commands()).toEqual(FADED_ON);
    await house.clock.advance(200);
    expect(house.spotify.commands()).toEqual(['pause']);
    expect(timer(house)).toBeNull();
    await house.clock.advance(3_000);
    expect(house.spotify.commands()).toEqual(['volume 30']);
    expect(house.playback).toMatchObject({ status: 'paused', device: { volume: 30 } });
    await house.clock.advance(3600_000);
    expect(house.spotify.commands()).toEqual([]);
    await house.close();
  });

  it('only pauses a speaker whose volume Spotify cannot set', async () => {
    const house = await asleep();
    house.spotify.now = { ...house.spotify.now, device: { ...KITCHEN, supportsVolume: false } };
    await house.clock.advance(130_000);
    expect(house.spotify.commands()).toEqual(['pause']);
    await house.close();
  });

  it('ends where nothing plays, and asks for nothing', async () => {
    const house = await asleep();
    house.spotify.now = { ...house.spotify.now, status: 'paused' };
    await house.clock.advance(119_000);
    expect(timer(house)).not.toBeNull();
    await house.clock.advance(2_000);
    expect(timer(house)).toBeNull();
    expect(house.spotify.commands()).toEqual([]);
    await house.close();
  });

  it('is replaced by another', async () => {
    const house = await asleep();
    await house.account.commander.obey({ ask: 'sleep', minutes: 10 });
    await house.clock.advance(500_000);
    expect(house.spotify.commands()).toEqual([]);
    await house.clock.advance(110_000);
    expect(house.spotify.commands()).toEqual([...FADED, ...FADED_ON, 'pause', 'volume 30']);
    await house.close();
  });

  it.each<[string, Command]>([
    ['off', { ask: 'sleep', off: true }],
    ['another', { ask: 'sleep', minutes: 60 }],
  ])('called off by %s in its fade gives the volume back at once, and plays on', async (_by, command) => {
    const house = await asleep();
    await house.clock.advance(89_000);
    house.spotify.calls.length = 0;
    await house.account.commander.obey(command);
    await house.clock.advance(120_000);
    expect(house.spotify.commands()).toEqual(['volume 30']);
    expect(house.playback.status).toBe('playing');
    await house.close();
  });

  it('costs no look of its own before the fade', async () => {
    const house = await asleep();
    await house.clock.advance(3_000);
    expect(house.spotify.calls).toEqual([]);
    await house.close();
  });
});

describe('a person wins over a fade', () => {
  it.each<[string, (house: House) => unknown]>([
    ['with a knob', (house) => turn(house, 35)],
    ['with a command', (house) => house.account.commander.obey({ ask: 'volume', percent: 35 })],
    ['by moving the music', (house) => house.account.commander.obey({ ask: 'device', device: 'Bath' })],
  ])('%s: no more steps, a pause at the end, nothing is set back', async (_how, act) => {
    const house = await asleep();
    await house.clock.advance(84_000);
    void act(house);
    await house.clock.advance(5_000);
    house.spotify.calls.length = 0;
    await house.clock.advance(60_000);
    expect(house.spotify.commands()).toEqual(['pause']);
    await house.close();
  });

  it('who pauses ends the timer, and gets the volume back', async () => {
    const house = await asleep();
    await house.clock.advance(84_000);
    await house.account.commander.obey({ ask: 'pause' });
    expect(timer(house)).toBeNull();
    house.spotify.calls.length = 0;
    await house.clock.advance(60_000);
    expect(house.spotify.commands()).toEqual(['volume 30']);
    await house.close();
  });

  it('a speaker that rounds is no person', async () => {
    const house = await asleep();
    await house.clock.advance(61_000);
    turn(house, 25);
    await house.clock.advance(70_000);
    expect(house.spotify.commands()).toEqual([...FADED, ...FADED_ON, 'pause', 'volume 30']);
    await house.close();
  });

  it('who plays on at once hears it as quiet as it was, until it pauses', async () => {
    const house = await asleep();
    await house.clock.advance(120_100);
    house.spotify.now = { ...house.spotify.now, status: 'playing', measuredAt: house.clock.now() };
    house.spotify.calls.length = 0;
    await house.clock.advance(60_000);
    expect(house.spotify.commands()).toEqual([]);
    house.spotify.now = { ...house.spotify.now, status: 'paused' };
    await house.clock.advance(60_000);
    expect(house.spotify.commands()).toEqual(['volume 30']);
    await house.close();
  });

  it('a speaker that went away with the music gets its volume back when it is there again', async () => {
    const house = await asleep();
    await house.clock.advance(120_100);
    const { now } = house.spotify;
    house.spotify.now = idle(house.clock.now());
    house.spotify.calls.length = 0;
    await house.clock.advance(600_000);
    expect(house.spotify.commands()).toEqual([]);
    house.spotify.now = { ...now, status: 'playing', measuredAt: house.clock.now() };
    await house.clock.advance(70_000);
    expect(house.spotify.commands()).toEqual(['volume 30']);
    await house.close();
  });
});

describe('what goes wrong', () => {
  it('a speaker that refuses its volume is paused without a fade', async () => {
    const house = await asleep();
    house.spotify.fail('volume', new Refusal('restricted', 'no volume', 403, 'UNKNOWN'));
    await house.clock.advance(130_000);
    expect(house.spotify.commands()).toEqual(['volume 27', 'pause']);
    await house.close();
  });

  it('a speaker that does not answer does not delay the pause', async () => {
    const house = await asleep();
    house.spotify.fail('volume', 'accepted', 99);
    await house.clock.advance(120_100);
    expect(house.spotify.commands().at(-1)).toBe('pause');
    expect(house.spotify.now.status).toBe('paused');
    await house.close();
  });

  it('a pause that cannot be sent is sent later', async () => {
    const house = await asleep();
    house.spotify.fail('pause', new Trouble('unreachable', 'away'), 2);
    await house.clock.advance(185_000);
    expect(house.spotify.commands()).toEqual([
      ...FADED,
      ...FADED_ON,
      ...['pause', 'pause', 'pause', 'volume 30'],
    ]);
    await house.close();
  });

  it.each([
    ['at once where it is of no use', 'restricted', 1],
    ['after ten minutes', 'unreachable', 21],
  ] as const)('a pause is given up %s', async (_when, kind, times) => {
    const house = await asleep();
    house.spotify.fail('pause', new Trouble(kind, 'no'), 99);
    await house.clock.advance(3600_000);
    expect(house.spotify.commands().filter((call) => call === 'pause')).toHaveLength(times);
    expect(timer(house)).toBeNull();
    await house.close();
  });
});

describe('the end of the track', () => {
  /** 140 s of the item are left. */
  async function untilItsEnd() {
    const house = await playingAccount();
    await house.account.commander.obey({ ask: 'sleep', at: 'end_of_track' });
    house.spotify.calls.length = 0;
    return house;
  }

  it('fades before it, pauses a second early, and gives the volume back', async () => {
    const house = await untilItsEnd();
    await house.clock.advance(138_900);
    expect(house.spotify.commands()).toEqual([...FADED, ...FADED_ON]);
    await house.clock.advance(200);
    expect(house.spotify.commands()).toEqual(['pause']);
    await house.clock.advance(5_000);
    expect(house.spotify.commands()).toEqual(['volume 30']);
    expect(timer(house)).toBeNull();
    await house.close();
  });

  it('is the end of the item that a skip brings, and the volume comes back for it', async () => {
    const house = await untilItsEnd();
    await house.clock.advance(100_000);
    house.spotify.commands();
    house.spotify.queueList = [track('two', 100_000)];
    await house.account.commander.obey({ ask: 'next' });
    await house.clock.advance(30_000);
    expect(house.spotify.commands()).toEqual(['next', 'volume 30']);
    await house.clock.advance(68_000);
    expect(house.spotify.commands()).toEqual([...FADED, ...FADED_ON]);
    await house.clock.advance(5_000);
    expect(house.spotify.commands()).toEqual(['pause', 'volume 30']);
    await house.close();
  });

  it('has come where the next item begins sooner than thought', async () => {
    const house = await untilItsEnd();
    await house.clock.advance(132_000);
    house.spotify.now = {
      ...house.spotify.now,
      item: track('two'),
      positionMs: 0,
      measuredAt: house.clock.now(),
    };
    house.spotify.commands();
    await house.clock.advance(4_000);
    expect(house.spotify.commands()).toContain('pause');
    expect(house.playback).toMatchObject({ status: 'paused', item: { title: 'two' } });
    await house.close();
  });

  it('is waited for while the music is paused', async () => {
    const house = await untilItsEnd();
    await house.account.commander.obey({ ask: 'pause' });
    await house.clock.advance(600_000);
    expect(timer(house)).not.toBeNull();
    void house.account.commander.obey({ ask: 'play' });
    await house.clock.advance(0);
    house.spotify.commands();
    await house.clock.advance(145_000);
    expect(house.spotify.commands()).toEqual([...FADED, ...FADED_ON, 'pause', 'volume 30']);
    await house.close();
  });

  it('is forgotten where the player goes away', async () => {
    const house = await untilItsEnd();
    house.spotify.now = idle(house.clock.now());
    await house.clock.advance(60_000);
    expect(timer(house)).toBeNull();
    expect(house.spotify.commands()).toEqual([]);
    await house.close();
  });

  it('cannot be waited for where nothing plays', async () => {
    const house = await playingAccount();
    await house.account.commander.obey({ ask: 'pause' });
    const outcome = await house.account.commander.obey({ ask: 'sleep', at: 'end_of_track' });
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'refused' } });
    expect(timer(house)).toBeNull();
    await house.close();
  });
});

describe('over a restart', () => {
  const keepsake = (timer: KeptSleep['timer']) => ({
    kept: { timer },
    async read() {
      return this.kept;
    },
    write(kept: KeptSleep) {
      this.kept = kept;
    },
  });
  const START = Date.parse('2026-11-21T08:00:00Z');

  it('a time is kept, and forgotten when it is over', async () => {
    const kept = keepsake(null);
    const house = await asleep({ ask: 'sleep', minutes: 2 }, kept);
    expect(kept.kept.timer).toEqual(timer(house));
    await house.clock.advance(130_000);
    expect(kept.kept.timer).toBeNull();
    await house.close();
  });

  it.each<[string, KeptSleep['timer'], string[]]>([
    ['goes on', { at: START + 60_000, minutes: 30 }, [...FADED, ...FADED_ON, 'pause', 'volume 30']],
    ['ran out meanwhile pauses', { at: START - 60_000, minutes: 30 }, ['pause']],
    ['ran out long ago does nothing', { at: START - 600_000, minutes: 30 }, []],
    ['waits for the end of a track is not kept', { at: 'end_of_track' }, []],
  ])('one that %s', async (_what, timer, commands) => {
    const house = await playingAccount({}, true, keepsake(timer));
    await house.clock.advance(70_000);
    expect(house.spotify.commands()).toEqual(commands);
    await house.close();
  });
});
