import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { agreeAt } from './agree.ts';
import { openBrowser } from './browser.ts';
import {
  addCompanion,
  browse,
  issuesOf,
  makeRoom,
  reconfigure,
  reload,
  repair,
  search,
  step,
} from './companion.ts';
import { dockerMissing } from './docker.ts';
import { type House, openHouse } from './house.ts';
import { MEDIA_PLAYER_PRESSES } from './media-player-presses.ts';
import { letIn, type Phone, pickUp } from './phone.ts';
import type { Program } from './program.ts';
import { is, until } from './until.ts';

const PLAYER = 'media_player.spotify_family';
const DASHBOARD = new URL('../../examples/home-assistant/dashboard.yaml', import.meta.url);
const LOVELACE = { url_path: 'spotify-music', mode: 'storage', title: 'Music', show_in_sidebar: true };
const GUESTS = 'media_player.spotify_guests';

describe.runIf(dockerMissing === undefined)('the companion in Home Assistant', () => {
  let house: House;
  let phone: Phone;
  let bridge: Program;
  let family: { name: string; refresh_token: string };
  const shows = (entity: string, wanted: string) =>
    until(`${entity} is ${wanted}`, () => house.home.state(entity), is(wanted));

  beforeAll(async () => {
    house = await openHouse({ companion: true });
    const { base } = house.spotify;
    phone = pickUp(base, 'family');
    family = { name: 'Family', refresh_token: await letIn(base, 'family') };
    bridge = await house.bridge({ family });
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  it('is discovered, and added by one confirmation', async () => {
    await addCompanion(house.home, PLAYER);
  });

  it('is one device with the entities of MQTT, and has their name', async () => {
    const { home } = house;
    const owner = async (id: string) =>
      (await home.entities()).find(({ entity_id }) => entity_id === id)?.device_id;
    await until(
      'one device',
      async () => (await owner(PLAYER)) === (await owner('sensor.spotify_family_title')),
      is(true),
    );
    const device = (await home.devices()).find(({ name }) => name === 'Family');
    expect(await owner(PLAYER)).toBe(device?.id);
    expect((await attributes()).friendly_name).toBe('Family');
  });

  it('has all that the example of a dashboard shows', async () => {
    const text = await readFile(DASHBOARD, 'utf8');
    const shown = [...text.matchAll(/entity: (\S+)/g)].map(([, id]) => id);
    const there = new Set((await house.home.entities()).map(({ entity_id }) => entity_id));
    expect(shown.filter((id) => !there.has(id ?? ''))).toEqual([]);
    await house.home.ask({ type: 'lovelace/dashboards/create', ...LOVELACE });
    const config: unknown = parse(text);
    await house.home.ask({ type: 'lovelace/config/save', url_path: LOVELACE.url_path, config });
  });

  it('shows what plays', async () => {
    const name = await phone.skip();
    await until('the title', async () => (await attributes()).media_title, is(name));
    await shows(PLAYER, 'playing');
    const { uri } = await phone.player();
    const shown = await attributes();
    expect(shown).toMatchObject({ media_content_id: uri, media_content_type: 'music', source: 'Kitchen' });
    expect(Date.parse(String(shown.media_position_updated_at))).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  it('knows the playlists', async () => {
    await makeRoom(house.home, PLAYER);
    await until('the list', options('playlist'), (all) => all.includes('Kitchen Disco'));
  });

  it.each(MEDIA_PLAYER_PRESSES)('$action moves the player', async ({ action, data, moved }) => {
    const before = await phone.player();
    const press = () => house.home.call(`media_player.${action}`, { entity_id: PLAYER, ...data?.(before) });
    // Spotify has obeyed the press before sooner than Home Assistant shows what may be pressed next.
    await until('it may be pressed', () => press().then(() => true), is(true));
    await until('the player moves', phone.player, (now) => moved(now, before));
  });

  it('lets nothing follow what plays', async () => {
    await house.home.call('media_player.clear_playlist', { entity_id: PLAYER });
    const { uri, playing } = await phone.player();
    await until(
      'no context',
      phone.player,
      (now) => now.uri === uri && now.playing === playing && now.context === null,
    );
  });

  it('says in words why something cannot be', async () => {
    const queue = house.home.call('media_player.play_media', {
      entity_id: PLAYER,
      media_content_type: 'playlist',
      media_content_id: 'spotify:playlist:37i9dQZF1DX0XUsuxWHRQd',
      enqueue: 'add',
    });
    await expect(queue).rejects.toThrow(/400/);
  });

  it('browses two levels deep, and plays what it finds', async () => {
    const { home } = house;
    await makeRoom(home, PLAYER);
    const root = await browse(home, PLAYER);
    expect(root.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Playlists', 'Albums', 'Podcasts', 'Liked songs', 'Recently played']),
    );
    const albums = await browse(
      home,
      PLAYER,
      root.find(({ title }) => title === 'Albums'),
    );
    const [album] = albums;
    expect(album).toMatchObject({ media_class: 'album', can_play: true, can_expand: true });
    const tracks = await browse(home, PLAYER, album);
    const [track] = tracks;
    expect(track).toMatchObject({ media_class: 'track', can_play: true, can_expand: false });
    await home.call('media_player.play_media', {
      entity_id: PLAYER,
      media_content_type: album?.media_content_type,
      media_content_id: album?.media_content_id,
    });
    await until('the album', phone.player, ({ context }) => context === album?.media_content_id);
    const liked = root.find(({ title }) => title === 'Liked songs');
    await home.call('media_player.play_media', {
      entity_id: PLAYER,
      media_content_type: liked?.media_content_type,
      media_content_id: liked?.media_content_id,
    });
    await until('the liked songs', phone.player, ({ context }) => context?.includes('collection') === true);
  });

  it('searches', async () => {
    await makeRoom(house.home, PLAYER);
    const found = await search(house.home, PLAYER, { search_query: 'a', media_filter_classes: ['album'] });
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ media_class }) => media_class))).toEqual(new Set(['album']));
  });

  it('has a player for an account that comes later', async () => {
    bridge = await house.bridge({ family, guests: { name: 'Guests' } });
    await shows(GUESTS, 'unavailable');
    await shows(PLAYER, 'playing');
  });

  it("pairs by Home Assistant's own redirect", async () => {
    const { home } = house;
    const flow = await repair(home, 'guests');
    const { type, url } = await step(home, flow, { next_step_id: 'auth' });
    expect(type).toBe('external');
    const away = new URL(await agreeAt(openBrowser(), url ?? '', 'guest'));
    expect(away.origin + away.pathname).toBe('https://my.home-assistant.io/redirect/oauth');
    await makeRoom(home, PLAYER);
    // My Home Assistant sends the browser on to the house.
    const landed = await fetch(`${home.base}/auth/external/callback${away.search}`);
    expect(landed.status).toBe(200);
    const ended = await step(home, flow, {});
    expect(ended).toMatchObject({ type: 'abort', reason: 'paired' });
    await until(
      'the player',
      () => home.state(GUESTS),
      (state) => state !== 'unavailable',
    );
    await until(
      'the issue is gone',
      () => issuesOf(home, 'guests'),
      ({ length }) => length === 0,
    );
  });

  it('pairs by a pasted address', async () => {
    const { home } = house;
    await home.call('mqtt.publish', { topic: 'spotify2mqtt/guests/unpair/set', payload: 'PRESS' });
    const flow = await repair(home, 'guests');
    const form = await step(home, flow, { next_step_id: 'paste' });
    const away = await agreeAt(openBrowser(), form.description_placeholders?.url ?? '', 'guest');
    const cut = await step(home, flow, { address: away.replace(/&state.*/, '') });
    expect(cut).toMatchObject({ type: 'form', errors: { base: 'refused' } });
    await makeRoom(home, PLAYER);
    const ended = await step(home, flow, { address: away });
    expect(ended).toMatchObject({ type: 'abort', reason: 'paired' });
    await until(
      'the player',
      () => home.state(GUESTS),
      (state) => state !== 'unavailable',
    );
  });

  it('asks where another person comes than before', async () => {
    const { home } = house;
    const flow = await reconfigure(home, 'guests');
    const { url } = await step(home, flow, { next_step_id: 'auth' });
    const away = new URL(await agreeAt(openBrowser(), url ?? '', 'frugal'));
    await makeRoom(home, PLAYER);
    await fetch(`${home.base}/auth/external/callback${away.search}`);
    const question = await step(home, flow, {});
    expect(question).toMatchObject({ type: 'form', step_id: 'other_person' });
    expect(await step(home, flow, {})).toMatchObject({ type: 'abort', reason: 'paired' });
  });

  it('comes back after a reload, as it was', async () => {
    const before = (await house.home.entities()).find(({ entity_id }) => entity_id === PLAYER);
    await reload(house.home);
    await shows(PLAYER, 'playing');
    expect((await house.home.entities()).find(({ entity_id }) => entity_id === PLAYER)).toEqual(before);
  });

  it('is unavailable without the bridge, and comes back with it', async () => {
    await bridge.stop();
    await shows(PLAYER, 'unavailable');
    await house.bridge({ family });
    await shows(PLAYER, 'playing');
    // An account that the bridge has no more.
    await until('the guests are gone', () => house.home.state(GUESTS), is(undefined));
  });

  it("comes back after Home Assistant's restart", async () => {
    // Before that the select of MQTT lacks the speaker that plays, and Home Assistant would complain of it.
    await makeRoom(house.home, PLAYER);
    await until('the speakers', options('device'), (all) => all.includes('Kitchen'));
    await house.home.restart();
    await shows(PLAYER, 'playing');
  });

  it('gave Home Assistant nothing to complain about', async () => {
    const complaints = (await house.home.complaints()).filter(
      (line) => !line.includes('We found a custom integration'),
    );
    expect(complaints).toEqual([]);
  });

  // Last, since the MQTT integration complains of it, as it should.
  it('is unavailable without the broker, and comes back with it', async () => {
    const gone = shows(PLAYER, 'unavailable');
    await house.broker.restart();
    await gone;
    await shows(PLAYER, 'playing');
  });

  const options = (key: string) => async (): Promise<unknown[]> => {
    const select = (await house.home.states()).find(
      ({ entity_id }) => entity_id === `select.spotify_family_${key}`,
    );
    const all = select?.attributes.options;
    return Array.isArray(all) ? all : [];
  };

  async function attributes(): Promise<Record<string, unknown>> {
    return (await house.home.states()).find(({ entity_id }) => entity_id === PLAYER)?.attributes ?? {};
  }
});
