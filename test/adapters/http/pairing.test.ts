import { describe, expect, it } from 'vitest';
import { ACCOUNTS_URL, card, RETURN_URL } from '../../fakes/desk.ts';
import { type Browser, HOME, openPages } from './asking.ts';

const CODE = { user_code: 'BCDF-GHJK' };
const GERMAN = { headers: { 'accept-language': 'de' } };

/** What a person takes from the page with the steps. */
async function toSteps(browser: Browser) {
  await browser.get('/pair');
  expect((await browser.post('/pair', CODE)).headers.location).toBe('/pair/steps');
  const { body } = await browser.get('/pair/steps');
  const href = /<a class="button" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return { body, href, state: new URL(href).searchParams.get('state') ?? '' };
}

describe('entering the code', () => {
  it('is easy on a phone', async () => {
    const { browser } = await openPages();
    const { body, statusCode } = await browser.get('/pair');
    expect(statusCode).toBe(200);
    for (const text of [
      '<label for="user_code">',
      'autocapitalize="characters"',
      'autocomplete="off"',
      'inputmode="text"',
      ' autofocus',
      'name="viewport"',
    ]) {
      expect(body).toContain(text);
    }
    expect(body).not.toMatch(/<script|\son\w+=|\sstyle=/i);
  });

  it('takes a code from a link out of the address, and fills it in without entering it', async () => {
    const { browser, desk } = await openPages();
    const link = await browser.get('/pair?user_code=BCDF-GHJK');
    expect([link.statusCode, link.headers.location]).toEqual([303, '/pair']);
    expect((await browser.get('/pair')).body).toContain('value="BCDF-GHJK"');
    expect(desk.calls).toEqual([]);
    await browser.post('/pair', CODE);
    expect((await browser.get('/pair')).body).toContain('value=""');
  });

  it('fills in nothing but codes', async () => {
    const { browser } = await openPages();
    const link = await browser.get('/pair?user_code=%22%3E%3Cscript%3E');
    expect(link.cookies.map(({ name }) => name)).toEqual(['s2m']);
    browser.cookies.set('s2m_code', '"><script>');
    expect((await browser.get('/pair')).body).toContain('value=""');
  });

  it.each([
    ['CCCC-CCCC', 422, 'letter by letter', 'Buchstabe für Buchstabe'],
    ['XXXX-XXXX', 422, 'no longer valid', 'gilt nicht mehr'],
    ['ZZZZ-ZZZZ', 429, 'Wait 2 minutes', 'Warte 2 Minuten'],
    [' ', 422, 'type the code', 'den Code eintippen'],
  ])('says what to do about %j', async (code, status, english, german) => {
    const { browser } = await openPages();
    const answer = await browser.post('/pair', { user_code: code });
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(english);
    expect(answer.body).toMatch(/role="alert" aria-live="assertive" id="alarm"/);
    expect(answer.body).toContain('aria-invalid="true"');
    if (status === 429) expect(answer.headers['retry-after']).toBe('90');
    expect((await browser.post('/pair', { user_code: code }, GERMAN)).body).toContain(german);
  });

  it('says where to go when no code waits, or when Spotify takes it', async () => {
    const { browser, desk } = await openPages();
    expect((await browser.get('/pair')).body).not.toContain('No code is waiting');
    desk.cards = [card()];
    expect((await browser.get('/pair')).body).toContain('No code is waiting');
    desk.cards = [
      card({ pairing: { ...desk.pairing, method: 'spotify', verificationUri: 'https://spotify.com/pair' } }),
    ];
    expect((await browser.get('/pair')).body).toContain('href="https://spotify.com/pair"');
  });
});

describe('the way to Spotify', () => {
  it('tells what will happen before it does', async () => {
    const { browser } = await openPages();
    const { body, href } = await toSteps(browser);
    for (const text of [
      'Pair Family',
      'play, pause, skip',
      'Continue only if you started this',
      '<svg',
      RETURN_URL,
    ]) {
      expect(body).toContain(text);
    }
    expect(href.startsWith(`${ACCOUNTS_URL}/authorize?`)).toBe(true);
    expect(body).toContain('target="_blank" rel="noopener noreferrer"');
    expect(body).not.toMatch(/<script|\son\w+=|\sstyle=/i);
    const german = await browser.get('/pair/steps', GERMAN);
    expect(german.body).toContain('die Playlists des Kontos auflisten');
  });

  it('needs no pasting where Spotify can send the browser back', async () => {
    const { browser, desk } = await openPages();
    desk.mode = 'redirect';
    const { body } = await toSteps(browser);
    expect(body).toContain('Continue to Spotify');
    expect(body).not.toContain('<svg');
    expect(body).not.toContain('target="_blank"');
  });

  it('works without cookies', async () => {
    const { browser } = await openPages();
    expect((await browser.post('/pair', CODE)).body).toContain('Bring the address back');
    browser.cookies.clear();
    const answer = await browser.post('/paste', { address: 'x', account: 'family' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('not the address we need');
  });

  it('forgets the steps once they are done', async () => {
    const { browser } = await openPages();
    const { state } = await toSteps(browser);
    await browser.get(`/callback?code=a&state=${state}`);
    expect((await browser.get('/pair/steps')).headers.location).toBe('/pair');
  });

  it('leads to Spotify and nowhere else', async () => {
    const { browser, desk } = await openPages();
    desk.accountsUrl = 'https://evil.example';
    expect((await browser.post('/pair', CODE)).body).not.toContain('href="https://evil.example');
    const forged = { address: 'x', account: 'family', authorize_url: 'javascript:alert(1)' };
    expect((await browser.post('/paste', forged)).body).not.toContain('javascript:');
  });
});

describe('who is there', () => {
  it('is the same browser from the code to the way back', async () => {
    const { browser, desk } = await openPages();
    const first = await browser.get('/pair');
    expect(first.cookies[0]).toMatchObject({ name: 's2m', httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(first.cookies[0]?.value).toMatch(/^[\w-]{22}$/);
    await browser.post('/pair', CODE);
    await browser.get('/callback?code=a&state=b');
    expect(desk.visits).toMatchObject([
      { browser: first.cookies[0]?.value },
      { browser: first.cookies[0]?.value },
    ]);
  });

  it('is nobody in particular without a cookie, or with a strange one', async () => {
    const { browser, desk } = await openPages();
    await browser.post('/pair', CODE);
    browser.cookies.set('s2m', 'x');
    await browser.post('/pair', CODE);
    expect(desk.visits).toMatchObject([{ browser: null }, { browser: null }]);
  });

  const via = { publicUrl: 'https://music.example.com' };
  it.each([
    ['the house', { host: HOME }, 'house'],
    ['this machine', { host: '127.0.0.1:8099', from: '127.0.0.1' }, 'loopback'],
    ['this machine, IPv6', { host: '[::1]:8099', from: '::1' }, 'loopback'],
    ['a loopback name from elsewhere', { host: '127.0.0.1:8099', from: '192.168.1.9' }, 'house'],
    [
      'a proxy on this machine',
      { host: '127.0.0.1:8099', from: '127.0.0.1', headers: { 'x-forwarded-for': '192.168.1.9' } },
      'house',
    ],
    ['the public address', { host: 'Music.example.com' }, 'public'],
    [
      'a proxy that keeps the Host to itself',
      {
        host: HOME,
        headers: { 'x-forwarded-host': 'music.example.com', origin: 'https://music.example.com' },
      },
      'public',
    ],
    [
      'a proxy that says another host',
      { host: HOME, headers: { 'x-forwarded-host': 'evil.example' } },
      'house',
    ],
  ])('comes by %s', async (_what, asked, expected) => {
    const { browser, desk } = await openPages(via);
    expect((await browser.post('/pair', CODE, asked)).statusCode).toBe(200);
    expect(desk.visits[0]?.via).toBe(expected);
  });

  it('keeps the cookie for https alone where the public address is https', async () => {
    const { browser } = await openPages(via);
    expect((await browser.get('/pair')).cookies[0]?.secure).toBeUndefined();
    expect((await browser.get('/pair', { host: 'music.example.com' })).cookies[0]?.secure).toBe(true);
  });

  it('puts links under the path of the public address', async () => {
    const { browser } = await openPages({ publicUrl: 'https://example.com/spotify/' });
    expect((await browser.get('/pair', { host: 'example.com' })).body).toContain('action="/spotify/pair"');
  });

  it('is called 127.0.0.1 on this machine, as Spotify will call it', async () => {
    const { browser } = await openPages();
    const answer = await browser.get('/pair?user_code=A', { host: 'localhost:8099', from: '127.0.0.1' });
    expect(answer.headers.location).toBe('http://127.0.0.1:8099/pair?user_code=A');
    expect((await browser.get('/pair', { host: 'localhost:8099', from: '192.168.1.9' })).statusCode).toBe(
      200,
    );
  });
});

describe('the way back', () => {
  it('leaves neither code nor state in the address', async () => {
    const { browser, log } = await openPages();
    const { state } = await toSteps(browser);
    const back = await browser.get(`/callback?code=AQD-secret&state=${state}`);
    expect([back.statusCode, back.headers.location, back.body]).toEqual([303, '/pair/done', '']);
    const { body } = await browser.get('/pair/done');
    for (const text of ['Paired', 'Family now plays on Spotify as “Berta B.”', 'No Premium.']) {
      expect(body).toContain(text);
    }
    expect(log).toEqual([]);
  });

  it('tells each browser its own story, and not for ever', async () => {
    const { app, browser, desk } = await openPages();
    const { state } = await toSteps(browser);
    await browser.get(`/callback?code=a&state=${state}`);
    expect((await app.inject({ url: '/pair/done', headers: { host: HOME } })).body).toContain(
      'Nothing to show',
    );
    await desk.clock.advance(11 * 60_000);
    expect((await browser.get('/pair/done')).body).toContain('Nothing to show');
  });

  it('pairs with the pasted address', async () => {
    const { browser, desk } = await openPages();
    const { state } = await toSteps(browser);
    const address = `  ${RETURN_URL}?code=${'a'.repeat(480)}&state=${state}\n`;
    const answer = await browser.post('/paste', { address, account: 'family' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/pair/done']);
    expect((await browser.get('/pair/done')).body).toContain('You can close this page');
    expect(desk.calls.at(-1)).toBe(`paste ${address.trim()}`);
  });

  it.each([
    ['nonsense', 'hello', 'not the address we need'],
    ['a page of Spotify', 'https://accounts.spotify.com/authorize?client_id=1', 'come too early'],
    ['half an address', `${RETURN_URL}?code=AQD`, 'part of the address is missing'],
    [
      'an address of another pairing',
      `${RETURN_URL}?code=a&state=other`,
      'another pairing or another browser',
    ],
    ['nothing', '', 'not the address we need'],
  ])('takes another address after %s', async (_what, address, says) => {
    const { browser } = await openPages();
    const { href } = await toSteps(browser);
    const form = { address, account: 'family', mode: 'paste', authorize_url: href };
    expect((await browser.post('/paste', form)).headers.location).toBe('/pair/steps');
    const answer = await browser.get('/pair/steps');
    expect(answer.body).toContain(says);
    expect(answer.body).toContain('role="alert"');
    expect(answer.body).toContain('<textarea');
    expect(answer.body).toContain(`href="${href.replaceAll('&', '&amp;')}"`);
    if (address !== '') expect(answer.body).not.toContain(`${address}<`);
  });

  it.each([
    ['denied', 'told no', 'abgelehnt'],
    ['not_registered', 'User Management', 'User Management'],
    ['taken', 'is taken', 'schon vergeben'],
    ['failed', 'Wait a minute', 'Warte eine Minute'],
  ])('says what to do where Spotify’s answer was %s', async (code, english, german) => {
    const { browser } = await openPages();
    const { state } = await toSteps(browser);
    await browser.post('/paste', { address: `${RETURN_URL}?code=${code}&state=${state}`, account: 'family' });
    const { body } = await browser.get('/pair/done');
    expect(body).toContain(english);
    expect(body).toContain('Enter the code again');
    expect(body).toContain(`Spotify said ${code}.`);
    expect((await browser.get('/pair/done', GERMAN)).body).toContain(german);
  });

  it('says that an address is used up, and starts over where there is no field', async () => {
    const { browser } = await openPages();
    const { state } = await toSteps(browser);
    for (let count = 0; count < 2; count++) await browser.get(`/callback?code=a&state=${state}`);
    expect((await browser.get('/pair/done')).body).toContain('used already or is too old');
    await browser.get('/callback?code=a&state=other');
    const { body } = await browser.get('/pair/done');
    expect(body).toContain('all of them in this browser');
    expect(body).not.toContain('Open Spotify from this page');
  });

  it('asks before another person takes over', async () => {
    const { browser, desk } = await openPages();
    const { state } = await toSteps(browser);
    await browser.get(`/callback?code=other_person&state=${state}`);
    const { body } = await browser.get('/pair/done');
    for (const text of [
      '“Anna K.”',
      'Yes, play as “Berta B.”',
      'No, change nothing',
      'name="ticket" value="ticket-1"',
    ]) {
      expect(body).toContain(text);
    }
    await browser.post('/confirm', { ticket: 'ticket-1' });
    expect(desk.calls.at(-1)).toBe('confirm ticket-1');
    expect((await browser.get('/pair/done')).body).toContain('Paired');
  });

  it('leads back to the code who lost the form', async () => {
    const { browser } = await openPages();
    for (const path of ['/paste', '/confirm'])
      expect((await browser.get(path)).headers.location).toBe('/pair');
  });
});
