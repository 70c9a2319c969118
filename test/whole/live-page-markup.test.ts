import { describe, expect, it } from 'vitest';
import { startPages } from '../../src/adapters/http/start.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { FakeClock } from '../fakes/clock.ts';
import { ACCOUNTS_URL, FakeDesk } from '../fakes/desk.ts';
import { hasChromium, sayWhetherTried, startChromium, visit } from './chromium.ts';
import { houseOfEverything } from './told-house.ts';

/** Does something wherever it becomes markup. */
const EVIL = `"'><img src=x onerror="window.hit=1"><script>window.hit=1</script>`;
const SCRIPT = 'javascript:window.hit=1';
/** What people, Spotify and cards call things. */
const NAMES =
  /^(?:name|label|spotify_name|title|subtitle|profile|message|text|artist|source|media_(?:title|artist|album_name))$/;
const LINKS = /^(?:verification_uri|verification_uri_complete|media_image_url|image|cover|url)$/;

function evil(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'method') return 'spotify';
  if (LINKS.test(key)) return SCRIPT;
  return NAMES.test(key) ? `${value}${EVIL}` : value;
}

it('has Chromium, or says plainly that no names were tried in it', () => sayWhetherTried('markup in names'));

describe.runIf(hasChromium)('names that are markup, in a browser', () => {
  it('are shown on the live page as they are, and do nothing, also where no policy (CSP) stops them', async () => {
    await using cleanUp = new AsyncDisposableStack();
    const house = houseOfEverything();
    house.known = house.known.map((news) => ({ ...news, data: JSON.stringify(JSON.parse(news.data, evil)) }));
    house.results = JSON.parse(JSON.stringify(house.results), evil);
    const pages = await startPages({
      desk: new FakeDesk(new FakeClock(Date.now())),
      house: () => house,
      clock: systemClock,
      port: 0,
      host: '127.0.0.1',
      trustedHosts: [],
      spotifyAccountsUrl: ACCOUNTS_URL,
      log: silentLog,
      version: '1.2.3',
    });
    cleanUp.defer(() => pages.close());
    const browser = await startChromium();
    cleanUp.defer(() => browser.close());
    const page = await browser.newPage({ locale: 'en-GB', reducedMotion: 'reduce' });
    const address = `http://127.0.0.1:${pages.port}/`;
    await page.route(
      ({ pathname }) => pathname === '/',
      async (route) => {
        const answer = await route.fetch();
        const { 'content-security-policy': _, ...headers } = answer.headers();
        await route.fulfill({ response: answer, headers });
      },
    );
    await visit(page, address);
    for (const said of ['Here Comes the Sun', 'Kitchen', 'Bedtime story', 'The Beatles', 'Anna K.'])
      await page.getByText(`${said}${EVIL}`).first().waitFor({ state: 'attached' });
    const added = page.locator('img[src="x"], script:not([src]), iframe, a[href^="javascript:" i]');
    expect(await added.count()).toBe(0);
    await page.goto('about:blank');
    await visit(page, `${address}#kids`);
    await page.getByText('BCDF-GHJK').first().waitFor();
    expect(await added.count()).toBe(0);
    expect(await page.evaluate('window.hit')).toBeUndefined();
    // It would have been seen.
    await page.evaluate((text) => document.body.insertAdjacentHTML('beforeend', text), EVIL);
    await page.waitForFunction('window.hit === 1');
  });
});
