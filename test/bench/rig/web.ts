import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** The least of a Spotify that keeps a bridge content, and that tells when requests arrive. */
export interface Web {
  url: string;
  /** When the next request with this method and path arrives, `performance.now()`. */
  arrival(request: string): Promise<number>;
  close(): Promise<void>;
}

const played = z.object({ context_uri: z.string() });

const HOUR_MS = 3600_000;
const DEVICE = {
  id: 'kitchen',
  name: 'Kitchen',
  type: 'Speaker',
  is_active: true,
  is_restricted: false,
  is_private_session: false,
  supports_volume: true,
  volume_percent: 40,
};

/** Plays one long track after another, as often as it is told to skip; nothing ends by itself. */
export async function startWeb({ playing }: { playing: boolean }): Promise<Web> {
  let track = 0;
  let shuffle = false;
  let context: string | null = null;
  const waiting = new Map<string, (at: number) => void>();

  const answers: Record<string, () => unknown> = {
    'POST /api/token': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 3600 }),
    'GET /v1/me': () => ({ id: 'me', display_name: 'Me', product: 'premium' }),
    'GET /v1/me/playlists': () => ({ items: [], next: null, total: 0 }),
    'GET /v1/me/library/contains': () => [false],
    'GET /v1/me/player/devices': () => ({ devices: [DEVICE] }),
    ...(playing ? { 'GET /v1/me/player': () => playback({ track, shuffle, context }) } : {}),
  };
  const deeds: Record<string, (url: URL, body: string) => void> = {
    'PUT /v1/me/player/play': (_, body) => {
      context = played.parse(JSON.parse(body)).context_uri;
      track++;
    },
    'POST /v1/me/player/next': () => {
      track++;
    },
    'PUT /v1/me/player/shuffle': (url) => {
      shuffle = url.searchParams.get('state') === 'true';
    },
  };

  const server = createServer({ keepAliveTimeout: 120_000 }, async (request, response) => {
    const at = performance.now();
    const url = new URL(request.url ?? '/', 'http://spotify');
    const name = nameOf(request, url);
    const told = waiting.get(name);
    waiting.delete(name);
    told?.(at);
    const body = await text(request);
    deeds[name]?.(url, body);
    const answer = answers[name];
    if (answer) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer()));
    else response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    arrival: (request) => new Promise((resolve) => waiting.set(request, resolve)),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function nameOf(request: IncomingMessage, url: URL): string {
  return `${request.method} ${url.pathname}`;
}

interface Now {
  track: number;
  shuffle: boolean;
  /** What a card has put on. */
  context: string | null;
}

function playback({ track, shuffle, context }: Now): object {
  return {
    device: DEVICE,
    is_playing: true,
    progress_ms: 1_000,
    currently_playing_type: 'track',
    shuffle_state: shuffle,
    repeat_state: 'off',
    context: context && { type: 'album', uri: context },
    item: {
      type: 'track',
      id: `t${track}`,
      uri: `spotify:track:t${track}`,
      name: `Track ${track}`,
      duration_ms: HOUR_MS,
      is_local: false,
      artists: [{ name: 'Artist' }],
      album: { name: 'Album', images: [] },
    },
    actions: { disallows: {} },
  };
}
