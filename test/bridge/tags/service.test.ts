import { describe, expect, it } from 'vitest';
import type { TagWish } from '../../../src/core/tag-desk.ts';
import { taggedAccount } from './house.ts';

const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const OTHER = 'spotify:album:5G5vH3gQx6q57bXx2lcE4U';
const LINK = `https://open.spotify.com/album/${ALBUM.split(':')[2]}?si=1`;
const SHORT = 'https://spotify.link/abcdefghijk';
const CARD = '047290BA';
const IN_FILE = '11223344';

async function openDesk() {
  const house = await taggedAccount();
  house.file.edit([{ uid: IN_FILE, does: OTHER, name: 'Bear', cover: null, options: {} }]);
  house.spotify.links.set(SHORT, LINK);
  return { ...house, desk: house.tags.desk };
}

describe('what may be asked about cards', () => {
  it.each<[string, string, TagWish, object]>([
    [
      'a link in any form',
      '04-72-90-BA',
      { does: LINK },
      { uid: CARD, does: ALBUM, title: ALBUM, source: 'learnt' },
    ],
    ['a short link, looked up', CARD, { does: SHORT }, { does: ALBUM }],
    ['a command', CARD, { does: ' command:volume/+10 ' }, { does: 'command:volume/+10' }],
    [
      'a name and options',
      CARD,
      { does: ALBUM, name: 'Sea', options: { volume: 20 } },
      { title: 'Sea', options: { volume: 20 } },
    ],
  ])('sets %s', async (_, uid, wish, card) => {
    const { desk, close } = await openDesk();
    expect(await desk.set(uid, wish)).toMatchObject(card);
    expect(desk.tag('0x047290ba')).toMatchObject(card);
    await close();
  });

  it('has room for more cards than anybody teaches, and then takes none, of a list not even some', async () => {
    const { desk, close } = await openDesk();
    const row = (nth: number) => `04${nth.toString(16).padStart(12, '0').toUpperCase()}=${ALBUM}`;
    const list = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, nth) => row(from + nth)).join('\n');
    expect(await desk.importText(list(0, 1_998), false)).toMatchObject({ added: 1_998, refused: [] });
    await expect(desk.importText(list(1_990, 2_001), false)).rejects.toThrow('room for 2 cards');
    expect(await desk.importText(list(1_990, 2_000), false)).toMatchObject({ added: 2 });
    await expect(desk.set('04AABBCC', { does: ALBUM })).rejects.toThrow('not for one more');
    expect(await desk.set('04000000000001', { does: OTHER, replace: true })).toMatchObject({ does: OTHER });
    desk.remove('04000000000001');
    expect(await desk.set('04AABBCC', { does: ALBUM })).toMatchObject({ does: ALBUM });
    await close();
  });

  it('changes what is asked for and leaves the rest', async () => {
    const { desk, close } = await openDesk();
    await desk.set(CARD, { does: ALBUM, name: 'Sea', cover: 'https://i.test/1', options: { volume: 20 } });
    expect(await desk.set(CARD, { name: 'Lake' })).toMatchObject({
      does: ALBUM,
      name: 'Lake',
      cover: 'https://i.test/1',
    });
    expect(await desk.set(CARD, { does: OTHER, replace: true })).toMatchObject({
      name: 'Lake',
      cover: null,
      options: { volume: 20 },
    });
    expect(await desk.set(CARD, { name: null, options: {} })).toMatchObject({ title: OTHER, options: {} });
    await close();
  });

  it.each<[string, string, TagWish, RegExp]>([
    ['a new card without a meaning', CARD, { name: 'Sea' }, /it needs "does"/],
    ['no id', '', { does: ALBUM }, /right would be 04-72-90-BA-AD-6C-81/],
    ['a random id', '08A1B2C3', { does: ALBUM }, /its id is random/],
    ['what no card can do', CARD, { does: 'dance' }, /right would be a Spotify link/],
    [
      'an account that is not there',
      CARD,
      { does: ALBUM, options: { account: 'guests' } },
      /there are family/,
    ],
    [
      "a card of people's own file",
      IN_FILE,
      { does: ALBUM, replace: true },
      /"Bear" in tags.yaml; change it there/,
    ],
  ])('refuses %s', async (_, uid, wish, why) => {
    const { desk, close } = await openDesk();
    await expect(desk.set(uid, wish)).rejects.toThrow(why);
    await close();
  });

  it('gives no card another meaning without saying so', async () => {
    const { desk, close } = await openDesk();
    await desk.set(CARD, { does: ALBUM, name: 'Sea' });
    await expect(desk.set(CARD, { does: OTHER })).rejects.toThrow(
      'this card is "Sea" already; "replace" changes it',
    );
    expect(await desk.set(CARD, { does: LINK })).toMatchObject({ does: ALBUM });
    await close();
  });

  it.each<[replace: boolean, added: number, kept: string[], does: string]>([
    [false, 1, [IN_FILE, CARD], ALBUM],
    [true, 2, [IN_FILE], OTHER],
  ])(
    'imports what is new, and what is other where it may replace that (%s)',
    async (replace, added, kept, does) => {
      const { desk, close } = await openDesk();
      await desk.set(CARD, { does: ALBUM });
      await desk.set('04AABBCC', { does: ALBUM });
      const list = `${IN_FILE}=${ALBUM}\n${CARD}=${OTHER}\n04AABBCC=${ALBUM}\n04AABBCD=${ALBUM}`;
      expect(await desk.importText(list, replace)).toMatchObject({ added, kept });
      expect(desk.tag(CARD)).toMatchObject({ does });
      expect(desk.tag(IN_FILE)).toMatchObject({ does: OTHER });
      await close();
    },
  );

  it('calls a card without a name by what it does', async () => {
    const { desk, file, close } = await openDesk();
    await desk.set(CARD, { does: ALBUM });
    await expect(desk.set(CARD, { does: OTHER })).rejects.toThrow(`this card is "${ALBUM}" already`);
    file.edit([{ uid: IN_FILE, does: OTHER, name: null, cover: null, options: {} }]);
    expect(() => desk.remove(IN_FILE)).toThrow(`this card is "${OTHER}" in tags.yaml`);
    expect(desk.tag('no id at all')).toBeUndefined();
    await close();
  });

  it('names some of many readers', async () => {
    const house = await openDesk();
    for (let nth = 10; nth < 35; nth++) await house.lay(CARD, undefined, `box${nth}`);
    expect(() => house.desk.lock('attic', true)).toThrow(/there are kids, box10, .*, box28, 6 more$/);
    await house.close();
  });

  it('removes what was learnt, and nothing else', async () => {
    const { desk, close } = await openDesk();
    await desk.set(CARD, { does: ALBUM });
    expect(desk.remove(CARD)).toMatchObject({ does: ALBUM });
    expect(desk.tag(CARD)).toBeUndefined();
    expect(() => desk.remove(CARD)).toThrow(/no card "047290BA" is known/);
    expect(() => desk.remove(IN_FILE)).toThrow(/change it there/);
    await close();
  });

  it('shows cards that mean nothing yet, until they do', async () => {
    const house = await openDesk();
    for (const uid of [CARD, '08A1B2C3', IN_FILE]) await house.lay(uid);
    expect(house.desk.unknown()).toMatchObject([
      { uid: '08A1B2C3', refused: expect.stringContaining('random') },
      { uid: CARD, reader: 'kids', refused: null },
    ]);
    await house.desk.set(CARD, { does: ALBUM });
    expect(house.desk.unknown()).toHaveLength(1);
    await house.close();
  });

  it('shows the last twenty of them', async () => {
    const house = await openDesk();
    for (let nth = 10; nth < 35; nth++) await house.lay(`04AABB${nth}`);
    const uids = house.desk.unknown().map(({ uid }) => uid);
    expect([uids.length, uids[0], uids.at(-1)]).toEqual([20, '04AABB34', '04AABB15']);
    await house.close();
  });

  it('tells readers, locks them, and forgets those that stand nowhere', async () => {
    const house = await openDesk();
    await house.lay(CARD, undefined, 'hall');
    await house.take(CARD, 'hall');
    await house.lay(CARD, undefined, 'hall');
    expect(house.desk.readers()).toMatchObject([
      { id: 'kids', configured: true, present: null, lastScan: null, locked: false },
      { id: 'hall', configured: false, present: CARD, lastScan: expect.any(Number) },
    ]);
    house.desk.lock('hall', true);
    expect(house.desk.readers()[1]?.locked).toBe(true);
    house.desk.forget('hall');
    expect(house.desk.readers().map(({ id }) => id)).toEqual(['kids']);
    expect(() => house.desk.forget('kids')).toThrow(/stands in the configuration/);
    expect(() => house.desk.lock('hall', true)).toThrow('no reader "hall"; there are kids');
    await house.close();
  });

  it('writes all cards as a tags.yaml where people want that', async () => {
    const { desk, file, close } = await openDesk();
    await desk.set(CARD, { does: ALBUM });
    const { yaml } = await desk.exportYaml(false);
    expect(JSON.parse(yaml)).toMatchObject([{ uid: IN_FILE }, { uid: CARD }]);
    expect(file.written).toBe('');
    expect(await desk.exportYaml(true)).toEqual({ yaml, file: 'tags.yaml' });
    expect(file.written).toBe(yaml);
    await close();
  });
});

describe('the last card', () => {
  it('is named by the account it was laid for', async () => {
    const house = await openDesk();
    await expect(house.tags.nameCard('family', 'Sea')).rejects.toThrow(/lay it first/);
    await house.desk.set(CARD, { does: 'scene:bedtime' });
    await house.lay(CARD);
    await house.tags.nameCard('family', 'Sea');
    expect(house.desk.tag(CARD)?.name).toBe('Sea');
    expect(house.account.store.state.lastTag).toEqual({ uid: CARD, name: 'Sea', reader: 'kids' });
    await house.close();
  });
});
