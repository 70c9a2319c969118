import { describe, expect, it } from 'vitest';
import type { ReaderRules } from '../../src/core/reader.ts';
import type { Tag, TagOptions } from '../../src/core/tag.ts';
import type { Settings } from '../../src/simulator/settings.ts';
import { ALBUM, AUDIOBOOK as BOOK, boxIn, CARD, OTHER_CARD, plan, sentCommands } from './box.ts';
import { playingHouse } from './house.ts';

/** Stories go on where they stopped: what really plays, after all that may happen in between. */

const UID = '047290BAAD6C81';
const OTHER_UID = '04165CD42E6180';
const HOUR = 3600_000;
/** Looks are 8.5 s apart, and commands take their time. */
const ABOUT_MS = 1_500;

function tag(does: string, options: TagOptions = {}, uid = UID): Tag {
  return { uid, name: null, does, cover: null, options };
}

/** A house with a box; `card` is what CARD plays, and OTHER_CARD plays an album. */
async function storyHouse(
  card: Tag,
  { rules = {}, settings = {} }: { rules?: Partial<ReaderRules>; settings?: Partial<Settings> } = {},
) {
  const house = await playingHouse({
    settings,
    readers: [plan('kids', { device: 'Kitchen', ...rules }), plan('study', { device: 'Study' })],
  });
  house.tagFile.edit([card, tag(ALBUM, {}, OTHER_UID)]);
  const { clock, simulator, catalogue, phone } = house;
  const box = boxIn(house);
  return {
    house,
    clock,
    phone,
    box,
    study: boxIn(house, 'study'),
    chapters: catalogue.audiobooks[0]?.chapters.map(({ uri }) => uri) ?? [],
    episodes: catalogue.shows[0]?.episodes.map(({ uri }) => uri) ?? [],
    tracks: (album: string) => catalogue.albumNamed(album).tracks.map(({ uri }) => uri),
    commands: (since: number) => sentCommands(house.sent, since),
    truth: () => simulator.player('family'),
    async lay(uid: string, forMs: number) {
      box.lay(uid);
      await clock.advance(forMs);
    },
    async take(uid: string, forMs: number) {
      box.take(uid);
      await clock.advance(forMs);
    },
    /** CARD is laid a second ago, and its music plays on from this place. */
    expectOn(uri: string | undefined, positionMs: number) {
      const { playing, uri: playingUri, position_ms } = simulator.player('family');
      expect({ playing, uri: playingUri }).toEqual({ playing: true, uri });
      expect(Math.abs(position_ms - positionMs - 1_000)).toBeLessThan(ABOUT_MS);
    },
  };
}

describe('a story goes on', () => {
  it.each([5_000, 70_000, HOUR, 20 * HOUR])('%i ms after its card was taken', async (pauseMs) => {
    const { truth, chapters, lay, take, expectOn, box, house } = await storyHouse(tag(BOOK), {
      rules: { onRemoval: 'pause' },
    });
    await lay(CARD, 93_000);
    await take(CARD, pauseMs);
    const { playing, uri, position_ms } = truth();
    expect({ playing, uri }).toEqual({ playing: false, uri: chapters[1] });
    expect(position_ms).toBeGreaterThan(30_000);
    const at = house.clock.now();
    await lay(CARD, 1_000);
    expectOn(chapters[1], position_ms);
    await house.clock.advance(1_000);
    expect(box.results(at)).toEqual(['heard', 'resumed']);
    await house.close();
  });

  it('after another card', async () => {
    const { truth, chapters, lay, expectOn, clock, house } = await storyHouse(tag(BOOK));
    await lay(CARD, 93_000);
    const { position_ms } = truth();
    await lay(OTHER_CARD, 60_000);
    expect(truth().context).toBe(ALBUM);
    const at = clock.now();
    await lay(CARD, 1_000);
    expectOn(chapters[1], position_ms);
    expect(sentCommands(house.sent, at).filter((one) => one.includes('/play'))).toHaveLength(1);
    await house.close();
  });

  it('from the chapter that somebody skipped to on the phone', async () => {
    const { truth, chapters, lay, expectOn, phone, clock, house } = await storyHouse(tag(BOOK));
    await lay(CARD, 20_000);
    phone({ action: 'next' });
    phone({ action: 'next' });
    phone({ action: 'next' });
    await clock.advance(40_000);
    phone({ action: 'previous' });
    phone({ action: 'previous' });
    await clock.advance(40_000);
    const { position_ms, uri } = truth();
    expect(uri).toBe(chapters[2]);
    await lay(OTHER_CARD, 60_000);
    await lay(CARD, 1_000);
    expectOn(chapters[2], position_ms);
    await house.close();
  });

  it('of the card that was laid last, where several have the same story', async () => {
    const { truth, lay, take, expectOn, house, clock } = await storyHouse(tag(BOOK), {
      rules: { onRemoval: 'pause' },
    });
    house.tagFile.edit([tag(BOOK), tag(BOOK, {}, 'A1B2C3D4'), tag(ALBUM, {}, OTHER_UID)]);
    await lay(CARD, 60_000);
    await take(CARD, 10_000);
    // Its music is paused already: no look shows anything new.
    await lay('A1-B2-C3-D4', 60_000);
    const { uri, position_ms } = truth();
    await lay(OTHER_CARD, 60_000);
    await lay('A1-B2-C3-D4', 1_000);
    expectOn(uri ?? undefined, position_ms);
    await clock.advance(1_000);
    await house.close();
  });

  it('from where somebody put something else on, on the phone', async () => {
    const { truth, chapters, lay, take, expectOn, phone, clock, house } = await storyHouse(tag(BOOK));
    await lay(CARD, 100_000);
    const { position_ms } = truth();
    phone({ action: 'play', uri: ALBUM });
    await clock.advance(60_000);
    await take(CARD, 3_000);
    await lay(CARD, 1_000);
    expectOn(chapters[1], position_ms);
    await house.close();
  });

  it('after a power cut, from no more than a quarter of a minute before it', async () => {
    const { truth, chapters, lay, take, phone, clock, house } = await storyHouse(tag(BOOK));
    await lay(CARD, 133_000);
    const { position_ms } = truth();
    phone({ action: 'sleep', device: 'Kitchen' });
    await house.kill();
    await clock.advance(HOUR);
    phone({ action: 'wake', device: 'Kitchen' });
    // The box was lifted to see what is wrong.
    const back = boxIn(house);
    back.status('online');
    back.lay(CARD);
    await clock.advance(5_000);
    expect(truth().playing).toBe(false);
    await take(CARD, 5_000);
    await lay(CARD, 1_000);
    const again = truth();
    expect({ playing: again.playing, uri: again.uri }).toEqual({ playing: true, uri: chapters[1] });
    expect(position_ms - again.position_ms).toBeLessThan(16_000);
    expect(position_ms - again.position_ms).toBeGreaterThan(-1_000);
    await house.close();
  });

  it('on the speaker of another reader, to which its card was carried', async () => {
    const { truth, chapters, lay, study, clock, commands, house } = await storyHouse(tag(BOOK));
    await lay(CARD, 93_000);
    const { position_ms } = truth();
    const at = clock.now();
    study.lay(CARD);
    await clock.advance(5_000);
    const { playing, device, uri, position_ms: after } = truth();
    expect({ playing, device, uri }).toEqual({ playing: true, device: 'Study', uri: chapters[1] });
    expect(Math.abs(after - position_ms - 5_000)).toBeLessThan(ABOUT_MS);
    expect(commands(at)).toEqual([expect.stringMatching(/^PUT \/me\/player {.*"play":true}$/)]);
    await house.close();
  });
});

describe('a story that has ended', () => {
  /** Its last chapter ends by itself. */
  async function toTheEnd(options: TagOptions, settings: Partial<Settings>) {
    const story = await storyHouse(tag(BOOK, options), { settings });
    await story.lay(CARD, 30_000);
    for (let chapter = 1; chapter < story.chapters.length; chapter++) story.phone({ action: 'next' });
    await story.clock.advance(60_000);
    expect(story.truth().uri).toBe(story.chapters.at(-1));
    await story.clock.advance(62_000);
    return story;
  }

  it('begins anew where Spotify is silent after it', async () => {
    const { truth, lay, take, chapters, expectOn, house } = await toTheEnd({}, { autoplay: false });
    expect(truth().playing).toBe(false);
    await take(CARD, 60_000);
    await lay(CARD, 1_000);
    expectOn(chapters[0], 0);
    await house.close();
  });

  it.each([
    ['as a story is', {}],
    ['as the tag says', { atEnd: 'stop' } as const],
  ])('is over, %s: what Spotify plays on is paused, and begins anew', async (_, options) => {
    const { truth, lay, take, chapters, expectOn, commands, clock, house } = await toTheEnd(options, {
      autoplay: true,
    });
    const { playing, uri, position_ms } = truth();
    expect(playing).toBe(false);
    expect(chapters).not.toContain(uri);
    expect(position_ms).toBeLessThan(3_000);
    expect(commands(clock.now() - 10_000)).toEqual(['PUT /me/player/pause']);
    await take(CARD, HOUR);
    await lay(CARD, 1_000);
    expectOn(chapters[0], 0);
    await house.close();
  });

  it('plays on where its tag wants that, and what plays then is no place to go on from', async () => {
    const { truth, lay, take, chapters, expectOn, clock, house } = await toTheEnd(
      { atEnd: 'autoplay' },
      { autoplay: true },
    );
    await clock.advance(60_000);
    expect(truth().playing).toBe(true);
    expect(chapters).not.toContain(truth().uri);
    await take(CARD, 5_000);
    await lay(CARD, 1_000);
    expectOn(chapters[0], 0);
    await house.close();
  });

  it('begins again by itself where its tag wants that', async () => {
    const { truth, chapters, house } = await toTheEnd({ atEnd: 'repeat' }, { autoplay: true });
    const { playing, repeat, uri } = truth();
    expect({ playing, repeat, uri }).toEqual({ playing: true, repeat: 'context', uri: chapters[0] });
    await house.close();
  });
});

describe('a story that is stopped', () => {
  it.each([5_000, HOUR])('begins anew %i ms after its card was taken', async (pauseMs) => {
    const { truth, lay, take, chapters, expectOn, house } = await storyHouse(tag(BOOK), {
      rules: { onRemoval: 'stop' },
    });
    await lay(CARD, 93_000);
    await take(CARD, pauseMs);
    expect(truth().playing).toBe(false);
    await lay(CARD, 1_000);
    expectOn(chapters[0], 0);
    await house.close();
  });
});

describe('an album', () => {
  const NAME = 'Songs for an Empty Kitchen';

  async function albumHouse(options: TagOptions, hoursLong = false) {
    const story = await storyHouse(tag(''));
    const { uri } = story.house.catalogue.albumNamed(NAME);
    story.house.tagFile.edit([tag(uri, options), tag(ALBUM, {}, OTHER_UID)]);
    if (hoursLong) {
      const path = `/albums/${uri.split(':')[2]}/tracks*`;
      const items = [{ duration_ms: 3.5e6 }, { duration_ms: 0.2e6 }];
      story.house.simulator.fault({ kind: 'patch', fields: { items }, match: { path } });
    }
    return { ...story, songs: story.tracks(NAME) };
  }

  it('begins anew where it is music', async () => {
    const { lay, songs, expectOn, phone, clock, house } = await albumHouse({});
    await lay(CARD, 20_000);
    phone({ action: 'next' });
    await clock.advance(30_000);
    await lay(OTHER_CARD, 30_000);
    await lay(CARD, 1_000);
    expectOn(songs[0], 0);
    await house.close();
  });

  it('goes on where it is as long as a story', async () => {
    const { lay, songs, expectOn, phone, clock, truth, house } = await albumHouse({}, true);
    await lay(CARD, 20_000);
    phone({ action: 'next' });
    await clock.advance(30_000);
    const { position_ms } = truth();
    await lay(OTHER_CARD, 30_000);
    await lay(CARD, 1_000);
    expectOn(songs[1], position_ms);
    await house.close();
  });

  it('goes on where its tag wants that, begins where its tag says, and there again when it has ended', async () => {
    const { lay, songs, expectOn, phone, clock, truth, house } = await albumHouse({
      offset: 2,
      resume: true,
      atEnd: 'stop',
    });
    await lay(CARD, 1_000);
    expectOn(songs[2], 0);
    await clock.advance(20_000);
    phone({ action: 'next' });
    await clock.advance(30_000);
    const { position_ms, uri } = truth();
    expect(uri).toBe(songs[3]);
    await lay(OTHER_CARD, 30_000);
    await lay(CARD, 1_000);
    expectOn(songs[3], position_ms);
    await clock.advance(10 * 60_000);
    expect(truth().playing).toBe(false);
    await lay(CARD, 1_000);
    expectOn(songs[2], 0);
    await house.close();
  });
});

describe('a show that Spotify takes for no context', () => {
  it('plays its episodes, and goes on with the one that was heard', async () => {
    const story = await storyHouse(tag(''));
    const { house, lay, episodes, expectOn, phone, clock, truth, commands } = story;
    const show = house.catalogue.shows[0]?.uri ?? '';
    house.tagFile.edit([tag(show), tag(ALBUM, {}, OTHER_UID)]);
    const refuse = () =>
      house.simulator.fault({
        kind: 'answer',
        status: 404,
        body: '{"error":{"status":404,"message":"Resource not found"}}',
        match: { method: 'PUT', path: '/me/player/play' },
      });
    refuse();
    await lay(CARD, 1_500);
    expectOn(episodes[0], 0);
    expect(truth().context).toBeNull();
    await clock.advance(30_000);
    phone({ action: 'next' });
    phone({ action: 'next' });
    await clock.advance(40_000);
    const { position_ms, uri } = truth();
    expect(uri).toBe(episodes[2]);
    await lay(OTHER_CARD, 30_000);
    refuse();
    const at = clock.now();
    await lay(CARD, 1_500);
    expectOn(episodes[2], position_ms);
    expect(commands(at).filter((one) => one.includes('"uris"'))).toHaveLength(1);
    await house.close();
  });
});
