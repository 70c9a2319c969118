import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadReply } from '../../../src/adapters/spotify/bad-reply.ts';
import {
  decodeDevices,
  decodePlayback,
  decodePlaylists,
  decodeProfile,
  decodeQueue,
} from '../../../src/adapters/spotify/decode.ts';
import { explainPlayback } from '../../../src/adapters/spotify/explain.ts';

const image = (name: string, width: number | null) => ({
  url: `https://i.test/${name}`,
  width,
  height: width,
});

const track = {
  type: 'track',
  uri: 'spotify:track:1',
  name: 'Song',
  artists: [{ name: 'Ann' }, { name: '' }, null, { name: 'Bob' }],
  album: { name: 'Record', images: [image('s', 64), image('l', 640), image('m', 300)] },
  duration_ms: 200_000,
  explicit: true,
};
const episode = {
  type: 'episode',
  uri: 'spotify:episode:1',
  name: 'Part 1',
  images: [],
  show: { name: 'Talk', publisher: 'Radio', images: [image('show', 300)] },
  duration_ms: 90_000,
};
const chapter = {
  type: 'chapter',
  uri: 'spotify:episode:2',
  name: 'Opening',
  images: [image('own', 300)],
  audiobook: { name: 'Book', authors: [{ name: 'Eve' }], images: [image('book', 640)] },
};
const device = { id: 'd1', name: 'Kitchen', type: 'Speaker', volume_percent: 40, is_active: true };
const playing = {
  is_playing: true,
  currently_playing_type: 'track',
  item: track,
  device,
  context: { uri: 'spotify:album:1' },
  progress_ms: 1_000,
  shuffle_state: false,
  repeat_state: 'context',
  actions: { disallows: { resuming: true, seeking: false, pausing: null } },
};
const unknown = { uri: null, title: null, artist: null, album: null, duration_ms: null, image: null };

describe('explainPlayback', () => {
  it('tells all of a track', () => {
    expect(explainPlayback(playing, 0)).toEqual({
      status: 'playing',
      kind: 'track',
      title: 'Song',
      artist: 'Ann, Bob',
      album: 'Record',
      uri: 'spotify:track:1',
      context_uri: 'spotify:album:1',
      duration_ms: 200_000,
      position_ms: 1_000,
      device: 'Kitchen',
      volume: 40,
      shuffle: false,
      repeat: 'all',
      image: 'https://i.test/l',
    });
  });

  it('takes null for 204', () => {
    const { status, ...rest } = explainPlayback(null, 0);
    expect(status).toBe('idle');
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  });

  const cases: [string, object, object][] = [
    ['paused', { is_playing: false }, { status: 'paused', title: 'Song' }],
    ['no is_playing', { is_playing: null }, { status: 'paused' }],
    [
      'an episode: the show is its album and brings its image',
      { currently_playing_type: 'episode', item: episode },
      { kind: 'episode', artist: 'Radio', album: 'Talk', image: 'https://i.test/show' },
    ],
    [
      'an episode without publisher and show',
      { currently_playing_type: 'episode', item: { ...episode, show: null } },
      { kind: 'episode', artist: null, album: null, image: null },
    ],
    [
      'a chapter',
      { currently_playing_type: 'chapter', item: chapter },
      { kind: 'chapter', artist: 'Eve', album: 'Book', image: 'https://i.test/own' },
    ],
    ['an ad', { currently_playing_type: 'ad', item: null }, { kind: 'ad', ...unknown, position_ms: 1_000 }],
    ['hidden', { currently_playing_type: 'unknown', item: null }, { kind: 'unknown', ...unknown }],
    ['nothing at all', { currently_playing_type: null, item: null }, { kind: null, ...unknown }],
    ['a new type', { currently_playing_type: 'hologram' }, { kind: 'unknown', title: 'Song' }],
    ['a type from Object', { currently_playing_type: 'constructor' }, { kind: 'unknown' }],
    ['no type', { currently_playing_type: undefined, item: episode }, { kind: 'episode' }],
    [
      'no type anywhere',
      { currently_playing_type: null, item: { uri: 'spotify:track:1' } },
      { kind: 'track' },
    ],
    [
      'a local file, told by its uri',
      {
        item: { uri: 'spotify:local:AC%2FDC:Back+in:Hells+Bells%3A+Live:312', name: '', artists: [] },
        context: null,
      },
      { kind: 'local', title: 'Hells Bells: Live', artist: 'AC/DC', album: 'Back in', duration_ms: 312_000 },
    ],
    [
      'a local file with names of its own and a uri that cannot be decoded',
      {
        item: { uri: 'spotify:local:100%::Title:5', name: 'Own', artists: [{ name: 'Me' }], duration_ms: 7 },
      },
      { kind: 'local', title: 'Own', artist: 'Me', album: null, duration_ms: 7, position_ms: 7 },
    ],
    [
      'a local file that cannot be decoded',
      { item: { uri: 'spotify:local:100%' } },
      { artist: '100%', title: null },
    ],
    ['repeat one', { repeat_state: 'track' }, { repeat: 'one' }],
    ['repeat off', { repeat_state: 'off' }, { repeat: 'off' }],
    ['a new repeat', { repeat_state: 'twice', shuffle_state: null }, { repeat: null, shuffle: null }],
    ['past the end', { progress_ms: 250_000 }, { position_ms: 200_000 }],
    ['before the beginning', { progress_ms: -5 }, { position_ms: 0 }],
    ['no position', { progress_ms: null }, { position_ms: null }],
    ['no device', { device: null }, { device: null, volume: null }],
    ['a device without a volume', { device: { ...device, volume_percent: null } }, { volume: null }],
    ['a device that is too loud', { device: { ...device, volume_percent: 130 } }, { volume: 100 }],
    [
      'empty texts',
      { item: { ...track, name: '', uri: '', album: { name: ' ' } } },
      { title: null, uri: null, album: null },
    ],
    [
      'images without widths: the first',
      { item: { ...track, album: { images: [image('a', null), image('b', null)] } } },
      { image: 'https://i.test/a' },
    ],
    ['an empty image', { item: { ...track, album: { images: [{ url: '' }, null] } } }, { image: null }],
  ];
  it.each(cases)('tells %s', (_, change, expected) => {
    expect(explainPlayback({ ...playing, ...change }, 0)).toMatchObject(expected);
  });
});

describe('decodePlayback', () => {
  it('keeps what is disallowed, smart shuffle and the time of measurement', () => {
    expect(decodePlayback({ ...playing, smart_shuffle: true }, 77)).toMatchObject({
      disallows: ['resuming'],
      smartShuffle: true,
      measuredAt: 77,
    });
  });

  it('knows a Sonos: no id, restricted; and a device whose volume is not mentioned', () => {
    const sonos = { id: null, name: 'Roam', type: 'Speaker', is_restricted: true, supports_volume: false };
    expect(decodePlayback({ ...playing, device: sonos }, 0).device).toEqual({
      id: null,
      name: 'Roam',
      type: 'Speaker',
      volume: null,
      supportsVolume: false,
      restricted: true,
      privateSession: false,
      active: false,
    });
    expect(decodePlayback(playing, 0).device?.supportsVolume).toBe(true);
  });

  const bad: [unknown, RegExp][] = [
    [[], /object/],
    ['playing', /object/],
    [42, /object/],
    [undefined, /object/],
    [{}, /is_playing/],
    [{ something: 'else' }, /is_playing/],
    [{ ...playing, is_playing: 'yes' }, /is_playing: .*boolean/],
    [{ ...playing, device: { ...device, volume_percent: '40' } }, /device\.volume_percent: .*number/],
    [{ ...playing, item: [] }, /item: .*object/],
    [{ error: { status: 429, message: 'API rate limit exceeded' } }, /API rate limit exceeded/],
    [{ error: 'invalid_grant' }, /invalid_grant/],
  ];
  it.each(bad)('refuses %j', (json, message) => {
    expect(() => decodePlayback(json, 0)).toThrow(BadReply);
    expect(() => decodePlayback(json, 0)).toThrow(message);
  });

  it('throws nothing but BadReply, whatever comes', () => {
    const paths = [
      'is_playing',
      'item',
      'device',
      'context',
      'progress_ms',
      'repeat_state',
      'actions',
      'error',
    ];
    const mutated = fc
      .tuple(fc.constantFrom(...paths), fc.anything(), fc.constantFrom<object>(track, episode, chapter))
      .map(([path, value, item]) => ({ ...playing, item, [path]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue(), mutated), (json) => {
        try {
          const { positionMs, item } = decodePlayback(json, 0);
          if (positionMs !== null) expect(positionMs).toBeLessThanOrEqual(item?.durationMs ?? positionMs);
        } catch (error) {
          expect(error).toBeInstanceOf(BadReply);
        }
      }),
    );
  });
});

describe('lists', () => {
  it('decodes devices, and none', () => {
    expect(decodeDevices({ devices: [device, null] }).map(({ name }) => name)).toEqual(['Kitchen']);
    expect(decodeDevices({})).toEqual([]);
    expect(() => decodeDevices([])).toThrow(BadReply);
  });

  it('decodes a queue of everything', () => {
    const kinds = decodeQueue({ queue: [track, null, episode, chapter] }).map(({ kind }) => kind);
    expect(kinds).toEqual(['track', 'episode', 'chapter']);
  });

  it('decodes a profile, by account_id where there is one', () => {
    const profile = { id: 'me', display_name: '', product: 'premium' };
    expect(decodeProfile(profile)).toEqual({ accountId: 'me', userId: 'me', name: null, product: 'premium' });
    expect(decodeProfile({ ...profile, account_id: 'a1' }).accountId).toBe('a1');
    expect(() => decodeProfile({ display_name: 'x' })).toThrow(/id/);
  });

  it('decodes playlists around lost ones', () => {
    const page = { items: [null, { uri: 'spotify:playlist:1', name: 'Mix', images: null }], next: null };
    expect(decodePlaylists(page)).toEqual({
      playlists: [{ uri: 'spotify:playlist:1', name: 'Mix', image: null }],
      more: false,
    });
  });
});
