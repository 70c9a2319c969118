import { describe, expect, it } from 'vitest';
import type { Asking, House } from './house.ts';
import { openHouse } from './house.ts';
import { BURST, budgetBreaks } from './rules.ts';
import { FIVE } from './story.ts';

const MINUTE = 60_000;
const PLAYING = ['family', 'ann'];
const QUIET = ['guest', 'ben', 'cleo'];

/** Five accounts on one client id: two play, one is paused, two are silent. */
async function fiveAtHome(): Promise<House> {
  const house = await openHouse({
    residents: FIVE,
    before({ world }, clock) {
      const { uri } = world.spotify.catalogue.playlistNamed('Everything, Twice and Again');
      const put = (user: string, device: string, playing: boolean) =>
        world.control.scene({ user, uri, device, playing }, clock.now());
      put('family', 'Kitchen', true);
      put('ann', 'Speaker', true);
      put('guest', 'Laptop', false);
    },
  });
  await house.clock.advance(5 * MINUTE);
  return house;
}

/** How each account was looked at during so many minutes: how often, and the longest that it took, in seconds. */
async function looksOf(house: House, minutes: number, meanwhile: (second: number) => void = () => {}) {
  const since = house.clock.now();
  const looks = new Map(FIVE.map(({ user }) => [user, [since]]));
  for (let second = 0; second < minutes * 60; second++) {
    meanwhile(second);
    await house.clock.advance(1_000);
    for (const { plan, store } of house.accounts) {
      const times = looks.get(plan.key) ?? [];
      const at = store.state.lookedAt ?? since;
      if (at > (times.at(-1) ?? since)) times.push(at);
    }
  }
  const of = (user: string) => {
    const times = [...(looks.get(user) ?? []), house.clock.now()];
    const gaps = times.slice(1).map((at, index) => (at - (times[index] ?? at)) / 1000);
    return { count: times.length - 2, longest: Math.max(...gaps) };
  };
  const all = (users: readonly string[]) => ({
    fewest: Math.min(...users.map((user) => of(user).count)),
    most: Math.max(...users.map((user) => of(user).count)),
    longest: Math.max(...users.map((user) => of(user).longest)),
  });
  return { playing: all(PLAYING), quiet: all(QUIET) };
}

const answered = (askings: readonly Asking[]) =>
  askings.map(({ answer }) => answer?.problem?.kind ?? answer?.ok);

describe('five accounts on one client id', () => {
  it('are all looked at, those who play most', async () => {
    const house = await fiveAtHome();
    const { playing, quiet } = await looksOf(house, 20);
    expect(playing.fewest).toBeGreaterThan(20 * 2);
    expect(playing.fewest).toBeGreaterThan(2 * quiet.most);
    expect(playing.longest).toBeLessThan(45);
    expect(quiet.longest).toBeLessThan(95);
    expect(budgetBreaks(house.sent)).toEqual([]);
    await house.close();
  });

  it('are all looked at while one of them browses, who is served or told when', async () => {
    const house = await fiveAtHome();
    const clicks: Asking[] = [];
    const { playing, quiet } = await looksOf(house, 10, (second) => {
      if (second % 5 > 0) return;
      clicks.push(
        house.send('ben', 'request/search', JSON.stringify({ query: `song ${second}`, types: ['track'] })),
      );
    });
    await house.clock.advance(10_000);
    const kinds = answered(clicks);
    expect(new Set(kinds)).toEqual(new Set([true, 'rate_limited']));
    // Three places of each half minute are theirs, and what looks leave.
    expect(kinds.filter((kind) => kind === true).length).toBeGreaterThan(10 * 2 * 3);
    expect(
      Math.max(...clicks.map(({ at, answeredAt = Number.POSITIVE_INFINITY }) => answeredAt - at)),
    ).toBeLessThan(8_000);
    expect(playing.longest).toBeLessThan(70);
    expect(quiet.longest).toBeLessThan(150);
    expect(budgetBreaks(house.sent, BURST)).toEqual([]);
    await house.close();
  });

  it('lose nothing while one of them slides', async () => {
    const house = await fiveAtHome();
    const { playing, quiet } = await looksOf(house, 10, (second) => {
      if (second % 60 >= 20) return;
      for (let step = 0; step < 10; step++)
        house.send('family', 'command', `volume ${(second * 10 + step) % 100}`);
    });
    await house.clock.advance(10_000);
    expect(new Set(answered(house.askings))).toEqual(new Set([true]));
    expect(house.simulator.player('family').volume).toBe(99);
    expect(playing.longest).toBeLessThan(45);
    // Twice what an account that is idle waits for anyway.
    expect(quiet.longest).toBeLessThan(120);
    await house.close();
  });

  it('obey at once, however busy the others are', async () => {
    const house = await fiveAtHome();
    await looksOf(house, 2, (second) => {
      if (second % 3 === 0)
        house.send('ben', 'request/search', JSON.stringify({ query: `a ${second}`, types: ['album'] }));
      if (second % 7 === 0) house.hint('cleo');
    });
    for (const user of PLAYING)
      expect(await house.ask(user, 'next', { patience: 200 })).toMatchObject({ ok: true });
    await house.close();
  });

  it('are counted one by one, with the minute, and what for', async () => {
    const house = await fiveAtHome();
    const before = house.said.length;
    await house.clock.advance(60 * MINUTE);
    const told = house.said.slice(before).filter(({ topic }) => topic.includes('/requests_'));
    expect(told.length).toBeLessThanOrEqual(FIVE.length * 3 * 60);
    const health = JSON.parse(house.broker.retained.get('spotify2mqtt/bridge/health') ?? '');
    for (const { user } of FIVE) {
      expect(Number(house.value(user, 'requests_hour'))).toBe(health.accounts[user].requests_hour);
      expect(health.accounts[user].requests_hour).toBe(requestsOf(house, user, 60 * MINUTE));
    }
    expect(health).toMatchObject({ stretch: 1, another_program: false, requests_left_day: null });
    expect(health.accounts.cleo.requests_day_for).toMatchObject({ command: 0, browse: 0 });
    expect(health.accounts.cleo.requests_day_for.poll).toBeGreaterThan(40);
    await house.close();
  });
});

/** What really arrived at Spotify. */
function requestsOf(house: House, user: string, ms: number): number {
  const since = house.clock.now() - ms;
  return house.simulator.requests.filter(({ account, at }) => account === user && at > since).length;
}
