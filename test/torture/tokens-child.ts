import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openHttp } from '../../src/adapters/spotify/http.ts';
import { openTokens } from '../../src/adapters/spotify/token.ts';
import { keptToken } from '../../src/kept.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';

/**
 * The life of a token at a thousand times its speed, for a parent that kills it: refreshes that all rotate, every third time
 * with a new pairing in the middle. Says on standard output what it goes by, one line each; what it said, it did.
 */
const [folder = '', accountsUrl = '', clientId = '', rawSeed = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

const { fetch } = openHttp();
const line = { fetch, clock: systemClock };
const store = keptToken(folder, 'anna', silentLog, process.env.TORTURE_KEY);
say('opening');
const tokens = await openTokens({ ...line, accountsUrl, clientId, store });
say('opened');

for (let turn = Number(rawSeed); ; turn++) {
  const token = tokens.stored;
  if (!token) throw new Error('the account has no token');
  const refreshed = tokens.renew(token.accessToken ?? '');
  if (turn % 3 === 0) await paired(turn % 7);
  await refreshed;
  say(`has ${tokens.stored?.refreshToken}`);
}

/** A new authorization, as the desk hands one over, somewhere within a refresh. */
async function paired(afterMs: number): Promise<void> {
  await pause(afterMs);
  const reply = await fetch(`${accountsUrl}/paired`, {
    method: 'POST',
    headers: {},
    body: '',
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  let refreshToken = '';
  for await (const chunk of reply.body ?? []) refreshToken += Buffer.from(chunk).toString();
  say('pairing');
  const now = systemClock.now();
  await tokens.replace({
    clientId,
    refreshToken,
    accessToken: null,
    expiresAt: 0,
    scope: null,
    authorizedAt: now,
    seededFrom: null,
  });
  say(`has ${refreshToken}`);
}
