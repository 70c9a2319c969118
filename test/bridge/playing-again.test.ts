import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import type { Heard } from '../../src/core/library.ts';
import { idle, type Playback } from '../../src/core/playback.ts';
import { Trouble } from '../../src/core/problem.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { takeSnapshot } from '../../src/core/snapshot.ts';
import type { Snapshot } from '../../src/core/state.ts';
import { KITCHEN, playingTrack, track } from '../core/playing.ts';
import { playingAccount } from './house.ts';

/** What was on before: by `recent`, and from a snapshot. */

type House = Awaited<ReturnType<typeof playingAccount>>;
const ID = '7vEJAtP3KgKSpOHVgwm3Eh';
const ALBUM = `spotify:album:${ID}`;
const PLAYLIST = 'spotify:playlist:37i9dQZF1DX4xuWVBs4FgJ';
const SONG = track('two').uri ?? '';

async function heard(house: House, command: Command) {
  house.spotify.follows = true;
  const outcome = house.account.commander.obey(command);
  await house.clock.advance(4_000);
  return outcome;
}

function playedIn(contextUri: string | null, change: Partial<Heard['piece']> = {}): Heard {
  const piece = { title: 'two', by: 'Artist', image: null, durationMs: null, playable: true };
  return { piece: { type: 'track', uri: SONG, id: SONG.slice(-22), ...piece, ...change }, at: 1, contextUri };
}

describe('what was played before', () => {
  it.each<[what: string, last: Heard, found: object]>([
    ['a song of no album', playedIn(null), { uri: SONG, type: 'track', name: 'two', artists: 'Artist' }],
    ['a song of nobody', playedIn(null, { by: null }), { uri: SONG, type: 'track', name: 'two' }],
    [
      'the liked songs',
      playedIn('spotify:collection'),
      { uri: 'spotify:collection', type: 'playlist', name: 'Liked Songs', from: 'library' },
    ],
    [
      'a playlist of one’s own',
      playedIn(PLAYLIST),
      { uri: PLAYLIST, type: 'playlist', name: 'Dinner', from: 'library' },
    ],
    [
      'an album that Spotify tells of',
      playedIn(ALBUM),
      { uri: ALBUM, type: 'album', name: 'Abbey Road', artists: 'The Beatles', from: 'catalogue' },
    ],
    [
      'a playlist that Spotify does not tell of, by its song',
      playedIn('spotify:playlist:37i9dQZF1DX4xuWVBs4FgK'),
      { type: 'playlist', name: 'two', from: 'catalogue' },
    ],
  ])('is called by name: %s', async (_what, last, found) => {
    const house = await playingAccount();
    const about = { uri: ALBUM, id: ID, title: 'Abbey Road', by: 'The Beatles' };
    house.spotify.library.wholes.set(`album ${ID}`, {
      ...{ type: 'album', image: null, durationMs: null, playable: true },
      ...about,
    });
    house.account.store.put({ playlists: [{ uri: PLAYLIST, name: 'Dinner', image: null }] });
    house.spotify.library.played = [last];
    expect(await heard(house, { ask: 'recent', nth: 1 })).toMatchObject({ ok: true, found });
    await house.close();
  });

  it('plays though nobody can tell its name', async () => {
    const house = await playingAccount();
    const { library } = house.spotify;
    library.played = [playedIn(ALBUM)];
    library.about = async () => {
      throw new Trouble('quota', 'used up');
    };
    const outcome = await heard(house, { ask: 'recent', nth: 1 });
    expect(outcome).toMatchObject({ ok: true, found: { uri: ALBUM, name: 'two', artists: 'Artist' } });
    expect(house.spotify.commands()).toEqual([`play {"contextUri":"${ALBUM}"}`]);
    await house.close();
  });

  it.each<[played: Heard[], nth: number, why: string]>([
    [[], 1, 'Spotify tells of nothing that was played before; it does not tell of podcasts'],
    [[playedIn(ALBUM)], 3, 'Spotify tells of fewer that were played before (1): there is no number 3'],
  ])('may be nothing: %#', async (played, nth, why) => {
    const house = await playingAccount();
    house.spotify.library.played = played;
    expect(await heard(house, { ask: 'recent', nth })).toMatchObject({
      ok: false,
      problem: { kind: 'refused', message: why },
    });
    expect(house.spotify.commands()).toEqual([]);
    await house.close();
  });
});

describe('a snapshot', () => {
  const take = (house: House, change: Partial<Playback> = {}): Snapshot => {
    const playback = playingTrack('two', 30_000, house.clock.now(), { contextUri: ALBUM, ...change });
    return takeSnapshot({ playback }, { name: 'x', expires: 600 }, house.clock.now());
  };
  /** What is sent to bring back what `then` was, while `now` plays. */
  async function broughtBack(then: Partial<Playback> | 'idle', now: Partial<Playback>, fail?: Refusal) {
    const house = await playingAccount();
    const { account, clock, spotify } = house;
    const snapshot =
      then === 'idle'
        ? takeSnapshot({ playback: idle(clock.now()) }, { name: 'x', expires: 600 }, clock.now())
        : take(house, then);
    spotify.now = playingTrack('one', 60_000, clock.now(), now);
    await account.refresh();
    account.store.put({ snapshots: [snapshot] });
    spotify.commands();
    if (fail) spotify.fail('play', fail);
    const outcome = await heard(house, { ask: 'restore', name: 'x' });
    const sent = spotify.commands();
    await house.close();
    return { outcome, sent };
  }
  const begun = `play {"offset":"${SONG}","positionMs":30000,"contextUri":"${ALBUM}"}`;
  const same = { item: track('two'), contextUri: ALBUM, positionMs: 30_000 };

  it.each<[what: string, then: Partial<Playback> | 'idle', now: Partial<Playback>, sent: string[]]>([
    ['of music begins it', {}, {}, ['volume 30', 'shuffle false', 'repeat off', begun]],
    ['of silence pauses what plays', 'idle', {}, ['pause']],
    ['of silence has nothing to do in silence', 'idle', { status: 'paused' }, []],
    [
      'of what was paused elsewhere begins it unheard',
      { status: 'paused' },
      {},
      ['volume 0', 'shuffle false', 'repeat off', begun, 'pause', 'volume 30'],
    ],
    [
      'of what was paused on a speaker without a volume pauses it',
      { status: 'paused', device: { ...KITCHEN, supportsVolume: false } },
      { device: { ...KITCHEN, supportsVolume: false } },
      ['shuffle false', 'repeat off', begun, 'pause'],
    ],
    ['of what is paused still has nothing to do', { status: 'paused' }, { ...same, status: 'paused' }, []],
    ['of what goes on since pauses it and goes back', { status: 'paused' }, same, ['pause', 'seek 30000']],
    [
      'of what went on and was paused goes back',
      { status: 'paused' },
      { ...same, status: 'paused', positionMs: 90_000 },
      ['seek 30000'],
    ],
    [
      'of what is louder by now makes it softer',
      { status: 'paused' },
      { ...same, status: 'paused', device: { ...KITCHEN, volume: 80 } },
      ['volume 30'],
    ],
  ])('%s', async (_what, then, now, sent) => {
    const back = await broughtBack(then, now);
    expect(back.outcome).toMatchObject({ ok: true });
    expect(back.sent).toEqual(sent);
  });

  it('of a list that is gone brings back its song alone', async () => {
    const gone = new Refusal('refused', 'Something is wrong', 500);
    const { outcome, sent } = await broughtBack({}, {}, gone);
    expect(outcome).toMatchObject({ ok: true });
    expect(sent.at(-1)).toBe(`play {"positionMs":30000,"uris":["${SONG}"]}`);
  });

  it('of an advertisement is nothing that could be brought back', async () => {
    const item = { ...track('ad'), kind: 'ad', uri: null } as const;
    const { outcome, sent } = await broughtBack({ item, contextUri: null }, {});
    expect(outcome).toMatchObject({
      ok: false,
      problem: { kind: 'refused', message: expect.stringContaining('an advertisement, a file') },
    });
    expect(sent).toEqual([]);
  });

  it('of music without a list fails where Spotify refuses that', async () => {
    const gone = new Refusal('refused', 'Something is wrong', 500);
    const { outcome } = await broughtBack({ contextUri: null }, {}, gone);
    expect(outcome).toMatchObject({ ok: false, problem: { message: 'Something is wrong' } });
  });
});
