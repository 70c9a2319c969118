import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MEDIA_TYPES, mediaShape, playedShape } from '../../src/core/media.ts';
import { type Answer, type House, playingHouse } from './house.ts';
import { BURST, budgetBreaks } from './rules.ts';
import { lines } from './wire.ts';

const media = z.array(mediaShape);

/** A house that has rested for a while, and what it is asked. */
async function restedHouse() {
  const house = await playingHouse();
  await house.clock.advance(60_000);
  const ask = (what: string, payload: object | string = '') => asked(house, what, payload);
  /** The result, and what was asked of Spotify for it. */
  const result = async (
    what: string,
    payload: object | string = '',
  ): Promise<Record<string, unknown> & { asked: string[] }> => {
    const before = house.sent.length;
    const answer = await ask(what, payload);
    expect(answer).toMatchObject({ ok: true });
    const { result } = z.object({ result: z.looseObject({}) }).parse(answer);
    const asked = lines(house.sent.slice(before)).filter((line) => line !== 'GET /me/player');
    return { ...result, asked };
  };
  return { house, ask, result };
}

function asked(house: House, what: string, payload: object | string): Promise<Answer> {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return house.ask('family', text, { level: `request/${what}` });
}

const titlesIn = (list: unknown) => media.parse(list).map(({ title }) => title);

describe('browsing', () => {
  it('begins at folders, without asking Spotify', async () => {
    const { house, result } = await restedHouse();
    const { item, children, total, asked } = await result('browse');
    expect(mediaShape.parse(item)).toMatchObject({ id: 'root', title: 'Spotify', playable: false });
    expect(media.parse(children).map(({ id }) => id)).toEqual([
      'playlists',
      'albums',
      'shows',
      'tracks',
      'recent',
      'tags',
    ]);
    expect(media.parse(children)[3]).toMatchObject({ uri: 'spotify:collection', playable: true });
    expect([total, asked]).toEqual([6, []]);
    await house.close();
  });

  it.each([
    ['playlists', 'Kitchen Disco', 'GET /me/playlists'],
    ['albums', 'Gute Nacht, Bär', 'GET /me/albums'],
    ['shows', '', 'GET /me/shows'],
    ['tracks', '', 'GET /me/tracks'],
    ['recent', 'Ferryman, Wait', 'GET /me/player/recently-played'],
  ])('opens %s with one request, and once more with none', async (id, title, request) => {
    const { house, result } = await restedHouse();
    await house.clock.advance(180_000);
    const first = await result('browse', { id });
    expect(first).toMatchObject({ item: { id }, offset: 0, limit: 50, asked: [request] });
    expect(media.parse(first.children).length).toBeGreaterThan(0);
    if (title) expect(titlesIn(first.children)).toContain(title);
    expect((await result('browse', id)).asked).toEqual([]);
    await house.clock.advance(61_000);
    expect((await result('browse', id)).asked).toEqual([request]);
    await house.close();
  });

  it('goes into an album that it has shown with one request, and gives its tracks the cover', async () => {
    const { house, result } = await restedHouse();
    const albums = media.parse((await result('browse', 'albums')).children);
    const album = albums.find(({ title }) => title === 'Gute Nacht, Bär');
    const { item, children, total, asked } = await result('browse', { id: album?.id });
    expect(item).toEqual(album);
    expect(asked).toEqual([`GET /albums/${album?.uri?.split(':')[2]}/tracks`]);
    expect(media.parse(children)).toHaveLength(Number(total));
    expect(media.parse(children)[0]).toMatchObject({
      type: 'track',
      id: null,
      image: album?.image,
      playable: true,
      expandable: false,
    });
    await house.close();
  });

  it('goes into what it was never shown, and turns pages', async () => {
    const { house, result } = await restedHouse();
    const { id } = house.catalogue.playlistNamed('Everything, Twice and Again');
    const uri = `spotify:playlist:${id}`;
    const first = await result('browse', { id: uri, limit: 100 });
    expect(first).toMatchObject({ item: { title: 'Everything, Twice and Again', uri }, limit: 100 });
    expect(first.asked).toEqual([
      `GET /playlists/${id}`,
      `GET /playlists/${id}/items`,
      `GET /playlists/${id}/items`,
    ]);
    await house.clock.advance(60_000);
    const last = await result('browse', {
      id: `spotify:user:family:playlist:${id}`,
      offset: Number(first.total) - 3,
    });
    expect(titlesIn(last.children)).toHaveLength(3);
    await house.close();
  });

  it('gives an artist’s albums ten at a time', async () => {
    const { house, result } = await restedHouse();
    const [artist] = house.catalogue.artists;
    const answer = await result('browse', { id: artist?.uri, limit: 50 });
    expect(answer).toMatchObject({ item: { type: 'artist', title: artist?.name }, limit: 10 });
    expect(media.parse(answer.children)[0]).toMatchObject({ type: 'album', expandable: true });
    await house.close();
  });

  it('goes into an audiobook, which plays as a show', async () => {
    const { house, result } = await restedHouse();
    const [book] = house.catalogue.audiobooks;
    const answer = await result('browse', { id: `spotify:audiobook:${book?.id}` });
    expect(answer).toMatchObject({ item: { type: 'audiobook', uri: `spotify:show:${book?.id}` } });
    expect(media.parse(answer.children)[0]).toMatchObject({ type: 'chapter', playable: true });
    await house.close();
  });

  it('shows a file of the listener’s own, which nothing plays', async () => {
    const { house, result } = await restedHouse();
    const { uri } = house.catalogue.playlistNamed('Mixed Shelf');
    const { children } = await result('browse', { id: uri });
    expect(media.parse(children).at(-1)).toMatchObject({ uri: null, playable: false, type: 'track' });
    expect(media.parse(children).map(({ type }) => type)).toContain('episode');
    await house.close();
  });

  it.each([
    ['of others', 'Sunday Roast', /owner alone/, 'Sunday Roast'],
    ['of Spotify’s', 'Gentle Hits of Today', /its own playlists/, 'Playlist by Spotify'],
  ])('says why playlists %s are empty, and that they play', async (_, name, why, title) => {
    const { house, result } = await restedHouse();
    const { uri } = house.catalogue.playlistNamed(name);
    const answer = await result('browse', { id: uri });
    expect(answer).toMatchObject({ item: { title, playable: true, uri }, children: [], total: null });
    expect(answer.note).toMatch(why);
    await house.close();
  });

  it.each([
    ['browse', 'nowhere', 'right would be playlists'],
    ['browse', 'spotify:track:7klOUjuE87hWelfNQfHbWL', 'nothing is in'],
    ['browse', { id: 'albums', limit: 101 }, 'limit'],
    ['browse', { id: 'albums', offset: -1 }, 'offset'],
    ['browse', { folder: 'albums' }, 'unknown "folder"'],
    ['playlists', 'all', '{"offset":0,"limit":50}'],
    ['search', '', 'query'],
    ['search', { query: 'x', limit: 11 }, 'limit'],
    ['search', { query: 'x', types: ['song'] }, 'types'],
    ['recent', { limit: 51 }, 'limit'],
    ['devices', 'now', '{"refresh":true}'],
  ])('refuses %s %j with words', async (what, payload, words) => {
    const { house, ask } = await restedHouse();
    const answer = await ask(what, payload);
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'bad_payload' } });
    expect(answer.problem?.message).toContain(words);
    await house.close();
  });

  it.each([
    { query: '\ud800 half a pair' },
    { query: '🎵'.repeat(100) },
    { query: 'a"b\\c&type=episode#' },
    { query: `${'x'.repeat(251)}` },
    { id: '__proto__' },
    { id: 'spotify:album:../../me' },
  ])('survives %j', async (payload) => {
    const { house, ask } = await restedHouse();
    const what = 'query' in payload ? 'search' : 'browse';
    expect(await ask(what, payload)).toHaveProperty('ok');
    expect(await ask('player')).toMatchObject({ ok: true });
    await house.close();
  });

  it('knows no album that does not exist', async () => {
    const { house, ask } = await restedHouse();
    const answer = await ask('browse', `spotify:album:${'x'.repeat(22)}`);
    expect(answer.problem).toMatchObject({ kind: 'refused', message: 'Spotify knows no such album' });
    await house.close();
  });

  it('shows the cards that play music', async () => {
    const { house, result } = await restedHouse();
    const { uri } = house.catalogue.albumNamed('Gute Nacht, Bär');
    const cover = 'https://example.org/bear.png';
    await house.tags.desk.set('04A1B2C3', { does: uri, name: 'Bear', cover });
    await house.tags.desk.set('04A1B2C4', { does: 'command:next' });
    await house.tags.desk.set('04A1B2C5', { does: 'spotify:collection', name: 'All that we like' });
    const { children, asked } = await result('browse', 'tags');
    expect(children).toMatchObject([
      { title: 'All that we like', uri: 'spotify:collection', id: null, expandable: false },
      { title: 'Bear', uri, id: uri, image: cover, type: 'tag', playable: true, expandable: true },
    ]);
    expect(asked).toEqual([]);
    await house.close();
  });
});

describe('searching', () => {
  it('finds things of each type, in the order asked for, and their totals', async () => {
    const { house, result } = await restedHouse();
    const types = ['artist', 'album', 'track', 'show', 'episode', 'audiobook', 'playlist'];
    const answer = await result('search', { query: 'a', types, limit: 3 });
    const found = media.parse(answer.items).map(({ type }) => type);
    expect([...new Set(found)]).toEqual(types.filter((type) => found.some((one) => one === type)));
    expect(answer.totals).toMatchObject({ album: expect.any(Number), audiobook: expect.any(Number) });
    expect(answer.asked).toEqual(['GET /search']);
    expect(MEDIA_TYPES).toEqual(expect.arrayContaining(found));
    await house.close();
  });

  it('takes plain words, and opens what it found with one request', async () => {
    const { house, result } = await restedHouse();
    const { items } = await result('search', 'lanterns at low tide');
    const album = media.parse(items).find(({ type }) => type === 'album');
    expect((await result('browse', { id: album?.id })).asked).toHaveLength(1);
    await house.close();
  });
});

describe('other requests', () => {
  it('tells the player as its topic does', async () => {
    const { house, result } = await restedHouse();
    const { asked, ...player } = await result('player');
    expect(player).toEqual(JSON.parse(house.value('family', 'player') ?? ''));
    expect(asked).toEqual([]);
    await house.close();
  });

  it('tells the devices as they were last seen, or as they are now', async () => {
    const { house, result } = await restedHouse();
    const before = await result('devices');
    expect(before.asked).toEqual([]);
    house.phone({ action: 'wake', device: 'Bedroom' });
    await house.clock.advance(5_000);
    const { devices, asked } = await result('devices', { refresh: true });
    expect(asked).toEqual(['GET /me/player/devices']);
    expect(devices).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'Bedroom', label: 'Bedroom', active: false })]),
    );
    await house.close();
  });

  it('tells the playlists, a page at a time', async () => {
    const { house, result } = await restedHouse();
    const { items, total } = await result('playlists', { offset: 1, limit: 2 });
    expect(titlesIn(items)).toEqual(['Lullabies 🌙', 'Mixed Shelf']);
    expect(total).toBe(6);
    await house.close();
  });

  it('tells what comes next and what was played', async () => {
    const { house, result } = await restedHouse();
    await house.clock.advance(240_000);
    const queue = await result('queue');
    expect(mediaShape.parse(queue.playing).title).toBe(house.value('family', 'title'));
    expect(media.parse(queue.items).length).toBeGreaterThan(3);
    const { items } = await result('recent', { limit: 1 });
    expect(z.array(playedShape).length(1).parse(items)[0]).toMatchObject({ title: 'Ferryman, Wait' });
    await house.close();
  });
});

describe('whatever is asked', () => {
  const word = fc.constantFrom(
    'id',
    'query',
    'types',
    'limit',
    'offset',
    'refresh',
    'account',
    'state',
    'code',
  );
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.boolean(),
    fc.json(),
    fc.constant(null),
  );
  const members = fc.dictionary(word, value).map((one) => JSON.stringify(one));
  const payload = fc.oneof(fc.string({ unit: 'grapheme' }), members, fc.json());
  const topic = fc.constantFrom(
    ...['player', 'devices', 'playlists', 'browse', 'search', 'queue', 'recent'].map(
      (what) => `family/${what}`,
    ),
    ...['accounts', 'log_level', 'pair', 'pair/finish'].map((what) => `bridge/${what}`),
  );

  it('is answered, and the house stands', async () => {
    const { house } = await restedHouse();
    await fc.assert(
      fc.asyncProperty(topic, payload, async (on, text) => {
        const [account = '', ...what] = on.split('/');
        const answer = await house.ask(account, text, {
          level: `request/${what.join('/')}`,
          patience: 9_000,
        });
        if (!answer.ok) expect(answer.problem?.message.length).toBeLessThan(600);
      }),
      { numRuns: 300 },
    );
    expect(budgetBreaks(house.sent, BURST)).toEqual([]);
    await house.close();
  });
});

describe('an account that was paired before there were requests', () => {
  it('is told to pair again when asked what was played, and does all else', async () => {
    const house = await playingHouse({
      scope: 'user-read-playback-state user-modify-playback-state user-read-private playlist-read-private',
    });
    await house.clock.advance(60_000);
    const answer = await asked(house, 'recent', '');
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'refused' } });
    expect(answer.problem?.message).toMatch(/user-read-recently-played: pair the account again/);
    expect(await asked(house, 'playlists', '')).toMatchObject({ ok: true });
    expect(house.value('family', 'problem')).toBe('OK');
    await house.close();
  });

  it('is asked for nothing while it is not paired', async () => {
    const { house, ask, result } = await restedHouse();
    await result('browse', 'playlists');
    house.accounts[0]?.store.put({ paired: false });
    expect(await ask('browse', 'playlists')).toMatchObject({ ok: false, problem: { kind: 'unpaired' } });
    expect(await ask('browse', '')).toMatchObject({ ok: true });
    await house.close();
  });
});

describe('the budget of those who browse', () => {
  it('is seven of eight requests of half a minute, and then says until when', async () => {
    const { house, ask } = await restedHouse();
    house.phone({ action: 'pause' });
    await house.clock.advance(100_000);
    const answers: Answer[] = [];
    for (let click = 1; click <= 8; click++) {
      const since = house.clock.now();
      answers.push(await ask('search', `word ${click}`));
      expect(house.clock.now() - since).toBeLessThanOrEqual(8_010);
    }
    expect(answers.map(({ ok }) => ok)).toEqual([...Array(7).fill(true), false]);
    const { kind, retry_at } = answers.at(-1)?.problem ?? {};
    expect(kind).toBe('rate_limited');
    await house.clock.advance(Date.parse(retry_at ?? '') - house.clock.now());
    expect(await ask('search', 'word 8')).toMatchObject({ ok: true });
    await house.clock.advance(60_000);
    expect(budgetBreaks(house.sent, BURST)).toEqual([]);
    await house.close();
  });

  it('never keeps what plays from being looked at', async () => {
    const { house } = await restedHouse();
    const from = house.sent.length;
    for (let click = 0; click < 60; click++) {
      house.send('family', 'request/search', `word ${click}`);
      await house.clock.advance(2_000);
    }
    const looks = house.sent.slice(from).filter(({ path }) => path === '/me/player');
    expect(looks.length).toBeGreaterThanOrEqual(3);
    expect(budgetBreaks(house.sent, BURST)).toEqual([]);
    await house.close();
  });

  it('asks once for what several ask for at the same time', async () => {
    const { house } = await restedHouse();
    const from = house.sent.length;
    const askings = [1, 2, 3].map(() => house.send('family', 'request/browse', 'albums'));
    await house.clock.advance(200);
    expect(askings.map(({ answer }) => answer?.ok)).toEqual([true, true, true]);
    expect(lines(house.sent.slice(from))).toEqual(['GET /me/albums']);
    await house.close();
  });

  it('tells who waits that Spotify does not answer, within eight seconds', async () => {
    const { house, ask, result } = await restedHouse();
    const match = { path: '/albums/*' };
    house.control.fault({ kind: 'slow', delay_ms: 6_000, count: 2, match }, house.clock.now());
    const since = house.clock.now();
    const { uri } = house.catalogue.albumNamed('Gute Nacht, Bär');
    expect(await ask('browse', uri)).toMatchObject({ ok: false, problem: { kind: 'unreachable' } });
    expect(house.clock.now() - since).toBeLessThanOrEqual(8_010);
    await house.clock.advance(10_000);
    expect((await result('browse', uri)).asked).toEqual([]);
    await house.close();
  });
});
