import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Secrets } from '../secrets.ts';

/** What goes to Spotify, or comes from there, and is nobody else's business (RFC 6749, 7636, 8628). */
const MEMBERS = ['access_token', 'refresh_token', 'device_code', 'code', 'code_verifier', 'client_secret'];

/** Between a bridge and the simulator at `base`: hands all on as it is, and notes each secret that passes. */
export async function overhear(base: string, secrets: Secrets): Promise<AsyncDisposable & { base: string }> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    noteRequest(request, String(body), secrets);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(`${base}${request.url}`, {
      method: request.method ?? 'GET',
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      redirect: 'manual',
      ...(body.length > 0 && { body }),
    });
    // What breaks off there breaks off here.
    const text = await answer.text().catch(() => undefined);
    if (text === undefined) return void response.destroy();
    noteAnswer(text, secrets);
    const { 'content-encoding': ____, 'content-length': _____, ...said } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, said).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    base: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function noteRequest({ headers, url = '' }: IncomingMessage, body: string, secrets: Secrets): void {
  secrets.add('access_token', /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]);
  // What a person's browser shows at Spotify's own pages is in no form of the bridge's.
  if (!url.startsWith('/api/token')) return;
  const form = new URLSearchParams(body);
  for (const member of MEMBERS) secrets.add(member, form.get(member));
}

function noteAnswer(text: string, secrets: Secrets): void {
  for (const member of MEMBERS)
    for (const [, value] of text.matchAll(new RegExp(`"${member}":"([^"]+)"`, 'g')))
      secrets.add(member, value);
}
