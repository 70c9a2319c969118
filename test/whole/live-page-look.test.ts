import {
  request as ask,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PagesOptions } from '../../src/adapters/http/options.ts';
import { type ListenOptions, type RunningPages, startPages } from '../../src/adapters/http/start.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { FakeClock } from '../fakes/clock.ts';
import { ACCOUNTS_URL, FakeDesk } from '../fakes/desk.ts';
import type { FakeHouse } from '../fakes/house.ts';
import { FakeTagDesk } from '../fakes/tag-desk.ts';
import { seriousFaults } from './axe.ts';
import { hasChromium, sayWhetherTried, startChromium, visit } from './chromium.ts';
import { freePort } from './free-port.ts';
import { addressInTheHouse } from './house-address.ts';
import { houseOfEverything } from './told-house.ts';
import { is, until } from './until.ts';

const COVER =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640"><rect width="640" height="640" fill="#c63"/></svg>';
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1200, height: 900 };
/** A folder that pictures of every page are put into, for people to look at. */
const { SCREENSHOTS } = process.env;

it('has Chromium, or says plainly that nobody looked at the live page', () =>
  sayWhetherTried('the look of the live page'));

describe.runIf(hasChromium)('the look of the live page', () => {
  let browser: Browser;
  let context: BrowserContext | undefined;
  let pages: RunningPages;
  let house: FakeHouse;
  let origin: string;

  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    house = houseOfEverything();
    await serve();
  });
  afterEach(async () => {
    await context?.close();
    await pages.close();
  });

  async function serve(options: Partial<PagesOptions & ListenOptions> = {}): Promise<void> {
    const desk = new FakeDesk(new FakeClock(Date.now()));
    const others = { trustedHosts: [], spotifyAccountsUrl: ACCOUNTS_URL, log: silentLog, version: '1.2.3' };
    const tags = new FakeTagDesk(desk.clock);
    pages = await startPages({
      desk,
      tags,
      house: () => house,
      clock: systemClock,
      port: 0,
      host: '127.0.0.1',
      ...others,
      ...options,
    });
    origin = `http://127.0.0.1:${pages.port}`;
  }

  async function open(options: BrowserContextOptions, address = `${origin}/`): Promise<Page> {
    context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
    await context.route('https://i.scdn.co/**', (route) =>
      route.fulfill({ contentType: 'image/svg+xml', body: COVER }),
    );
    const page = await context.newPage();
    await visit(page, address);
    return page;
  }

  /** `family command {…}` */
  const lastAsked = () => {
    const last = house.asked.at(-1);
    return last && `${last.account ?? 'bridge'} ${last.what} ${last.payload}`;
  };

  const widthOf = (page: Page) => page.evaluate('document.documentElement.scrollWidth');

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    it.each([
      ['en-GB', PHONE, 'Playlists', 'Kids'],
      ['de-DE', PHONE, 'Playlists', 'Kids'],
      ['en-GB', DESKTOP, 'Playlists', 'Kids'],
      ['de-DE', DESKTOP, 'Playlists', 'Kids'],
    ] as const)('in %s at %o keeps nobody out', async (locale, viewport, folder, other) => {
      const page = await open({ colorScheme, locale, viewport });
      await page.locator('.live').waitFor();
      await page.getByRole('button', { name: folder, exact: true }).click();
      await page.getByText('Sunday').first().waitFor();
      for (const fold of await page.locator('.live summary').all()) await fold.click();
      const name = `live-${locale}-${viewport.width}-${colorScheme}`;
      if (SCREENSHOTS) await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
      expect(await seriousFaults(page)).toEqual([]);
      expect(await widthOf(page)).toBeLessThanOrEqual(viewport.width);
      await page.getByRole('button', { name: other }).click();
      await page.getByText('BCDF-GHJK').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      house.problem = { kind: 'no_device', message: 'no speaker is active' };
      await page.getByRole('button', { name: /^(Cancel|Abbrechen)$/ }).click();
      await page.locator('.toast').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
    });
  });

  it.each([
    [
      'en-GB',
      'seen yesterday',
      'only by its own app · seen yesterday',
      'not seen yet',
      'through Home Assistant',
    ],
    [
      'de-DE',
      'zuletzt gestern da',
      'nur mit der eigenen App · zuletzt gestern da',
      'noch nie gesehen',
      'über Home Assistant',
    ],
  ])(
    'says in %s which speakers are gone, and which cannot be chosen',
    async (locale, gone, only, never, home) => {
      const page = await open({ locale, viewport: PHONE });
      await page.locator('.choice summary').first().click();
      const row = (name: string) => page.locator('.choice').first().locator('li button', { hasText: name });
      expect(await row('Television').innerText()).toBe(`Television\n${gone}`);
      expect(await row('Sonos').innerText()).toBe(`Sonos\n${only}`);
      expect(await row('Porch').innerText()).toBe(`Porch\n${never}`);
      expect(await row('Echo').innerText()).toBe(`Echo\n${home}`);
      expect([await row('Sonos').isDisabled(), await row('Living Room').isDisabled()]).toEqual([true, true]);
      const colourOf = (rows: string) =>
        page.evaluate(`getComputedStyle(document.querySelector('${rows}')).color`);
      expect(await colourOf('.row.absent')).not.toBe(await colourOf('.row:not(.absent, [aria-current])'));
      // No two types look alike.
      const pictures = await page.evaluate(
        `new Set([...document.querySelectorAll('.choice:first-of-type li path')].map((path) => path.getAttribute('d'))).size`,
      );
      expect(pictures).toBe(14);
      await row('Television').click();
      await until(
        'it is asked for',
        lastAsked,
        is('family command {"command":"device","device":"Television"}'),
      );
    },
  );

  it.each(['/tags', '/tags/print?sides=both&from=anna', '/pair'])('keeps nobody out of %s', async (path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await context?.close();
      const page = await open({ colorScheme, viewport: PHONE }, `${origin}${path}`);
      for (const fold of await page.locator('summary').all()) await fold.click();
      expect(await seriousFaults(page), colorScheme).toEqual([]);
    }
  });

  it('fits on the narrowest phone, however long the names are', async () => {
    const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    house.known = house.known.map(({ data, ...one }) => ({
      ...one,
      data: data.replace(/Here Comes the Sun|Bedtime story|Kitchen|Box|Anna K\.|"Family"/g, (name) =>
        name.startsWith('"') ? `"${long}"` : long,
      ),
    }));
    const page = await open({ viewport: { width: 320, height: 568 }, locale: 'de-DE' });
    await page.locator('.live').waitFor();
    for (const fold of await page.locator('.live summary').all()) await fold.click();
    expect(await widthOf(page)).toBeLessThanOrEqual(320);
  });

  it('runs nothing that a name says', async () => {
    const hostile = '<img src=x onerror=window.broken=1>"><script>window.broken=1</script>';
    house.known = house.known.map(({ data, ...one }) => ({
      ...one,
      data: data.replace(
        /Here Comes the Sun|Bedtime story|Kitchen|Box/g,
        JSON.stringify(hostile).slice(1, -1),
      ),
    }));
    const page = await open({ viewport: PHONE });
    await page.locator('.music').waitFor();
    expect(await page.innerText('.music')).toBe(hostile);
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(await page.locator('.live script').count()).toBe(0);
  });

  it('is worked by keys alone, and lets nobody be caught', async () => {
    const page = await open({ viewport: DESKTOP });
    await page.locator('.live').waitFor();
    const focused = () =>
      page.evaluate(
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()",
      );
    const passed: unknown[] = [];
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 120; presses++) {
        await page.keyboard.press('Tab');
        passed.push(await focused());
        if (passed.at(-1) === name) return;
      }
      throw new Error(`no ${name} among ${passed.join(', ')}`);
    };
    await tabTo('Pause');
    await page.keyboard.press('Space');
    await until(
      'it is asked',
      () => lastAsked(),
      (seen) => seen === 'family command {"command":"pause"}',
    );
    await tabTo('Volume');
    await page.keyboard.press('ArrowRight');
    await until(
      'it is louder',
      () => lastAsked(),
      (seen) => seen === 'family command {"command":"volume","volume":36}',
    );
    const volume = page.getByRole('slider', { name: 'Volume' });
    await until('it is said', () => volume.getAttribute('aria-valuetext'), is('36 per cent'));
    await tabTo('Search Spotify');
    await page.keyboard.type('help');
    await page.keyboard.press('Enter');
    await until(
      'it is searched',
      () => lastAsked(),
      (seen) => seen?.startsWith('family search {"query":"help"') ?? false,
    );
    await tabTo('Enter a code');
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('Cards');
    expect(new Set(passed).size).toBeGreaterThan(20);
  });

  it('is the page without scripts where none come', async () => {
    const page = await open({ viewport: PHONE, javaScriptEnabled: false });
    expect(await page.innerText('main')).toContain('BCDF-GHJK');
    await context?.close();
    context = await browser.newContext({ locale: 'en-GB' });
    const lonely = await context.newPage();
    await lonely.route('**/web/**', (route) => route.abort());
    await lonely.goto(origin);
    await lonely.getByText('BCDF-GHJK').waitFor({ state: 'visible' });
  });

  it('works for a phone in the house, which sends neither password nor token', async () => {
    await pages.close();
    const address = addressInTheHouse();
    await serve({ host: address });
    const page = await open({ viewport: PHONE }, `http://${address}:${pages.port}/`);
    await page.locator('.music').waitFor();
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await until('it is asked', lastAsked, is('family command {"command":"next"}'));
  });

  it('works behind the password', async () => {
    await pages.close();
    await serve({ password: 'open sesame' });
    const page = await open({
      viewport: PHONE,
      httpCredentials: { username: 'anna', password: 'open sesame' },
    });
    await page.locator('.music').waitFor();
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await until('it is asked', lastAsked, is('family command {"command":"next"}'));
  });

  it('works wholly under a path, as Home Assistant’s ingress has it', async () => {
    await pages.close();
    const path = '/api/hassio_ingress/abc-DEF_1';
    const port = await freePort();
    await serve({ publicUrl: `http://127.0.0.1:${port}${path}` });
    const proxy = stripping(path, pages.port).listen(port, '127.0.0.1');
    try {
      const page = await open({ viewport: PHONE }, `http://127.0.0.1:${port}${path}/`);
      await page.locator('.music').waitFor();
      await page.getByRole('button', { name: 'Next', exact: true }).click();
      await until(
        'it is asked',
        () => lastAsked(),
        (seen) => seen === 'family command {"command":"next"}',
      );
      await page.getByRole('link', { name: 'Print cards' }).click();
      expect(page.url()).toBe(`http://127.0.0.1:${port}${path}/tags/print`);
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });
});

/** A proxy that takes `path` off, and knows nothing else. */
function stripping(path: string, port: number): Server {
  return createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method, headers, url = '' } = incoming;
    if (!url.startsWith(`${path}/`)) return void outgoing.writeHead(404).end();
    const onwards = ask(
      { port, host: '127.0.0.1', method, headers, path: url.slice(path.length) },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onwards.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onwards.destroy());
    incoming.pipe(onwards);
  });
}
