import { describe, expect, it } from 'vitest';
import { BadPayload, Trouble } from '../../../src/core/problem.ts';
import { tagCard, unknownTag } from '../../fakes/tag-desk.ts';
import { type Browser, openPages } from './asking.ts';

const GERMAN = { headers: { 'accept-language': 'de' } };
const LINK = 'https://open.spotify.com/album/0ETFjACtuP2ADo6LFhL6HN';
const HOSTILE = `"><script>alert('1')</script>`;

/** The pages in a browser that has been there, and so keeps a cookie. */
async function visitPages(options: Parameters<typeof openPages>[0] = {}) {
  const opened = await openPages(options);
  await opened.browser.get('/tags');
  return opened;
}

/** Sends a form and reads the page that it leads to. */
async function send(
  browser: Browser,
  form: string,
  fields: Record<string, string>,
  asked = {},
): Promise<string> {
  const answer = await browser.post(`/tags/${form}`, fields, asked);
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/tags/done']);
  return (await browser.get('/tags/done', asked)).body;
}

describe('teaching a card', () => {
  it.each([
    [{}, '{}'],
    [{ does: LINK, name: ' Help! ' }, `{"does":"${LINK}","name":"Help!"}`],
    [
      { account: 'anna', reader: 'kitchen', replace: '1' },
      '{"account":"anna","reader":"kitchen","replace":true}',
    ],
    [{ does: 'half a link', now: '1', uid: '0477AA11' }, '{}'],
  ])('asks for %j', async (fields, wish) => {
    const { browser, tags } = await visitPages();
    const page = await send(browser, 'learn', fields);
    expect(tags.calls).toEqual([`learn ${wish}`]);
    expect(page).toContain('Lay the card on the reader now');
    expect(page).toContain('http-equiv="refresh"');
  });

  it('says which card it became, also when it did something before', async () => {
    const { browser, tags } = await visitPages();
    await send(browser, 'learn', { replace: '1' });
    tags.lay(tagCard({ name: null, title: 'Help!', does: 'spotify:album:help' }));
    for (const [asked, says] of [
      [{}, 'Done! The card is now “Help!”.'],
      [GERMAN, 'Fertig! Die Karte ist jetzt „Help!“.'],
    ] as const) {
      const { body } = await browser.get('/tags/done', asked);
      expect(body).toContain(says);
      expect(body).not.toContain('http-equiv="refresh"');
    }
    expect((await browser.get('/tags')).body).not.toContain('Done!');
  });

  it('says that none came, and what may be the reason', async () => {
    const { browser, tags } = await visitPages();
    await send(browser, 'learn', {});
    tags.waits = null;
    const { body } = await browser.get('/tags/done');
    expect(body).toContain('No card was taught.');
    expect(body).toContain('it may do something already');
  });

  it('can be cancelled', async () => {
    const { browser, tags } = await visitPages();
    await send(browser, 'learn', {});
    expect(await send(browser, 'cancel', {})).toContain('No card is waited for any more.');
    expect(await send(browser, 'cancel', {})).toContain('No card was waited for.');
    expect(tags.calls).toEqual(['learn {}', 'cancel', 'cancel']);
  });

  it('shows what is refused beside the form, with what was typed', async () => {
    const { browser, tags } = await visitPages();
    tags.refuses = new Trouble('unpaired', 'Pair the account first.');
    const page = await send(browser, 'learn', { does: 'foo"', name: HOSTILE, account: 'anna', replace: '1' });
    const form = page.slice(page.indexOf('<details class="card fold" open>'), page.indexOf('</details>'));
    for (const text of [
      '<p lang="en">Pair the account first.</p>',
      'value="foo&quot;"',
      'value="&quot;&gt;&lt;script&gt;',
      '<option value="anna" selected>',
      ' checked',
      'aria-invalid="true" autofocus',
    ])
      expect(form).toContain(text);
    expect(page).not.toContain('<script');
    // Somebody else has begun to wait meanwhile: the form is gone, the reason is not.
    tags.waits = { account: 'family', title: 'Help!', reader: null, until: tags.clock.now() + 1_000 };
    expect((await browser.get('/tags/done')).body).toContain('Pair the account first.');
  });
});

describe('giving a card something', () => {
  const give = { from: 'give', uid: '0477AA11', reader: 'kitchen' };

  it('takes a link and a name', async () => {
    const { browser, tags } = await visitPages();
    const page = await send(browser, 'set', { ...give, does: LINK, name: 'Beatles', account: 'anna' });
    expect(tags.calls).toEqual([
      `set "0477AA11" {"does":"${LINK}","name":"Beatles","options":{"account":"anna"}}`,
    ]);
    expect(page).toContain('The card is now “Beatles”.');
    expect(page).not.toContain('Laid, but empty');
  });

  it('asks for the card once more where it is to get what plays now', async () => {
    const { browser, tags } = await visitPages();
    expect(await send(browser, 'learn', { ...give, now: '1', name: 'Now' })).toContain(
      'Only Kitchen box waits',
    );
    expect(tags.calls).toEqual(['learn {"name":"Now","reader":"kitchen"}']);
  });

  it.each(['set', 'learn'])('shows why %s was refused at that card', async (form) => {
    const { browser, tags } = await visitPages();
    tags.unknowns = [unknownTag({ uid: '99' }), ...tags.unknowns];
    tags.refuses = new BadPayload('"foo" is nothing that a card can do.');
    const page = await send(browser, form, { ...give, does: 'foo' });
    const [, card = ''] = page.split('Card 0477AA11');
    expect(card).toContain('&quot;foo&quot; is nothing that a card can do.');
    expect(card).toContain('value="foo"');
    expect(page.match(/role="alert"/g)).toHaveLength(1);
  });

  it('asks for what is missing', async () => {
    const { browser, tags } = await visitPages();
    expect(await send(browser, 'set', give)).toContain('Please say what the card shall do');
    expect(await send(browser, 'set', give, GERMAN)).toContain('Sag bitte, was die Karte tun soll');
    expect(tags.calls).toEqual([]);
  });
});

describe('changing a card', () => {
  const edit = { from: 'edit', uid: '04A1B2C3', does: LINK };

  it('takes every option, and keeps the one that has no field', async () => {
    const { browser, tags } = await visitPages();
    tags.cards = [tagCard({ options: { offset: 3, volume: 10, repeat: 'one' } })];
    const page = await send(browser, 'set', {
      ...edit,
      name: '',
      account: 'anna',
      device: 'Kitchen',
      volume: '30 %',
      max_volume: '100',
      shuffle: 'on',
      repeat: '',
      queue: 'off',
      same_tag: 'toggle',
      resume: 'off',
      at_end: 'repeat',
    });
    expect(page).toContain('“Abbey Road” is saved.');
    const options = {
      account: 'anna',
      device: 'Kitchen',
      volume: 30,
      maxVolume: 100,
      shuffle: true,
      queue: false,
      sameTag: 'toggle',
      offset: 3,
      resume: false,
      atEnd: 'repeat',
    };
    expect(tags.calls).toEqual([
      `set "04A1B2C3" ${JSON.stringify({ does: LINK, name: null, options, replace: true })}`,
    ]);
  });

  it.each([
    [
      { volume: '101' },
      'A volume is a whole number from 0 to 100.',
      'Lautstärke ist eine ganze Zahl von 0 bis 100',
    ],
    [
      { volume: '-1' },
      'A volume is a whole number from 0 to 100.',
      'Lautstärke ist eine ganze Zahl von 0 bis 100',
    ],
    [{ max_volume: 'loud' }, 'The highest volume is a whole', 'Die höchste Lautstärke'],
    [{ name: 'x'.repeat(101) }, 'The name is too long', 'Der Name ist zu lang'],
    [{ device: 'x'.repeat(201) }, 'too long for the name of a speaker', 'Lautsprechers ist das zu lang'],
    [{ does: ' ' }, 'Please say what', 'Sag bitte'],
    [{ does: 'x'.repeat(1_001) }, 'Please say what', 'Sag bitte'],
    [{ repeat: 'twice' }, 'none of the choices', 'stand nicht zur Wahl'],
    [{ shuffle: '1' }, 'none of the choices', 'stand nicht zur Wahl'],
  ])('says what would be right instead of %j', async (fields, english, german) => {
    const { browser, tags } = await visitPages();
    const page = await send(browser, 'set', { ...edit, device: 'Bathroom', ...fields });
    expect(page).toContain(english);
    expect(page).toContain('Change Bedtime story');
    const typed = Object.values({ device: 'Bathroom', ...fields })[0]?.trim();
    expect(page).toContain(`value="${typed}"`);
    expect(await send(browser, 'set', { ...edit, ...fields }, GERMAN)).toContain(german);
    expect(tags.calls).toEqual([]);
  });

  it('shows what is refused in the form of the card, or on the page where there is none', async () => {
    const { browser, tags } = await visitPages();
    tags.refuses = new Trouble('refused', 'Somebody else changed it.');
    const page = await send(browser, 'set', { ...edit, name: 'Mine' });
    expect(page).toMatch(/Change Bedtime story[\s\S]*Somebody else changed it\.[\s\S]*value="Mine"/);
    tags.cards = [tagCard({ source: 'file' })];
    expect((await browser.get('/tags/done')).body).toContain('Somebody else changed it.');
    tags.cards = [];
    expect((await browser.get('/tags/done')).body).toMatch(/Somebody else changed it\.[\s\S]*No cards yet\./);
  });

  it('empties it', async () => {
    const { browser, tags } = await visitPages();
    expect(await send(browser, 'remove', { uid: '04A1B2C3' })).toContain('“Bedtime story” is empty again');
    expect(await send(browser, 'remove', { uid: '04A1B2C3' })).toContain('No card 04A1B2C3 is known.');
    expect(tags.calls).toEqual(['remove "04A1B2C3"', 'remove "04A1B2C3"']);
  });
});

describe('readers', () => {
  it('are locked, unlocked and forgotten', async () => {
    const { browser, tags } = await visitPages();
    const reader = 'kitchen';
    expect(await send(browser, 'lock', { reader, on: '1' })).toContain('Kitchen box is locked.');
    expect(await send(browser, 'lock', { reader, on: '0' }, GERMAN)).toContain('Kitchen box ist entsperrt.');
    expect(await send(browser, 'forget', { reader })).toContain('Kitchen box is forgotten.');
    expect(tags.calls).toEqual(['lock "kitchen" true', 'lock "kitchen" false', 'forget "kitchen"']);
  });

  it('say why not', async () => {
    const { browser, tags } = await visitPages();
    tags.refuses = new BadPayload('There is no reader of that name.');
    expect(await send(browser, 'lock', { reader: 'x', on: '1' })).toContain(
      'There is no reader of that name.',
    );
  });
});

describe('bringing cards along', () => {
  it('says what came of it', async () => {
    const { browser, tags } = await visitPages();
    tags.imported = { added: 2, kept: ['04A1B2C3', '99'], refused: [{ line: 7, why: '<b> is no id' }] };
    const text = `04a1: ${LINK}\n99: x`;
    const page = await send(browser, 'import', { text, replace: '1' });
    expect(tags.calls).toEqual([`import ${JSON.stringify(text)} true`]);
    for (const says of [
      '2 cards were taken over.',
      '2 do something else here',
      '<li>Bedtime story (04A1B2C3)</li><li>99</li>',
      'Line 7: <span lang="en">&lt;b&gt; is no id</span>',
    ])
      expect(page).toContain(says);
    expect((await browser.get('/tags/done', GERMAN)).body).toContain('2 Karten wurden übernommen.');
  });

  it('takes long lists, and shows so much of what was refused as one can read', async () => {
    const { browser, tags } = await visitPages();
    const refused = Array.from({ length: 1_000 }, (_, index) => ({ line: index + 1, why: 'odd' }));
    tags.imported = { added: 0, kept: [], refused };
    const page = await send(browser, 'import', { text: 'x\n'.repeat(30_000) });
    expect(page).toContain('1000 lines were not understood');
    expect(page).toContain('and 950 more');
    expect(page.match(/Line \d+:/g)).toHaveLength(50);
    expect((await browser.post('/tags/import', { text: 'x'.repeat(300_000) })).statusCode).toBe(413);
    expect((await browser.post('/tags/set', { text: 'x'.repeat(17_000) })).statusCode).toBe(413);
  });

  it('says why nothing was taken over, with the text still there', async () => {
    const { browser, tags } = await visitPages();
    tags.refuses = new BadPayload('That is no list of cards.');
    const answer = await browser.post('/tags/import', { text: '\n</textarea>odd', replace: '1' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('That is no list of cards.');
    expect(answer.body).toContain('&lt;/textarea&gt;odd</textarea>');
    expect((await browser.post('/tags/import', {})).body).toContain('Please paste the cards first.');
  });
});

describe('what became of a form', () => {
  it('is told at once to a browser that keeps no cookie', async () => {
    const { browser, tags } = await openPages();
    const good = await browser.post('/tags/lock', { reader: 'kitchen', on: '1' });
    expect([good.statusCode, good.body.includes('Kitchen box is locked.')]).toEqual([200, true]);
    browser.cookies.clear();
    tags.refuses = new BadPayload('No.');
    expect((await browser.post('/tags/cancel', {})).statusCode).toBe(422);
  });

  it('is told to the browser that sent it alone, and for a while', async () => {
    const { browser, tags } = await visitPages();
    expect(await send(browser, 'cancel', {})).toContain('No card was waited for.');
    const cookies = new Map(browser.cookies);
    browser.cookies.clear();
    expect((await browser.get('/tags/done')).headers.location).toBe('/tags');
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    await tags.clock.advance(11 * 60_000);
    expect((await browser.get('/tags/done')).headers.location).toBe('/tags');
  });

  it('is the beginning for whoever opens the address of a form', async () => {
    const { browser } = await visitPages();
    for (const form of ['learn', 'cancel', 'set', 'remove', 'lock', 'forget', 'import']) {
      const answer = await browser.get(`/tags/${form}`);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/tags']);
    }
  });

  it('is nothing where the bridge broke', async () => {
    const { browser, tags, log } = await visitPages();
    tags.refuses = new TypeError('SECRET');
    const answer = await browser.post('/tags/set', { uid: '04A1B2C3', does: LINK });
    expect(answer.statusCode).toBe(500);
    expect(answer.body + JSON.stringify(log)).not.toContain('SECRET');
  });

  it('is not confused by the names of fields', async () => {
    const { browser, tags } = await visitPages();
    await browser.post('/tags/set', 'uid=04A1B2C3&does=a&does=b&__proto__[does]=c&from=x');
    expect(tags.calls).toEqual([]);
    expect((await browser.get('/tags/done')).body).toContain('Please say what the card shall do');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
