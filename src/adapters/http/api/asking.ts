import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type House, type HouseAnswer, LONGEST_REQUEST } from '../../../core/house.ts';
import { BadPayload } from '../../../core/problem.ts';
import { quote } from '../../../core/values.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Described } from './described.ts';
import { payloadOf } from './read-query.ts';
import { refuseCall, refuseStarting, sendJson, statusOf } from './refusal.ts';

/** What changes nothing may be asked by GET, which foreign pages can have a browser do (`<img src>`). */
const READS = ['player', 'devices', 'playlists', 'browse', 'search', 'queue', 'recent'];
const BRIDGE_READS = [
  'info',
  'health',
  'accounts',
  'tags',
  'tags/list',
  'tags/get',
  'readers',
  'readers/list',
];

const names = z.object({ account: z.string(), what: z.string(), more: z.string() }).partial();

/** Commands and requests, which are MQTT's: the bridge understands them, and the answer is its answer. */
export function addAskingRoutes(
  app: FastifyInstance,
  house: () => House | undefined,
  clock: Clock,
  described: Described,
): void {
  app.get('/accounts', { ...described.accounts }, (request, reply) => ask(request, reply, null, 'accounts'));

  app.get('/:account/player', { ...described.player }, (request, reply) =>
    ask(request, reply, accountOf(request), 'player'),
  );

  app.post('/:account/command', { ...described.command }, (request, reply) =>
    withHouse(reply, (there) => {
      const account = accountOf(request);
      const stranger = noAccount(there, account);
      if (stranger) return refuseCall(reply, 404, stranger);
      return answer(reply, there.command(account, bodyOf(request)));
    }),
  );

  app.post('/:account/hint', { ...described.hint }, (request, reply) =>
    withHouse(reply, (there) => {
      const account = accountOf(request);
      const stranger = noAccount(there, account);
      if (stranger) return refuseCall(reply, 404, stranger);
      there.hint(account);
      return sendJson(reply, 200, { ok: true, took_ms: 0 });
    }),
  );

  app.get('/:account/request/:what', { ...described.read }, (request, reply) =>
    ask(request, reply, accountOf(request), whatOf(request)),
  );
  app.post('/:account/request/:what', { ...described.request }, (request, reply) =>
    ask(request, reply, accountOf(request), whatOf(request)),
  );

  const longer = { bodyLimit: LONGEST_REQUEST };
  app.get('/bridge/request/:what', { ...described.readBridge }, ofBridge);
  app.post('/bridge/request/:what', { ...longer, ...described.requestBridge }, ofBridge);
  app.get('/bridge/request/:what/:more', { ...described.readBridgeMore }, ofBridge);
  app.post('/bridge/request/:what/:more', { ...longer, ...described.requestBridgeMore }, ofBridge);

  function ofBridge(request: FastifyRequest, reply: FastifyReply) {
    return ask(request, reply, null, whatOf(request));
  }

  function ask(request: FastifyRequest, reply: FastifyReply, account: string | null, what: string) {
    return withHouse(reply, (there) => {
      const stranger = account === null ? undefined : noAccount(there, account);
      if (stranger) return refuseCall(reply, 404, stranger);
      if (!there.takes(account, what)) {
        const whose = account === null ? 'the bridge' : 'an account';
        return refuseCall(reply, 404, `there is no request ${quote(what)} of ${whose}`);
      }
      const isRead = (account === null ? BRIDGE_READS : READS).includes(what);
      if (request.method !== 'POST' && !isRead) {
        reply.header('allow', 'POST');
        return refuseCall(reply, 405, `${quote(what)} may change something; POST it`);
      }
      try {
        const payload = request.method === 'POST' ? bodyOf(request) : queryOf(request);
        return answer(reply, there.request(account, what, payload));
      } catch (error) {
        if (!(error instanceof BadPayload)) throw error;
        return refuseCall(reply, 400, error.message);
      }
    });
  }

  function withHouse(reply: FastifyReply, act: (there: House) => FastifyReply | Promise<FastifyReply>) {
    const there = house();
    return there ? act(there) : refuseStarting(reply);
  }

  async function answer(reply: FastifyReply, asked: Promise<HouseAnswer>): Promise<FastifyReply> {
    const { said, problem } = await asked;
    if (problem?.retryAt !== undefined)
      reply.header('retry-after', Math.max(1, Math.ceil((problem.retryAt - clock.now()) / 1000)));
    return sendJson(reply, statusOf(problem), said);
  }
}

function noAccount(house: House, account: string): string | undefined {
  const keys = house.accounts();
  return keys.includes(account) ? undefined : `no account ${quote(account)}; there are ${keys.join(', ')}`;
}

function accountOf(request: FastifyRequest): string {
  return names.parse(request.params).account ?? '';
}

function whatOf(request: FastifyRequest): string {
  const { what = '', more } = names.parse(request.params);
  return more === undefined ? what : `${what}/${more}`;
}

/** What the parsers of the API leave as it came. */
function bodyOf({ body }: FastifyRequest): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}

function queryOf({ url }: FastifyRequest): Uint8Array {
  const query = new URLSearchParams(url.split('?').slice(1).join('?'));
  return new TextEncoder().encode(payloadOf(query));
}
