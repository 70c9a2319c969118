import { createServer, type Server } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningPages, startPages } from '../../src/adapters/http/start.ts';
import { silentLog } from '../../src/lib/log.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakeDesk } from '../fakes/desk.ts';
import { hasChromium, sayWhetherTried, startChromium } from './chromium.ts';
import { freePort } from './free-port.ts';
import { addressInTheHouse } from './house-address.ts';

const PHONE = { width: 390, height: 844 };
/** A folder that pictures of every page are put into, for people to look at. */
const { SCREENSHOTS } = process.env;

it('has Chromium, or says plainly that the page was not tried in a browser', () =>
  sayWhetherTried('the page'));

describe.runIf(hasChromium)('a phone without JavaScript', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let pages: RunningPages;
  let spotify: Server;
  let desk: FakeDesk;
  let origin: string;

  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    desk = new FakeDesk(new FakeClock(Date.now()));
    const spotifyPort = await freePort();
    desk.accountsUrl = `http://127.0.0.1:${spotifyPort}`;
    // Nobody listens there: the page does not open, as on a phone.
    desk.returnUrl = `http://127.0.0.1:${await freePort()}/callback`;
    spotify = createServer(({ url }, response) => {
      const state = new URL(url ?? '', desk.accountsUrl).searchParams.get('state');
      response.writeHead(302, { location: `${desk.returnUrl}?code=${'A'.repeat(300)}&state=${state}` }).end();
    }).listen(spotifyPort, '127.0.0.1');
    const { accountsUrl: spotifyAccountsUrl, clock } = desk;
    const others = { trustedHosts: [], spotifyAccountsUrl, log: silentLog, clock, version: '1.2.3' };
    pages = await startPages({ desk, port: 0, ...others });
    origin = `http://${addressInTheHouse()}:${pages.port}`;
    context = await browser.newContext({ viewport: PHONE, locale: 'en-GB', javaScriptEnabled: false });
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
    await pages.close();
    spotify.close();
  });

  async function enter(code: string): Promise<void> {
    await page.fill('#user_code', code);
    await page.click('main button');
  }

  /** Whether it fits, and what it says. */
  async function look(name: string): Promise<string> {
    expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(
      PHONE.width,
    );
    if (SCREENSHOTS) await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
    return page.innerText('main');
  }

  it('is told what is wrong with a code', async () => {
    await page.goto(`${origin}/pair`);
    await look('code');
    await enter('cccc cccc');
    expect(await look('code-wrong')).toContain('does not fit');
    await enter('xxxx xxxx');
    expect(await look('code-expired')).toContain('no longer valid');
    expect(await page.evaluate('document.activeElement.id')).toBe('user_code');
    await enter('bcdf ghjk');
    expect(await look('steps')).toContain('Bring the address back');
  });

  it('pairs by the address that does not open, after five that were wrong', async () => {
    await page.goto(`${origin}/`);
    expect(await look('overview')).toContain('BCDF-GHJK');
    await page.click('text=Pair on this device');
    expect(page.url()).toBe(`${origin}/pair`);
    await page.click('main button');
    const failed = context.waitForEvent('requestfailed', (request) =>
      request.url().startsWith(desk.returnUrl),
    );
    await page.click('text=Open Spotify');
    const address = (await failed).url();
    for (const [name, wrong, says] of [
      ['nonsense', 'no idea', 'not the address we need'],
      ['spotify', `${desk.accountsUrl}/authorize?client_id=1`, 'come too early'],
      ['half', address.slice(0, address.indexOf('&')), 'part of the address is missing'],
      ['foreign', `${desk.returnUrl}?code=A&state=B`, 'another pairing or another browser'],
    ] as const) {
      await page.fill('#address', wrong);
      await page.click('text=Finish pairing');
      expect(await look(`paste-${name}`), name).toContain(says);
    }
    await page.reload();
    const second = await context.newPage();
    await second.goto(page.url());
    await page.fill('#address', address);
    await page.click('text=Finish pairing');
    expect(page.url()).toBe(`${origin}/pair/done`);
    expect(await look('paired')).toContain('now plays on Spotify');
    page = second;
    await page.fill('#address', address);
    await page.click('text=Finish pairing');
    expect(await look('paste-old')).toContain('used already');
  });

  it('is brought back by Spotify where that can be', async () => {
    desk.mode = 'redirect';
    desk.returnUrl = `${origin}/callback`;
    await page.goto(`${origin}/pair?user_code=BCDF-GHJK`);
    await page.click('main button');
    await look('redirect');
    await page.click('text=Continue to Spotify');
    expect(page.url()).toBe(`${origin}/pair/done`);
    expect(await look('redirected')).toContain('now plays on Spotify');
  });
});
