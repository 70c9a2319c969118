import { describe, expect, it } from 'vitest';
import type { Command, PlayCommand } from '../../src/core/command.ts';
import type { Heard } from '../../src/core/library.ts';
import type { Playback } from '../../src/core/playback.ts';
import { Trouble } from '../../src/core/problem.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { KITCHEN, playingTrack, track } from '../core/playing.ts';
import { playingAccount } from './house.ts';

const noActive = () =>
  new Refusal('no_device', 'Player command failed: No active device found', 404, 'NO_ACTIVE_DEVICE');
const violated = () =>
  new Refusal('restricted', 'Player command failed: Restriction violated', 403, 'UNKNOWN');

/** Music is answered when it is heard. */
async function heard(house: Awaited<ReturnType<typeof playingAccount>>, command: Command) {
  house.spotify.follows = true;
  const outcome = house.account.commander.obey(command);
  await house.clock.advance(3_100);
  return outcome;
}

function heardBefore(name: string, at: number): Heard {
  const uri = track(name).uri ?? '';
  const shown = { title: name, by: 'Artist', image: null, durationMs: null, playable: true };
  return { piece: { type: 'track', uri, id: uri.slice(-22), ...shown }, at, contextUri: null };
}

describe('the commander', () => {
  const rows: [Command, string[]][] = [
    [{ ask: 'next' }, ['next']],
    [{ ask: 'previous' }, ['previous']],
    [{ ask: 'pause' }, ['pause']],
    [{ ask: 'play_pause' }, ['pause']],
    [{ ask: 'seek', position: 12.5 }, ['seek 12500']],
    [{ ask: 'seek', by: -10 }, ['seek 50000']],
    [{ ask: 'seek', by: 9_999 }, ['seek 200000']],
    [{ ask: 'volume', percent: 50 }, ['volume 50']],
    [{ ask: 'volume', by: -50 }, ['volume 0']],
    [{ ask: 'mute' }, ['volume 0']],
    [{ ask: 'unmute' }, []],
    [{ ask: 'shuffle', on: true }, ['shuffle true']],
    [{ ask: 'shuffle', toggle: true }, ['shuffle true']],
    [{ ask: 'repeat', mode: 'one' }, ['repeat one']],
    [{ ask: 'device', device: 'bath' }, ['transfer bath-id undefined']],
    [{ ask: 'queue', uri: 'spotify:track:x' }, ['enqueue spotify:track:x']],
    [{ ask: 'clear' }, [`play {"uris":["${track('one').uri}"],"positionMs":60000}`]],
    [{ ask: 'like' }, [`save ${track('one').uri}`]],
    [{ ask: 'unlike' }, [`remove ${track('one').uri}`]],
    [
      { ask: 'play', uri: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh' },
      ['play {"contextUri":"spotify:album:7vEJAtP3KgKSpOHVgwm3Eh"}'],
    ],
    [
      { ask: 'play', uri: 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6' },
      ['play {"uris":["spotify:track:6rqhFgbbKwnb9MLmUQDhG6"]}'],
    ],
    [{ ask: 'play', uri: 'spotify:collection' }, ['play {"contextUri":"spotify:user:me:collection"}']],
    [
      {
        ask: 'play',
        uri: 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
        device: 'Bath',
        volume: 20,
        shuffle: true,
        offset: 3,
        position: 9,
      },
      [
        'transfer bath-id false',
        'volume 20',
        'shuffle true',
        'play {"offset":3,"positionMs":9000,"contextUri":"spotify:album:7vEJAtP3KgKSpOHVgwm3Eh","deviceId":"bath-id"}',
      ],
    ],
  ];
  it.each(rows)('turns %o into requests', async (command, requests) => {
    const house = await playingAccount();
    expect(await heard(house, command)).toMatchObject({ ok: true });
    expect(house.spotify.commands()).toEqual(requests);
    await house.close();
  });

  it('ends the repeating of an album whose item goes on alone', async () => {
    const house = await playingAccount();
    house.account.store.put({ playback: playingTrack('one', 0, house.clock.now(), { repeat: 'all' }) });
    expect(await house.account.commander.obey({ ask: 'clear' })).toMatchObject({ ok: true });
    expect(house.spotify.commands()).toEqual([
      'repeat off',
      `play {"uris":["${track('one').uri}"],"positionMs":0}`,
    ]);
    await house.close();
  });

  it.each<[string, Partial<Playback>]>([
    ['nothing plays', { status: 'paused' }],
    ['no track or episode', { item: { ...track('ad'), kind: 'ad', uri: null } }],
    ['no track or episode', { item: { ...track('own'), kind: 'local', uri: 'spotify:local:a:b:c:1' } }],
  ])('clears nothing where %s', async (words, change) => {
    const house = await playingAccount();
    house.account.store.put({ playback: playingTrack('one', 0, house.clock.now(), change) });
    const outcome = await house.account.commander.obey({ ask: 'clear' });
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'refused' } });
    expect(JSON.stringify(outcome)).toContain(words);
    expect(house.spotify.commands()).toEqual([]);
    await house.close();
  });

  it('shows what a command will do before Spotify answers, and takes it back when Spotify refuses', async () => {
    const house = await playingAccount();
    house.spotify.latency = 500;
    house.spotify.fail('shuffle', violated());
    const outcome = house.account.commander.obey({ ask: 'shuffle', on: true });
    expect(house.playback.shuffle).toBe(true);
    await house.clock.advance(500);
    expect(await outcome).toMatchObject({ ok: false, problem: { kind: 'restricted' } });
    expect(house.playback.shuffle).toBe(false);
    expect(house.account.store.state.problem?.kind).toBe('restricted');
    await house.close();
  });

  it('does not let a look that lags undo what was just commanded', async () => {
    const house = await playingAccount();
    await house.account.commander.obey({ ask: 'volume', percent: 50 });
    house.spotify.now = playingTrack('one', 61_000, 0); // volume 30, as before
    await house.clock.advance(1_500);
    expect(house.playback.device?.volume).toBe(50);
    await house.clock.advance(2_000);
    expect(house.playback.device?.volume).toBe(30);
    await house.close();
  });

  it('knows the next title from the queue, for several presses in a row', async () => {
    const house = await playingAccount({ queue: true });
    house.spotify.queueList = [track('two'), track('three'), track('four')];
    house.account.store.put({ queue: house.spotify.queueList.slice() });
    house.spotify.latency = 100;
    const presses = [
      house.account.commander.obey({ ask: 'next' }),
      house.account.commander.obey({ ask: 'next' }),
    ];
    await house.clock.turn();
    expect(house.playback.item?.title).toBe('two');
    await house.clock.advance(150);
    expect(house.playback.item?.title).toBe('three');
    await house.clock.advance(100);
    await Promise.all(presses);
    await house.close();
  });

  it('shows the last of several quick changes, whatever looks come between', async () => {
    const house = await playingAccount();
    const modes = ['one', 'all', 'off', 'all'] as const;
    await Promise.all(modes.map((mode) => house.account.commander.obey({ ask: 'repeat', mode })));
    const shown: unknown[] = [];
    house.account.store.watch((state) => shown.push(state.playback.repeat));
    await house.clock.advance(10_000);
    expect(new Set(shown)).toEqual(new Set(['all']));
    await house.close();
  });

  it('remembers the level over mute and unmute', async () => {
    const house = await playingAccount();
    await house.account.commander.obey({ ask: 'mute' });
    await house.clock.advance(5_000);
    await house.account.commander.obey({ ask: 'unmute' });
    expect(house.spotify.commands()).toEqual(['volume 0', 'volume 30']);
    await house.close();
  });

  it('adds up the steps of a knob', async () => {
    const house = await playingAccount();
    const turns = Array.from({ length: 5 }, () => house.account.commander.obey({ ask: 'volume', by: 5 }));
    expect(house.playback.device?.volume).toBe(55);
    await house.clock.advance(1_000);
    const outcomes = await Promise.all(turns);
    expect(outcomes.filter((outcome) => outcome.ok && outcome.superseded)).toHaveLength(3);
    expect(house.spotify.commands()).toEqual(['volume 35', 'volume 55']);
    await house.close();
  });

  it('does not hold up a button behind a slider', async () => {
    const house = await playingAccount();
    void house.account.commander.obey({ ask: 'volume', percent: 1 });
    const last = house.account.commander.obey({ ask: 'volume', percent: 2 });
    const next = house.account.commander.obey({ ask: 'next' });
    await house.clock.advance(10);
    await next;
    expect(house.spotify.commands()).toEqual(['volume 1', 'next']);
    await house.clock.advance(500);
    await last;
    expect(house.spotify.commands()).toEqual(['volume 2']);
    await house.close();
  });

  it.each<[Command, string[]]>([
    [{ ask: 'mute' }, ['volume 1', 'volume 2', 'volume 0']],
    [{ ask: 'device', device: 'Bath' }, ['volume 1', 'volume 2', 'transfer bath-id undefined']],
    [{ ask: 'play', fade: 30 }, ['volume 1', 'volume 2', 'volume 1', 'play {}']],
    [
      { ask: 'recent', nth: 1, volume: 20 },
      ['volume 1', 'volume 2', 'volume 20', `play {"uris":["${track('two').uri}"]}`],
    ],
    [{ ask: 'next' }, ['volume 1', 'next', 'volume 2']],
  ])('keeps a slider before %o, if that is about loudness', async (command, sent) => {
    const house = await playingAccount();
    house.spotify.library.played = [heardBefore('two', house.clock.now())];
    for (const percent of [1, 2]) void house.account.commander.obey({ ask: 'volume', percent });
    void house.account.commander.obey(command);
    await house.clock.advance(600);
    expect(house.spotify.commands()).toEqual(sent);
    await house.close();
  });

  it('keeps a slider behind what was asked before it', async () => {
    const house = await playingAccount();
    house.spotify.latency = 300;
    const asked: Command[] = [
      { ask: 'next' },
      { ask: 'volume', percent: 1 },
      { ask: 'mute' },
      { ask: 'volume', percent: 2 },
    ];
    for (const command of asked) void house.account.commander.obey(command);
    await house.clock.advance(3_000);
    expect(house.spotify.commands()).toEqual(['next', 'volume 0', 'volume 2']);
    await house.close();
  });

  it('takes the only device when none is active, and tries once more', async () => {
    const house = await playingAccount();
    house.spotify.deviceList = [KITCHEN];
    house.spotify.fail('next', noActive());
    const outcome = house.account.commander.obey({ ask: 'next' });
    await house.clock.advance(1_000);
    expect(await outcome).toMatchObject({ ok: true });
    expect(house.spotify.commands()).toEqual(['next', 'transfer kitchen-id false', 'next']);
    await house.close();
  });

  it('says which devices are there when the asked one is not', async () => {
    const house = await playingAccount();
    const asked = house.account.commander.obey({ ask: 'device', device: 'Attic' });
    await house.clock.advance(31_000);
    const outcome = await asked;
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'no_device' } });
    expect(outcome.ok ? '' : outcome.problem.message).toContain('Kitchen, Bath');
    await house.close();
  });

  it('waits for a device that is waking up', async () => {
    const house = await playingAccount();
    await house.clock.advance(60_000);
    house.spotify.fail('transfer', new Refusal('no_device', 'Device not found', 404));
    house.spotify.deviceList = [];
    const outcome = house.account.commander.obey({ ask: 'device', device: 'Bath' });
    await house.clock.advance(4_000);
    house.spotify.deviceList = [{ ...KITCHEN, id: 'new-id', name: 'Bath' }];
    await house.clock.advance(6_000);
    expect(await outcome).toMatchObject({ ok: true });
    expect(house.spotify.commands()).toEqual(['transfer bath-id undefined', 'transfer new-id undefined']);
    await house.close();
  });

  it('asks again after a 202, until the effect shows', async () => {
    const house = await playingAccount();
    house.spotify.fail('shuffle', 'accepted', 2);
    const outcome = house.account.commander.obey({ ask: 'shuffle', on: true });
    await house.clock.advance(15_000);
    expect(await outcome).toMatchObject({ ok: true });
    expect(house.spotify.commands()).toEqual(['shuffle true', 'shuffle true', 'shuffle true']);
    await house.close();
  });

  it('never asks twice for the next track', async () => {
    const house = await playingAccount();
    house.spotify.fail('next', 'accepted');
    const outcome = house.account.commander.obey({ ask: 'next' });
    await house.clock.advance(15_000);
    expect(await outcome).toMatchObject({ ok: true });
    expect(house.spotify.commands()).toEqual(['next']);
    await house.close();
  });

  it('answers whoever still waits when the bridge is stopped', async () => {
    const house = await playingAccount();
    house.spotify.fail('shuffle', 'accepted', 9);
    const outcomes = [
      house.account.commander.obey({ ask: 'volume', percent: 1 }),
      house.account.commander.obey({ ask: 'shuffle', on: true }),
      house.account.commander.obey({ ask: 'volume', percent: 2 }),
    ];
    await house.clock.advance(100);
    await house.close();
    await house.clock.advance(0);
    expect((await Promise.all(outcomes)).map(({ ok }) => ok)).toEqual([true, true, false]);
  });

  it('lets nobody wait behind a refresh, which says when it failed', async () => {
    const house = await playingAccount();
    house.spotify.latency = 500;
    house.spotify.fail('GET playback', new Trouble('unreachable', 'gone'));
    const refresh = house.account.commander.obey({ ask: 'refresh' });
    house.spotify.latency = 0;
    expect(await house.account.commander.obey({ ask: 'pause' })).toMatchObject({ ok: true, tookMs: 0 });
    await house.clock.advance(500);
    expect(await refresh).toMatchObject({ ok: false, problem: { kind: 'unreachable' } });
    await house.close();
  });

  /** Somebody browses until the budget is spent, also what the seconds after a command leave free. */
  async function spend(house: Awaited<ReturnType<typeof playingAccount>>) {
    await house.account.commander.obey({ ask: 'shuffle', on: true });
    for (let click = 0; click < 20; click++) await house.spotify.queue('browse').catch(() => []);
  }

  it('lets all who ask for a refresh wait for one look', async () => {
    const house = await playingAccount();
    await house.clock.advance(6_000);
    await spend(house);
    const outcomes: object[] = [];
    for (let press = 0; press < 20; press++)
      void house.account.commander.obey({ ask: 'refresh' }).then((outcome) => outcomes.push(outcome));
    await house.clock.advance(32_000);
    expect(outcomes).toMatchObject(Array(20).fill({ ok: true }));
    await house.close();
  });

  it('lets nobody wait long behind a look for which the budget has no room', async () => {
    const house = await playingAccount();
    await house.clock.advance(6_000);
    await spend(house);
    house.spotify.fail('pause', violated());
    const outcomes: object[] = [];
    const ask = (what: 'pause' | 'next') =>
      void house.account.commander.obey({ ask: what }).then((outcome) => outcomes.push(outcome));
    ask('pause');
    await house.clock.advance(100);
    ask('next');
    await house.clock.advance(2_900);
    expect(outcomes).toMatchObject([{ ok: false, problem: { kind: 'restricted' } }, { ok: true }]);
    await house.close();
  });

  it('looks for nobody behind whom others wait', async () => {
    const house = await playingAccount();
    await house.clock.advance(6_000);
    await spend(house);
    house.spotify.fail('pause', violated(), 20);
    const outcomes: object[] = [];
    for (let press = 0; press < 20; press++)
      void house.account.commander.obey({ ask: 'pause' }).then((outcome) => outcomes.push(outcome));
    void house.account.commander.obey({ ask: 'next' }).then((outcome) => outcomes.push(outcome));
    await house.clock.advance(100);
    expect(outcomes).toMatchObject([...Array(20).fill({ ok: false }), { ok: true }]);
    await house.close();
  });

  it('looks soon after an answer that leaves open what happened', async () => {
    const house = await playingAccount();
    house.spotify.fail('next', new Trouble('unreachable', 'lost'));
    await house.account.commander.obey({ ask: 'next' });
    house.spotify.now = playingTrack('two', 0, house.clock.now());
    await house.clock.advance(1_000);
    expect(house.playback.item?.title).toBe(track('two').title);
    await house.close();
  });

  it('calls a pause of what is paused a success', async () => {
    const house = await playingAccount();
    await house.clock.advance(6_000); // the last look is too old to decide
    house.spotify.now = { ...house.spotify.now, status: 'paused' };
    house.spotify.fail('pause', violated());
    expect(await house.account.commander.obey({ ask: 'pause' })).toMatchObject({ ok: true });
    expect(await house.account.commander.obey({ ask: 'pause' })).toMatchObject({ ok: true });
    expect(house.spotify.commands()).toEqual(['pause']);
    await house.close();
  });

  it('refuses what Spotify disallows without a request, from a fresh look only', async () => {
    const house = await playingAccount();
    house.spotify.now = { ...house.spotify.now, disallows: ['skipping_prev'] };
    await house.account.refresh();
    expect(await house.account.commander.obey({ ask: 'previous' })).toMatchObject({
      ok: false,
      problem: { kind: 'restricted' },
    });
    expect(house.spotify.commands()).toEqual([]);
    await house.clock.advance(6_000);
    expect(await house.account.commander.obey({ ask: 'previous' })).toMatchObject({ ok: true });
    await house.close();
  });

  it('plays the newest episodes where Spotify refuses a show as context', async () => {
    const house = await playingAccount();
    house.spotify.fail('play', new Refusal('refused', 'Non supported context uri', 400));
    await heard(house, { ask: 'play', uri: 'spotify:show:6uxKcBftLv1aOWoNL7UzTl' });
    expect(house.spotify.commands()).toEqual([
      'play {"contextUri":"spotify:show:6uxKcBftLv1aOWoNL7UzTl"}',
      'play {"uris":["spotify:episode:e1"]}',
    ]);
    await house.close();
  });

  const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
  const SHOW = 'spotify:show:6uxKcBftLv1aOWoNL7UzTl';
  const unknown = () => new Refusal('refused', 'Invalid context uri', 400);
  it.each<[string, Omit<PlayCommand, 'ask'>, Refusal, string[]]>([
    [
      'begins a context whose item is gone from it',
      { uri: ALBUM, offset: 'spotify:track:gone', position: 9 },
      new Refusal('restricted', 'Restriction violated', 403, 'UNKNOWN'),
      [`play {"contextUri":"${ALBUM}"}`],
    ],
    [
      'begins a show at its episode where Spotify refuses the show',
      { uri: SHOW, offset: 'spotify:episode:old', position: 9 },
      unknown(),
      ['play {"positionMs":9000,"uris":["spotify:episode:old","spotify:episode:e1"]}'],
    ],
    [
      'begins a show at a place in its list',
      { uri: SHOW, offset: 0 },
      unknown(),
      ['play {"uris":["spotify:episode:e1"]}'],
    ],
    [
      'plays saved tracks where Spotify refuses the liked songs',
      { uri: 'spotify:collection', offset: 'spotify:track:t1' },
      new Refusal('refused', 'Not found', 404),
      ['play {"uris":["spotify:track:t1"]}'],
    ],
    [
      'begins a show at its first where the place lies behind its list',
      { uri: SHOW, offset: 5 },
      unknown(),
      ['play {"uris":["spotify:episode:e1"]}'],
    ],
    ['tries no album twice that is refused', { uri: ALBUM, position: 9 }, unknown(), []],
    ['tries no place in numbers twice', { uri: ALBUM, offset: 3 }, unknown(), []],
  ])('%s', async (_, wanted, refusal, then) => {
    const house = await playingAccount();
    house.spotify.fail('play', refusal);
    const outcome = await heard(house, { ask: 'play', ...wanted });
    expect(outcome.ok).toBe(then.length > 0);
    expect(house.spotify.commands().slice(1)).toEqual(then);
    await house.close();
  });

  it('says why a show cannot be played that has no episodes either', async () => {
    const house = await playingAccount();
    house.spotify.episodesOf = async () => [];
    house.spotify.fail('play', unknown());
    expect(await heard(house, { ask: 'play', uri: SHOW })).toMatchObject({
      ok: false,
      problem: { message: 'Invalid context uri' },
    });
    await house.close();
  });

  it.each<[PlayCommand, Error, boolean]>([
    [{ ask: 'play', device: 'Bath', shuffle: true }, violated(), true],
    [{ ask: 'play', device: 'Bath', shuffle: true }, new Trouble('unreachable', 'lost'), false],
  ])('takes what plays along, and calls that playing: %o, %s', async (command, error, ok) => {
    const house = await playingAccount();
    house.spotify.fail('play', error);
    const outcome = house.account.commander.obey(command);
    await house.clock.advance(100);
    expect(house.spotify.commands()).toEqual([
      'transfer bath-id false',
      'shuffle true',
      'play {"deviceId":"bath-id"}',
    ]);
    await house.clock.advance(4_000);
    expect(await outcome).toMatchObject({ ok });
    await house.close();
  });

  it('lets what plays go on alone on the device that it wakes for it', async () => {
    const house = await playingAccount();
    house.spotify.deviceList = [KITCHEN];
    house.spotify.fail('play', noActive());
    expect(await heard(house, { ask: 'clear' })).toMatchObject({ ok: true });
    expect(house.spotify.commands().at(-1)).toContain('"deviceId":"kitchen-id"');
    await house.close();
  });

  it('brings the volume back where it toggles what is mute', async () => {
    const house = await playingAccount();
    for (const sent of ['volume 0', 'volume 30']) {
      await house.account.commander.obey({ ask: 'mute', toggle: true });
      expect(house.spotify.commands()).toEqual([sent]);
    }
    await house.close();
  });

  it('takes no more than a hundred in one go, and says so', async () => {
    const house = await playingAccount();
    house.spotify.latency = 10;
    const asked = Array.from({ length: 102 }, () => house.account.commander.obey({ ask: 'next' }));
    await house.clock.advance(5_000);
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(101);
    expect(outcomes.at(-1)).toMatchObject({
      ok: false,
      problem: { kind: 'refused', message: expect.stringContaining('this one was not taken') },
    });
    await house.close();
  });

  it('plays at whatever volume where it cannot be set', async () => {
    const house = await playingAccount();
    house.spotify.deviceList = [
      { ...KITCHEN, id: 'tv-id', name: 'TV', active: false, supportsVolume: false },
    ];
    await heard(house, { ask: 'play', device: 'TV', volume: 20 });
    expect(house.spotify.commands()).toEqual(['play {"deviceId":"tv-id"}']);
    await house.close();
  });

  it('tells of tracks that race past after the first was heard for a moment', async () => {
    const house = await playingAccount();
    const { clock, spotify, account } = house;
    const outcome = heard(house, { ask: 'play', uri: ALBUM });
    await clock.advance(1_800);
    spotify.now = playingTrack('two', 0, clock.now(), { contextUri: ALBUM });
    await clock.advance(1_400);
    expect(await outcome).toMatchObject({ ok: true });
    expect(account.store.state.problem).toBeNull();
    spotify.now = playingTrack('three', 0, clock.now(), { contextUri: ALBUM });
    await clock.advance(1_500);
    expect(account.store.state.problem).toMatchObject({
      kind: 'silent',
      message: expect.stringContaining('race past'),
    });
    await house.close();
  });

  it('spends no look of its own on music that plays', async () => {
    const house = await playingAccount();
    house.spotify.calls.length = 0;
    await heard(house, { ask: 'play', uri: ALBUM });
    await house.clock.advance(6_000);
    expect(house.spotify.calls.filter((call) => call === 'GET playback')).toHaveLength(2);
    await house.close();
  });

  it('answers at once with the time to try again while the gate is closed', async () => {
    const house = await playingAccount();
    const until = house.clock.now() + 60_000;
    house.spotify.fail('next', new Trouble('rate_limited', 'limited', until));
    expect(await house.account.commander.obey({ ask: 'next' })).toMatchObject({
      ok: false,
      problem: { kind: 'rate_limited', retryAt: until },
    });
    await house.close();
  });
});
