import { z } from 'zod';
import type { Landed, PairingDesk } from '../../core/pairing.ts';
import { BadPayload, Trouble } from '../../core/problem.ts';
import { quote } from '../../core/values.ts';
import type { Requests } from '../clerk.ts';
import { asked, transaction } from './payload.ts';

/** Pairing by request: as the button does it, or by Home Assistant, which sends the browser to Spotify itself. */

const text = z.string().trim().min(1);
/** Longer than any code, state or address of Spotify's (a pasted address has 300 to 500 characters). */
const long = text.max(4_096);

export const ASKED_OF_PAIRING = {
  pair: asked(
    z.strictObject({
      account: text.exactOptional(),
      redirect_uri: long.exactOptional(),
      state: long.exactOptional(),
      ...transaction,
    }),
    'account',
    '{"account":"family"}, with "redirect_uri" and "state" where Home Assistant sends the browser',
  ),
  'pair/finish': asked(
    z.strictObject({
      code: long.exactOptional(),
      error: long.exactOptional(),
      state: long.exactOptional(),
      address: long.exactOptional(),
      ticket: long.exactOptional(),
      ...transaction,
    }),
    'address',
    '{"code":"…","state":"…"}, {"error":"…","state":"…"}, {"address":"…"} or {"ticket":"…"}',
  ),
};

export function pairRequests(desk: PairingDesk, accounts: () => readonly string[]): Requests {
  return {
    pair: (payload) => {
      const { account, redirect_uri: redirectUri, state } = ASKED_OF_PAIRING.pair.read(payload);
      const key = known(account, accounts());
      if (redirectUri === undefined && state === undefined) {
        desk.begin(key);
        return { account: key };
      }
      if (redirectUri === undefined || state === undefined)
        throw new BadPayload('"redirect_uri" and "state" go together');
      return { account: key, authorize_url: desk.authorize(key, { redirectUri, state }) };
    },
    'pair/finish': async (payload) => {
      const { transaction: _, ...given } = ASKED_OF_PAIRING['pair/finish'].read(payload);
      return sayLanded(await finish(desk, given));
    },
  };
}

type Given = Omit<z.infer<(typeof ASKED_OF_PAIRING)['pair/finish']['shape']>, 'transaction'>;

function finish(desk: PairingDesk, given: Given): Promise<Landed> {
  const { code, error, state, address, ticket } = given;
  switch (Object.keys(given).sort().join(' ')) {
    case 'ticket':
      return desk.confirm(ticket ?? '');
    case 'address':
      return desk.paste(address ?? '', null);
    case 'code state':
    case 'error state':
      return desk.land(
        {
          ...(code !== undefined && { code }),
          ...(error !== undefined && { error }),
          ...(state !== undefined && { state }),
        },
        null,
      );
    default:
      throw new BadPayload(`pair/finish takes one of ${ASKED_OF_PAIRING['pair/finish'].right}`);
  }
}

/** Another person than before is no failure: whoever asked shows the question and comes back with the ticket. */
function sayLanded(landed: Landed): object {
  if (landed.ok) {
    const { account, profile, warnings } = landed;
    return { account: account.key, name: account.name, profile, warnings };
  }
  const { why, message } = landed;
  if (landed.why === 'other_person') {
    const { ticket, before, now } = landed;
    return { confirm: { ticket, before, now, message } };
  }
  throw new Trouble(why === 'not_registered' ? 'not_registered' : 'refused', message);
}

/** The account that is named, or the only one there is. */
function known(account: string | undefined, keys: readonly string[]): string {
  const [only] = keys;
  if (account === undefined && keys.length === 1 && only !== undefined) return only;
  if (account !== undefined && keys.includes(account)) return account;
  throw new BadPayload(`no account ${quote(account ?? '')}; there are ${keys.join(', ')}`);
}
