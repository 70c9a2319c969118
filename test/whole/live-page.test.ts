import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, sayWhetherTried, startChromium, visit } from './chromium.ts';
import { type DemoHouse, openDemo } from './demo-house.ts';
import { is, until } from './until.ts';

const PHONE = { width: 390, height: 844 };
const EMPTY = '04-5A-1C-E2-6F-70-80';

it('has Chromium, or says plainly that the live page was not tried in a browser', () =>
  sayWhetherTried('the live page'));

describe.runIf(hasChromium)('the live page, with a Spotify, a broker and a box for cards', () => {
  let browser: Browser;
  let demo: DemoHouse;
  let context: BrowserContext;
  let page: Page;
  const foreign: string[] = [];
  const broken: string[] = [];

  beforeAll(async () => {
    browser = await startChromium();
    demo = await openDemo();
  });
  afterAll(async () => {
    await browser.close();
    await demo[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: PHONE, locale: 'en-GB' });
    page = await context.newPage();
    page.on('request', (request) => {
      const { origin } = new URL(request.url());
      // Covers alone come from elsewhere: the demo's Spotify has them itself.
      if (origin !== demo.origin && request.resourceType() !== 'image') foreign.push(request.url());
    });
    page.on('pageerror', (error) => broken.push(String(error.stack)));
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content.Security|Refused to/i.test(message.text()))
        broken.push(message.text());
    });
    await visit(page, demo.origin);
    await page.getByText('Playing').first().waitFor();
  });
  afterEach(async () => {
    await context.close();
    expect(foreign).toEqual([]);
    expect(broken).toEqual([]);
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const atSpotify = async () => demo.phone.player();

  it('shows what plays, and the place in it runs by itself', async () => {
    const { name } = await atSpotify();
    expect(await page.innerText('.music')).toBe(name);
    const place = () => page.getByRole('slider', { name: 'Position' }).inputValue();
    const first = Number(await place());
    await until('the place moves', place, (seen) => Number(seen) > first);
    expect(await page.title()).toContain(name);
  });

  it('does what is pressed, at Spotify and on the page', async () => {
    await button('Pause').click();
    await button('Play').waitFor();
    await until('it pauses', async () => (await atSpotify()).playing, is(false));
    await button('Play').click();
    await until('it plays', async () => (await atSpotify()).playing, is(true));
    await button('Shuffle').click();
    await until('it shuffles', async () => (await atSpotify()).shuffle, is(true));
    await page.getByRole('button', { name: 'Shuffle', pressed: true }).waitFor();
    await button('Repeat: off').click();
    await until('it repeats', async () => (await atSpotify()).repeat, is('context'));
    await button('Repeat: all').waitFor();
    const before = (await atSpotify()).name;
    await button('Next').click();
    const { name } = await until('the next one', atSpotify, (seen) => seen.name !== before);
    await until('it is shown', () => page.innerText('.music'), is(name));
    const volume = page.getByRole('slider', { name: 'Volume' });
    await volume.fill('23');
    await until('it is quieter', async () => (await atSpotify()).volume, is(23));
    await page.getByRole('slider', { name: 'Position' }).fill('60');
    await until(
      'it is further',
      async () => (await atSpotify()).position_ms,
      (seen) => seen > 59_000,
    );
  });

  it('moves the music to another speaker, and goes to sleep', async () => {
    await page.locator('summary', { hasText: 'Speaker' }).click();
    const other = page.locator('.choice li button:enabled:not([aria-current])').first();
    const name = (await other.innerText()).split('\n')[0];
    await other.click();
    await until('it plays there', async () => (await atSpotify()).device, is(name));
    await page.locator('summary', { hasText: 'Sleep timer' }).click();
    await button('30 minutes').click();
    await page.getByText(/Stops at \d+:\d\d.*, 30 minutes left/).waitFor();
    await button('15 minutes more').click();
    await page.getByText(/Stops at .*, 45 minutes left/).waitFor();
    await until('the bridge has it', async () => demo.ear.last('spotify2mqtt/family/sleep_left'), is('45'));
    await button('When the album or list ends').click();
    await page.getByText('Stops when the album or list ends').first().waitFor();
    await page.locator('.pills').getByRole('button', { name: 'Off', exact: true }).click();
    await page.locator('summary', { hasText: 'Off' }).waitFor();
    await page.locator('.choice li button', { hasText: 'Kitchen' }).click();
    await until('it is back', async () => (await atSpotify()).device, is('Kitchen'));
  });

  it('shows what somebody does on a phone, without being loaded again', async () => {
    await page.evaluate('window.notLoadedAgain = true');
    const name = await demo.phone.skip();
    await demo.ear.say('spotify2mqtt/family/hint', '');
    await until('it is shown', () => page.innerText('.music'), is(name));
    await demo.phone.pause();
    await demo.ear.say('spotify2mqtt/family/hint', '');
    await button('Play').waitFor();
    await button('Play').click();
    await until('it plays again', async () => (await atSpotify()).playing, is(true));
    expect(await page.evaluate('window.notLoadedAgain')).toBe(true);
  });

  it('finds music by folder and by search, and plays it', async () => {
    await button('Playlists').click();
    await button('Open Kitchen Disco').click();
    await page.getByRole('heading', { name: 'Kitchen Disco' }).waitFor();
    await until('it is read', () => page.evaluate('document.activeElement.textContent'), is('Kitchen Disco'));
    await page.getByText(/^\d+ entries$/).waitFor({ state: 'attached' });
    await button('Back to Playlists').click();
    await page.getByRole('button', { name: /^Play: Kitchen Disco/ }).click();
    await page.getByText('“Kitchen Disco” starts.').waitFor();
    await until(
      'it plays',
      async () => (await atSpotify()).context ?? '',
      (seen) => seen.includes('playlist'),
    );
    await page.getByRole('searchbox').fill('Lanterns at Low Tide');
    await page.keyboard.press('Enter');
    await page
      .locator('.media li', { hasText: 'Album · ' })
      .getByRole('button', { name: /^Play: Lanterns at Low Tide/ })
      .click();
    await until(
      'the album plays',
      async () => (await atSpotify()).context ?? '',
      (seen) => seen.includes('album'),
    );
  });

  it('teaches a card that is laid meanwhile, and says what became of it', async () => {
    await page.waitForFunction("document.querySelector('.music').textContent !== 'Nothing plays'");
    await button('Put this on a card').click();
    await page.getByRole('heading', { name: 'Lay the card on the reader now' }).waitFor();
    await page.getByText(/seconds left|minutes left/).waitFor();
    await demo.ear.say('spotify2mqtt/reader/box/tag', JSON.stringify({ event: 'scanned', uid: EMPTY }));
    await page.getByText(/^Learnt: “/).waitFor();
    expect(await page.getByRole('heading', { name: 'Lay the card on the reader now' }).count()).toBe(0);
    const cards = page.getByRole('region', { name: 'Cards' });
    await cards.getByText('just now on Box').waitFor();
  });

  it('shows an empty card as it is laid, and gives it what plays', async () => {
    await demo.ear.say(
      'spotify2mqtt/reader/box/tag',
      JSON.stringify({ event: 'scanned', uid: '04-99-88-77-66-55-44' }),
    );
    const cards = page.getByRole('region', { name: 'Cards' });
    await cards.getByText(/^Card 04.?99.?88/).waitFor();
    await page
      .getByText(/^An empty card on Box/)
      .first()
      .waitFor();
    await cards.getByRole('button', { name: 'Give it what plays now' }).click();
    await page.getByText('Only Box waits for it.').waitFor();
    await button('Cancel').click();
    await page.getByText('Only Box waits for it.').waitFor({ state: 'detached' });
  });

  it('says in words what did not work, and what to do', async () => {
    const problem = { kind: 'no_device', message: 'no speaker is active' };
    await page.route('**/api/family/command', (route) =>
      route.fulfill({ status: 409, json: { ok: false, problem } }),
    );
    await button('Next').click();
    const alert = page.getByRole('alert').filter({ hasText: 'No speaker is there.' });
    await alert.waitFor();
    expect(await alert.innerText()).toContain('choose one under “Speaker”');
    await button('Close').click();
    await alert.waitFor({ state: 'detached' });
    await page.unroute('**/api/family/command');
    await page.route('**/api/family/command', (route) => route.abort());
    await button('Pause').click();
    await page.getByText('The bridge does not answer.').waitFor();
    // What was pressed is not so.
    await button('Pause').waitFor();
  });

  it('begins a pairing, and shows its code at once', async () => {
    await button('Pair again').click();
    await page.getByRole('heading', { name: 'Pair with Spotify' }).waitFor();
    expect(await page.innerText('.pair .code')).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
    await page.getByRole('img', { name: 'QR code that opens the pairing page' }).waitFor();
    const width = () => page.evaluate("document.querySelector('.qr').naturalWidth");
    await until('the picture is there', width, (seen) => Number(seen) > 0);
  });

  it('says when it is not connected, and goes on by itself', async () => {
    const restarted = demo.restart();
    await page.getByText('Not connected.').waitFor();
    await restarted;
    await page.getByText('Not connected.').waitFor({ state: 'detached', timeout: 30_000 });
    await button('Pause').waitFor();
  });
});
