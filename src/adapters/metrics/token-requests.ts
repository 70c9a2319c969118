import type { Counts } from './counts.ts';

/** As much of a request and its reply as counting needs. */
type Fetch<Request, Reply> = (url: string, request: Request) => Promise<Reply>;

const GRANTS: Record<string, string> = {
  refresh_token: 'refresh_token',
  authorization_code: 'authorization_code',
  'urn:ietf:params:oauth:grant-type:device_code': 'device_code',
};

/** The same `fetch`, with what one account asks of the accounts service counted. */
export function countedFetch<Request extends { body?: string }, Reply extends { readonly status: number }>(
  fetch: Fetch<Request, Reply>,
  { account, accountsUrl, counts }: { account: string; accountsUrl: string; counts: Counts },
): Fetch<Request, Reply> {
  const home = accountsUrl.replace(/\/+$/, '');
  const counted = ['/api/token', '/oauth2/device/authorize'].map((path) => home + path);
  return async (url, request) => {
    if (!counted.includes(url)) return fetch(url, request);
    const count = (status: string) =>
      counts.add('spotify2mqtt_spotify_token_requests_total', { account, grant: grantOf(request), status });
    try {
      const reply = await fetch(url, request);
      count(`${reply.status}`);
      return reply;
    } catch (error) {
      count('failed');
      throw error;
    }
  };
}

/** The kind of grant alone; what stands beside it is secret. `device` asks for a code. */
function grantOf({ body = '' }: { body?: string }): string {
  const grant = new URLSearchParams(body).get('grant_type');
  if (grant === null) return 'device';
  return Object.hasOwn(GRANTS, grant) ? (GRANTS[grant] ?? 'other') : 'other';
}
