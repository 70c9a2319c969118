import { describe, expect, it } from 'vitest';
import type { ReaderRules } from '../../src/core/reader.ts';
import type { Tag, TagOptions } from '../../src/core/tag.ts';
import { ALBUM, boxIn, CARD, OTHER_ALBUM, OTHER_CARD, plan, sentCommands } from './box.ts';
import { type HouseOptions, openHouse, playingHouse } from './house.ts';

const UID = '047290BAAD6C81';
const OTHER_UID = '04165CD42E6180';
const ALBUM_LINK = `https://open.spotify.com/album/${ALBUM.split(':')[2]}?si=1`;

function tag(uid: string, does: string, options: TagOptions = {}, name: string | null = null): Tag {
  return { uid, name, does, cover: null, options };
}

/** A house that plays in the kitchen, with a box for children. */
async function houseWithBox(rules: Partial<ReaderRules> = {}, options: HouseOptions = {}) {
  const house = await playingHouse({ ...options, readers: [plan('kids', rules)] });
  const box = boxIn(house);
  const commands = (since: number) => sentCommands(house.sent, since);
  return { ...house, house, box, commands };
}

describe('a card on the box', () => {
  it('plays what stands on it, at once and once', async () => {
    const { clock, box, commands, house } = await houseWithBox();
    const at = clock.now();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(5_000);
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(2_000);
    expect(commands(at)).toEqual([`PUT /me/player/play {"context_uri":"${ALBUM}"}`]);
    expect(house.sent.find((one) => one.at >= at)?.at).toBe(at);
    expect(box.told(at).map((one) => one.result)).toEqual(['heard', 'playing', 'heard', 'playing']);
    expect(box.told(at)[0]?.at).toBe(at);
    expect(house.value('family', 'last_tag')).toBe(UID);
    expect(box.value('display')).toMatch(/ - /);
    await house.close();
  });

  it('plays what was assigned to it, on its speaker, as loud as it may be', async () => {
    const { clock, box, commands, tagFile, house } = await houseWithBox({ maxVolume: 30, volume: 60 });
    tagFile.edit([tag(UID, ALBUM, { device: 'Study', shuffle: true }, 'Lullabies')]);
    const at = clock.now();
    box.lay(CARD, 'https://open.spotify.com/track/6rqhFgbbKwnb9MLmUQDhG6');
    await clock.advance(3_000);
    expect(commands(at).join('\n')).toMatch(
      /^PUT \/me\/player {"device_ids":\[".*"\],"play":false}\nPUT \/me\/player\/volume\?.*volume_percent=30.*\nPUT \/me\/player\/shuffle\?.*state=true.*\nPUT \/me\/player\/play\?device_id=.* {"context_uri":"spotify:album:7AspGOwifZ5xZdV8Ve9cG8"}$/,
    );
    expect(box.told(at)).toMatchObject([
      { result: 'heard', title: 'Lullabies' },
      { result: 'playing', title: 'Lullabies' },
    ]);
    await house.close();
  });

  it('resumes what is paused, and starts anew what was replaced from an app in between', async () => {
    const { clock, box, commands, phone, house } = await houseWithBox();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(20_000);
    box.take(CARD);
    await clock.advance(5_000);
    phone({ action: 'pause' });
    await clock.advance(40_000);
    let at = clock.now();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(5_000);
    expect(commands(at)).toEqual(['PUT /me/player/play']);
    expect(box.results(at)).toEqual(['heard', 'resumed']);

    box.take(CARD);
    phone({ action: 'play', uri: OTHER_ALBUM });
    await clock.advance(30_000);
    at = clock.now();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(5_000);
    expect(commands(at)).toEqual([`PUT /me/player/play {"context_uri":"${ALBUM}"}`]);
    await house.close();
  });

  it('plays the last of cards that follow each other faster than Spotify shows them', async () => {
    const { clock, box, commands, house } = await houseWithBox();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(20_000);
    for (const pause of [0, 20, 300]) {
      const at = clock.now();
      box.lay(OTHER_CARD, OTHER_ALBUM);
      await clock.advance(pause);
      box.take(OTHER_CARD);
      box.lay(CARD, ALBUM_LINK);
      await clock.advance(20_000);
      expect(commands(at)).toEqual([
        `PUT /me/player/play {"context_uri":"${OTHER_ALBUM}"}`,
        `PUT /me/player/play {"context_uri":"${ALBUM}"}`,
      ]);
    }
    await house.close();
  });

  it('looks before it resumes what may have changed since the last look', async () => {
    const { clock, box, commands, phone, house } = await houseWithBox();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(20_000);
    box.take(CARD);
    phone({ action: 'pause' });
    await clock.advance(35_000);
    phone({ action: 'play', uri: OTHER_ALBUM });
    await clock.advance(6_000);
    const at = clock.now();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(2_000);
    expect(commands(at)).toEqual([`PUT /me/player/play {"context_uri":"${ALBUM}"}`]);
    await house.close();
  });

  it('plays on what has just been paused on the phone, or has just ended', async () => {
    const { clock, box, commands, phone, house } = await houseWithBox({}, { settings: { autoplay: false } });
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(60_000);
    box.take(CARD);
    await clock.advance(8_000);
    phone({ action: 'pause' });
    let at = clock.now();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(2_000);
    expect(commands(at)).toEqual(['PUT /me/player/play']);
    expect(box.results(at)).toEqual(['heard', 'resumed']);

    box.take(CARD);
    const { duration_ms, next } = house.simulator.player('family');
    for (const _ of next) phone({ action: 'next' });
    await clock.advance(5_000);
    const last = house.simulator.player('family');
    expect(last.duration_ms).not.toBe(duration_ms);
    await clock.advance((last.duration_ms ?? 0) - last.position_ms + 300);
    at = clock.now();
    box.lay(CARD, ALBUM_LINK);
    // The look may have to wait for the budget.
    await clock.advance(6_000);
    expect(commands(at)).toEqual([`PUT /me/player/play {"context_uri":"${ALBUM}"}`]);
    await house.close();
  });

  it('looks before it takes for granted that its music plays already, or that other music may not be interrupted', async () => {
    const { clock, box, commands, phone, house } = await houseWithBox({ interrupt: 'never' });
    phone({ action: 'play', uri: ALBUM });
    await clock.advance(30_000);
    // The next look is seconds away.
    phone({ action: 'pause' });
    await clock.advance(6_000);
    let at = clock.now();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(2_000);
    expect(commands(at)).toEqual(['PUT /me/player/play']);

    await clock.advance(30_000);
    phone({ action: 'pause' });
    await clock.advance(6_000);
    at = clock.now();
    box.lay(OTHER_CARD, OTHER_ALBUM);
    await clock.advance(2_000);
    expect(commands(at)).toEqual([`PUT /me/player/play {"context_uri":"${OTHER_ALBUM}"}`]);
    await house.close();
  });

  it('takes its turn however quickly cards follow each other', async () => {
    const { clock, box, commands, house } = await houseWithBox();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(20_000);
    const at = clock.now();
    box.lay(OTHER_CARD, OTHER_ALBUM);
    await clock.advance(500);
    // Spotify shows the music of before still.
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(500);
    const play = (uri: string) => `PUT /me/player/play {"context_uri":"${uri}"}`;
    expect(commands(at)).toEqual([play(OTHER_ALBUM), play(ALBUM)]);
    await house.close();
  });

  it('pauses when the card leaves, but only what the card started', async () => {
    const { clock, box, commands, phone, house } = await houseWithBox({ onRemoval: 'pause' });
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(10_000);
    let at = clock.now();
    box.take(CARD);
    await clock.advance(1_900);
    expect(commands(at)).toEqual([]);
    await clock.advance(1_000);
    expect(commands(at)).toEqual(['PUT /me/player/pause']);
    expect(box.results(at)).toEqual(['paused']);

    box.lay(CARD, ALBUM_LINK);
    await clock.advance(10_000);
    phone({ action: 'play', uri: OTHER_ALBUM });
    await clock.advance(1_000);
    at = clock.now();
    box.take(CARD);
    await clock.advance(5_000);
    expect(commands(at)).toEqual([]);
    await house.close();
  });

  it('acts once however it flaps, and never on what is retained', async () => {
    const { clock, box, commands, house } = await houseWithBox({ onRemoval: 'pause' });
    const at = clock.now();
    box.send('tag', JSON.stringify({ event: 'scanned', uid: OTHER_CARD, uri: ALBUM_LINK }), true);
    for (let flap = 0; flap < 10; flap++) {
      box.lay(CARD, ALBUM_LINK);
      await clock.advance(900);
      box.take(CARD);
      await clock.advance(900);
    }
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(5_000);
    expect(commands(at)).toEqual([`PUT /me/player/play {"context_uri":"${ALBUM}"}`]);
    await house.close();
  });

  it('lies there when the power returns, and plays nothing at three in the morning', async () => {
    const { clock, box, commands, house } = await houseWithBox();
    const at = clock.now();
    box.status('online');
    await clock.advance(3_000);
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(20_000);
    expect(commands(at)).toEqual([]);
    box.take(CARD);
    await clock.advance(3_000);
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(2_000);
    expect(commands(at)).toEqual([`PUT /me/player/play {"context_uri":"${ALBUM}"}`]);
    await house.close();
  });

  it('works louder five times in a row, up to the ceiling', async () => {
    const { clock, box, tagFile, house, commands } = await houseWithBox({ maxVolume: 70 });
    tagFile.edit([tag(UID, 'command:volume +10')]);
    house.simulator.scene({ volume: 30 });
    house.hint('family');
    await clock.advance(2_000);
    const at = clock.now();
    for (let press = 0; press < 5; press++) {
      box.lay(CARD);
      await clock.advance(600);
      box.take(CARD);
      await clock.advance(600);
    }
    await clock.advance(5_000);
    expect(commands(at).at(-1)).toContain('volume_percent=70');
    expect(house.value('family', 'volume')).toBe('70');
    await house.close();
  });

  it.each<[string, Partial<ReaderRules>, string[]]>([
    ['quiet hours', { quiet: { from: 0, to: 1439 } }, ['heard', 'denied']],
    ['quiet hours with music', { quiet: { from: 0, to: 1439, maxVolume: 20 } }, ['heard', 'playing']],
    ['another hour', { quiet: { from: 0, to: 60 } }, ['heard', 'playing']],
    ['no interrupting', { interrupt: 'never' }, ['heard', 'busy']],
    [
      'another speaker, not to be interrupted',
      { interrupt: 'same_device', device: 'Study' },
      ['heard', 'busy'],
    ],
    ['the same speaker', { interrupt: 'same_device', device: 'kitchen' }, ['heard', 'playing']],
    ['an album for the queue', { queue: true }, ['heard', 'busy']],
  ])('%s', async (_, rules, results) => {
    const { clock, box, house } = await houseWithBox(rules);
    const at = clock.now();
    box.lay(CARD, OTHER_ALBUM);
    await clock.advance(5_000);
    expect(box.results(at)).toEqual(results);
    await house.close();
  });

  it('adds a single track to the queue where the reader queues', async () => {
    const { clock, box, commands, house } = await houseWithBox({ queue: true });
    const at = clock.now();
    const track = house.catalogue.albums[3]?.tracks[0]?.uri ?? '';
    box.lay(CARD, track);
    await clock.advance(5_000);
    expect(commands(at)).toEqual([`POST /me/player/queue?uri=${encodeURIComponent(track)}`]);
    expect(box.results(at)).toEqual(['heard', 'queued']);
    await house.close();
  });

  it('does what is no music: locks, scenes, unknown cards, other services', async () => {
    const { clock, box, tagFile, house } = await houseWithBox();
    tagFile.edit([tag(UID, 'lock'), tag(OTHER_UID, 'scene:bedtime')]);
    const at = clock.now();
    box.lay(OTHER_CARD);
    await clock.advance(5_000);
    box.lay(CARD);
    await clock.advance(5_000);
    box.lay(OTHER_CARD);
    await clock.advance(5_000);
    expect(box.results(at)).toEqual(['heard', 'done', 'heard', 'done', 'heard', 'denied']);
    expect(box.value('locked')).toBe('ON');
    box.send('locked/set', 'OFF');
    box.lay('11-22-33-44', 'https://music.apple.com/us/album/1');
    await clock.advance(5_000);
    box.lay('55-66-77-88');
    await clock.advance(5_000);
    expect(box.told(at).slice(6)).toMatchObject([
      { result: 'heard' },
      { result: 'unknown', message: expect.stringContaining('another service') },
      { result: 'heard' },
      { result: 'unknown', message: expect.stringContaining('nobody') },
    ]);
    const events = house.said
      .filter(({ topic }) => topic === 'spotify2mqtt/family/event')
      .map(({ payload }) => JSON.parse(payload));
    expect(events.filter((one) => one.event_type === 'scene')).toMatchObject([
      { scene: 'bedtime', reader: 'kids' },
    ]);
    expect(events.filter((one) => one.event_type === 'tag_unknown')).toHaveLength(2);
    expect(house.tags.desk.unknown()).toMatchObject([{ uid: '55667788' }, { uid: '11223344' }]);
    await house.close();
  });

  it('obeys buttons within what the reader may, and answers them', async () => {
    const { clock, box, commands, house } = await houseWithBox({ maxVolume: 40 });
    const at = clock.now();
    box.send('command', '{"command":"volume","volume":90,"transaction":7}');
    await clock.advance(1_000);
    expect(commands(at)).toEqual(['PUT /me/player/volume?volume_percent=40']);
    const answers = house.said.filter(({ topic }) => topic === 'spotify2mqtt/reader/kids/response');
    expect(answers.map(({ payload }) => JSON.parse(payload))).toMatchObject([
      { ok: true, command: 'volume', transaction: 7 },
    ]);
    box.send('command', 'dance');
    await clock.advance(1_000);
    expect(
      JSON.parse(house.said.filter(({ topic }) => topic.endsWith('kids/response')).at(-1)?.payload ?? ''),
    ).toMatchObject({
      ok: false,
      problem: { kind: 'bad_payload' },
    });
    await house.close();
  });
});

describe('the morning after a power cut', () => {
  it('plays the first card on the speaker that played last, although none is active', async () => {
    const { clock, box, commands, house, simulator } = await houseWithBox();
    const kitchen = simulator.player('family').devices.find(({ name }) => name === 'Kitchen');
    await house.restart();
    simulator.scene({ device: null });
    await clock.advance(70_000);
    const at = clock.now();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(5_000);
    expect(box.results(at)).toEqual(['heard', 'playing']);
    expect(commands(at).at(-1)).toBe(
      `PUT /me/player/play?device_id=${kitchen?.id} {"context_uri":"${ALBUM}"}`,
    );
    await house.close();
  });
});

describe('a card that has to wait', () => {
  it('starts a pairing where the account is not paired', async () => {
    const house = await openHouse({ readers: [plan('kids')] });
    await house.clock.advance(5_000);
    house.accounts[0]?.store.put({ paired: false });
    const box = boxIn(house);
    const at = house.clock.now();
    box.lay(CARD, ALBUM_LINK);
    await house.clock.advance(100);
    expect(box.results(at)).toEqual(['heard', 'unpaired']);
    expect(house.desk.calls).toEqual(['begin family']);
    await house.close();
  });

  it('plays when the speaker has woken up, and says so meanwhile', async () => {
    const { clock, box, commands, phone, house } = await houseWithBox({ device: 'Bedroom' });
    phone({ action: 'sleep', device: 'Bedroom' });
    await clock.advance(10_000);
    const at = clock.now();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(5_000);
    expect(box.results(at)).toEqual(['heard', 'waiting']);
    const woken = house.said.filter(({ topic }) => topic === 'spotify2mqtt/family/wake');
    expect(woken.map(({ payload }) => JSON.parse(payload))).toMatchObject([
      { device: 'Bedroom', reader: 'kids' },
    ]);
    phone({ action: 'wake', device: 'Bedroom' });
    await clock.advance(10_000);
    expect(box.results(at)).toEqual(['heard', 'waiting', 'playing']);
    expect(commands(at).filter((one) => one.includes('context_uri'))).toHaveLength(1);
    await house.close();
  });

  it('gives up after half a minute, with the reason', async () => {
    const { clock, box, phone, house } = await houseWithBox({ device: 'Bedroom' });
    phone({ action: 'vanish', device: 'Bedroom' });
    await clock.advance(10_000);
    const at = clock.now();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(45_000);
    expect(box.told(at)).toMatchObject([
      { result: 'heard' },
      { result: 'waiting' },
      { result: 'error', message: expect.stringContaining('Bedroom') },
    ]);
    await house.close();
  });

  it('waits for the end of a short limit, and not for that of a long one', async () => {
    const { clock, box, commands, house } = await houseWithBox();
    house.simulator.fault({ kind: 'rate_limit', retry_after: 8 });
    house.hint('family');
    await clock.advance(1_000);
    let at = clock.now();
    box.lay(CARD, ALBUM_LINK);
    await clock.advance(1_000);
    expect(box.results(at)).toEqual(['heard', 'waiting']);
    await clock.advance(10_000);
    expect(box.results(at)).toEqual(['heard', 'waiting', 'playing']);
    expect(commands(at)).toHaveLength(1);

    house.simulator.fault({ kind: 'rate_limit', retry_after: 300 });
    house.hint('family');
    await clock.advance(6_000);
    at = clock.now();
    box.lay(OTHER_CARD, ALBUM_LINK);
    await clock.advance(1_000);
    expect(box.told(at)).toMatchObject([{ result: 'heard' }, { result: 'error' }]);
    await house.close();
  });

  it('gives way to a newer card', async () => {
    const { clock, box, commands, phone, house } = await houseWithBox({ device: 'Bedroom' });
    phone({ action: 'sleep', device: 'Bedroom' });
    house.tagFile.edit([tag(OTHER_UID, ALBUM, { device: 'Kitchen' })]);
    await clock.advance(10_000);
    const at = clock.now();
    box.lay(CARD, 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh');
    await clock.advance(2_000);
    box.lay(OTHER_CARD);
    await clock.advance(2_000);
    phone({ action: 'wake', device: 'Bedroom' });
    await clock.advance(60_000);
    expect(commands(at)).toEqual([`PUT /me/player/play {"context_uri":"${ALBUM}"}`]);
    await house.close();
  });
});

describe('a reader that is forgotten', () => {
  it('leaves Home Assistant before its values do', async () => {
    const house = await playingHouse();
    const hall = boxIn(house, 'hall');
    hall.status('online', true);
    hall.lay(CARD);
    // It is announced once more after ten seconds, and Home Assistant must not be hurried.
    await house.clock.advance(10_500);
    const config = [...house.broker.retained.keys()].find((topic) => /reader-hall.*config$/.test(topic));
    house.broker.published.length = 0;
    await house.ask('bridge', 'hall', { level: 'request/readers/forget' });
    await house.clock.advance(5_000);
    const emptied = house.broker.published.filter(({ payload }) => payload === '').map(({ topic }) => topic);
    expect(config).toBeDefined();
    expect(emptied[0]).toBe(config);
    expect(emptied).toContain('spotify2mqtt/reader/hall/result');
    expect(hall.value('result')).toBeUndefined();
    await house.close();
  });
});

describe('a card that Home Assistant hears of', () => {
  const DEVICE = 'f00d';
  const event = (data: object) =>
    JSON.stringify({ type: 'event', event: { event_type: 'tag_scanned', data } });
  const louder = tag(UID, 'command:volume/+5', {}, 'Louder');

  it('steps the volume once, whether the blueprint or the WebSocket brings it first, and again when it is laid again', async () => {
    const { clock, commands, tagFile, house } = await houseWithBox();
    tagFile.edit([louder]);
    const byWebSocket = () =>
      house.tags.hearHome({
        topic: '$ha/tag_scanned',
        payload: event({ tag_id: CARD, device_id: DEVICE }),
        retained: false,
      });
    const byBlueprint = () =>
      boxIn(house, DEVICE).send('tag', JSON.stringify({ event: 'scanned', uid: CARD, device_id: DEVICE }));
    const at = clock.now();
    for (const [first, second] of [
      [byWebSocket, byBlueprint],
      [byBlueprint, byWebSocket],
    ] as const) {
      first();
      await clock.advance(100);
      second();
      await clock.advance(5_000);
    }
    expect(commands(at)).toHaveLength(2);
    expect(boxIn(house, DEVICE).results(at)).toEqual(['heard', 'done', 'heard', 'done']);
    await house.close();
  });

  it('is no reader more where only the scan of another comes back', async () => {
    const { clock, box, commands, house } = await houseWithBox();
    const at = clock.now();
    box.lay(CARD, ALBUM_LINK);
    house.tags.hearHome({
      topic: '$ha/tag_scanned',
      payload: event({ tag_id: CARD, device_id: DEVICE }),
      retained: false,
    });
    await clock.advance(5_000);
    expect(commands(at)).toHaveLength(1);
    expect(house.tags.desk.readers().map(({ id }) => id)).toEqual(['kids']);
    await house.close();
  });
});

describe('a bridge that stops', () => {
  type Open = Awaited<ReturnType<typeof houseWithBox>>;

  /** So that whatever must look has to wait. */
  async function spendBudget({ house, clock }: Open): Promise<void> {
    await clock.advance(6_000);
    do {
      house.hint('family');
      await clock.advance(500);
    } while (clock.now() - (house.sent.at(-1)?.at ?? 0) < 6_000);
  }

  it.each<[string, Partial<ReaderRules>, (open: Open) => Promise<void>]>([
    [
      'looks whether what the card started plays still',
      { onRemoval: 'pause' },
      async (open) => {
        open.box.lay(CARD, ALBUM_LINK);
        await spendBudget(open);
        open.box.take(CARD);
        await open.clock.advance(2_500);
      },
    ],
    [
      'looks whether what the card asks for plays already',
      { sameTag: 'toggle' },
      async (open) => {
        open.box.lay(CARD, ALBUM_LINK);
        await spendBudget(open);
        open.box.lay(CARD, ALBUM_LINK);
      },
    ],
    [
      'looks what plays, for a card to be learnt',
      {},
      async (open) => {
        await spendBudget(open);
        open.house.tags.desk.learn({});
        await open.clock.advance(100);
        open.box.lay(CARD);
      },
    ],
    [
      'searches a speaker',
      { device: 'Bedroom' },
      async (open) => {
        open.phone({ action: 'sleep', device: 'Bedroom' });
        await open.clock.advance(60_000);
        open.box.lay(CARD, ALBUM_LINK);
        await open.clock.advance(1_000);
        open.house.simulator.fault({ kind: 'slow', delay_ms: 5_000, match: { path: '/me/player/devices' } });
        await open.clock.advance(3_000);
      },
    ],
    [
      'measures an album',
      {},
      async (open) => {
        open.box.lay(CARD, ALBUM_LINK);
        await open.clock.advance(50);
      },
    ],
  ])('leaves in peace while it %s', async (_, rules, begin) => {
    const open = await houseWithBox(rules);
    await begin(open);
    const at = open.clock.now() + 1;
    await open.house.close();
    await open.clock.advance(60_000);
    expect(open.commands(at)).toEqual([]);
  });
});
