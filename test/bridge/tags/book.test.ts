import { describe, expect, it } from 'vitest';
import { type KeptMemory, type KeptTags, TagBook } from '../../../src/bridge/tags/book.ts';
import type { Tag } from '../../../src/core/tag.ts';
import { FakeTagFile, inMemory } from '../../fakes/tags.ts';

const SONG = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const STORY = 'spotify:show:6LzZlnKqxXbzDwwaCvEkd9';
const PLACE = { item: 'spotify:episode:1', title: 'one', positionMs: 5_000, at: 1 };

const tag = (uid: string, does = SONG, more: Partial<Tag> = {}): Tag => ({
  uid,
  does,
  name: null,
  cover: null,
  options: {},
  ...more,
});

async function openBook(disk = { tags: inMemory<KeptTags>(), past: inMemory<KeptMemory>() }) {
  const file = new FakeTagFile();
  const kept = { kept: await disk.tags.read(), keptPast: await disk.past.read() };
  return { book: new TagBook({ ...disk, ...kept, file }), file, disk };
}

describe('the book of tags', () => {
  it("lets what stands in people's own file win, and comes back to what was learnt", async () => {
    const { book, file } = await openBook();
    book.keep(tag('A'));
    book.keep(tag('B'));
    file.edit([tag('A', STORY)]);
    expect(book.find('A')).toMatchObject({ tag: tag('A', STORY), source: 'file' });
    expect(book.all().map(({ tag: { uid }, source }) => `${uid} ${source}`)).toEqual(['A file', 'B learnt']);
    file.edit([]);
    expect(book.find('A')).toMatchObject({ tag: tag('A'), source: 'learnt' });
  });

  it('keeps everything over a restart', async () => {
    const { book, disk } = await openBook();
    book.keep(tag('A', STORY));
    book.scanned('A', 'kids', 7);
    book.keepPlace('A', STORY, PLACE);
    book.keepLink('https://spotify.link/x', SONG);
    book.own('family', { uid: 'A', reader: 'kids', uri: STORY, startedAt: 7, first: null });
    const { book: again } = await openBook(disk);
    expect(again.find('A')?.tag.does).toBe(STORY);
    expect(again.memory('A')).toMatchObject({ lastScan: 7, lastReader: 'kids', count: 1, resume: PLACE });
    expect(again.linkedTo('https://spotify.link/x')).toBe(SONG);
    expect(again.owner('family')?.uid).toBe('A');
  });

  it('keeps a place with what it is a place in', async () => {
    const { book } = await openBook();
    book.scanned('A', 'kids', 1);
    book.keepLength('A', SONG, 9_000_000);
    book.keepPlace('A', SONG, PLACE);
    expect(book.story('A', SONG)).toMatchObject({ resume: PLACE, albumMs: 9_000_000 });
    expect(book.story('A', STORY)).toEqual({});
    book.keepPlace('A', STORY, { ...PLACE, positionMs: 1 });
    expect(book.story('A', SONG)).toEqual({});
    expect(book.story('A', STORY).albumMs).toBeUndefined();
    book.scanned('A', 'kids', 2);
    expect(book.memory('A')).toMatchObject({ count: 2, resume: { positionMs: 1 } });
    book.keepPlace('A', STORY, undefined);
    expect(book.story('A', STORY).resume).toBeUndefined();
  });

  it('forgets the place where the tag gets another meaning, or none', async () => {
    const { book } = await openBook();
    book.keep(tag('A', STORY));
    book.scanned('A', 'kids', 1);
    book.keepPlace('A', STORY, PLACE);
    book.keep(tag('A', STORY, { name: 'Bear' }));
    expect(book.memory('A')?.resume).toEqual(PLACE);
    book.keep(tag('A', SONG));
    expect(book.memory('A')).toEqual({ lastScan: 1, lastReader: 'kids', count: 1 });
    book.keepPlace('A', SONG, PLACE);
    book.remove('A');
    expect([book.find('A'), book.memory('A')?.resume]).toEqual([undefined, undefined]);
  });

  it('names and pictures what nobody has, once', async () => {
    const { book, file } = await openBook();
    file.edit([tag('C')]);
    book.keep(tag('A'));
    book.keep(tag('B', SONG, { name: 'Ours' }));
    for (const uid of ['A', 'B', 'C', 'D']) book.complete(uid, 'Theirs', 'https://i.test/1');
    book.complete('A', 'Other', 'https://i.test/2');
    expect(book.all().map(({ tag: { uid, name, cover } }) => [uid, name, cover])).toEqual([
      ['C', null, null],
      ['A', 'Theirs', 'https://i.test/1'],
      ['B', 'Ours', 'https://i.test/1'],
    ]);
  });

  it('tells who listens when a meaning is new', async () => {
    const { book, file } = await openBook();
    let news = 0;
    book.onChange(() => news++);
    book.keep(tag('A'));
    file.edit([tag('B')]);
    book.remove('A');
    book.scanned('B', 'kids', 1);
    expect(news).toBe(3);
  });

  it('remembers where the last two thousand short links lead', async () => {
    const { book } = await openBook();
    for (let nth = 0; nth <= 2_000; nth++) book.keepLink(`https://spotify.link/${nth}`, SONG);
    expect(book.linkedTo('https://spotify.link/0')).toBeUndefined();
    expect([1, 2_000].map((nth) => book.linkedTo(`https://spotify.link/${nth}`))).toEqual([SONG, SONG]);
  });

  it('keeps no story of a tag that was never laid', async () => {
    const { book } = await openBook();
    book.keepPlace('A', STORY, PLACE);
    book.keepLength('A', STORY, 5_000);
    expect(book.memory('A')).toBeUndefined();
  });

  it('writes nothing where nobody owned what plays', async () => {
    const { book, disk } = await openBook();
    book.own('family', null);
    expect(disk.past.text).toBeUndefined();
  });

  it('remembers the last two thousand tags that were laid', async () => {
    const { book } = await openBook();
    book.scanned('first', 'kids', 0);
    book.scanned('second', 'kids', 0);
    book.scanned('first', 'kids', 1);
    for (let more = 0; more < 1_999; more++) book.scanned(`more ${more}`, 'kids', 2);
    expect([book.memory('first')?.count, book.memory('second')]).toEqual([2, undefined]);
  });
});
