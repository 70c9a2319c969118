import { describe, expect, it } from 'vitest';
import { Trouble } from '../../../src/core/problem.ts';
import type { ReaderRules } from '../../../src/core/reader.ts';
import { playingTrack } from '../../core/playing.ts';
import { type TaggedAccount, taggedAccount } from './house.ts';

const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const OTHER = 'spotify:album:5G5vH3gQx6q57bXx2lcE4U';
const SONG = 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6';
const SHORT = 'https://spotify.link/abcdefghijk';
const PLAYLIST = 'spotify:playlist:37i9dQZF1DX4xuWVBs4FgJ';
const CARD = '047290BA';

/** With music from elsewhere, and its calls forgotten. */
async function opened(rules: Partial<ReaderRules> = {}) {
  const house = await taggedAccount(rules);
  house.spotify.now = playingTrack('one', 10_000, house.clock.now());
  house.spotify.follows = true;
  await house.clock.advance(45_000);
  house.spotify.commands();
  return house;
}
const played = (house: TaggedAccount) => house.spotify.commands().filter((call) => call.startsWith('play'));

describe('a card with a short link', () => {
  it('plays what that leads to, and asks for it once', async () => {
    const house = await opened();
    const { spotify, clock } = house;
    let asked = 0;
    spotify.resolveLink = async () => {
      asked++;
      return `https://open.spotify.com/album/${ALBUM.split(':')[2]}?si=1`;
    };
    await house.lay(CARD, SHORT);
    await clock.advance(4_000);
    await house.lay('04AABBCC', OTHER);
    await clock.advance(4_000);
    await house.lay(CARD, SHORT);
    await clock.advance(4_000);
    expect(played(house)).toEqual([ALBUM, OTHER, ALBUM].map((uri) => `play {"contextUri":"${uri}"}`));
    expect(asked).toBe(1);
    await house.close();
  });

  it('says why it plays nothing, and asks again when it is laid again', async () => {
    const house = await opened();
    house.spotify.resolveLink = async () => {
      throw new Trouble('unreachable', 'the link cannot be looked up');
    };
    await house.lay(CARD, SHORT);
    expect(house.told.at(-1)).toMatchObject({ result: 'error', message: 'the link cannot be looked up' });
    house.spotify.resolveLink = async () => ALBUM;
    await house.clock.advance(3_000);
    await house.lay(CARD, SHORT);
    await house.clock.advance(4_000);
    expect(played(house)).toEqual([`play {"contextUri":"${ALBUM}"}`]);
    await house.close();
  });
});

describe('a card that Spotify refuses to play now', () => {
  it('waits for the end of a limit, and says so once', async () => {
    const house = await opened();
    const { spotify, clock } = house;
    spotify.fail('play', new Trouble('rate_limited', 'limited', clock.now() + 10_000));
    await house.lay(CARD, ALBUM);
    expect(house.told.at(-1)).toMatchObject({ result: 'waiting', message: 'limited' });
    await clock.advance(20_000);
    expect(house.results()).toEqual(['heard', 'waiting', 'playing']);
    await house.close();
  });

  it('gives up for another that is laid meanwhile', async () => {
    const house = await opened();
    const { spotify, clock } = house;
    spotify.fail('play', new Trouble('rate_limited', 'limited', clock.now() + 10_000));
    await house.lay(CARD, ALBUM);
    await house.lay('04AABBCC', OTHER);
    await clock.advance(30_000);
    expect(played(house).at(-1)).toBe(`play {"contextUri":"${OTHER}"}`);
    expect(house.results().filter((result) => result === 'playing')).toHaveLength(1);
    await house.close();
  });

  it.each<[what: string, trouble: (now: number) => Trouble, result: string]>([
    ['for long', (now) => new Trouble('rate_limited', 'limited', now + 60_000), 'error'],
    ['for nobody knows how long', () => new Trouble('quota', 'used up'), 'error'],
    ['until somebody pairs', () => new Trouble('unpaired', 'not paired'), 'unpaired'],
  ])('says so: %s', async (_what, trouble, result) => {
    const house = await opened();
    const error = trouble(house.clock.now());
    house.spotify.fail('play', error);
    await house.lay(CARD, ALBUM);
    await house.clock.advance(4_000);
    expect(house.told.at(-1)).toMatchObject({ result, message: error.message });
    expect(house.pairs).toEqual(result === 'unpaired' ? ['family'] : []);
    await house.close();
  });

  it('waits without asking while a limit is known already', async () => {
    const house = await opened();
    const { account, clock } = house;
    account.store.put({ limitedUntil: clock.now() + 5_000 });
    await house.lay(CARD, ALBUM);
    expect(house.told.at(-1)).toMatchObject({ result: 'waiting' });
    expect(played(house)).toEqual([]);
    account.store.put({ limitedUntil: null });
    await clock.advance(10_000);
    expect(played(house)).toEqual([`play {"contextUri":"${ALBUM}"}`]);
    await house.close();
  });
});

describe('a reader where nothing explicit plays', () => {
  const queue = `command:queue/${SONG}`;
  it.each<[what: string, explicit: boolean, text: string, result: string]>([
    ['refuses a song that is', true, SONG, 'denied'],
    ['plays a song that is not', false, SONG, 'playing'],
    ['queues no song that is', true, queue, 'denied'],
    ['queues a song that is not', false, queue, 'queued'],
  ])('%s', async (_what, explicit, does, result) => {
    const house = await opened({ explicit: 'refuse' });
    if (explicit) house.spotify.explicit.add(SONG);
    house.file.edit([{ uid: CARD, name: null, does, cover: null, options: {} }]);
    await house.lay(CARD);
    await house.clock.advance(4_000);
    expect(house.results().at(-1)).toBe(result);
    expect(house.spotify.commands().some((call) => call.includes(SONG))).toBe(!explicit);
    await house.close();
  });
});

it('a card locks a reader for all others, and another unlocks it', async () => {
  const house = await opened();
  const card = (uid: string, does: string) => ({ uid, name: null, does, cover: null, options: {} });
  house.file.edit([card('AA01', 'lock'), card('AA02', 'unlock'), card('AA03', ALBUM)]);
  for (const uid of ['AA01', 'AA03', 'AA02', 'AA03']) {
    await house.lay(uid);
    await house.clock.advance(4_000);
  }
  const told = house.told.filter(({ result }) => result !== 'heard');
  expect(told.map(({ result, message }) => message ?? result)).toEqual([
    'locked',
    'this reader is locked',
    'unlocked',
    'playing',
  ]);
  await house.close();
});

describe('a reader for cards alone', () => {
  it.each<[what: string, does: string | undefined, text: string | undefined, request: string | undefined]>([
    ['plays a card that somebody taught', ALBUM, undefined, `{"contextUri":"${ALBUM}"}`],
    ['plays no link that nobody taught', undefined, ALBUM, undefined],
    [
      'plays a playlist that a card names, in any case',
      'command:playlist/dinner',
      undefined,
      `{"contextUri":"${PLAYLIST}"}`,
    ],
    ['plays no playlist that nobody has', 'command:playlist/lunch', undefined, undefined],
    ['plays nothing of which nobody can tell', 'command:recent/1', undefined, undefined],
  ])('%s', async (_what, does, text, request) => {
    const house = await opened({ onlyCards: true });
    house.account.store.put({ playlists: [{ uri: PLAYLIST, name: 'Dinner', image: null }] });
    if (does !== undefined) house.file.edit([{ uid: CARD, name: null, does, cover: null, options: {} }]);
    await house.lay(CARD, text);
    await house.clock.advance(4_000);
    expect(house.results().at(-1)).toBe(request === undefined ? 'denied' : 'playing');
    expect(played(house)).toEqual(request === undefined ? [] : [`play ${request}`]);
    await house.close();
  });
});

describe('a card that is taken', () => {
  it.each<[what: string, change: (house: TaggedAccount) => void, sent: string[], told: object]>([
    ['pauses its music', () => {}, ['pause'], { result: 'paused' }],
    [
      'says why it could not',
      ({ spotify }) => spotify.fail('pause', new Trouble('unreachable', 'no answer')),
      ['pause'],
      { result: 'error', message: 'no answer' },
    ],
    [
      'lets other music play',
      ({ spotify, clock }) => {
        spotify.now = playingTrack('two', 0, clock.now(), { contextUri: OTHER });
      },
      [],
      { result: 'paused', message: 'something else was chosen' },
    ],
    [
      'has nothing to pause in silence',
      ({ spotify }) => {
        spotify.now = { ...spotify.now, status: 'paused' };
      },
      [],
      { result: 'playing' },
    ],
  ])('%s', async (_what, change, sent, told) => {
    const house = await opened({ onRemoval: 'pause' });
    await house.lay(CARD, ALBUM);
    await house.clock.advance(10_000);
    house.spotify.commands();
    change(house);
    await house.take(CARD);
    await house.clock.advance(10_000);
    expect(house.spotify.commands()).toEqual(sent);
    expect(house.told.at(-1)).toMatchObject(told);
    await house.close();
  });
});

it('a card on a reader of an account that is not paired has the code shown', async () => {
  const house = await opened();
  house.file.edit([{ uid: CARD, name: null, does: 'command:next', cover: null, options: {} }]);
  house.spotify.fail('next', new Trouble('unpaired', 'not paired with Spotify'));
  await house.lay(CARD);
  await house.clock.advance(1_000);
  expect(house.told.at(-1)).toMatchObject({ result: 'unpaired', message: 'not paired with Spotify' });
  expect(house.pairs).toEqual(['family']);
  await house.close();
});
