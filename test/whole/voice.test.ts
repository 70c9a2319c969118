import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addCompanion, type Item, makeRoom, search } from './companion.ts';
import { dockerMissing } from './docker.ts';
import { type House, openHouse } from './house.ts';
import { letIn, type Phone, pickUp } from './phone.ts';
import { until } from './until.ts';

const PLAYER = 'media_player.spotify_family';
const EXAMPLE = new URL('../../examples/home-assistant/voice/spotify2mqtt.yaml', import.meta.url);

const saidShape = z.object({
  response: z.object({
    response_type: z.string(),
    speech: z.object({ plain: z.object({ speech: z.string() }) }),
  }),
});

describe.runIf(dockerMissing === undefined)('music by voice, through Assist', () => {
  let house: House;
  let phone: Phone;
  const say = async (text: string, language = 'en') => {
    const { response } = saidShape.parse(
      await house.home.front('/api/conversation/process', { text, language }),
    );
    return response;
  };

  beforeAll(async () => {
    const files = { 'packages/spotify2mqtt.yaml': await readFile(EXAMPLE, 'utf8') };
    house = await openHouse({ companion: true, files });
    const { base } = house.spotify;
    phone = pickUp(base, 'family');
    await house.bridge({ family: { name: 'Family', refresh_token: await letIn(base, 'family') } });
    await addCompanion(house.home, PLAYER);
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  it('plays a track, asked for in English', async () => {
    const [track] = await found({ search_query: 'a', media_filter_classes: ['track'] });
    const { title, artist } = named(track);
    await makeRoom(house.home, PLAYER);
    const { speech } = await say(`play ${title} by ${artist}`);
    expect(speech.plain.speech).toContain(title);
    await until('it plays', phone.player, ({ uri }) => uri === track?.media_content_id);
  });

  it('plays an album where no track is called so, asked for in German', async () => {
    const albums = await found({ search_query: 'a', media_filter_classes: ['album'] });
    const isTrack = async (album: Item) => {
      const search_query = `track:"${named(album).title}"`;
      return (await found({ search_query, media_filter_classes: ['track'] })).length > 0;
    };
    const titles = await Promise.all(albums.map(isTrack));
    const album = albums[titles.indexOf(false)];
    const { title, artist } = named(album);
    await makeRoom(house.home, PLAYER);
    const { speech } = await say(`Spiele ${title} von ${artist}`, 'de');
    expect(speech.plain.speech).toContain(title);
    await until('it plays', phone.player, ({ context }) => context === album?.media_content_id);
  });

  it('says what Spotify does not have', async () => {
    await makeRoom(house.home, PLAYER);
    const { speech } = await say('play Nonsuch by Nobody');
    expect(speech.plain.speech.toLowerCase()).toBe('spotify has no nonsuch by nobody');
  });

  it("plays by Home Assistant's own sentences too", async () => {
    await house.home.ask({
      type: 'homeassistant/expose_entity',
      assistants: ['conversation'],
      entity_ids: [PLAYER],
      should_expose: true,
    });
    await makeRoom(house.home, PLAYER);
    const [wanted] = await search(house.home, PLAYER, { search_query: 'a', media_filter_classes: ['album'] });
    const title = wanted?.title.split(' · ')[0] ?? '';
    const { response_type } = await say(`play the album ${title} on Family`);
    expect(response_type).toBe('action_done');
    await until('it plays', phone.player, ({ context }) => context === wanted?.media_content_id);
  });

  it('gave Home Assistant nothing to complain about', async () => {
    const complaints = await house.home.complaints();
    expect(complaints.filter((line) => !line.includes('We found a custom integration'))).toEqual([]);
  });

  async function found(query: object): Promise<Item[]> {
    await makeRoom(house.home, PLAYER);
    return search(house.home, PLAYER, query);
  }
});

function named(item: Item | undefined): { title: string; artist: string } {
  const [title = '', artist = ''] = (item?.title ?? '').split(' · ');
  return { title, artist: artist.split(', ')[0] ?? '' };
}
