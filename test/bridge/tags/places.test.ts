import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/core/command.ts';
import type { Item } from '../../../src/core/item.ts';
import { idle, type Playback } from '../../../src/core/playback.ts';
import { Trouble } from '../../../src/core/problem.ts';
import { playingTrack, track } from '../../core/playing.ts';
import { taggedAccount } from './house.ts';

const SHOW = 'spotify:show:6LzZlnKqxXbzDwwaCvEkd9';
const EPISODE = 'spotify:episode:512ojhOuo1ktJprKbVcKyQ';
const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const TRACK = 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6';
const CARD = '047290BA';
const S = 1_000;
const HOUR = 3_600 * S;

const episode = (name: string): Item => ({ ...track(name, HOUR), kind: 'episode', album: 'Stories' });
const alone = { item: { ...episode('e'), uri: EPISODE }, contextUri: null };
const inShow = { item: episode('e'), contextUri: SHOW };
const radio = { item: track('radio'), contextUri: null };
const chosen = { item: track('hit'), contextUri: ALBUM };

type House = Awaited<ReturnType<typeof playingCard>>;

/** A card was laid, its length is known, and Spotify plays `shown` for it from a position on (s). */
async function playingCard(uri: string, shown: Partial<Playback>, from = 0, albumMs?: number) {
  const house = await taggedAccount({ onRemoval: 'pause' });
  if (albumMs !== undefined) house.spotify.lengths.set(uri, albumMs);
  await house.tags.desk.set(CARD, { does: uri });
  await house.clock.advance(30 * S);
  await house.lay(CARD);
  /** Spotify plays this from now on, and is looked at. */
  const play = (change: Partial<Playback>, at = 0) => {
    house.spotify.now = playingTrack('one', at * S, house.clock.now(), change);
    void house.account.poller.look('verification');
    return house.clock.advance(S);
  };
  await play(shown, from);
  house.spotify.calls.length = 0;
  const obey = async (command: Command) => {
    const outcome = house.account.commander.obey(command);
    // What plays on is answered at the first look.
    await house.clock.advance(command.ask === 'device' ? 1.2 * S : S);
    expect(await outcome).toMatchObject({ ok: true });
  };
  /** Where it would go on, s; undefined: at the beginning. */
  const place = () => {
    const at = house.tags.desk.tag(CARD)?.resumesAt;
    return at ? Math.round(at.positionMs / S) : undefined;
  };
  return { ...house, play, obey, place };
}

describe('the place of a card', () => {
  it.each<[string, (house: House) => unknown, number | undefined]>([
    ['is kept while it plays', ({ clock }) => clock.advance(30 * S), 630],
    ['is kept when it is paused', ({ play }) => play({ ...inShow, status: 'paused' }, 620), 620],
    [
      'is that before something else was chosen',
      async ({ clock, play }) => {
        await clock.advance(20 * S);
        await play(chosen);
      },
      621,
    ],
    [
      'is in the next item after a skip on the phone',
      ({ play }) => play({ ...inShow, item: episode('f') }, 3),
      3,
    ],
    [
      'is not lost by an advertisement',
      async ({ play }) => {
        await play({ item: null, contextUri: null });
        await play(chosen);
      },
      601,
    ],
    [
      'is kept when the speaker is gone',
      async ({ spotify, account, clock }) => {
        spotify.now = idle(clock.now());
        account.poller.hint();
        await clock.advance(10 * S);
      },
      600,
    ],
  ])('%s', async (_, act, seconds) => {
    const house = await playingCard(SHOW, inShow, 600);
    await act(house);
    expect(Math.abs((house.place() ?? Number.NaN) - (seconds ?? 0))).toBeLessThanOrEqual(1);
    await house.close();
  });

  it.each<[string, number, boolean]>([
    ['a long album', HOUR, true],
    ['an album', HOUR - 1, false],
  ])('%s of %i ms: %s', async (_, albumMs, isKept) => {
    const house = await playingCard(ALBUM, { contextUri: ALBUM }, 20, albumMs);
    await house.clock.advance(60 * S);
    await house.play({ ...radio, contextUri: SHOW });
    await house.take(CARD);
    await house.clock.advance(10 * S);
    house.spotify.calls.length = 0;
    house.spotify.follows = true;
    await house.lay(CARD);
    await house.clock.advance(S);
    expect(house.results().at(-1)).toBe(isKept ? 'resumed' : 'playing');
    expect(house.spotify.calls.filter((call) => call.startsWith('GET length'))).toEqual([]);
    await house.close();
  });

  it('is cleared, and silence kept, when the story ended by itself', async () => {
    const house = await playingCard(EPISODE, alone, 3_580);
    await house.clock.advance(15 * S);
    expect(house.place()).toBeDefined();
    await house.clock.advance(4 * S);
    await house.play(radio);
    expect(house.place()).toBeUndefined();
    expect(house.spotify.commands()).toEqual(['pause']);
    await house.close();
  });

  it('is cleared, and the music goes on, where the card says so', async () => {
    const house = await playingCard(EPISODE, alone, 3_580);
    await house.tags.desk.set(CARD, { options: { atEnd: 'autoplay' } });
    await house.clock.advance(19 * S);
    await house.play(radio);
    expect(house.place()).toBeUndefined();
    expect(house.spotify.commands()).toEqual([]);
    await house.close();
  });

  it('is cleared where its end was not seen, and something else was chosen since', async () => {
    const house = await playingCard(EPISODE, alone, 3_590);
    house.spotify.fail('GET playback', new Trouble('unreachable', 'no answer'), 4);
    house.spotify.now = playingTrack('one', 0, house.clock.now() + 40 * S, chosen);
    await house.clock.advance(120 * S);
    expect(house.place()).toBeUndefined();
    expect(house.spotify.commands()).toEqual([]);
    await house.close();
  });

  it('is not that of a skip that is only claimed', async () => {
    const house = await playingCard(EPISODE, alone, 600);
    await house.obey({ ask: 'next' });
    await house.play(radio);
    expect(house.place()).toBeGreaterThan(598);
    await house.close();
  });

  it('belongs to what the card played then', async () => {
    const house = await playingCard(SHOW, inShow, 600);
    await house.clock.advance(30 * S);
    house.file.edit([{ uid: CARD, does: EPISODE, name: null, cover: null, options: {} }]);
    await house.play(chosen);
    await house.take(CARD);
    await house.clock.advance(10 * S);
    house.spotify.calls.length = 0;
    await house.lay(CARD);
    expect(house.spotify.commands()).toContain(`play {"uris":["${EPISODE}"]}`);
    await house.close();
  });
});

describe('whose music it is', () => {
  const pausedBy = async (house: House) => {
    house.spotify.calls.length = 0;
    await house.take(CARD);
    await house.clock.advance(5 * S);
    return house.spotify.commands().includes('pause');
  };

  it.each<[string, string, Partial<Playback>, (house: House) => unknown, boolean]>([
    ["the card's", ALBUM, { contextUri: ALBUM }, () => {}, true],
    ['a track in another pressing', TRACK, radio, () => {}, true],
    ['a show that plays without its context', SHOW, { ...inShow, contextUri: null }, () => {}, true],
    ['after a skip by a button', ALBUM, { contextUri: ALBUM }, ({ obey }) => obey({ ask: 'next' }), true],
    ['after a seek', ALBUM, { contextUri: ALBUM }, ({ obey }) => obey({ ask: 'seek', position: 100 }), true],
    [
      'on another speaker',
      ALBUM,
      { contextUri: ALBUM },
      ({ obey }) => obey({ ask: 'device', device: 'bath' }),
      true,
    ],
    [
      'after an advertisement',
      ALBUM,
      { contextUri: ALBUM },
      async ({ play }) => {
        await play({ item: null, contextUri: null });
        await play({ contextUri: ALBUM }, 40);
      },
      true,
    ],
    [
      "somebody's who chose it",
      ALBUM,
      { contextUri: ALBUM },
      ({ play }) => play({ ...radio, contextUri: SHOW }),
      false,
    ],
    [
      "somebody's who chose it again after that",
      ALBUM,
      { contextUri: ALBUM },
      async ({ play }) => {
        await play({ ...radio, contextUri: SHOW });
        await play({ contextUri: ALBUM });
      },
      false,
    ],
  ])('%s', async (_, uri, shown, act, expected) => {
    const house = await playingCard(uri, shown);
    await act(house);
    await house.clock.advance(10 * S);
    expect(await pausedBy(house)).toBe(expected);
    await house.close();
  });

  it('names and pictures a card that was set by its link', async () => {
    const house = await playingCard(ALBUM, {
      contextUri: ALBUM,
      item: { ...track('one'), image: 'https://i.test/1' },
    });
    expect(house.tags.desk.tag(CARD)).toMatchObject({
      name: 'Album',
      title: 'Album',
      cover: 'https://i.test/1',
    });
    await house.close();
  });
});
