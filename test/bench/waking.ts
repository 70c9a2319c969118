import { DASHBOARD_CLIENT } from '../../src/simulator/accounts/client.ts';
import { Simulator } from '../../src/simulator/simulator.ts';
import { FakeClock } from '../fakes/clock.ts';
import { openHouse } from './house.ts';
import { type Row, ratioRow } from './row.ts';
import { mean, spread } from './spread.ts';

/** How long speakers need from the call to Spotify's list: a Cast 2 s, a plug and a small computer 25 s. */
const NEEDS_MS = Array.from({ length: 47 }, (_, step) => 2_000 + step * 500);
const CARD = JSON.stringify({ uid: '04-72-90-BA-AD-6C-81', uri: 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8' });

/**
 * A card is laid while the speaker that played last sleeps: how long it
 * takes, with and without somebody who knows when it is there.
 */
export async function benchWaking(): Promise<Row[]> {
  const plain: number[] = [];
  const hinted: number[] = [];
  for (const needs of NEEDS_MS) {
    plain.push((await layCard(needs, false)) / 1_000);
    hinted.push((await layCard(needs, true)) / 1_000);
  }
  const figure = (delays: readonly number[]) => {
    const whole = mean(delays);
    return { figure: whole, text: spread(whole, delays, 's', 1) };
  };
  const what = 'a card, its speaker awake → play request, hinted';
  return [ratioRow(what, figure(hinted), { name: 'without a hint', ...figure(plain) }, null)];
}

/** From the moment when the speaker is there to the play that reaches Spotify, ms. */
async function layCard(needs: number, hints: boolean): Promise<number> {
  const clock = new FakeClock();
  const simulator = new Simulator(clock);
  const { uri } = simulator.world.spotify.catalogue.albumNamed('Lanterns at Low Tide');
  simulator.scene({ uri, device: 'Bedroom', playing: true });
  const stop = new AbortController();
  const { broker, ended } = await openHouse({
    clock,
    fetch: simulator.fetch,
    clientId: DASHBOARD_CLIENT,
    refreshToken: simulator.seedRefreshToken(),
    signal: stop.signal,
  });
  await clock.advance(20_000);
  simulator.act({ action: 'sleep', device: 'Bedroom' });
  await clock.advance(120_000);

  let thereAt = Number.NaN;
  broker.subscribe('spotify2mqtt/family/wake', () => {
    if (!Number.isNaN(thereAt)) return;
    simulator.act({ action: 'wake', device: 'Bedroom', after_ms: needs });
    thereAt = clock.now() + needs;
    if (hints) void clock.sleep(needs).then(() => broker.deliver('spotify2mqtt/family/hint', '1'));
  });
  broker.deliver('spotify2mqtt/reader/kids/tag', CARD);
  await clock.advance(40_000);
  stop.abort();
  await ended;
  const { entries } = simulator.world.spotify.journal;
  const played = entries.findLast(({ path }) => path === '/v1/me/player/play');
  return (played?.at ?? Number.NaN) - thereAt;
}
