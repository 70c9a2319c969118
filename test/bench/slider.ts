import { DASHBOARD_CLIENT } from '../../src/simulator/accounts/client.ts';
import { Simulator } from '../../src/simulator/simulator.ts';
import { FakeClock } from '../fakes/clock.ts';
import { openHouse } from './house.ts';
import { plainRow, type Row } from './row.ts';

const MESSAGES = 2_000;
const APART_MS = 5;
/** Design §4: 500 ms apart, and 2 s from the eighth in 30 s on. */
const MANY = 8;
const SECOND_MS = 1_000;

/** Somebody drags the volume about for ten seconds of virtual time. */
export async function benchSlider(): Promise<Row[]> {
  const clock = new FakeClock();
  const simulator = new Simulator(clock);
  const { uri } = simulator.world.spotify.catalogue.albumNamed('Lanterns at Low Tide');
  simulator.scene({ uri, device: 'Kitchen', volume: 40, playing: true });
  const stop = new AbortController();
  const { broker, ended } = await openHouse({
    clock,
    fetch: simulator.fetch,
    clientId: DASHBOARD_CLIENT,
    refreshToken: simulator.seedRefreshToken(),
    signal: stop.signal,
  });
  await clock.advance(20_000);

  const began = clock.now();
  let last = 0;
  for (let count = 0; count < MESSAGES; count++) {
    last = count % 101;
    broker.deliver('spotify2mqtt/family/volume/set', String(last));
    await clock.advance(APART_MS);
  }
  await clock.advance(5_000);
  stop.abort();
  await ended;

  const { journal } = simulator.world.spotify;
  const sent = journal.entries.filter(({ path }) => path === '/v1/me/player/volume');
  const most = journal.busiest(SECOND_MS, (entry) => sent.includes(entry));
  const later = sent.slice(MANY);
  const mostLater = journal.busiest(2 * SECOND_MS, (entry) => later.includes(entry)) / 2;
  const first = (sent[0]?.at ?? Number.POSITIVE_INFINITY) - began;
  const asked = sent.at(-1)?.query;
  const storm = `${MESSAGES} messages in ${(MESSAGES * APART_MS) / 1000} s`;
  return [
    plainRow('slider: most requests in any second', `${most}`, storm, '≤ 2', most <= 2),
    plainRow(
      `slider: after the eighth, of ${sent.length} in all`,
      `${mostLater}/s`,
      storm,
      '≤ 0.5/s',
      mostLater <= 0.5,
    ),
    plainRow('slider: first value sent after', `${first} ms`, storm, '0 ms', first === 0),
    plainRow(
      'slider: last request',
      `${asked}`,
      `last message: ${last}`,
      'the last value',
      asked === `?volume_percent=${last}`,
    ),
  ];
}
