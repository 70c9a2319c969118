import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import type { Device } from '../../src/core/device.ts';
import { idle } from '../../src/core/playback.ts';
import { Trouble } from '../../src/core/problem.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { KITCHEN } from '../core/playing.ts';
import { playingAccount } from './house.ts';

/** They were never seen: what was, is told first, and refuses. */
const ATTIC: Device = { ...KITCHEN, id: 'attic-id', name: 'Attic', active: false };
const CELLAR: Device = { ...ATTIC, id: 'cellar-id', name: 'Cellar' };
const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';

/** Nothing plays, and every speaker sleeps. */
async function asleep() {
  const house = await playingAccount();
  const { account, clock, spotify } = house;
  spotify.now = idle(clock.now());
  spotify.deviceList = [];
  account.poller.hint();
  await account.refresh();
  await clock.advance(45_000);
  spotify.commands();
  const ask = (command: Command, signal?: AbortSignal) => {
    const asked = { outcome: undefined as object | undefined };
    void account.commander.obey(command, signal ? { signal } : {}).then((outcome) => {
      asked.outcome = outcome;
    });
    return asked;
  };
  return {
    ...house,
    ask,
    /** What waits, as it is shown. */
    waiting: () => account.store.state.waiting.map(({ command }) => command),
    wake: async (...devices: Device[]) => {
      spotify.deviceList = devices;
      await clock.advance(10_000);
    },
  };
}

describe('what wants a speaker that sleeps', () => {
  it('plays there when it comes, also where a button asked to play or pause', async () => {
    const house = await asleep();
    house.spotify.fail('play', new Refusal('no_device', 'Device not found', 404));
    const asked = house.ask({ ask: 'play_pause' });
    await house.clock.advance(1_000);
    house.spotify.commands();
    expect(house.waiting()).toEqual(['play']);
    house.spotify.follows = true;
    await house.wake({ ...KITCHEN, active: false });
    expect(house.spotify.commands()).toEqual(['play {"deviceId":"kitchen-id"}']);
    expect(asked.outcome).toMatchObject({ ok: true });
    expect(house.waiting()).toEqual([]);
    await house.close();
  });

  it('gives way to a newer one of its kind', async () => {
    const house = await asleep();
    const [first, second] = [ATTIC, ATTIC].map(({ name }) => house.ask({ ask: 'device', device: name }));
    await house.clock.advance(1_000);
    const third = house.ask({ ask: 'device', device: 'attic' });
    await house.clock.advance(1_000);
    expect([first?.outcome, second?.outcome]).toMatchObject([{ superseded: true }, { superseded: true }]);
    expect(third.outcome).toBeUndefined();
    await house.wake(ATTIC);
    expect(house.spotify.commands()).toEqual(['transfer attic-id undefined']);
    expect(third.outcome).toMatchObject({ ok: true });
    await house.close();
  });

  it('gives way to one that wants another speaker, however fast that is asked', async () => {
    const house = await asleep();
    house.spotify.latency = 100;
    const attic = house.ask({ ask: 'device', device: 'Attic' });
    const cellar = house.ask({ ask: 'device', device: 'Cellar' });
    await house.clock.advance(2_000);
    expect(attic.outcome).toMatchObject({ ok: true, superseded: true });
    await house.wake(ATTIC, CELLAR);
    expect(house.spotify.commands()).toEqual(['transfer cellar-id undefined']);
    expect(cellar.outcome).toMatchObject({ ok: true });
    await house.close();
  });

  it('is wanted no more once its card was taken, with all that was to follow it', async () => {
    const house = await asleep();
    const card = new AbortController();
    const play = house.ask({ ask: 'play', uri: ALBUM, device: 'Attic' }, card.signal);
    await house.clock.advance(1_000);
    const volume = house.ask({ ask: 'volume', percent: 20 });
    await house.clock.advance(100);
    expect(house.waiting()).toEqual(['play', 'volume']);
    card.abort();
    await house.clock.advance(100);
    expect([play.outcome, volume.outcome]).toMatchObject([{ superseded: true }, { superseded: true }]);
    expect(house.waiting()).toEqual([]);
    await house.wake(ATTIC);
    expect(house.spotify.commands()).toEqual([]);
    await house.close();
  });

  it('stays chosen where only the card for it was taken', async () => {
    const house = await asleep();
    const card = new AbortController();
    const device = house.ask({ ask: 'device', device: 'Attic' });
    await house.clock.advance(1_000);
    const play = house.ask({ ask: 'play', uri: ALBUM }, card.signal);
    await house.clock.advance(100);
    expect(house.waiting()).toEqual(['device', 'play']);
    card.abort();
    await house.clock.advance(100);
    expect(play.outcome).toMatchObject({ superseded: true });
    expect(house.waiting()).toEqual(['device']);
    await house.wake(ATTIC);
    expect(device.outcome).toMatchObject({ ok: true });
    expect(house.spotify.commands()).toEqual(['transfer attic-id undefined']);
    await house.close();
  });

  it('is told at once what no waiting will mend', async () => {
    const house = await asleep();
    const asked = house.ask({ ask: 'device', device: 'Attic' });
    await house.clock.advance(1_000);
    house.spotify.fail('GET devices', new Trouble('unpaired', 'not paired with Spotify'), 9);
    await house.clock.advance(10_000);
    expect(asked.outcome).toMatchObject({ ok: false, problem: { kind: 'unpaired' } });
    expect(house.waiting()).toEqual([]);
    await house.close();
  });

  it('is waited for once more where it came and went', async () => {
    const house = await asleep();
    const asked = house.ask({ ask: 'device', device: 'Attic' });
    await house.clock.advance(1_000);
    house.spotify.fail('transfer', new Refusal('no_device', 'Device not found', 404), 2);
    await house.wake(ATTIC);
    await house.clock.advance(15_000);
    expect(house.spotify.commands().length).toBeGreaterThan(2);
    expect(asked.outcome).toMatchObject({ ok: true });
    await house.close();
  });

  it('is told that the bridge is being stopped', async () => {
    const house = await asleep();
    const asked = house.ask({ ask: 'device', device: 'Attic' });
    await house.clock.advance(1_000);
    await house.close();
    expect(asked.outcome).toMatchObject({ ok: false, problem: { message: 'the bridge is being stopped' } });
  });
});
