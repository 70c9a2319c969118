import { describe, expect, it } from 'vitest';
import type { KeptSleep } from '../../src/bridge/sleeper.ts';
import type { Command } from '../../src/core/command.ts';
import { idle } from '../../src/core/playback.ts';
import type { Keepsake } from '../../src/core/ports.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { KITCHEN, playingTrack, track } from '../core/playing.ts';
import { playingAccount } from './house.ts';

type House = Awaited<ReturnType<typeof playingAccount>>;

const BATH = { ...KITCHEN, id: 'bath-id', name: 'Bath' };

/** Plays for hours at volume 30. */
async function playing(kept?: Keepsake<KeptSleep>): Promise<House> {
  const house = await playingAccount({}, true, kept);
  house.spotify.now = { ...house.spotify.now, item: track('long', 36_000_000) };
  house.account.poller.hint();
  await house.clock.advance(5_000);
  house.spotify.calls.length = 0;
  return house;
}

function keepsake(first?: KeptSleep) {
  return {
    kept: first,
    async read() {
      return this.kept;
    },
    write(kept: KeptSleep) {
      this.kept = kept;
    },
  };
}

const ask = (house: House, command: Command) => house.account.commander.obey(command);
const fade = (house: House, percent: number, seconds: number) =>
  ask(house, { ask: 'fade', percent, seconds });
/** Somebody turns a knob, somewhere. */
function turn(house: House, volume: number, device = KITCHEN) {
  const { now } = house.spotify;
  const playing = now.status === 'idle' ? playingTrack('long', 0, house.clock.now()) : now;
  house.spotify.now = { ...playing, device: { ...device, volume } };
}
/** Long enough for a look at whatever plays. */
const seen = (house: House) => house.clock.advance(61_000);

describe('a fade', () => {
  it('is answered at once, and goes down in steps to its end', async () => {
    const house = await playing();
    expect(await fade(house, 14, 30)).toMatchObject({ ok: true, tookMs: 0 });
    await house.clock.advance(4_000);
    expect(house.spotify.commands()).toEqual(['volume 28', 'volume 26']);
    await house.clock.advance(30_000);
    expect(house.spotify.commands()).toEqual([24, 22, 20, 18, 16, 14].map((percent) => `volume ${percent}`));
    expect(house.account.store.state.fade).toBeNull();
    await house.clock.advance(3600_000);
    expect(house.spotify.commands()).toEqual([]);
    await house.close();
  });

  it('goes up', async () => {
    const house = await playing();
    await fade(house, 34, 2);
    await house.clock.advance(5_000);
    expect(house.spotify.commands()).toEqual(['volume 31', 'volume 32', 'volume 33', 'volume 34']);
    await house.close();
  });

  it('to silence can be unmuted to where it began', async () => {
    const house = await playing();
    await fade(house, 0, 4);
    await house.clock.advance(10_000);
    expect(house.spotify.commands().at(-1)).toBe('volume 0');
    await ask(house, { ask: 'unmute' });
    expect(house.spotify.commands()).toEqual(['volume 30']);
    await house.close();
  });

  it('is replaced by another, from where it is', async () => {
    const house = await playing();
    await fade(house, 14, 30);
    await house.clock.advance(4_000);
    house.spotify.commands();
    await fade(house, 29, 2);
    await house.clock.advance(30_000);
    expect(house.spotify.commands()).toEqual(['volume 27', 'volume 28', 'volume 29']);
    await house.close();
  });

  it.each<[string, (house: House) => unknown]>([
    ['turns a knob', (house) => turn(house, 60)],
    ['says how loud', (house) => ask(house, { ask: 'volume', percent: 60 })],
    ['mutes', (house) => ask(house, { ask: 'mute' })],
    ['moves the music', (house) => void ask(house, { ask: 'device', device: 'Bath' })],
  ])('ends where somebody %s', async (_how, act) => {
    const house = await playing();
    await fade(house, 14, 30);
    await house.clock.advance(5_000);
    await act(house);
    await house.clock.advance(5_000);
    house.spotify.commands();
    await house.clock.advance(60_000);
    expect(house.spotify.commands()).toEqual([]);
    expect(house.account.store.state.fade).toBeNull();
    await house.close();
  });

  it('ends where the speaker refuses', async () => {
    const house = await playing();
    house.spotify.fail('volume', new Refusal('restricted', 'no volume', 403, 'UNKNOWN'));
    await fade(house, 14, 30);
    await house.clock.advance(60_000);
    expect(house.spotify.commands()).toEqual(['volume 28']);
    expect(house.account.store.state.fade).toBeNull();
    await house.close();
  });

  it.each([
    ['whose volume Spotify cannot set', { ...KITCHEN, supportsVolume: false }, 'restricted'],
    ['whose volume nobody knows', { ...KITCHEN, volume: null }, 'no_device'],
  ])('is refused on a speaker %s', async (_which, device, kind) => {
    const house = await playing();
    house.spotify.now = { ...house.spotify.now, device };
    await seen(house);
    expect(await fade(house, 14, 30)).toMatchObject({ ok: false, problem: { kind } });
    await house.close();
  });

  it('goes on after a restart, in the time that is left', async () => {
    const { clock, close } = await playingAccount();
    const kept = keepsake({ timer: null, fade: { percent: 14, until: clock.now() + 20_000 } });
    await close();
    const house = await playingAccount({}, true, kept);
    await house.clock.advance(30_000);
    expect(house.spotify.commands().at(-1)).toBe('volume 14');
    expect(kept.kept?.fade).toBeUndefined();
    await house.close();
  });
});

describe('what fades in', () => {
  it('begins hardly audible and is as loud as asked after its time', async () => {
    const house = await playing();
    await ask(house, { ask: 'pause' });
    house.spotify.commands();
    // Music is answered when it is heard.
    void house.account.commander.obey({ ask: 'play', volume: 9, fade: 16 });
    await house.clock.advance(0);
    expect(house.spotify.commands()).toEqual(['volume 1', 'play {}']);
    await house.clock.advance(20_000);
    expect(house.spotify.commands()).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map((percent) => `volume ${percent}`));
    await house.close();
  });

  it('goes to the volume that the speaker has where none is named', async () => {
    const house = await playing();
    await ask(house, { ask: 'pause' });
    void house.account.commander.obey({ ask: 'play', fade: 10 });
    await house.clock.advance(15_000);
    expect(house.playback.device?.volume).toBe(30);
    await house.close();
  });

  it('needs a volume where nobody knows one', async () => {
    const house = await playing();
    house.spotify.now = idle(house.clock.now());
    await seen(house);
    const outcome = await ask(house, { ask: 'play', fade: 10, device: 'Nowhere' });
    expect(outcome).toMatchObject({ ok: false, problem: { message: expect.stringContaining('"volume"') } });
    await house.close();
  });
});

describe('a fade and a sleep timer', () => {
  it('a fade in the fade of a timer ends that; the pause comes, and the wished volume stays', async () => {
    const house = await playing();
    await ask(house, { ask: 'sleep', minutes: 1 });
    await house.clock.advance(20_000);
    house.spotify.commands();
    await fade(house, 40, 2);
    await house.clock.advance(80_000);
    const sent = house.spotify.commands();
    expect(sent.slice(-2)).toEqual(['volume 40', 'pause']);
    expect(house.playback.device?.volume).toBe(40);
    await house.close();
  });

  it('a timer takes over from a fade, and gives back what that was about to bring', async () => {
    const house = await playing();
    await fade(house, 60, 600);
    await house.clock.advance(5_000);
    await ask(house, { ask: 'sleep', minutes: 1 });
    await house.clock.advance(70_000);
    expect(house.spotify.commands().slice(-3)).toEqual(['volume 3', 'pause', 'volume 60']);
    expect(house.account.store.state.fade).toBeNull();
    await house.close();
  });

  it.each([
    [0, []],
    [
      12,
      ['volume 27', 'volume 23', 'volume 20', 'volume 17', 'volume 13', 'volume 10', 'volume 6', 'volume 3'],
    ],
  ])('a timer fades for %i s where that is asked', async (seconds, steps) => {
    const house = await playing();
    await ask(house, { ask: 'sleep', minutes: 1, fade: seconds });
    await house.clock.advance(60_000 - seconds * 1000 - 100);
    expect(house.spotify.commands()).toEqual([]);
    await house.clock.advance(seconds * 1000 + 5_000);
    expect(house.spotify.commands()).toEqual([...steps, 'pause', ...(seconds ? ['volume 30'] : [])]);
    await house.close();
  });
});

describe('what was taken from a speaker is owed to it', () => {
  /** The timer's fade is half-way, and the music moved to the bath. */
  async function moved(kept?: Keepsake<KeptSleep>) {
    const house = await playing(kept);
    await ask(house, { ask: 'sleep', minutes: 1 });
    await house.clock.advance(30_000);
    turn(house, 50, BATH);
    await house.clock.advance(120_000);
    house.spotify.commands();
    return house;
  }
  const LEFT_AT = 14;

  it('once the music is back from another', async () => {
    const house = await moved();
    turn(house, LEFT_AT);
    await seen(house);
    expect(house.spotify.commands()).toEqual(['volume 30']);
    await house.close();
  });

  it('unless somebody turned it meanwhile', async () => {
    const house = await moved();
    turn(house, 22);
    await house.clock.advance(60_000);
    turn(house, LEFT_AT);
    await house.clock.advance(60_000);
    expect(house.spotify.commands()).toEqual([]);
    await house.close();
  });

  it('over a restart, and the night', async () => {
    const kept = keepsake();
    const house = await playing(kept);
    await ask(house, { ask: 'sleep', minutes: 1 });
    await house.clock.advance(60_100);
    // It went away with the pause.
    house.spotify.now = idle(house.clock.now());
    await house.clock.advance(60_000);
    await house.close();
    expect(kept.kept?.owed).toHaveLength(1);
    const next = await playingAccount({}, false, kept);
    turn(next, 3);
    const running = next.account.run();
    await seen(next);
    expect(next.spotify.commands()).toEqual(['volume 30']);
    expect(kept.kept?.owed).toBeUndefined();
    await next.close();
    await running;
  });

  it('where a restart was so long that the timer is forgotten', async () => {
    const faded = { device: KITCHEN.id, volume: 30, before: 14, sent: 11 };
    const house = await playingAccount({}, false, keepsake({ timer: { at: 0, minutes: 1 }, faded }));
    turn(house, 11);
    const running = house.account.run();
    await seen(house);
    expect(house.spotify.commands()).toEqual(['volume 30']);
    await house.close();
    await running;
  });
});
