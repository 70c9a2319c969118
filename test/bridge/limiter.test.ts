import { describe, expect, it } from 'vitest';
import { Trouble } from '../../src/core/problem.ts';
import { Refusal } from '../../src/core/refusal.ts';
import type { AccountEvent } from '../../src/home-assistant/contract/events.ts';
import { KITCHEN, track } from '../core/playing.ts';
import { playingAccount } from './house.ts';

/** Something long plays in the kitchen, at 30 of 50. */
async function limited() {
  const house = await playingAccount({ loudness: { minVolume: 0, maxVolume: 50 } });
  const events: AccountEvent[] = [];
  house.account.onEvent((event) => events.push(event));
  house.spotify.now = { ...house.spotify.now, item: track('long', 36_000_000) };
  house.spotify.latency = 40;
  house.account.poller.hint();
  await house.clock.advance(45_000);
  house.spotify.calls.length = 0;
  const turn = (volume: number, device = KITCHEN) => {
    house.spotify.now = { ...house.spotify.now, device: { ...device, volume } };
  };
  const told = () => events.flatMap((event) => (event.event_type === 'volume_limited' ? [event.volume] : []));
  return { ...house, turn, told };
}

describe('what is too loud', () => {
  it('is as low as it gets on a speaker that rounds', async () => {
    const { spotify, clock, turn, close } = await limited();
    turn(80);
    await clock.advance(10_500);
    expect(spotify.commands()).toEqual(['volume 50']);
    turn(53);
    await clock.advance(60_000);
    expect(spotify.commands()).toEqual([]);
    turn(54);
    await clock.advance(15_000);
    expect(spotify.commands()).toEqual(['volume 50']);
    await close();
  });

  it('is set back at once where a hint tells of it', async () => {
    const { spotify, account, clock, turn, close } = await limited();
    turn(80);
    account.poller.hint();
    await clock.advance(1_000);
    expect(spotify.commands()).toEqual(['volume 50']);
    await close();
  });

  it.each<[what: string, volume: number | null, told: (number | null)[]]>([
    ['too loud', 80, [null]],
    ['as loud as nobody knows', null, [null]],
    ['soft enough', 30, []],
  ])('is told of once on a speaker that takes no volume: %s', async (_what, volume, expected) => {
    const { spotify, clock, turn, told, close } = await limited();
    turn(0, { ...KITCHEN, id: null, name: 'TV', supportsVolume: false });
    const { device } = spotify.now;
    if (device) spotify.now = { ...spotify.now, device: { ...device, volume } };
    await clock.advance(60_000);
    expect(spotify.commands()).toEqual([]);
    expect(told()).toEqual(expected);
    await close();
  });

  it('is told of once where Spotify refuses', async () => {
    const { spotify, clock, turn, told, close } = await limited();
    spotify.fail('volume', new Refusal('restricted', 'Cannot control device volume', 403), 9);
    turn(80);
    await clock.advance(10 * 60_000);
    expect(spotify.commands()).toEqual(['volume 50']);
    expect(told()).toEqual([50, null]);
    await close();
  });

  it('is tried again a minute later where Spotify does not answer', async () => {
    const { spotify, clock, turn, close } = await limited();
    spotify.fail('volume', new Trouble('unreachable', 'away'));
    turn(80);
    await clock.advance(11_000);
    expect(spotify.commands()).toEqual(['volume 50']);
    await clock.advance(45_000);
    expect(spotify.commands()).toEqual([]);
    await clock.advance(20_000);
    expect(spotify.commands()).toEqual(['volume 50']);
    expect(spotify.now.device?.volume).toBe(50);
    await close();
  });
});
