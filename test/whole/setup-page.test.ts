import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningPages, startPages } from '../../src/adapters/http/start.ts';
import { nobody } from '../../src/core/nobody.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { ACCOUNTS_URL } from '../fakes/desk.ts';
import { FakeSettingsDesk } from '../fakes/settings-desk.ts';
import { seriousFaults } from './axe.ts';
import { hasChromium, sayWhetherTried, startChromium, visit } from './chromium.ts';

it('has Chromium, or says plainly that setting up was not tried in a browser', () => {
  sayWhetherTried('setting up');
});

describe.runIf(hasChromium)('setting up in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  it.each([
    ['en-GB', 'light', { width: 320, height: 640 }],
    ['de-DE', 'dark', { width: 1200, height: 800 }],
  ] as const)(
    'is done with the keyboard alone, and axe finds nothing serious: %s, %s',
    async (locale, colorScheme, viewport) => {
      await using house = await open(true);
      await using context = await browser.newContext({
        locale,
        colorScheme,
        viewport,
        bypassCSP: true,
      });
      const page = await context.newPage();
      await visit(page, house.origin);
      await look(page);
      await typed(page, 'BCDF-GHJK');
      expect(new URL(page.url()).pathname).toBe('/setup/broker');
      await look(page);
      house.desk.tried = { ok: false, why: 'closed', detail: 'connect ECONNREFUSED' };
      await page.focus('#url');
      await typed(page, 'broker');
      await look(page);
      house.desk.tried = { ok: true };
      await page.focus('#url');
      await typed(page, '');
      expect(new URL(page.url()).pathname).toBe('/setup/spotify');
      await look(page);
      await page.focus('#client_id');
      await typed(page, 'abc');
      await look(page);
      await page.focus('#name');
      await typed(page, ' of Anna');
      await look(page);
      await page.focus('main button');
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      expect(house.desk.calls.at(-1)).toBe(
        'save mqtt.url="mqtt://broker" spotify.client_id="abc" accounts.spotify=null accounts.spotify.name="Spotify of Anna"',
      );
    },
  );

  it('shows mistakes and settings without any that axe calls serious', async () => {
    await using waiting = await open(true);
    await using context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      bypassCSP: true,
    });
    const page = await context.newPage();
    waiting.desk.faults = [
      { place: 'config.yaml:3:3 mqtt.pasword', path: ['mqtt', 'pasword'], message: 'is no key', line: 3 },
    ];
    waiting.desk.linesNow = [{ number: 3, text: undefined }];
    await visit(page, waiting.origin);
    await typed(page, 'BCDF-GHJK');
    await look(page);
    await using running = await open(false);
    running.desk.accounts = ['family', 'kids'].map((key) => ({
      key,
      name: key,
      device: undefined,
      written: true,
    }));
    running.desk.readers = [
      { key: 'hall', topic: 'pn532/tag', account: 'kids', device: undefined, written: true },
    ];
    await visit(page, `${running.origin}/settings`);
    for (const summary of await page.$$('summary')) await summary.click();
    await look(page);
    await page.click('#account-1 >> xpath=ancestor::article >> text=Delete its pairing');
    await page.click('#account-1 >> xpath=ancestor::article >> text=Yes, remove');
    expect(running.desk.calls).toEqual(['save accounts.kids= forget kids']);
    await look(page);
  });
});

/** The pages on a socket, and whoever has any code may come in. */
async function open(isWaiting: boolean) {
  const desk = new FakeSettingsDesk(isWaiting);
  const access = {
    show() {},
    enter: () => ({ ok: true, pass: 'pass' }) as const,
    knows: (pass: string | undefined) => pass === 'pass',
  };
  const pages: RunningPages = await startPages({
    desk: nobody,
    settings: { desk, access },
    trustedHosts: [],
    spotifyAccountsUrl: ACCOUNTS_URL,
    log: silentLog,
    clock: systemClock,
    version: '1.2.3',
    port: 0,
    host: '127.0.0.1',
  });
  return { desk, origin: `http://127.0.0.1:${pages.port}`, [Symbol.asyncDispose]: () => pages.close() };
}

async function typed(page: Page, text: string): Promise<void> {
  await page.keyboard.press('End');
  await page.keyboard.type(text);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

/** Fits on the screen, and axe finds nothing serious. */
async function look(page: Page): Promise<void> {
  const wide = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(wide, page.url()).toBe(0);
  expect(await seriousFaults(page), page.url()).toEqual([]);
}
