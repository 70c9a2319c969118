import { describe, expect, it } from 'vitest';
import type { ReaderRules } from '../../src/core/reader.ts';
import type { Tag, TagOptions } from '../../src/core/tag.ts';
import { ALBUM, boxIn, CARD, OTHER_ALBUM, OTHER_CARD, plan, sentCommands } from './box.ts';
import { type HouseOptions, openHouse, playingHouse } from './house.ts';

/** What happens at the same time, or to two at once. */

const UID = '047290BAAD6C81';
const PLAYS = `PUT /me/player/play {"context_uri":"${ALBUM}"}`;
const PLAYS_OTHER = `PUT /me/player/play {"context_uri":"${OTHER_ALBUM}"}`;

const tag = (uid: string, does: string, options: TagOptions = {}): Tag => ({
  uid,
  name: null,
  does,
  cover: null,
  options,
});

async function houseWithBox(rules: Partial<ReaderRules> = {}, options: HouseOptions = {}) {
  const house = await playingHouse({ ...options, readers: [plan('kids', rules)] });
  return { house, box: boxIn(house), clock: house.clock };
}

describe('at the same time', () => {
  it('pauses what was still on its way when its card left', async () => {
    const { house, box, clock } = await houseWithBox({ onRemoval: 'pause' });
    house.simulator.fault({ kind: 'slow', delay_ms: 4_000 });
    const at = clock.now();
    box.lay(CARD, ALBUM);
    await clock.advance(500);
    box.take(CARD);
    await clock.advance(30_000);
    expect(sentCommands(house.sent, at)).toEqual([PLAYS, 'PUT /me/player/pause']);
    expect(box.results(at)).toEqual(['heard', 'playing', 'paused']);
    expect(house.value('family', 'status')).toBe('paused');
    await house.close();
  });

  it('carries out two cards in their order, and answers both', async () => {
    const { house, box, clock } = await houseWithBox();
    const at = clock.now();
    box.lay(CARD, ALBUM);
    await clock.advance(20);
    box.lay(OTHER_CARD, OTHER_ALBUM);
    await clock.advance(10_000);
    expect(sentCommands(house.sent, at)).toEqual([PLAYS, PLAYS_OTHER]);
    expect(box.results(at)).toEqual(['heard', 'heard', 'playing', 'playing']);
    const events = house.said.filter(({ topic, at: when }) => topic.endsWith('family/event') && when >= at);
    const played = events
      .map(({ payload }) => JSON.parse(payload))
      .filter((one) => one.event_type === 'tag_played');
    expect(played.map(({ uri }) => uri)).toEqual([ALBUM, OTHER_ALBUM]);
    await house.close();
  });

  it('says that a card was given up which left while it waited', async () => {
    const { house, box, clock } = await houseWithBox({ device: 'Bedroom' });
    house.phone({ action: 'sleep', device: 'Bedroom' });
    await clock.advance(10_000);
    const at = clock.now();
    box.lay(CARD, ALBUM);
    await clock.advance(2_000);
    box.take(CARD);
    await clock.advance(3_000);
    house.phone({ action: 'wake', device: 'Bedroom' });
    await clock.advance(60_000);
    expect(sentCommands(house.sent, at).filter((one) => one.includes('context_uri'))).toEqual([]);
    expect(box.told(at)).toMatchObject([
      { result: 'heard' },
      { result: 'waiting' },
      { result: 'done', message: expect.stringContaining('taken away') },
    ]);
    await house.close();
  });

  it('looks before it says that there is nothing to do', async () => {
    const { house, box, clock } = await houseWithBox();
    box.lay(CARD, ALBUM);
    await clock.advance(22_000);
    house.phone({ action: 'pause' });
    await clock.advance(6_000);
    const at = clock.now();
    box.lay(CARD, ALBUM);
    await clock.advance(2_000);
    expect(sentCommands(house.sent, at)).toEqual(['PUT /me/player/play']);
    expect(box.results(at)).toEqual(['heard', 'resumed']);
    await house.close();
  });

  it('shows the code at once where a card starts a pairing', async () => {
    const house = await openHouse({ readers: [plan('kids')] });
    await house.clock.advance(5_000);
    const [account] = house.accounts;
    account?.store.put({ paired: false, pairing: house.desk.pairing });
    const box = boxIn(house);
    box.lay(CARD, ALBUM);
    await house.clock.advance(100);
    expect(box.value('display')).toBe(`Pair: ${house.desk.pairing.userCode}`);
    await house.close();
  });
});

const PLAYLIST = '{"command":"play","playlist":"Dancing"}';

describe('what a reader may, by its cards and its buttons', () => {
  it.each<[string, Partial<ReaderRules>, string, string, string]>([
    [
      'a playlist in quiet hours',
      { quiet: { from: 0, to: 1439 } },
      'command:playlist/Dancing',
      PLAYLIST,
      'denied',
    ],
    ['a playlist where music plays', { interrupt: 'never' }, 'command:playlist/Dancing', PLAYLIST, 'busy'],
    ['a skip in quiet hours', { quiet: { from: 0, to: 1439 } }, 'command:next', 'next', 'denied'],
    ['a pause in quiet hours', { quiet: { from: 0, to: 1439 } }, 'command:pause', 'pause', 'paused'],
  ])('%s', async (_, rules, does, button, result) => {
    const { house, box, clock } = await houseWithBox(rules);
    house.tagFile.edit([tag(UID, does)]);
    const at = clock.now();
    box.lay(CARD);
    await clock.advance(3_000);
    expect(box.results(at)).toEqual(['heard', result]);
    box.send('command', button);
    await clock.advance(3_000);
    expect(box.results(at).slice(2)).toEqual([result]);
    await house.close();
  });
});

describe('a button', () => {
  it('that sends what is no command is told so', async () => {
    const { house, box, clock } = await houseWithBox();
    const at = clock.now();
    box.send('command', 'dance');
    await clock.advance(100);
    expect(box.results(at)).toEqual(['error']);
    await house.close();
  });
});

describe('a house of two accounts', () => {
  const two = { residents: [{ user: 'family' }, { user: 'guests' }] };

  it('asks whose a card is on a reader that nobody configured', async () => {
    const house = await openHouse(two);
    await house.clock.advance(5_000);
    const box = boxIn(house, 'hall');
    box.lay(CARD, ALBUM);
    await house.clock.advance(1_000);
    expect(box.told()).toMatchObject([
      { result: 'heard' },
      { result: 'error', message: expect.stringContaining('name one of family, guests') },
    ]);
    await house.close();
  });

  it('sets a short link without asking whose it is', async () => {
    const house = await openHouse(two);
    await house.clock.advance(1_000);
    await expect(house.tags.desk.set(CARD, { does: 'lock' })).resolves.toMatchObject({ does: 'lock' });
    const setting = house.tags.desk.set(OTHER_CARD, { does: 'https://spotify.link/abcdefghijk' });
    const why = setting.then(
      () => '',
      (error: Error) => error.message,
    );
    await house.clock.advance(60_000);
    expect(await why).not.toContain('account');
    await house.close();
  });

  it('plays a card on its account, and pauses it there and nowhere else', async () => {
    const house = await openHouse({
      ...two,
      readers: [plan('kids', { account: 'family', onRemoval: 'pause' })],
    });
    await house.clock.advance(5_000);
    house.tagFile.edit([tag(UID, ALBUM, { account: 'guests', device: 'Speaker' })]);
    const box = boxIn(house);
    box.lay(CARD);
    await house.clock.advance(10_000);
    const playing = () => house.accounts.map(({ store }) => store.state.playback.status);
    expect(playing()).toEqual(['idle', 'playing']);
    // Its meaning changes while it lies there.
    house.tagFile.edit([tag(UID, ALBUM, { account: 'family' })]);
    box.take(CARD);
    await house.clock.advance(10_000);
    expect(playing()).toEqual(['idle', 'paused']);
    await house.close();
  });
});

describe('a flood', () => {
  it('of readers that nobody has is announced to nobody', async () => {
    const { house, box, clock } = await houseWithBox();
    for (let one = 0; one < 500; one++)
      house.broker.deliver(`spotify2mqtt/reader/flood${one}/tag`, '04-72-90-BA', { retained: false });
    await clock.advance(60_000);
    const info = () => JSON.parse(house.broker.retained.get('spotify2mqtt/bridge/info') ?? '');
    expect(info().readers).toEqual(['kids']);
    expect([...house.broker.retained.keys()].filter((topic) => topic.includes('flood'))).toEqual([]);
    expect(house.tags.readers.all().length).toBeLessThanOrEqual(200);
    const at = clock.now();
    box.lay(CARD, ALBUM);
    await clock.advance(1_000);
    expect(sentCommands(house.sent, at)).toEqual([PLAYS]);
    await house.close();
  });
});
