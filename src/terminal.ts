import type { Account } from './bridge/account.ts';
import type { Pairing } from './core/pairing.ts';
import { qrTerminal } from './lib/qr.ts';

/** Shows the pairing of each account to whoever sits at the terminal: the code, the link, the link as a QR code. */
export function showPairings(accounts: readonly Account[], print: (text: string) => void): void {
  for (const { plan, store } of accounts) {
    const show = (pairing: Pairing | null) => {
      if (pairing) void drawn(plan.name, pairing).then(print);
    };
    show(store.state.pairing);
    store.watch((state, before) => {
      if (state.pairing !== before.pairing) show(state.pairing);
    });
  }
}

async function drawn(
  name: string,
  { userCode, verificationUri, verificationUriComplete: link }: Pairing,
): Promise<string> {
  const words = `\n  Pair ${name} with Spotify: open ${verificationUri}\n  and enter  ${userCode}\n`;
  if (!/^https?:/.test(link)) return words;
  const picture = (await qrTerminal(link)).replaceAll(/^/gm, '  ');
  return `${words}  or scan this (${link}):\n\n${picture}\n`;
}
