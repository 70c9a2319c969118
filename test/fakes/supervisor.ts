import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** As much of the Supervisor as an App asks (supervisor/api/services.py). Needs nothing but Node: a container runs it as it is. */
export interface FakeSupervisor extends AsyncDisposable {
  readonly url: string;
  /** `method path`, in order. */
  readonly asked: readonly string[];
  /** What answers the next requests. */
  answer: Answer;
}

export type Answer = (request: IncomingMessage, reply: ServerResponse) => void;

export const SUPERVISOR_TOKEN = 'supervisors-token';

export const json =
  (status: number, body: object): Answer =>
  (_request, reply) =>
    void reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** The Mosquitto App's broker. */
export const offers = (data: object): Answer => json(200, { result: 'ok', data: { ...MOSQUITTO, ...data } });

const MOSQUITTO = {
  addon: 'core_mosquitto',
  host: 'core-mosquitto',
  port: 1883,
  ssl: false,
  username: 'addons',
  password: 'the-services-password',
  protocol: '3.1.1',
};

export const notEnabled = json(400, { result: 'error', message: 'Service not enabled' });

export async function startSupervisor(
  answer: Answer,
  { port = 0, host = '127.0.0.1' } = {},
): Promise<FakeSupervisor> {
  const asked: string[] = [];
  const server = createServer((request, reply) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.headers.authorization === `Bearer ${SUPERVISOR_TOKEN}`) fake.answer(request, reply);
    else json(401, { result: 'error', message: 'Unauthorized' })(request, reply);
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const fake: FakeSupervisor = {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    asked,
    answer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return fake;
}
