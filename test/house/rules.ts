import { isCommand, type Sent } from './wire.ts';

/** What core/budget promises about requests, checked on what really left the house. Each returns what breaks it. */

const WINDOW_MS = 30_000;
const MOST = 5;
/** With those of a person who browses. */
export const BURST = 8;
const AFTER_COMMAND_MS = 5_000;

/** In any 30 s at most `most` requests that lie outside 5 s after a command to Spotify. */
export function budgetBreaks(sent: readonly Sent[], most = MOST): string[] {
  const api = sent.filter(({ isApi }) => isApi);
  const commands = api.filter(isCommand).map(({ at }) => at);
  const isFree = ({ at }: Sent) =>
    commands.some((command) => command <= at && at < command + AFTER_COMMAND_MS);
  const counted = api.filter((one) => !isCommand(one) && !isFree(one));
  return counted.flatMap((one, index) => {
    const sixth = counted[index + most];
    if (!sixth || sixth.at - one.at >= WINDOW_MS) return [];
    return [
      `${most + 1} requests in ${sixth.at - one.at} ms: ${counted
        .slice(index, index + most + 1)
        .map(brief)
        .join(', ')}`,
    ];
  });
}

/** While a Retry-After runs nothing is sent at all; after QUOTA_EXCEEDED nothing of that bucket. */
export function limitBreaks(sent: readonly Sent[]): string[] {
  const api = sent.filter(({ isApi }) => isApi);
  return api
    .filter(({ status }) => status === 429)
    .flatMap((refused) => {
      const from = refused.answeredAt ?? refused.at;
      const until = deadline(refused, from);
      return api
        .filter((one) => one.at > from && one.at < until)
        .filter((one) => !refused.quota || bucketOf(one.path) === bucketOf(refused.path))
        .map((one) => `${brief(one)} at ${one.at - from} ms of ${until - from} after ${brief(refused)}`);
    });
}

function deadline({ retryAfter, quota }: Sent, from: number): number {
  if (retryAfter !== null && /^\d+$/.test(retryAfter)) return from + Number(retryAfter) * 1000;
  const date = Date.parse(retryAfter ?? '');
  if (retryAfter?.endsWith('GMT') && !Number.isNaN(date)) return date;
  return from + (quota ? 3600_000 : 30_000);
}

/** As Spotify's reports suggest: endpoints whose quotas go together. */
function bucketOf(path: string): string {
  if (path.startsWith('/me/player')) return 'player';
  if (path.startsWith('/me/playlists') || path.startsWith('/playlists')) return 'playlists';
  if (path === '/me') return 'me';
  if (path === '/search') return 'search';
  return path.startsWith('/me/') ? 'library' : 'catalogue';
}

function brief({ method, path, at }: Sent): string {
  return `${method} ${path} ${new Date(at).toISOString().slice(14, 23)}`;
}
