import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page, type Request } from 'playwright-core';

const PATH = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const hasChromium = existsSync(PATH);

/** Says plainly what was left out for want of a browser. */
export function sayWhetherTried(what: string): void {
  if (!hasChromium) console.warn(`LEFT OUT: no Chromium at ${PATH}; ${what} was not tried in it.`);
}

export function startChromium(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  return chromium.launch({ executablePath: PATH, args });
}

/**
 * Opens an address, once more where the network changed meanwhile: Chromium then drops what it loads, and on a machine with
 * containers it changes whenever one comes or goes.
 */
export async function visit(page: Page, address: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    let hasChanged = false;
    const note = (request: Request) => {
      hasChanged ||= request.failure()?.errorText === 'net::ERR_NETWORK_CHANGED';
    };
    page.on('requestfailed', note);
    await page.goto(address).catch((error: unknown) => {
      if (tries === 5) throw error;
      hasChanged = true;
    });
    page.off('requestfailed', note);
    if (!hasChanged || tries === 5) return;
  }
}
