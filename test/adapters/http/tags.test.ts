import { describe, expect, it } from 'vitest';
import { createPages } from '../../../src/adapters/http/pages.ts';
import { BadPayload } from '../../../src/core/problem.ts';
import type { TagCard } from '../../../src/core/tag-desk.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { ACCOUNTS_URL, card, FakeDesk } from '../../fakes/desk.ts';
import { readerCard, tagCard, unknownTag } from '../../fakes/tag-desk.ts';
import { HOME, openPages } from './asking.ts';

const HOSTILE = `"><script>alert('1')</script>&amp;`;
const GERMAN = { headers: { 'accept-language': 'de-DE,de;q=0.9' } };
const HOUR = 3_600_000;

describe('the page of cards', () => {
  it('is linked from the overview and every page, where there are tags', async () => {
    const { browser } = await openPages();
    expect((await browser.get('/')).body).toContain(
      '<a class="button quiet" href="/tags">Cards and readers</a>',
    );
    expect((await browser.get('/pair')).body).toContain('<a href="/tags">Cards</a>');
    const desk = new FakeDesk();
    const others = { trustedHosts: [], spotifyAccountsUrl: ACCOUNTS_URL, log: silentLog, version: '1.2.3' };
    const bare = await createPages({ desk, clock: desk.clock, ...others });
    expect((await bare.inject({ url: '/', headers: { host: HOME } })).body).not.toContain('/tags');
    expect((await bare.inject({ url: '/tags', headers: { host: HOME } })).statusCode).toBe(404);
  });

  it('explains what to do where there is nothing yet', async () => {
    const { browser, tags } = await openPages();
    tags.cards = [];
    tags.unknowns = [];
    tags.readerCards = [];
    const { body } = await browser.get('/tags');
    for (const text of [
      'No cards yet.',
      'press “Teach a card”',
      'No reader was heard yet.',
      'Bring cards along',
    ])
      expect(body).toContain(text);
    expect(body).not.toMatch(/Laid, but empty|export\.yaml|http-equiv="refresh"/);
    expect((await browser.get('/tags', GERMAN)).body).toContain('Noch keine Karten.');
  });

  it('shows each card: picture, name, what it does and how, when it was laid and where it goes on', async () => {
    const { browser, tags } = await openPages();
    const now = tags.clock.now();
    tags.cards = [
      tagCard({
        lastScan: now - 2 * HOUR,
        resumesAt: { title: 'Something', positionMs: 3_723_000 },
        options: {
          account: 'anna',
          device: 'Bathroom',
          volume: 30,
          maxVolume: 60,
          shuffle: false,
          repeat: 'one',
          queue: true,
          sameTag: 'next',
          offset: 2,
          resume: true,
          atEnd: 'autoplay',
        },
      }),
    ];
    const english = (await browser.get('/tags')).body;
    for (const text of [
      'src="https://i.scdn.co/image/ab67616d0000b273"',
      '>Bedtime story</h3>',
      '<p>Abbey Road</p>',
      'on Anna · speaker Bathroom · volume 30 · at most 60 · in order · repeats one title · added to the queue · starts with title 3 · remembers where it stopped · laid again: next title · then something like it',
      'Goes on with “Something” at 1:02:03.',
      'Laid 2 hours ago on Kitchen box, 12 times in all.',
      'href="/tags/edit?uid=04A1B2C3"',
    ])
      expect(english).toContain(text);
    const german = (await browser.get('/tags', GERMAN)).body;
    for (const text of [
      'auf Anna · Lautsprecher Bathroom',
      'Aufgelegt vor 2 Stunden auf Kitchen box',
      '>Ändern</a>',
    ])
      expect(german).toContain(text);
  });

  it.each([
    [0, 'just now', 'gerade eben'],
    [3 * 60_000, '3 minutes ago', 'vor 3 Minuten'],
    [30 * HOUR, 'yesterday', 'gestern'],
    [40 * 24 * HOUR, '12 October 2026', '12. Oktober 2026'],
  ])('says that %i ms ago was %s', async (gone, english, german) => {
    const { browser, tags } = await openPages();
    tags.cards = [tagCard({ lastScan: tags.clock.now() - gone, lastReader: null, count: 1 })];
    expect((await browser.get('/tags')).body).toContain(`Laid ${english}, once in all.`);
    expect((await browser.get('/tags', GERMAN)).body).toContain(`Aufgelegt ${german}, insgesamt 1‑mal.`);
  });

  it('says what a command does, where its name does not; the link of music tells nothing', async () => {
    const { browser, tags } = await openPages();
    const shown = async (members: Partial<TagCard>) => {
      tags.cards = [tagCard({ title: 'x', ...members })];
      return (await browser.get('/tags')).body;
    };
    expect(await shown({ name: 'Louder', does: 'command:volume/+10' })).toContain(
      '<code>command:volume/+10</code>',
    );
    expect(await shown({ name: null, title: 'sleep:30', does: 'sleep:30' })).not.toContain('<code>');
    expect(await shown({})).not.toContain('<code>');
  });

  it('orders cards by what people call them', async () => {
    const { browser, tags } = await openPages();
    tags.cards = ['Part 10', 'élan', 'Part 9', 'zoo', 'Elk'].map((name, index) =>
      tagCard({ uid: `0${index}`, name }),
    );
    const { body } = await browser.get('/tags');
    const names = [...body.matchAll(/<h3 id="card-\d+">([^<]+)/g)].map(([, name]) => name);
    expect(names).toEqual(['élan', 'Elk', 'Part 9', 'Part 10', 'zoo']);
  });

  it('loads pictures of Spotify alone', async () => {
    const { browser, tags } = await openPages();
    for (const cover of [
      'http://i.scdn.co/a',
      'https://i.scdn.co.evil.example/a',
      'javascript:alert(1)',
      '//x',
      null,
    ]) {
      tags.cards = [tagCard({ cover })];
      const { body } = await browser.get('/tags');
      expect(body, String(cover)).not.toContain('<img');
      expect(body).toContain('<svg class="cover"');
    }
  });

  it('says of cards of tags.yaml that they are changed there', async () => {
    const { browser, tags } = await openPages();
    tags.cards = [tagCard({ source: 'file' })];
    const { body } = await browser.get('/tags');
    expect(body).toContain('Stands in tags.yaml and is changed there.');
    expect(body).not.toContain('/tags/edit');
    const page = (await browser.get('/tags/edit?uid=04A1B2C3')).body;
    expect(page).toContain('Stands in tags.yaml');
    expect(page).not.toContain('<form');
  });

  it('shows cards that mean nothing yet, and why one cannot be taught', async () => {
    const { browser, tags } = await openPages();
    const at = tags.clock.now() - 60_000;
    tags.unknowns = [
      unknownTag({ at, text: 'hello' }),
      unknownTag({ uid: '08AABBCC', at, refused: 'It is the random id of a phone.' }),
    ];
    const { body } = await browser.get('/tags');
    for (const text of [
      'Card 0477AA11',
      'Laid 1 minute ago on Kitchen box.',
      '<code>hello</code>',
      'random id of a phone',
    ])
      expect(body).toContain(text);
    expect(body.match(/name="from" value="give"/g)).toHaveLength(1);
    expect(body).toContain('formaction="/tags/learn" formnovalidate name="now"');
  });

  it('shows readers: on or off, locked, what lies on them', async () => {
    const { browser, tags } = await openPages();
    tags.readerCards = [
      readerCard({ present: '04A1B2C3', lastScan: tags.clock.now() - 5 * 60_000 }),
      readerCard({ id: 'hall', name: 'Hall', online: false, locked: true, present: '99', configured: true }),
      readerCard({ id: 'attic', name: 'Attic', online: null }),
    ];
    const { body } = await browser.get('/tags');
    const [kitchen = '', hall = '', attic = ''] = body.split('aria-labelledby="reader-').slice(1);
    for (const text of [
      'Kitchen box',
      '>On<',
      'On it lies Bedtime story.',
      'Last card: 5 minutes ago.',
      '>Lock<',
    ])
      expect(kitchen).toContain(text);
    for (const text of ['>Off<', '>Locked<', 'On it lies Card 99.', '>Unlock<']) expect(hall).toContain(text);
    // It stands in the configuration, and is taken out there.
    expect([kitchen, hall].map((one) => one.includes('action="/tags/forget"'))).toEqual([true, false]);
    expect(attic).not.toMatch(/class="badge|On it lies|Last card/);
  });

  it('asks for account and reader only where there are several', async () => {
    const { browser, desk, tags } = await openPages();
    desk.cards = [card()];
    expect((await browser.get('/tags')).body).not.toContain('<select');
    desk.cards = [card(), card({ key: 'anna', name: 'Anna' })];
    tags.readerCards = [readerCard(), readerCard({ id: 'hall', name: 'Hall' })];
    const { body } = await browser.get('/tags');
    expect(body).toContain('<option value="anna">Anna</option>');
    expect(body).toContain('<option value="hall">Hall</option>');
  });

  it('escapes every name', async () => {
    const { browser, desk, tags } = await openPages();
    const hostile = { uid: HOSTILE, name: HOSTILE, title: `${HOSTILE}2`, does: HOSTILE, cover: HOSTILE };
    const resumesAt = { title: HOSTILE, positionMs: 0 };
    tags.cards = [
      tagCard({ ...hostile, options: { device: HOSTILE, account: HOSTILE }, resumesAt, lastScan: 0 }),
    ];
    tags.unknowns = [unknownTag({ uid: HOSTILE, text: HOSTILE }), unknownTag({ refused: HOSTILE })];
    tags.readerCards = [
      readerCard({ id: HOSTILE, name: HOSTILE, present: HOSTILE }),
      readerCard({ id: 'b' }),
    ];
    desk.cards = [card({ key: HOSTILE, name: HOSTILE }), card()];
    for (const waits of [null, { account: HOSTILE, title: HOSTILE, reader: HOSTILE, until: 0 }]) {
      tags.waits = waits;
      for (const path of ['/tags', `/tags/edit?uid=${encodeURIComponent(HOSTILE)}`, '/tags/print']) {
        const { body, statusCode } = await browser.get(path);
        expect(statusCode).toBe(200);
        expect(body).toContain('&quot;&gt;&lt;script&gt;');
        expect(body, path).not.toMatch(/<script|\son\w+=|\sstyle=/i);
      }
    }
  });
});

describe('a card that is waited for', () => {
  it('is the one thing to do, and the page looks whether it came', async () => {
    const { browser, tags } = await openPages();
    tags.waits = {
      account: 'anna',
      title: 'Help!',
      reader: 'kitchen',
      until: tags.clock.now() + 40_000,
    };
    const english = (await browser.get('/tags')).body;
    for (const text of [
      'Lay the card on the reader now',
      'It gets: Help!',
      'Plays on Anna.',
      'Only Kitchen box waits for it.',
      '40 seconds left',
      'action="/tags/cancel"',
      'http-equiv="refresh" content="3"',
    ])
      expect(english).toContain(text);
    // What is typed would be lost.
    expect(english).not.toMatch(/<input type="text"|<input id|<textarea|<select/);
    const german = (await browser.get('/tags', GERMAN)).body;
    for (const text of ['Leg jetzt die Karte auf das Lesegerät', 'Noch 40 Sekunden'])
      expect(german).toContain(text);
  });
});

describe('one card', () => {
  it('is found by its id in any form, and fills the form in', async () => {
    const { browser, tags } = await openPages();
    tags.cards = [tagCard({ options: { volume: 30, shuffle: false, atEnd: 'stop' } })];
    const { body } = await browser.get('/tags/edit?uid=04-a1-b2-c3');
    for (const text of [
      'Change Bedtime story',
      'value="spotify:album:0ETFjACtuP2ADo6LFhL6HN"',
      'inputmode="numeric"',
      'value="30"',
      '<option value="off" selected>In order</option>',
      '<option value="stop" selected>Then silence</option>',
      'Yes, empty it',
    ])
      expect(body).toContain(text);
    expect((await browser.get('/tags/edit?uid=04A1B2C3', GERMAN)).body).toContain('>Der Reihe nach</option>');
  });

  it.each(['?uid=99', '', '?uid=a&uid=b'])('is not there for %j', async (query) => {
    const { browser } = await openPages();
    expect((await browser.get(`/tags/edit${query}`)).statusCode).toBe(404);
  });
});

describe('the file of all cards', () => {
  it('comes as it is, without being written anywhere', async () => {
    const { browser, tags } = await openPages();
    tags.yaml = 'tags:\n  04A1B2C3: { name: "Größe <3" }\n';
    const answer = await browser.get('/tags/export.yaml');
    expect(answer.body).toBe(tags.yaml);
    expect(answer.headers['content-type']).toBe('text/yaml; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="tags.yaml"');
    expect(tags.calls).toEqual(['export false']);
  });

  it('is refused with the reason', async () => {
    const { browser, tags } = await openPages();
    tags.refuses = new BadPayload('There is nothing to export.');
    const answer = await browser.get('/tags/export.yaml');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('There is nothing to export.');
    tags.refuses = new TypeError('secret');
    expect((await browser.get('/tags/export.yaml')).statusCode).toBe(500);
  });
});
