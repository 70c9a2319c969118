import type { PairingDesk } from './pairing.ts';
import { BadPayload } from './problem.ts';

const WORDS = 'there is no account yet';
const NO_ACCOUNT = { ok: false, why: 'foreign', message: WORDS } as const;

/** The desk where there are no accounts yet. */
export const nobody: PairingDesk = {
  accounts: () => [],
  begin() {},
  async unpair() {},
  enter: () => ({ ok: false, why: 'unknown', message: WORDS }),
  authorize: () => {
    throw new BadPayload(WORDS);
  },
  land: async () => NO_ACCOUNT,
  paste: async () => NO_ACCOUNT,
  confirm: async () => NO_ACCOUNT,
};
