import { describe, expect, it } from 'vitest';
import { Trouble } from '../../src/core/problem.ts';
import { playingAccount } from './house.ts';

describe('a rate limit', () => {
  it('holds although a look that was on its way succeeds, and is over when it is over', async () => {
    const house = await playingAccount();
    const { store } = house.account;
    house.spotify.now = { ...house.spotify.now, status: 'paused' };
    await house.clock.advance(20_000);
    house.spotify.latency = 500;
    house.account.poller.hint();
    await house.clock.advance(100);
    const until = house.clock.now() + 8_000;
    house.gate.member(() => false).close(until);
    await house.clock.advance(1_000);
    expect(store.state).toMatchObject({
      limitedUntil: until,
      problem: { kind: 'rate_limited', retryAt: until },
    });
    await house.clock.advance(7_000);
    expect(store.state).toMatchObject({ limitedUntil: null, problem: null });
    await house.close();
  });

  it('does not hide a quota that lasts longer', async () => {
    const house = await playingAccount();
    const until = house.clock.now() + 60_000;
    house.spotify.fail('GET playback', new Trouble('quota', 'used up', until));
    await house.clock.advance(10_000);
    house.gate.member(() => false).close(house.clock.now() + 3_000);
    await house.clock.advance(5_000);
    expect(house.account.store.state).toMatchObject({ limitedUntil: until, problem: { kind: 'quota' } });
    await house.close();
  });

  it('does not hide that the account is not paired', async () => {
    const house = await playingAccount();
    house.account.poller.unpaired();
    house.gate.member(() => false).close(house.clock.now() + 8_000);
    await house.clock.advance(10_000);
    expect(house.account.store.state).toMatchObject({ limitedUntil: null, problem: { kind: 'unpaired' } });
    await house.close();
  });

  it('that a command met is told no longer than it lasts', async () => {
    const house = await playingAccount();
    house.spotify.fail('next', new Trouble('rate_limited', 'limited', house.clock.now() + 5_000));
    await house.account.commander.obey({ ask: 'next' });
    expect(house.account.store.state.problem?.kind).toBe('rate_limited');
    await house.clock.advance(21_000);
    expect(house.account.store.state.problem).toBeNull();
    await house.close();
  });
});
