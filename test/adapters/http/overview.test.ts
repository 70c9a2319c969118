import { describe, expect, it } from 'vitest';
import { decodeQr } from '../../decode-qr.ts';
import { card } from '../../fakes/desk.ts';
import { openPages } from './asking.ts';

const HOSTILE = `"><script>alert('1')</script>&amp;`;

describe('the overview', () => {
  it('shows the running pairing and the paired account', async () => {
    const { browser } = await openPages();
    const { body } = await browser.get('/');
    for (const text of [
      'Family',
      'Not paired',
      'BCDF-GHJK',
      'http://spotify.home:8099/pair',
      '42 minutes',
      'New code',
      'spotify2mqtt 1.2.3',
    ]) {
      expect(body).toContain(text);
    }
    for (const text of [
      'Anna',
      'Plays on Spotify as “Anna K.”',
      '21 May 2027',
      'Pair again',
      'Yes, unpair',
    ]) {
      expect(body).toContain(text);
    }
    expect(body).toContain('http-equiv="refresh"');
  });

  it('speaks German', async () => {
    const { browser } = await openPages();
    const { body } = await browser.get('/', { headers: { 'accept-language': 'de-DE,de;q=0.9' } });
    for (const text of ['<html lang="de">', 'Nicht gekoppelt', '42 Minuten', '21. Mai 2027', 'Neu koppeln']) {
      expect(body).toContain(text);
    }
  });

  it('says what waits for a person, and what is wrong', async () => {
    const { browser, desk } = await openPages();
    desk.cards = [
      card({ rest: { why: 'expired', message: '' } }),
      card({ key: 'b', rest: { why: 'denied', message: '' } }),
      card({ key: 'c', rest: { why: 'failed', message: 'Spotify sleeps.' }, problem: 'No Premium.' }),
    ];
    const { body } = await browser.get('/');
    for (const text of ['ran out', 'Cancel at Spotify', 'Spotify sleeps.', 'No Premium.'])
      expect(body).toContain(text);
    expect(body).not.toContain('http-equiv="refresh"');
  });

  it('escapes every name', async () => {
    const { browser, desk } = await openPages();
    desk.cards = [
      card({
        name: HOSTILE,
        paired: true,
        profile: HOSTILE,
        problem: HOSTILE,
        rest: { why: 'failed', message: HOSTILE },
      }),
      card({ name: HOSTILE, pairing: { ...desk.pairing, userCode: HOSTILE, verificationUri: HOSTILE } }),
    ];
    const { body } = await browser.get('/');
    expect(body).toContain('&quot;&gt;&lt;script&gt;');
    expect(body).not.toMatch(/<script|\son\w+=|\sstyle=/i);
  });

  it('sends browsers to web addresses alone', async () => {
    const { browser, desk } = await openPages();
    const pairing = {
      ...desk.pairing,
      method: 'spotify',
      verificationUriComplete: 'javascript:alert(1)',
    } as const;
    desk.cards = [card({ pairing })];
    expect((await browser.get('/')).body).not.toContain('javascript:');
  });

  it('begins and ends pairings', async () => {
    const { browser, desk } = await openPages();
    for (const path of ['/begin', '/unpair']) {
      const answer = await browser.post(path, { account: 'anna' });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/']);
    }
    expect(desk.calls).toEqual(['begin anna', 'unpair anna']);
  });

  it('offers a player for Home Assistant, and says what that lacks', async () => {
    const { browser } = await openPages({
      packageOf: (key) => (key === 'family' ? `# ${key}\n` : undefined),
    });
    const { body } = await browser.get('/');
    expect(body).toContain('href="/package/family.yaml"');
    expect(body).toContain('It cannot show title, artist, album, duration and position');
    const answer = await browser.get('/package/family.yaml');
    expect([answer.statusCode, answer.body]).toEqual([200, '# family\n']);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/yaml; charset=utf-8',
      'content-disposition': 'attachment; filename="spotify_family.yaml"',
    });
    for (const file of ['anna.yaml', 'family.yml', 'family', '..%2Ffamily.yaml', 'a%22b.yaml'])
      expect((await browser.get(`/package/${file}`)).statusCode, file).toBe(404);
    expect((await browser.post('/package/family.yaml', {})).statusCode).toBe(405);
  });

  it('offers none where Home Assistant has no entities', async () => {
    const { browser } = await openPages();
    expect((await browser.get('/')).body).not.toContain('package');
    expect((await browser.get('/package/family.yaml')).statusCode).toBe(404);
  });

  it('keeps the player behind the password', async () => {
    const { browser } = await openPages({ packageOf: () => '#', password: 'open sesame' });
    expect((await browser.get('/package/family.yaml')).statusCode).toBe(401);
  });

  it('draws the QR code of the link', async () => {
    const { browser } = await openPages();
    const answer = await browser.get('/qr/family.png');
    expect(answer.headers['content-type']).toBe('image/png');
    expect(decodeQr(answer.rawPayload)).toBe('http://spotify.home:8099/pair?user_code=BCDF-GHJK');
  });
});
