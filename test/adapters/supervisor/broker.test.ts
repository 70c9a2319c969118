import { describe, expect, it } from 'vitest';
import { askForBroker } from '../../../src/adapters/supervisor/broker.ts';
import type { Clock } from '../../../src/lib/clock.ts';
import {
  type Answer,
  json,
  notEnabled,
  offers,
  SUPERVISOR_TOKEN,
  startSupervisor,
} from '../../fakes/supervisor.ts';

/** Sleeps no time, and counts. */
function tirelessClock(): Clock & { slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => 0,
    async sleep(ms) {
      slept.push(ms);
    },
    turn: () => Promise.resolve(),
  };
}

async function asking(answer: Answer, token = SUPERVISOR_TOKEN) {
  await using supervisor = await startSupervisor(answer);
  const clock = tirelessClock();
  const offer = await askForBroker({ url: supervisor.url, token, clock });
  return { offer, asked: supervisor.asked, slept: clock.slept };
}

describe("the Supervisor's broker", () => {
  it.each<[what: string, data: object, broker: object]>([
    [
      'as the Mosquitto App offers it',
      {},
      { url: 'mqtt://core-mosquitto:1883', username: 'addons', password: 'the-services-password' },
    ],
    [
      'by TLS',
      { ssl: true, port: 8883 },
      { url: 'mqtts://core-mosquitto:8883', username: 'addons', password: 'the-services-password' },
    ],
    ['without a login', { username: null, password: null }, { url: 'mqtt://core-mosquitto:1883' }],
    ['without a user', { username: '' }, { url: 'mqtt://core-mosquitto:1883' }],
  ])('is taken %s', async (_what, data, broker) => {
    const { offer, asked } = await asking(offers(data));
    expect(offer).toEqual({ is: 'there', broker });
    expect(asked).toEqual(['GET /services/mqtt']);
  });

  it.each<[what: string, answer: Answer, token: string, offer: object]>([
    ['nobody offers one', notEnabled, SUPERVISOR_TOKEN, { is: 'none', why: '400: Service not enabled' }],
    ['the token is refused', offers({}), 'a stranger', { is: 'refused', why: '401: Unauthorized' }],
    [
      'the App may not ask',
      json(403, { result: 'error', message: 'No access to mqtt service!' }),
      SUPERVISOR_TOKEN,
      { is: 'refused', why: '403: No access to mqtt service!' },
    ],
  ])('is not there where %s, and nobody asks again', async (_what, answer, token, offer) => {
    const said = await asking(answer, token);
    expect(said.offer).toEqual(offer);
    expect(said.slept).toEqual([]);
  });

  it.each<[what: string, answer: Answer, why: string | RegExp]>([
    ['fails', (_, reply) => void reply.writeHead(502).end('<html>'), '502: no reason given'],
    ['says nothing of use', json(200, { result: 'ok', data: {} }), 'its answer names no broker'],
    ['says what cannot be a port', offers({ port: 0 }), 'its answer names no broker'],
    ['sends elsewhere', (_, reply) => void reply.writeHead(302, { location: '/x' }).end(), /redirect/],
    ['hangs up', (request) => void request.socket.destroy(), /closed/],
  ])('is asked for five times where the Supervisor %s', async (_what, answer, why) => {
    const { offer, asked, slept } = await asking(answer);
    expect(offer).toEqual({
      is: 'failed',
      why: typeof why === 'string' ? why : expect.stringMatching(why),
    });
    expect(asked).toHaveLength(5);
    expect(slept).toEqual([2000, 2000, 2000, 2000]);
  });

  it('is found where the Supervisor needs a moment', async () => {
    let left = 2;
    const { offer, slept } = await asking((request, reply) => {
      const answer = left-- > 0 ? json(503, { message: 'System is not ready' }) : offers({});
      answer(request, reply);
    });
    expect(offer).toMatchObject({ is: 'there' });
    expect(slept).toEqual([2000, 2000]);
  });

  it('is not there where nobody listens', async () => {
    const { url, [Symbol.asyncDispose]: close } = await startSupervisor(offers({}));
    await close();
    expect(await askForBroker({ url, token: 't', clock: tirelessClock() })).toEqual({
      is: 'failed',
      why: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
