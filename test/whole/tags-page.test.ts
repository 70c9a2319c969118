import { writeFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningPages, startPages } from '../../src/adapters/http/start.ts';
import { BadPayload } from '../../src/core/problem.ts';
import { silentLog } from '../../src/lib/log.ts';
import { FakeClock } from '../fakes/clock.ts';
import { ACCOUNTS_URL, FakeDesk } from '../fakes/desk.ts';
import { FakeTagDesk, readerCard, tagCard, unknownTag } from '../fakes/tag-desk.ts';
import { hasChromium, sayWhetherTried, startChromium } from './chromium.ts';

const PHONE = { width: 375, height: 812 };
/** A folder that what is printed is put into, for people to look at. */
const { SCREENSHOTS } = process.env;
const COVER = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';

it('has Chromium, or says plainly that the page of cards was not tried in a browser', () =>
  sayWhetherTried('the page of cards'));

describe.runIf(hasChromium)('cards on a phone without JavaScript', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let pages: RunningPages;
  let tags: FakeTagDesk;
  let origin: string;

  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    const clock = new FakeClock(Date.now());
    const desk = new FakeDesk(clock);
    tags = new FakeTagDesk(clock);
    const others = { trustedHosts: [], spotifyAccountsUrl: ACCOUNTS_URL, log: silentLog, version: '1.2.3' };
    pages = await startPages({ desk, tags, clock, port: 0, host: '127.0.0.1', ...others });
    origin = `http://127.0.0.1:${pages.port}`;
    context = await browser.newContext({ viewport: PHONE, locale: 'en-GB', javaScriptEnabled: false });
    await context.route('https://i.scdn.co/**', (route) =>
      route.fulfill({ contentType: 'image/svg+xml', body: COVER }),
    );
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
    await pages.close();
  });

  it('teaches one, by a form that comes back with what was typed, and sees it come by itself', async () => {
    await page.goto(`${origin}/tags`);
    await page.click('text=Teach a card');
    await page.fill('#learn-does', 'foo');
    tags.refuses = new BadPayload('"foo" is nothing that a card can do.');
    await page.click('text=Start, then lay the card');
    expect(await page.innerText('details[open] [role=alert]')).toContain('is nothing that a card can do');
    expect(await page.inputValue('#learn-does')).toBe('foo');
    expect(await page.evaluate('document.activeElement.id')).toBe('learn-does');
    tags.refuses = undefined;
    await page.fill('#learn-does', '');
    await page.click('text=Start, then lay the card');
    expect(await page.innerText('main')).toContain('Lay the card on the reader now');
    tags.lay(tagCard({ uid: '99', name: null, title: 'Help!' }));
    await page.getByText('The card is now “Help!”').waitFor();
    expect(tags.calls).toEqual(['learn {}']);
  });

  it('gives an empty one what plays now, although the field for a link is empty', async () => {
    await page.goto(`${origin}/tags`);
    await page.click('text=Give it something');
    await page.click('text=Give it what plays now');
    expect(tags.calls).toEqual(['learn {"reader":"kitchen"}']);
  });

  it('fits, however long the names are', async () => {
    const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    tags.cards = [tagCard({ name: long, title: `${long}s`, options: { device: long } })];
    tags.unknowns = [unknownTag({ uid: long, text: long })];
    tags.readerCards = [readerCard({ name: long, locked: true, present: long })];
    for (const path of ['/tags', '/tags/edit?uid=04A1B2C3', '/tags/print']) {
      await page.goto(`${origin}${path}`);
      for (const fold of await page.locator('summary').all()) await fold.click();
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width, path).toBeLessThanOrEqual(PHONE.width);
    }
  });

  it.each([
    ['', 11, 2, [85.6, 54]],
    ['size=card&paper=letter', 9, 2, [85.6, 54]],
    ['size=square&sides=both', 13, 4, [65, 65]],
    ['size=cd', 3, 2, [120, 120]],
    ['size=cd&paper=letter&sides=both', 2, 2, [120, 120]],
  ] as const)(
    'prints %s: %i on %i pages, each as large as it shall be',
    async (query, count, pageCount, size) => {
      const does = 'spotify:album:0ETFjACtuP2ADo6LFhL6HN';
      tags.cards = Array.from({ length: count }, (_, index) => tagCard({ uid: `0${index}`, does }));
      await page.goto(`${origin}/tags/print?${query}`);
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(pageCount);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.paper:not(.back)').count()).toBe(count);
      const box = await page.locator('.paper').first().boundingBox();
      const mm = (pixels: number) => Math.round((pixels / 96) * 254) / 10;
      expect(box && [mm(box.width), mm(box.height)]).toEqual(size);
      if (SCREENSHOTS) await writeFile(`${SCREENSHOTS}/print-${query}.pdf`, pdf);
    },
  );
});
