import { describe, expect, it } from 'vitest';
import { Trouble } from '../../../src/core/problem.ts';
import type { LearnWish } from '../../../src/core/tag-desk.ts';
import { playingTrack } from '../../core/playing.ts';
import { taggedAccount } from './house.ts';

const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const OTHER = 'spotify:album:5G5vH3gQx6q57bXx2lcE4U';
const CARD = '047290BA';

async function waitingHouse(wish: LearnWish = {}) {
  const house = await taggedAccount();
  const { account, spotify, clock, tags } = house;
  spotify.now = playingTrack('one', 10_000, clock.now(), { contextUri: ALBUM });
  account.poller.hint();
  await clock.advance(1_000);
  await tags.desk.learn(wish);
  await clock.advance(1_000);
  spotify.calls.length = 0;
  return house;
}

describe('learning a card', () => {
  it('gives it what plays, once, and plays nothing', async () => {
    const house = await waitingHouse();
    const { tags, clock, account } = house;
    expect(tags.desk.learning()).toMatchObject({ account: 'family', title: null });
    expect(account.store.state.learning?.title).toBe('what plays');
    await house.lay(CARD, OTHER);
    await clock.advance(1_000);
    expect(house.told).toEqual([
      { reader: 'kids', result: 'heard' },
      { reader: 'kids', result: 'learnt', title: 'Album' },
    ]);
    expect(tags.desk.tag(CARD)).toMatchObject({ does: ALBUM, name: 'Album', count: 1, lastReader: 'kids' });
    expect(house.events.map((event) => event.event_type)).toContain('tag_learnt');
    expect(house.spotify.commands()).toEqual([]);
    expect(account.store.state).toMatchObject({ learning: null, lastTag: { uid: CARD, name: 'Album' } });
    await house.lay('AABBCCDD', OTHER);
    await clock.advance(1_000);
    expect(house.spotify.commands()).toEqual([`play {"contextUri":"${OTHER}"}`]);
    await house.close();
  });

  it('gives it what a short link leads to', async () => {
    const house = await taggedAccount();
    house.spotify.links.set('https://spotify.link/abcdefghijk', ALBUM);
    await house.tags.desk.learn({ does: 'https://spotify.link/abcdefghijk' });
    await house.lay(CARD);
    await house.clock.advance(100);
    expect(house.tags.desk.tag(CARD)).toMatchObject({ does: ALBUM });
    await house.close();
  });

  it('waits for a card on its reader alone', async () => {
    const house = await waitingHouse({ does: OTHER, name: 'Bear', reader: 'kids' });
    await house.lay(CARD, undefined, 'hall');
    await house.clock.advance(100);
    expect(house.results()).toEqual(['heard', 'unknown']);
    await house.lay(CARD);
    expect(house.tags.desk.tag(CARD)).toMatchObject({ does: OTHER, name: 'Bear' });
    await house.close();
  });

  it('ends by itself, by a word, and by another wait, and says when nobody came', async () => {
    const house = await waitingHouse({ does: OTHER });
    await house.clock.advance(60_000);
    expect(house.tags.desk.learning()).toBeNull();
    expect(house.events.at(-1)).toMatchObject({
      event_type: 'learn_failed',
      uid: null,
      why: expect.stringContaining('in time'),
    });
    expect(house.tags.desk.cancel()).toBe(false);
    await house.tags.desk.learn({ does: OTHER, forMs: 1_000 });
    await house.tags.desk.learn({ does: ALBUM, forMs: 120_000 });
    await house.clock.advance(119_000);
    expect(house.tags.desk.learning()?.title).toBe(ALBUM);
    expect(house.tags.desk.cancel()).toBe(true);
    await house.lay(CARD);
    expect(house.tags.desk.tag(CARD)).toBeUndefined();
    await house.close();
  });

  it.each<[string, string, string]>([
    ['a random id', '08A1B2C3', 'random'],
    ['no id', '', 'no id'],
    ["a card of people's own file", '11223344', 'tags.yaml'],
  ])('refuses %s, with the reason', async (_, uid, why) => {
    const house = await waitingHouse();
    house.file.edit([{ uid: '11223344', does: OTHER, name: 'Bear', cover: null, options: {} }]);
    await house.lay(uid, OTHER);
    await house.clock.advance(100);
    expect(house.told.at(-1)).toMatchObject({ result: 'error', message: expect.stringContaining(why) });
    expect(house.events.at(-1)).toMatchObject({ event_type: 'learn_failed', reader: 'kids' });
    expect(house.tags.desk.learning()).toBeNull();
    expect(house.spotify.commands()).toEqual([]);
    await house.close();
  });

  it('gives away what does something already only where that was said, or the same card comes again', async () => {
    const house = await waitingHouse({ does: OTHER, name: 'Bear' });
    const learn = async (wish: LearnWish) => {
      await house.take(CARD);
      await house.clock.advance(5_000);
      await house.tags.desk.learn(wish);
      await house.lay(CARD);
      return house.told.at(-1);
    };
    await house.lay(CARD);
    expect(await learn({ does: ALBUM })).toMatchObject({
      result: 'error',
      message: expect.stringContaining('"Bear" already'),
    });
    expect(await learn({ does: ALBUM })).toMatchObject({ result: 'learnt', title: ALBUM });
    expect(await learn({ does: OTHER })).toMatchObject({ result: 'error' });
    await house.clock.advance(60_000);
    expect(await learn({ does: OTHER })).toMatchObject({ result: 'error' });
    expect(await learn({ does: OTHER, replace: true })).toMatchObject({ result: 'learnt' });
    await house.close();
  });

  it.each<[string, LearnWish, RegExp]>([
    ['an account that is not there', { account: 'guests' }, /no account "guests"; there are family/],
    [
      'an account in the options that is not there',
      { does: ALBUM, options: { account: 'guests' } },
      /no account "guests"/,
    ],
    ['a reader that is not there', { reader: 'attic' }, /no reader "attic"; there are kids/],
    ['what no card can do', { does: 'https://music.apple.com/album/1' }, /right would be a Spotify link/],
    ['a wait without end', { forMs: 3_600_000 }, /from 1 to 600 seconds/],
  ])('refuses %s at once', async (_, wish, why) => {
    const house = await taggedAccount();
    await expect(house.tags.desk.learn(wish)).rejects.toThrow(why);
    expect(house.tags.desk.learning()).toBeNull();
    await house.close();
  });

  it('refuses to wait for what plays on an account that is not paired, and waits for anything else', async () => {
    const house = await taggedAccount();
    house.account.store.put({ paired: false });
    await expect(house.tags.desk.learn({})).rejects.toThrow(/not paired/);
    await expect(house.tags.desk.learn({ does: 'scene:bedtime' })).resolves.toMatchObject({
      title: 'scene:bedtime',
    });
    await house.close();
  });

  it.each<[string, (house: Awaited<ReturnType<typeof waitingHouse>>) => void, string]>([
    [
      'nothing plays',
      ({ spotify }) => {
        spotify.now = { ...spotify.now, item: null, contextUri: null };
      },
      'nothing plays on Family',
    ],
    [
      'Spotify does not answer',
      ({ spotify }) => spotify.fail('GET playback', new Trouble('unreachable', 'no answer'), 9),
      'no answer',
    ],
  ])('gives a card nothing where %s', async (_, change, why) => {
    const house = await waitingHouse();
    change(house);
    await house.clock.advance(15_000);
    await house.lay(CARD);
    await house.clock.advance(30_000);
    expect(house.told.at(-1)).toMatchObject({ result: 'error', message: expect.stringContaining(why) });
    expect(house.tags.desk.tag(CARD)).toBeUndefined();
    await house.close();
  });
});
