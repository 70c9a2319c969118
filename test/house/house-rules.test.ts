import { describe, expect, it } from 'vitest';
import { settleBinding } from '../../src/config/binding.ts';
import { binding } from '../../src/config/binding-shape.ts';
import type { Binding } from '../../src/core/binding.ts';
import { NO_RULES } from '../../src/core/house-rules.ts';
import type { AccountRules, ReaderRules } from '../../src/core/reader.ts';
import type { Tag } from '../../src/core/tag.ts';
import { ALBUM, AUDIOBOOK, boxIn, CARD, OTHER_CARD, plan, sentCommands } from './box.ts';
import { openHouse } from './house.ts';

/** The rules of a house, in virtual time: a bridge, a box, and people who try. It begins on a Saturday at eight, UTC. */

const UID = '047290BAAD6C81';
const OTHER_UID = '04165CD42E6180';
const PARENT_CARD = '04-AA-BB-CC-DD-EE-80';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SIXTY = { weekdays: 60, weekend: 60 };

function tag(does: string, uid = UID): Tag {
  return { uid, name: null, does, cover: null, options: {} };
}

async function ruledHouse({
  account = {},
  reader = {},
  tags = [tag(AUDIOBOOK), tag(ALBUM, OTHER_UID), tag('command:allowance/15', '04AABBCCDDEE80')],
  settings = {},
  bindings = [],
}: {
  account?: Partial<AccountRules>;
  reader?: Partial<ReaderRules>;
  tags?: readonly Tag[];
  settings?: object;
  bindings?: readonly Binding[];
}) {
  const house = await openHouse({
    residents: [{ user: 'family', rules: { ...NO_RULES, ...account } }],
    readers: [plan('kids', { device: 'Kitchen', ...reader }), plan('study', { device: 'Study' })],
    settings,
    bindings,
  });
  house.tagFile.edit(tags);
  await house.clock.advance(5_000);
  const { clock, simulator, catalogue } = house;
  const box = boxIn(house);
  return {
    house,
    clock,
    catalogue,
    box,
    study: boxIn(house, 'study'),
    phone: house.phone,
    ask: (payload: string) => house.ask('family', payload),
    truth: () => simulator.player('family'),
    commands: (since: number) => sentCommands(house.sent, since),
    events: (since = 0) =>
      house.said
        .filter(({ at, topic }) => at >= since && topic === 'spotify2mqtt/family/event')
        .map(({ at, payload }) => ({ at, ...JSON.parse(payload) }))
        .filter(({ event_type }) => /^(limit|rule)_/.test(event_type)),
    async lay(uid: string, forMs = 4_000) {
      const at = clock.now();
      box.lay(uid);
      await clock.advance(forMs);
      return box.told(at).filter(({ result }) => result !== 'heard');
    },
    async until(time: string) {
      await clock.advance(Date.parse(`2026-11-${time}Z`) - clock.now());
    },
  };
}

const USED_UP = '60 minutes are used up for today; tomorrow again';

describe('minutes a day of a reader', () => {
  const reader = { minutesPerDay: SIXTY };

  it('are counted while its card plays, told ahead, and end the music', async () => {
    const { lay, box, clock, events, truth, house } = await ruledHouse({ reader });
    const start = clock.now();
    await lay(CARD, 49 * MINUTE);
    expect([box.value('minutes_today'), box.value('minutes_left')]).toEqual(['48', '12']);
    expect(events()).toEqual([]);
    await clock.advance(2 * MINUTE);
    expect(events(start)).toMatchObject([{ event_type: 'limit_warning', reader: 'kids', minutes_left: 10 }]);
    expect(box.told(start).at(-1)).toMatchObject({
      result: 'ending',
      message: '10 minutes are left for today',
    });
    await clock.advance(8 * MINUTE);
    expect(truth().playing).toBe(true);
    await clock.advance(7 * MINUTE);
    expect(truth().playing).toBe(false);
    const [, reached, applied] = events(start);
    expect(reached).toMatchObject({ event_type: 'limit_reached', reader: 'kids', message: USED_UP });
    expect(applied).toMatchObject({ event_type: 'rule_applied', rule: 'minutes_per_day', did: 'paused' });
    expect(applied.at - reached.at).toBeLessThanOrEqual(5 * MINUTE + 1_000);
    expect(box.told(start).at(-1)).toMatchObject({ result: 'denied', message: USED_UP });
    expect(box.value('minutes_left')).toBe('0');
    await house.close();
  });

  it('refuse later cards and buttons, but no pause and nothing quieter, and are new the next morning', async () => {
    const { lay, box, clock, truth, until, study, house } = await ruledHouse({ reader });
    await lay(CARD, 70 * MINUTE);
    expect(truth().playing).toBe(false);
    expect(await lay(OTHER_CARD)).toMatchObject([{ result: 'denied', message: USED_UP }]);
    const at = clock.now();
    for (const press of ['play', 'next', 'play_pause', 'pause', 'volume -5']) box.send('command', press);
    await clock.advance(3_000);
    expect(box.results(at)).toEqual(['denied', 'denied', 'denied', 'paused', 'done']);
    // Another reader has its own minutes, or none.
    study.lay(OTHER_CARD);
    await clock.advance(3_000);
    expect(truth().playing).toBe(true);
    await until('22T00:00:30');
    expect([box.value('minutes_today'), box.value('minutes_left')]).toEqual(['0', '60']);
    await until('22T08:00:00');
    expect(await lay(CARD)).toMatchObject([{ result: 'resumed' }]);
    await house.close();
  });

  it('are not used up by what a phone plays, nor while it is paused', async () => {
    const { lay, box, clock, phone, catalogue, house } = await ruledHouse({ reader });
    await lay(CARD, 20 * MINUTE);
    phone({ action: 'pause' });
    await clock.advance(30 * MINUTE);
    expect(box.value('minutes_today')).toBe('19');
    phone({ action: 'play', uri: catalogue.albumNamed('Lanterns at Low Tide').uri, device: 'Kitchen' });
    await clock.advance(20 * MINUTE);
    expect(box.value('minutes_today')).toBe('19');
    expect(Number(house.value('family', 'minutes_today'))).toBeGreaterThanOrEqual(39);
    await house.close();
  });

  it('survive a restart and a power cut', async () => {
    const { lay, box, house } = await ruledHouse({ reader });
    await lay(CARD, 58 * MINUTE);
    const before = Number(box.value('minutes_today'));
    await house.restart();
    await house.kill();
    await house.clock.advance(2_000);
    expect(Number(box.value('minutes_today'))).toBeGreaterThanOrEqual(before);
    await house.clock.advance(10 * MINUTE);
    expect(house.simulator.player('family').playing).toBe(false);
    await house.close();
  });

  it('may be other ones on a weekend', async () => {
    const { lay, box, clock, house } = await ruledHouse({
      reader: { minutesPerDay: { weekdays: 0, weekend: 20 } },
    });
    expect(await lay(CARD)).toMatchObject([{ result: 'playing' }]);
    expect(box.value('minutes_left')).toBe('20');
    await clock.advance(48 * HOUR);
    expect(await lay(CARD)).toMatchObject([{ result: 'denied', message: 'no music today; tomorrow again' }]);
    await house.close();
  });

  it('are added to by a card that somebody has taught', async () => {
    const { lay, box, clock, truth, house } = await ruledHouse({ reader });
    await lay(CARD, 70 * MINUTE);
    expect(await lay(PARENT_CARD)).toMatchObject([{ result: 'done', message: '15 more minutes for today' }]);
    expect(box.value('minutes_left')).toBe('15');
    expect(await lay(CARD)).toMatchObject([{ result: 'resumed' }]);
    await clock.advance(21 * MINUTE);
    expect(truth().playing).toBe(false);
    expect(await lay(CARD)).toMatchObject([
      { result: 'denied', message: expect.stringMatching(/^\d\d minutes are used up for today/) },
    ]);
    // Not by whoever can write on one.
    const at = clock.now();
    box.send('tag', JSON.stringify({ uid: '04-00-11-22-33-44-80', text: 'command:allowance/60' }));
    await clock.advance(3_000);
    expect(box.results(at)).toEqual(['heard', 'denied']);
    await house.close();
  });
});

describe('minutes a day of an account', () => {
  const account = { minutesPerDay: SIXTY };

  it('count all that plays, end what a phone plays, and bind every door', async () => {
    const { phone, catalogue, clock, truth, events, ask, lay, house } = await ruledHouse({ account });
    const { uri } = catalogue.albumNamed('Lanterns at Low Tide');
    phone({ action: 'play', uri, device: 'Kitchen' });
    phone({ action: 'repeat', repeat: 'context' });
    house.hint('family');
    await clock.advance(68 * MINUTE);
    expect(truth().playing).toBe(false);
    expect(events().map(({ event_type, reader }) => [event_type, reader])).toEqual([
      ['limit_warning', null],
      ['limit_reached', null],
      ['rule_applied', null],
    ]);
    expect(house.value('family', 'minutes_left')).toBe('0');
    expect(await ask('play')).toMatchObject({
      ok: false,
      problem: { kind: 'refused', rule: 'minutes_per_day', message: USED_UP },
    });
    const set = await house.ask('family', 'Kitchen Disco', { level: 'playlist/set' });
    expect(set).toMatchObject({ ok: false, problem: { rule: 'minutes_per_day' } });
    expect(await lay(CARD)).toMatchObject([{ result: 'denied', message: USED_UP }]);
    expect(await ask('pause')).toMatchObject({ ok: true });
    expect(await ask('volume 5')).toMatchObject({ ok: true });
    // A phone tries once more.
    phone({ action: 'play' });
    await clock.advance(61_000);
    expect(truth().playing).toBe(false);
    expect(await ask('allowance 10')).toMatchObject({ ok: true, command: 'allowance' });
    expect(house.value('family', 'minutes_left')).toBe('10');
    expect(await ask('play')).toMatchObject({ ok: true });
    await house.close();
  });

  it('cannot be added to where none are set', async () => {
    const { ask, house } = await ruledHouse({});
    expect(await ask('allowance 10')).toMatchObject({ ok: false, problem: { kind: 'refused' } });
    expect(await ask('allowance 0')).toMatchObject({ ok: false, problem: { kind: 'bad_payload' } });
    expect(house.value('family', 'minutes_left')).toBeUndefined();
    await house.close();
  });

  it('count what two readers play once', async () => {
    const { lay, study, clock, box, house } = await ruledHouse({ account });
    await lay(CARD, 10 * MINUTE);
    study.lay(OTHER_CARD);
    await clock.advance(5 * MINUTE);
    const [all, kids, other] = [
      house.value('family', 'minutes_today'),
      box.value('minutes_today'),
      study.value('minutes_today'),
    ].map(Number);
    expect(all).toBeGreaterThanOrEqual(14);
    expect(all).toBeLessThanOrEqual(15);
    expect(Number(kids) + Number(other)).toBeLessThanOrEqual(15);
    await house.close();
  });
});

it('what was listened to today is told when asked, with the cards', async () => {
  const { lay, house } = await ruledHouse({ reader: { minutesPerDay: SIXTY } });
  await lay(CARD, 5 * MINUTE + 15_000);
  await lay(OTHER_CARD, 3 * MINUTE + 15_000);
  const asked = await house.door?.request(null, 'listened', new Uint8Array());
  expect(asked?.said).toMatchObject({
    ok: true,
    result: {
      accounts: [{ account: 'family', minutes: 8, left: null }],
      readers: [
        { reader: 'kids', minutes: 8, left: 52 },
        { reader: 'study', minutes: 0, left: null },
      ],
      cards: [
        { uid: UID, name: null, minutes: 5 },
        { uid: OTHER_UID, name: null, minutes: 3 },
      ],
    },
  });
  await house.close();
});

describe('every door', () => {
  it('is refused by the rules of an account: a command, an entity, HTTP, a remote, a button, a card', async () => {
    const { house, ask, box, lay, clock, truth } = await ruledHouse({
      account: { minutesPerDay: { weekdays: 0, weekend: 0 } },
      bindings: [settleBinding('wall', binding.parse({ topic: 'wall/button', command: 'play' }), 'family')],
    });
    const refused = { ok: false, problem: { kind: 'refused', rule: 'minutes_per_day' } };
    expect(await ask(`play ${ALBUM}`)).toMatchObject(refused);
    expect(await house.ask('family', 'PRESS', { level: 'play/set' })).toMatchObject(refused);
    const byHttp = await house.door?.command('family', new TextEncoder().encode('play'));
    expect(byHttp?.said).toMatchObject(refused);
    house.broker.deliver('wall/button', 'press');
    await clock.advance(1_000);
    const failed = house.said
      .filter(({ topic }) => topic === 'spotify2mqtt/family/event')
      .map(({ payload }) => JSON.parse(payload));
    expect(failed).toMatchObject([{ event_type: 'command_failed', binding: 'wall', kind: 'refused' }]);
    box.send('command', 'play');
    await clock.advance(1_000);
    expect(box.results().at(-1)).toBe('denied');
    expect(await lay(CARD)).toMatchObject([{ result: 'denied', message: 'no music today; tomorrow again' }]);
    expect(truth().playing).toBe(false);
    await house.close();
  });
});

describe('quiet hours', () => {
  const quiet = { from: 8 * 60, to: 9 * 60 };

  it('of an account refuse what begins to play, by any door, and nothing else', async () => {
    const { ask, lay, clock, house } = await ruledHouse({ account: { quiet } });
    const denied = {
      ok: false,
      problem: { kind: 'refused', rule: 'quiet', message: 'quiet hours until 09:00' },
    };
    expect(await ask(`play ${ALBUM}`)).toMatchObject(denied);
    expect(await ask('next')).toMatchObject(denied);
    expect(await ask('volume 10')).not.toMatchObject(denied);
    expect(await lay(CARD)).toMatchObject([{ result: 'denied', message: 'quiet hours until 09:00' }]);
    await clock.advance(HOUR);
    expect(await lay(CARD)).toMatchObject([{ result: 'playing' }]);
    await house.close();
  });

  it('of a reader let a card pause that toggles', async () => {
    const late = { from: 8 * 60 + 10, to: 9 * 60 };
    const { lay, clock, truth, house } = await ruledHouse({ reader: { quiet: late, sameTag: 'toggle' } });
    await lay(CARD, 12 * MINUTE);
    expect(truth().playing).toBe(true);
    expect(await lay(CARD)).toMatchObject([{ result: 'paused' }]);
    await clock.advance(40_000);
    expect(await lay(CARD)).toMatchObject([{ result: 'denied' }]);
    expect(truth().playing).toBe(false);
    await house.close();
  });
});

describe('explicit titles', () => {
  it.each(['account', 'reader'] as const)('are skipped, by the rule of the %s', async (whose) => {
    const { lay, clock, house, catalogue, events } = await ruledHouse({
      [whose]: { explicit: 'skip' },
      tags: [tag('spotify:album:0000000000000000000000')],
    });
    const album = catalogue.albumNamed('Breakfast Club Classics');
    house.tagFile.edit([tag(album.uri)]);
    await lay(CARD, 6 * MINUTE + 15_000);
    const now = house.simulator.player('family');
    expect(now).toMatchObject({ playing: true, name: expect.stringMatching(/^Marmalade Skies/) });
    expect(events()).toMatchObject([
      {
        event_type: 'rule_applied',
        rule: 'explicit',
        did: 'skipped',
        reader: 'kids',
        title: 'Pancake Pandemonium',
      },
    ]);
    await clock.advance(1_000);
    await house.close();
  });

  it('are played where nobody minds', async () => {
    const { lay, house, catalogue, events, truth } = await ruledHouse({});
    house.tagFile.edit([tag(catalogue.albumNamed('Breakfast Club Classics').uri)]);
    await lay(CARD, 6 * MINUTE + 15_000);
    expect(truth().name).toBe('Pancake Pandemonium');
    expect(events()).toEqual([]);
    expect(house.sent.filter(({ path }) => path.startsWith('/tracks'))).toEqual([]);
    await house.close();
  });

  it('are paused where nothing else follows', async () => {
    const { phone, house, clock, truth, catalogue, events } = await ruledHouse({
      account: { explicit: 'skip' },
    });
    const [, , pancake] = catalogue.albumNamed('Breakfast Club Classics').tracks;
    const uris = Array.from({ length: 12 }, () => pancake?.uri ?? '');
    phone({ action: 'play', uris, device: 'Kitchen' });
    house.hint('family');
    await clock.advance(5 * MINUTE);
    expect(truth().playing).toBe(false);
    expect(events().map(({ did }) => did)).toEqual([...Array(5).fill('skipped'), 'paused']);
    await house.close();
  });

  it('are refused by name, and asked about once', async () => {
    const { ask, lay, house, catalogue, box, clock } = await ruledHouse({ account: { explicit: 'refuse' } });
    const [plain, , pancake] = catalogue.albumNamed('Breakfast Club Classics').tracks;
    const refused = { ok: false, problem: { kind: 'refused', rule: 'explicit' } };
    expect(await ask(`play ${pancake?.uri}`)).toMatchObject(refused);
    expect(await ask(`queue ${pancake?.uri}`)).toMatchObject(refused);
    const allowed = JSON.stringify({ command: 'play', uri: plain?.uri, device: 'Kitchen' });
    expect(await ask(allowed)).toMatchObject({ ok: true });
    expect(
      house.sent.filter(({ path }) => path.startsWith('/v1/tracks') || path.startsWith('/tracks')),
    ).toHaveLength(2);
    house.tagFile.edit([tag(pancake?.uri ?? '')]);
    expect(await lay(CARD)).toMatchObject([{ result: 'denied' }]);
    expect(box.value('display')).toMatch(/^Not now: Spotify calls this explicit/);
    await clock.advance(1_000);
    await house.close();
  });
});

describe('only what is on cards', () => {
  it('pauses what a phone plays, and refuses what a dashboard asks', async () => {
    const { ask, phone, catalogue, clock, truth, events, house } = await ruledHouse({
      account: { onlyCards: true },
    });
    const { uri } = catalogue.albumNamed('Lanterns at Low Tide');
    const refused = { ok: false, problem: { kind: 'refused', rule: 'only_cards' } };
    expect(await ask(`play ${uri}`)).toMatchObject(refused);
    const card = JSON.stringify({ command: 'play', uri: ALBUM, device: 'Kitchen' });
    expect(await ask(card)).toMatchObject({ ok: true });
    await clock.advance(20_000);
    expect(truth().playing).toBe(true);
    phone({ action: 'play', uri, device: 'Kitchen' });
    await clock.advance(12_000);
    expect(truth().playing).toBe(false);
    expect(events()).toMatchObject([
      { event_type: 'rule_applied', rule: 'only_cards', did: 'paused', reader: null },
    ]);
    expect(await ask('play')).toMatchObject(refused);
    await house.close();
  });

  it('lets no songs of strangers follow a card', async () => {
    const { lay, box, clock, truth, events, house } = await ruledHouse({
      account: { onlyCards: true },
      settings: { autoplay: true },
    });
    await lay(OTHER_CARD, 13 * MINUTE);
    expect(truth()).toMatchObject({ playing: true, context: ALBUM });
    await clock.advance(3 * MINUTE);
    expect(truth().playing).toBe(false);
    expect(events()).toMatchObject([{ rule: 'only_cards', did: 'paused', reader: 'kids' }]);
    expect(box.told().at(-1)).toMatchObject({ result: 'denied' });
    await house.close();
  });

  it('still lets somebody teach a card by what plays', async () => {
    const { phone, catalogue, clock, truth, house, ask } = await ruledHouse({ account: { onlyCards: true } });
    const { uri } = catalogue.albumNamed('Lanterns at Low Tide');
    await house.tags.desk.learn({ account: 'family' });
    phone({ action: 'play', uri, device: 'Kitchen' });
    house.hint('family');
    await clock.advance(30_000);
    expect(truth().playing).toBe(true);
    boxIn(house).lay('04-11-22-33-44-55-80');
    await clock.advance(20_000);
    expect(truth().playing).toBe(true);
    expect(await ask(`play ${uri}`)).toMatchObject({ ok: true });
    await house.close();
  });

  it.each([true, false])('of a reader (%s) ends what follows its card, too', async (onlyCards) => {
    const { lay, box, truth, events, house } = await ruledHouse({
      reader: { onlyCards },
      settings: { autoplay: true },
    });
    await lay(OTHER_CARD, 15 * MINUTE + 30_000);
    expect(truth().playing).toBe(!onlyCards);
    const told = { rule: 'only_cards', did: 'paused', reader: 'kids' };
    expect(events()).toMatchObject(onlyCards ? [told] : []);
    expect(box.results().at(-1)).toBe(onlyCards ? 'denied' : 'playing');
    await house.close();
  });

  it('on a reader refuses links that nobody has taught', async () => {
    const { lay, box, clock, house } = await ruledHouse({ reader: { onlyCards: true } });
    const at = clock.now();
    box.lay('04-00-11-22-33-44-80', ALBUM);
    await clock.advance(3_000);
    expect(box.told(at).at(-1)).toMatchObject({
      result: 'denied',
      message: 'only cards that somebody has taught play here',
    });
    const pressed = clock.now();
    box.send('command', 'play spotify:album:5G5vH3gQx6q57bXx2lcE4U');
    await clock.advance(3_000);
    expect(box.results(pressed)).toEqual(['denied']);
    expect(await lay(OTHER_CARD)).toMatchObject([{ result: 'playing' }]);
    await house.close();
  });
});
