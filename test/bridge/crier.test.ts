import { describe, expect, it } from 'vitest';
import { Crier } from '../../src/bridge/crier.ts';
import { Store } from '../../src/bridge/store.ts';
import type { Pairing } from '../../src/core/pairing.ts';
import type { Notice } from '../../src/core/ports.ts';
import { type State, unknownState } from '../../src/core/state.ts';
import { FakeClock } from '../fakes/clock.ts';

const DAY = 24 * 3600_000;

async function house(state: Partial<State> = {}, missing: string[] = []) {
  const clock = new FakeClock(Date.parse('2026-11-21T08:00:00Z'));
  const stop = new AbortController();
  const store = new Store({ ...unknownState(clock.now()), ...state });
  const notices = new Map<string, Notice>();
  const told: number[] = [];
  const crier = new Crier({
    account: { key: 'family', name: 'Family' },
    store,
    clock,
    notifier: { show: (id, notice) => notices.set(id, notice), dismiss: (id) => notices.delete(id) },
    missingScopes: () => missing,
    onEnding: (days) => told.push(days),
  });
  const running = crier.run(stop.signal);
  await clock.advance(0);
  return {
    clock,
    store,
    told,
    get notice() {
      return notices.get('family');
    },
    close: async () => {
      stop.abort();
      await running;
    },
  };
}

const pairing = (now: number): Pairing => ({
  method: 'bridge',
  userCode: 'WDJB-MJHT',
  verificationUri: 'http://house:8099/pair',
  verificationUriComplete: 'http://house:8099/pair?user_code=WDJB-MJHT',
  expiresAt: now + 3600_000,
});

describe('the crier', () => {
  it('shows a pairing from its beginning to its end', async () => {
    const home = await house();
    home.store.put({ pairing: pairing(home.clock.now()) });
    await home.clock.advance(0);
    expect(home.notice?.message).toContain('**WDJB-MJHT**');
    expect(home.notice?.message).toContain(
      '[http://house:8099/pair](http://house:8099/pair?user_code=WDJB-MJHT)',
    );
    expect(home.notice?.message).toContain('up to 60 more minutes');
    await home.clock.advance(35 * 60_000);
    expect(home.notice?.message).toContain('up to 30 more minutes');
    home.store.put({
      pairing: null,
      paired: true,
      profile: { accountId: 'a', userId: 'a', name: 'Anna', product: 'free' },
    });
    await home.clock.advance(0);
    expect(home.notice?.message).toContain('the Spotify account of Anna');
    expect(home.notice?.message).toContain('no Premium');
    await home.clock.advance(10 * 60_000);
    expect(home.notice).toBeUndefined();
    await home.close();
  });

  it('says that it waits for a person', async () => {
    const home = await house({ pairingRest: { why: 'expired', message: 'nobody entered the code in time' } });
    expect(home.notice?.message).toContain('Nobody entered the code in time');
    await home.close();
  });

  it('invites 14, 3 and 1 days before the end, once each', async () => {
    const home = await house({ paired: true, authorizedAt: Date.parse('2026-06-10T08:00:00Z') }); // ends on December 10
    expect(home.notice).toBeUndefined();
    await home.clock.advance(6 * DAY);
    expect(home.told).toEqual([14]);
    expect(home.notice?.message).toContain('within 14 days, on 2026-12-10');
    await home.clock.advance(12 * DAY + 3600_000);
    expect(home.told).toEqual([14, 3, 1]);
    home.store.put({ authorizedAt: home.clock.now() });
    await home.clock.advance(0);
    expect(home.notice).toBeUndefined();
    await home.close();
  });

  it('names what does not work with too few scopes', async () => {
    const home = await house({ paired: true }, ['user-library-read', 'user-library-modify']);
    expect(home.notice?.message).toContain('whether a track is liked, liking tracks');
    await home.close();
  });
});
