import { describe, expect, it } from 'vitest';
import type { AccountPlan } from '../../src/bridge/account.ts';
import type { Command } from '../../src/core/command.ts';
import type { Device } from '../../src/core/device.ts';
import { idle, type Playback } from '../../src/core/playback.ts';
import { Trouble } from '../../src/core/problem.ts';
import { type SpeakerRules, USUAL_SPEAKERS } from '../../src/core/speaker-plan.ts';
import { KITCHEN, playingTrack, track } from '../core/playing.ts';
import { FakeHomePlayers } from '../fakes/home-players.ts';
import { playingAccount } from './house.ts';

const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
const SONG = 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6';
const OTHER = 'spotify:track:6habFhsOp2NvshLv26DqMb';

const rules = (device: string, more: Partial<SpeakerRules>): SpeakerRules => ({
  ...{ device, via: 'home_assistant', minVolume: 0, maxVolume: 100 },
  ...more,
});
const LIVING: Device = {
  ...KITCHEN,
  ...{ id: null, name: 'Living Room', restricted: true, supportsVolume: false, volume: 40 },
};

async function house(plan: Partial<AccountPlan> = {}, living: Partial<SpeakerRules> = {}) {
  const players = new FakeHomePlayers();
  const devices = [
    rules('Living Room', { entity: 'media_player.sonos', ...living }),
    rules('Echo', { entity: 'media_player.echo', media: 'name' }),
  ];
  const speakers = { ...USUAL_SPEAKERS, devices };
  const made = await playingAccount({ speakers, ...plan }, true, undefined, players);
  const { account, clock, spotify } = made;
  const show = async (change: Partial<Playback>) => {
    spotify.now = playingTrack('one', 60_000, clock.now(), change);
    account.poller.hint();
    await clock.advance(100);
  };
  // The first looks have spent the budget of half a minute.
  await clock.advance(45_000);
  spotify.commands();
  return {
    ...made,
    players,
    show,
    /** Spotify shows nothing. */
    silence: async () => {
      spotify.now = idle(clock.now());
      account.poller.hint();
      await clock.advance(60_000);
    },
    /** The answer, waited for as long as it takes. */
    obey: async (command: Command) => {
      const answer = account.commander.obey(command);
      await clock.advance(10_000);
      return answer;
    },
  };
}

describe('a speaker that Home Assistant plays for', () => {
  const rows: [Command, string[]][] = [
    [{ ask: 'pause' }, ['sonos media_pause {}']],
    [{ ask: 'play_pause' }, ['sonos media_pause {}']],
    [{ ask: 'play' }, ['sonos media_play {}']],
    [{ ask: 'next' }, ['sonos media_next_track {}']],
    [{ ask: 'previous' }, ['sonos media_previous_track {}']],
    [{ ask: 'seek', position: 12.5 }, ['sonos media_seek {"seek_position":12.5}']],
    [{ ask: 'seek', by: -999 }, ['sonos media_seek {"seek_position":0}']],
    [{ ask: 'volume', percent: 35 }, ['sonos volume_set {"volume_level":0.35}']],
    [{ ask: 'volume', by: -50 }, ['sonos volume_set {"volume_level":0}']],
    [{ ask: 'volume', by: 5 }, ['sonos volume_set {"volume_level":0.45}']],
    [{ ask: 'mute' }, ['sonos volume_set {"volume_level":0}']],
    [{ ask: 'unmute' }, []],
    [{ ask: 'shuffle', toggle: true }, ['sonos shuffle_set {"shuffle":true}']],
    [{ ask: 'repeat', mode: 'one' }, ['sonos repeat_set {"repeat":"one"}']],
    [
      { ask: 'queue', uri: SONG },
      [`sonos play_media {"media_content_id":"${SONG}","media_content_type":"music","enqueue":"add"}`],
    ],
    [
      { ask: 'play', uri: ALBUM, shuffle: true, volume: 20 },
      [
        'sonos volume_set {"volume_level":0.2}',
        'sonos shuffle_set {"shuffle":true}',
        `sonos play_media {"media_content_id":"${ALBUM}","media_content_type":"music"}`,
      ],
    ],
    [
      { ask: 'play', uris: [SONG, OTHER] },
      [
        `sonos play_media {"media_content_id":"${SONG}","media_content_type":"music"}`,
        `sonos play_media {"media_content_id":"${OTHER}","media_content_type":"music","enqueue":"add"}`,
      ],
    ],
    [
      { ask: 'play', uri: SONG, position: 30 },
      [
        `sonos play_media {"media_content_id":"${SONG}","media_content_type":"music"}`,
        'sonos media_seek {"seek_position":30}',
      ],
    ],
    [{ ask: 'device', device: 'living room' }, []],
    [{ ask: 'device', device: 'living room', play: true }, ['sonos media_play {}']],
  ];
  it.each(rows)('turns %o into actions, and Spotify is asked nothing', async (command, actions) => {
    const home = await house();
    await home.show({ device: LIVING });
    expect(await home.obey(command)).toMatchObject({ ok: true, via: { entity: 'media_player.sonos' } });
    expect(home.players.asked()).toEqual(actions);
    expect(home.spotify.commands()).toEqual([]);
    await home.close();
  });

  it('goes on where it is paused', async () => {
    const home = await house();
    await home.show({ device: LIVING, status: 'paused' });
    expect(await home.obey({ ask: 'play_pause' })).toMatchObject({ ok: true });
    expect(home.players.asked()).toEqual(['sonos media_play {}']);
    await home.close();
  });

  it('begins at its volume, and says so', async () => {
    const home = await house();
    const play: Command = { ask: 'play', uri: ALBUM, device: 'Living Room', fade: 30, offset: 3 };
    expect(await home.obey(play)).toMatchObject({
      ok: true,
      via: {
        note: expect.stringMatching(
          /^it begins at its volume: it cannot fade in there; media_player.sonos takes no place to begin at/,
        ),
      },
    });
    await home.close();
  });

  it.each<[type: 'playlist' | 'track', by: string | null, asked: string]>([
    ['playlist', 'spotify', 'Abbey Road'],
    ['track', 'The Beatles', 'Abbey Road The Beatles'],
    ['track', null, 'Abbey Road'],
  ])('is asked by name for a %s of %s: %s', async (type, by, asked) => {
    const home = await house();
    const id = '7vEJAtP3KgKSpOHVgwm3Eh';
    const uri = `spotify:${type}:${id}`;
    home.spotify.library.wholes.set(`${type} ${id}`, {
      ...{ type, uri, id, title: 'Abbey Road', by, image: null, durationMs: null, playable: true },
    });
    await home.obey({ ask: 'play', uri, device: 'Echo' });
    expect(home.players.asked()).toEqual([
      `echo play_media {"media_content_id":"${asked}","media_content_type":"SPOTIFY"}`,
    ]);
    await home.close();
  });

  it('is obeyed at once in what is shown, and not where it was refused', async () => {
    const home = await house();
    await home.show({ device: LIVING });
    const volume = home.account.commander.obey({ ask: 'volume', percent: 70 });
    expect(home.account.store.state.playback.device?.volume).toBe(70);
    expect(await volume).toMatchObject({ ok: true });
    home.players.fail('media_pause', new Trouble('restricted', 'it cannot'));
    expect(await home.obey({ ask: 'pause' })).toMatchObject({ ok: false, problem: { message: 'it cannot' } });
    expect(home.account.store.state.playback.status).toBe('playing');
    await home.close();
  });

  it.each<[Partial<SpeakerRules>, string, string]>([
    [{ media: 'link' }, 'https://open.spotify.com/album/7vEJAtP3KgKSpOHVgwm3Eh', 'music'],
    [{ media: 'link', mediaType: 'album' }, 'https://open.spotify.com/album/7vEJAtP3KgKSpOHVgwm3Eh', 'album'],
    [{ media: 'name' }, 'Abbey Road The Beatles', 'SPOTIFY'],
  ])('with %o is told so what to play', async (living, id, type) => {
    const home = await house({}, living);
    home.spotify.library.wholes.set('album 7vEJAtP3KgKSpOHVgwm3Eh', {
      ...{ type: 'album', uri: ALBUM, id: '7vEJAtP3KgKSpOHVgwm3Eh', title: 'Abbey Road' },
      ...{ by: 'The Beatles', image: null, durationMs: null, playable: true },
    });
    await home.obey({ ask: 'play', uri: ALBUM, device: 'Living Room' });
    expect(home.players.asked()).toEqual([
      `sonos play_media {"media_content_id":"${id}","media_content_type":"${type}"}`,
    ]);
    await home.close();
  });

  it.each<[Command, RegExp]>([
    [{ ask: 'play', uri: 'spotify:collection', device: 'Living Room' }, /no link of its own/],
    [{ ask: 'play', uri: ALBUM, device: 'Echo' }, /does not tell the name/],
    [{ ask: 'play', uris: Array(21).fill(SONG), device: 'Living Room' }, /20 at most; an album/],
    [{ ask: 'play', playlist: 'Nothing', device: 'Living Room' }, /no playlist "Nothing"/],
  ])('refuses %o, and nothing is asked of it', async (command, why) => {
    const home = await house();
    expect(await home.obey(command)).toMatchObject({
      ok: false,
      problem: { kind: 'refused', message: expect.stringMatching(why) },
    });
    expect(home.players.asked()).toEqual([]);
    await home.close();
  });

  it('plays what was on before', async () => {
    const home = await house();
    const piece = {
      ...({ type: 'track', uri: SONG, id: SONG.slice(-22), title: 'A Song', by: 'Somebody' } as const),
      ...{ image: null, durationMs: null, playable: true },
    };
    home.spotify.library.played = [{ piece, at: home.clock.now(), contextUri: ALBUM }];
    const answer = await home.obey({ ask: 'recent', nth: 1, device: 'Living Room', volume: 20 });
    expect(answer).toMatchObject({ ok: true, via: { entity: 'media_player.sonos' } });
    expect(home.players.asked()).toEqual([
      'sonos volume_set {"volume_level":0.2}',
      `sonos play_media {"media_content_id":"${ALBUM}","media_content_type":"music"}`,
    ]);
    expect(await home.obey({ ask: 'recent', nth: 2, device: 'Living Room' })).toMatchObject({
      ok: false,
      problem: { kind: 'refused' },
    });
    await home.close();
  });

  it('cannot lose what follows', async () => {
    const home = await house();
    await home.show({ device: LIVING });
    expect(await home.obey({ ask: 'clear' })).toMatchObject({ ok: false, problem: { kind: 'refused' } });
    await home.close();
  });

  it('begins at the beginning, and says so, where it should begin elsewhere', async () => {
    const home = await house();
    await home.show({ device: LIVING });
    const answer = await home.obey({ ask: 'play', uri: ALBUM, offset: 3, position: 9 });
    expect(answer).toMatchObject({
      ok: true,
      via: { note: expect.stringMatching(/begins at the beginning/) },
    });
    expect(home.players.asked()).toHaveLength(1);
    await home.close();
  });

  it('plays without what it cannot do, and says so', async () => {
    const home = await house();
    await home.show({ device: LIVING });
    home.players.fail('shuffle_set', new Trouble('restricted', 'no shuffle'));
    const answer = await home.obey({ ask: 'play', uri: ALBUM, shuffle: true });
    expect(answer).toMatchObject({ ok: true, via: { note: 'no shuffle' } });
    home.players.fail('shuffle_set', new Trouble('no_device', 'it is off'));
    expect(await home.obey({ ask: 'play', uri: ALBUM, shuffle: true })).toMatchObject({
      ok: false,
      problem: { message: 'it is off' },
    });
    await home.close();
  });
});

describe('a start', () => {
  it('is answered once Spotify shows it, and others are obeyed meanwhile', async () => {
    const home = await house();
    const answers: string[] = [];
    const start = home.account.commander.obey({ ask: 'play', uri: ALBUM, device: 'Living Room' });
    void start.then(() => answers.push('play'));
    void home.account.commander.obey({ ask: 'like' }).then(() => answers.push('like'));
    await home.clock.advance(900);
    expect(answers).toEqual(['like']);
    home.spotify.now = playingTrack('two', 0, home.clock.now(), { device: LIVING });
    await home.clock.advance(700);
    expect(await start).toEqual({ ok: true, tookMs: 1_500, via: { entity: 'media_player.sonos' } });
    expect(home.account.store.state.playback.device?.name).toBe('Living Room');
    await home.close();
  });

  it('says that nobody knows, where nobody does', async () => {
    const home = await house();
    await home.silence();
    expect(await home.obey({ ask: 'play', device: 'Living Room' })).toMatchObject({
      ok: true,
      tookMs: 6_000,
      via: { note: expect.stringMatching(/does not show .* nobody knows/) },
    });
    await home.close();
  });

  it('says what Home Assistant alone knows', async () => {
    const home = await house();
    await home.silence();
    home.players.states.set('media_player.sonos', { state: 'playing', title: 'Come Together' });
    expect(await home.obey({ ask: 'play', device: 'Living Room' })).toMatchObject({
      ok: true,
      via: { note: expect.stringMatching(/Home Assistant says that it plays Come Together$/) },
    });
    await home.close();
  });

  it('fails where it is silent by the word of both', async () => {
    const home = await house();
    await home.silence();
    home.players.states.set('media_player.sonos', { state: 'idle', title: null });
    expect(await home.obey({ ask: 'play', device: 'Living Room' })).toMatchObject({
      ok: false,
      problem: { kind: 'silent', message: expect.stringMatching(/it is idle/) },
    });
    await home.close();
  });

  it('is not judged any more once it was ended', async () => {
    const home = await house();
    await home.silence();
    home.players.states.set('media_player.sonos', { state: 'paused', title: null });
    const start = home.account.commander.obey({ ask: 'play', uri: ALBUM, device: 'Living Room' });
    await home.clock.advance(500);
    expect(await home.account.commander.obey({ ask: 'pause' })).toMatchObject({ ok: true });
    await home.clock.advance(10_000);
    expect(await start).toEqual({
      ...{ ok: true, tookMs: expect.any(Number) },
      via: { entity: 'media_player.sonos' },
    });
    await home.close();
  });

  it('is where commands without a speaker go, though Spotify shows nothing, until music plays elsewhere', async () => {
    const home = await house();
    await home.silence();
    await home.obey({ ask: 'play', uri: ALBUM, device: 'Living Room' });
    home.players.asked();
    await home.obey({ ask: 'volume', by: 5 });
    await home.obey({ ask: 'mute', toggle: true });
    await home.obey({ ask: 'play_pause' });
    expect(home.players.asked()).toEqual([
      'sonos volume_up {}',
      'sonos volume_mute {"is_volume_muted":true}',
      'sonos media_play_pause {}',
    ]);
    expect(await home.obey({ ask: 'shuffle', toggle: true })).toMatchObject({
      problem: { message: expect.stringMatching(/say on or off/) },
    });
    expect(await home.obey({ ask: 'seek', by: 9 })).toMatchObject({ problem: { kind: 'refused' } });
    await home.show({ device: KITCHEN });
    await home.obey({ ask: 'pause' });
    expect(home.players.asked()).toEqual([]);
    expect(home.spotify.commands()).toEqual(['pause']);
    await home.close();
  });

  it('goes to the default speaker', async () => {
    const home = await house({ device: 'Living Room' });
    await home.silence();
    await home.obey({ ask: 'play', uri: ALBUM });
    expect(home.players.asked()).toHaveLength(1);
    await home.close();
  });
});

describe('taking over', () => {
  it('begins there what plays, and ends it where it was', async () => {
    const home = await house();
    await home.show({ contextUri: ALBUM });
    expect(await home.obey({ ask: 'device', device: 'Living Room' })).toMatchObject({ ok: true });
    expect(home.players.asked()).toEqual([
      `sonos play_media {"media_content_id":"${ALBUM}","media_content_type":"music"}`,
    ]);
    expect(home.spotify.commands()).toEqual(['pause']);
    await home.close();
  });

  it('takes the item where nothing is known that it is from', async () => {
    const home = await house();
    await home.obey({ ask: 'device', device: 'Living Room' });
    expect(home.players.asked()).toEqual([
      `sonos play_media {"media_content_id":"${track('one').uri}","media_content_type":"music"}`,
    ]);
    await home.close();
  });

  it('of what is paused only chooses the speaker', async () => {
    const home = await house();
    await home.show({ status: 'paused' });
    expect(await home.obey({ ask: 'device', device: 'Living Room' })).toMatchObject({ ok: true });
    expect(home.players.asked()).toEqual([]);
    expect(home.spotify.commands()).toEqual([]);
    await home.obey({ ask: 'play' });
    expect(home.players.asked()).toEqual(['sonos media_play {}']);
    await home.obey({ ask: 'device', device: 'Bath' });
    await home.obey({ ask: 'next' });
    expect(home.players.asked()).toEqual([]);
    await home.close();
  });
});

describe('a speaker that is unavailable in Home Assistant', () => {
  const PLAYER = 'media_player.sonos';
  const inLiving: Command = { ask: 'play', uri: ALBUM, device: 'Living Room' };
  const PLAYED = `sonos play_media {"media_content_id":"${ALBUM}","media_content_type":"music"}`;

  async function sleeping(isTold: boolean) {
    const home = await house();
    const wakes: object[] = [];
    home.account.onEvent(({ event_type, ...event }) => {
      if (event_type === 'wake') wakes.push(event);
    });
    home.players.is(PLAYER, 'unavailable', isTold);
    return { ...home, wakes };
  }

  it('is called, waited for, and plays when Home Assistant says that it is there', async () => {
    const { account, clock, players, wakes, close } = await sleeping(true);
    let until = '';
    const outcome = account.commander.obey(inLiving, { waits: ({ message }) => (until = message) });
    await clock.advance(9_000);
    expect(until).toBe('Living Room is being called');
    expect(wakes).toMatchObject([{ device: 'Living Room', via: { entity_id: PLAYER }, command: 'play' }]);
    // It is known not to be there: nobody tries.
    expect(players.asked()).toEqual([PLAYED]);
    players.is(PLAYER, 'idle');
    await clock.advance(10);
    expect(players.asked()).toEqual([PLAYED]);
    players.is(PLAYER, 'playing');
    await clock.advance(10_000);
    expect(await outcome).toMatchObject({ ok: true, via: { entity: PLAYER } });
    await close();
  });

  it('is tried after half of the time, and shortly before its end, where nobody tells', async () => {
    const { account, clock, players, wakes, close } = await sleeping(false);
    const outcome = account.commander.obey(inLiving);
    await clock.advance(14_000);
    expect(players.asked()).toEqual([PLAYED]);
    await clock.advance(2_000);
    expect(players.asked()).toEqual([PLAYED]);
    expect(wakes).toHaveLength(2);
    players.is(PLAYER, 'idle', false);
    await clock.advance(13_000);
    expect(players.asked()).toEqual([PLAYED]);
    await clock.advance(10_000);
    expect(await outcome).toMatchObject({ ok: true, via: { entity: PLAYER } });
    await close();
  });

  it('and does not come is named', async () => {
    const { account, clock, players, close } = await sleeping(false);
    const outcome = account.commander.obey(inLiving);
    await clock.advance(31_000);
    const message = expect.stringMatching(/^Living Room did not come within 30 s: media_player.sonos/);
    expect(await outcome).toMatchObject({ ok: false, problem: { kind: 'no_device', message } });
    expect(players.asked()).toEqual([PLAYED, PLAYED, PLAYED]);
    await close();
  });

  it('is not waited for to be paused', async () => {
    const { account, clock, players, show, close } = await sleeping(false);
    await show({ device: LIVING });
    const outcome = account.commander.obey({ ask: 'pause' });
    await clock.advance(10);
    expect(await outcome).toMatchObject({ ok: false, problem: { kind: 'no_device' } });
    expect(players.asked()).toEqual(['sonos media_pause {}']);
    await close();
  });
});
