import { randomBytes } from 'node:crypto';
import type { Tried } from '../../core/settings.ts';
import type { Clock } from '../../lib/clock.ts';
import { parseAddress } from './address.ts';
import { type Ending, inWords, nextProtocol, type Protocol } from './ending.ts';
import { runSession, type SessionOptions } from './session.ts';

export interface ProbeOptions {
  url: string;
  username?: string | undefined;
  password?: string | undefined;
  tls?: SessionOptions['tls'];
}

/** People wait for it, and a broker in the house answers at once. */
const PATIENCE_MS = 8_000;

/** Connects once, as the bridge would, says nothing, and hangs up: whether there is a broker that lets us in. */
export async function tryBroker({ url, ...login }: ProbeOptions, clock: Clock): Promise<Tried> {
  const address = parseAddress(url);
  const patience = new AbortController();
  const over = new AbortController();
  const timer = clock.sleep(PATIENCE_MS, over.signal).then(() => patience.abort());
  // A name of its own: it must not throw out a bridge that runs.
  const clientId = `spotify2mqtt_try_${randomBytes(4).toString('hex')}`;
  const attempt = async (protocol: Protocol): Promise<Tried> => {
    let opened = false;
    const ending = await runSession(
      { ...login, address, protocol, clientId },
      {
        opened: (session) => {
          opened = true;
          session.end();
        },
        heard() {},
        denied() {},
      },
      patience.signal,
    );
    if (opened) return { ok: true };
    if (protocol === 5 && nextProtocol(5, ending) === 4 && !patience.signal.aborted) return attempt(4);
    if (patience.signal.aborted)
      return { ok: false, why: 'silent', detail: `no answer in ${PATIENCE_MS / 1000} s` };
    return judged(ending);
  };
  try {
    return await attempt(5);
  } finally {
    over.abort();
    await timer;
  }
}

/** By the words of Node and OpenSSL, which carry their codes. */
const NETWORK: readonly [RegExp, (Tried & { ok: false })['why']][] = [
  [/ENOTFOUND|EAI_AGAIN/, 'name'],
  [/ECONNREFUSED/, 'closed'],
  [/certificate|altnames|issuer/i, 'certificate'],
  [/SSL|TLS|EPROTO|socket disconnected before secure/i, 'kind'],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|does not answer/, 'silent'],
];

function judged(ending: Ending): Tried {
  const detail = inWords(ending);
  if (ending.kind === 'mute') return { ok: false, why: 'kind', detail };
  if (ending.kind === 'refused') {
    const login = [0x04, 0x05, 0x86, 0x87].includes(ending.code);
    return { ok: false, why: login ? 'login' : 'other', detail };
  }
  if (ending.kind === 'taken') return { ok: false, why: 'other', detail };
  const known = NETWORK.find(([words]) => words.test(ending.why))?.[1];
  return { ok: false, why: known ?? 'other', detail };
}
