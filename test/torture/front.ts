import { createServer } from 'node:http';
import { DASHBOARD_CLIENT } from '../../src/simulator/accounts/client.ts';
import { startSimulator } from '../../src/simulator/start.ts';

/** Where one refresh token stands: its pairing, and how often that was refreshed. */
export interface Place {
  pairing: number;
  nth: number;
}

/**
 * A Spotify that rotates at every refresh, with what RFC 9700 §4.14.2 leaves to the server: a refresh token stays good until
 * the one that took its place is used, so that a lost answer can be asked for again. Older ones are revoked, by the simulator.
 */
export async function startFront() {
  const running = await startSimulator({
    settings: { rotateRefreshTokens: true, requestsPer30s: 1_000_000 },
  });
  const { simulator, accountsUrl } = running;
  const places = new Map<string, Place>();
  const followers = new Map<string, string>();
  let pairings = 0;
  let askedAgain = 0;

  const pair = (): string => {
    const token = simulator.seedRefreshToken({ client_id: DASHBOARD_CLIENT });
    places.set(token, { pairing: ++pairings, nth: 0 });
    return token;
  };

  const refresh = async (body: string): Promise<{ status: number; text: string }> => {
    const form = new URLSearchParams(body);
    const asked = form.get('refresh_token') ?? '';
    const follower = followers.get(asked);
    if (follower !== undefined) {
      askedAgain++;
      form.set('refresh_token', follower);
    }
    const reply = await fetch(`${accountsUrl}/api/token`, { method: 'POST', body: form });
    const text = await reply.text();
    const place = places.get(asked);
    const given: unknown = JSON.parse(text).refresh_token;
    if (typeof given === 'string' && place) {
      places.set(given, { pairing: place.pairing, nth: place.nth + 1 });
      followers.set(asked, given);
    }
    return { status: reply.status, text };
  };

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { status, text } = request.url === '/paired' ? { status: 200, text: pair() } : await refresh(body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    clientId: DASHBOARD_CLIENT,
    pair,
    place: (token: string) => places.get(token),
    get askedAgain() {
      return askedAgain;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await running.close();
    },
  };
}
