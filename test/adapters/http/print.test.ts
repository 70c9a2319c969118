import { describe, expect, it } from 'vitest';
import { backOf, cutMarks, gridOf, leavesOf, PAPERS, SIZES } from '../../../src/adapters/http/print/paper.ts';
import { decodeQr } from '../../decode-qr.ts';
import { FakeHouse } from '../../fakes/house.ts';
import { tagCard } from '../../fakes/tag-desk.ts';
import { openPages } from './asking.ts';

const HOSTILE = `"><script>alert('1')</script>&amp;`;
const GERMAN = { headers: { 'accept-language': 'de-DE,de;q=0.9' } };
const ALBUM = 'spotify:album:0ETFjACtuP2ADo6LFhL6HN';
const item = (uri: string | null, title: string) => ({ uri, title, subtitle: 'Anna', image: null });

function papersIn(body: string): string[] {
  return body.split('<article class="paper').slice(1);
}

describe('sheets of paper', () => {
  it.each([
    ['a4', 'card', 10],
    ['letter', 'card', 8],
    ['a4', 'square', 12],
    ['letter', 'square', 12],
    ['a4', 'cd', 2],
    ['letter', 'cd', 2],
  ] as const)('%s has room for so many of size %s: %i', (paper, size, most) => {
    const { columns, rows, left, top } = gridOf(paper, size);
    expect(columns * rows).toBe(most);
    const { width, height, gap } = SIZES[size];
    expect(2 * left + columns * width + (columns - 1) * gap).toBeCloseTo(PAPERS[paper].width);
    expect(2 * top + rows * height + (rows - 1) * gap).toBeCloseTo(PAPERS[paper].height);
    // Printers leave an edge white.
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(4.4);
  });

  it('fill up with nothing, and are mirrored on their backs', () => {
    const leaves = leavesOf([1, 2, 3, 4, 5], { columns: 2, rows: 2, left: 0, top: 0 });
    expect(leaves).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, null],
        [null, null],
      ],
    ]);
    expect(leaves.map(backOf)[1]).toEqual([
      [null, 5],
      [null, null],
    ]);
  });

  it('say where to cut, at four corners of what is there', () => {
    expect(cutMarks([['x', null]], 'a4', 'card').match(/[hv]/g)).toHaveLength(8);
    expect(cutMarks([['x', null]], 'a4', 'card')).toContain(
      'M17.9 7.5h-3M17.9 7.5v-3M17.9 61.5h-3M17.9 61.5v3',
    );
  });
});

describe('the page of sheets', () => {
  it('has picture and name of each card', async () => {
    const { browser, tags } = await openPages();
    tags.cards = [tagCard(), tagCard({ uid: '02', name: null })];
    const { body } = await browser.get('/tags/print');
    const papers = papersIn(body);
    expect(papers).toHaveLength(2);
    expect(papers[0]).toMatch(
      /^ card">\s*<img class="art" src="https:[^>]+>\s*<div class="band"><p class="name">Abbey Road/,
    );
    expect(body).toContain('2 cards on 1 page');
    tags.cards = [];
    expect((await browser.get('/tags/print', GERMAN)).body).toContain('noch nichts zu drucken');
  });

  it('has backs with a QR code of the music, in the order that fits', async () => {
    const { browser, tags } = await openPages();
    tags.cards = [
      tagCard({ does: ALBUM }),
      tagCard({ uid: '02', name: 'Louder', does: 'command:volume/+10', cover: null }),
    ];
    const { body } = await browser.get('/tags/print?sides=both');
    const [, , right = '', left = ''] = papersIn(body);
    expect(body).toContain('2 cards on 2 pages');
    expect(right).toContain('Louder');
    expect(right).toContain('command:volume/+10');
    expect(right).not.toContain('<img');
    const png = /src="data:image\/png;base64,([^"]+)"/.exec(left)?.[1] ?? '';
    expect(decodeQr(Buffer.from(png, 'base64'))).toBe(
      'https://open.spotify.com/album/0ETFjACtuP2ADo6LFhL6HN',
    );
  });

  it('prints what is ticked, in the size and on the paper that is asked for', async () => {
    const { browser, tags } = await openPages();
    tags.cards = [tagCard(), tagCard({ uid: '02', name: 'Two' }), tagCard({ uid: '03', name: 'Three' })];
    const { body } = await browser.get('/tags/print?cards=some&tag=02&tag=03&size=cd&paper=letter');
    expect(papersIn(body)).toHaveLength(2);
    expect(body).toContain('class="leaf letter of-cd"');
    expect(body).toContain('<link rel="stylesheet" href="/print-letter.css">');
    expect((await browser.get('/print-letter.css')).body).toContain(
      '@page { size: 215.9mm 279.4mm; margin: 0; }',
    );
    expect((await browser.get('/print-a4.css')).body).toContain('@page { size: 210mm 297mm; margin: 0; }');
  });

  it('takes nonsense for what is usual', async () => {
    const { browser } = await openPages();
    const { statusCode, body } = await browser.get(
      '/tags/print?size=huge&paper=silk&sides=&cards=x&tag[]=1&from=%00',
    );
    expect(statusCode).toBe(200);
    expect(body).toContain('class="leaf a4 of-card"');
  });

  it('offers playlists and albums of an account, asked for only when a person wants them', async () => {
    const house = new FakeHouse();
    const { browser, tags } = await openPages({ house: () => house });
    tags.cards = [];
    expect((await browser.get('/tags/print')).body).toContain('Of Anna');
    expect(house.asked).toEqual([]);
    house.results = {
      'anna playlists': {
        items: [item('spotify:playlist:37i9dQZF1DXcBWIGoYBM5M', 'Sunday'), item(null, 'Folder')],
      },
      'anna browse': { item: null, children: [item(ALBUM, HOSTILE)] },
    };
    const { body } = await browser.get(`/tags/print?from=anna&music=${encodeURIComponent(ALBUM)}`);
    expect(house.asked[0]).toEqual({ account: 'anna', what: 'playlists', payload: '{"limit":100}' });
    expect(body).toContain('Sunday (Anna)');
    expect(body).not.toContain('Folder');
    expect(papersIn(body)[0]).toContain('&quot;&gt;&lt;script&gt;');
    expect(body).not.toContain('<script');
  });

  it('says why they are not to be had', async () => {
    const house = new FakeHouse();
    house.problem = { kind: 'rate_limited', message: 'Spotify’s rate limit is reached' };
    const { browser } = await openPages({ house: () => house });
    const { body } = await browser.get('/tags/print?from=anna', GERMAN);
    expect(body).toContain('Nicht alle sind gerade zu bekommen');
    expect(body).toContain('Spotify’s rate limit is reached');
  });
});
