import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dockerMissing } from './docker.ts';
import { type House, openHouse } from './house.ts';
import { letIn, type Phone, pickUp } from './phone.ts';
import { is, until } from './until.ts';

const example = (file: string) => readFile(new URL(`../../examples/${file}`, import.meta.url), 'utf8');
const HINT = 'spotify2mqtt/family/hint';
const CAST = 'media_player.living_room';

describe.runIf(dockerMissing === undefined)('who knows of a change sooner', () => {
  let house: House;
  let phone: Phone;
  /** As an integration of Home Assistant shows a speaker. */
  const shows = (state: string, attributes: object) =>
    house.home.front(`/api/states/${CAST}`, { state, attributes });
  const hints = () => house.ear.told(HINT);
  /** What the bridge asks when it starts uses up the budget of half a minute. */
  const patience = { within: 60_000 };
  const title = () => house.ear.last('spotify2mqtt/family/title');

  beforeAll(async () => {
    house = await openHouse();
    const { base } = house.spotify;
    phone = pickUp(base, 'family');
    await shows('off', {});
    await house.home.automate('hint', parse(await example('home-assistant/hint.yaml')));
    await until('it listens', () => house.home.state('automation.spotify_changed_on_a_speaker'), is('on'));
    await house.bridge({ family: { name: 'Family', refresh_token: await letIn(base, 'family') } });
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  it("tells by Home Assistant's automation: only of Spotify, and not of a position", async () => {
    const radio = { app_name: 'Radio', media_title: 'News' };
    await shows('playing', radio);
    await shows('playing', { ...radio, media_title: 'Weather' });
    await shows('playing', { app_name: 'Spotify', media_title: 'One', media_position: 1 });
    await until('that it plays Spotify now', hints, ({ length }) => length === 1);
    await shows('playing', { app_name: 'Spotify', media_title: 'One', media_position: 2 });
    const next = await phone.skip();
    await shows('playing', { app_name: 'Spotify', media_title: next, media_position: 0 });
    await until('that the track is another', hints, ({ length }) => length === 2);
    await until('the bridge has looked', title, is(next), patience);
    await shows('playing', { app_name: 'Spotify', media_title: next, volume_level: 0.3 });
    await until('that it is louder', hints, ({ length }) => length === 3);
    await shows('idle', radio);
    await until('that it plays no Spotify', hints, ({ length }) => length === 4);
    await shows('off', {});
    await shows('playing', { source: 'SPOTIFY' });
    await until('that a receiver plays it', hints, ({ length }) => length === 5);
    expect(hints()).toEqual(Array(5).fill(CAST));
  });

  it("tells by librespot's hook, which finds the broker in a file", async () => {
    const before = hints().length;
    const files = {
      '/usr/local/bin/spotify2mqtt-hint': await example('librespot/spotify2mqtt-hint'),
      '/etc/spotify2mqtt/mosquitto_pub': '-h localhost\n-p 1883\n-i kitchen\n',
    };
    const call = (event: string) =>
      house.broker.run(`PLAYER_EVENT=${event} /usr/local/bin/spotify2mqtt-hint`, files);
    const next = await phone.skip();
    await call('track_changed');
    await call('playing');
    await until('the hook has called', hints, ({ length }) => length > before);
    await until('the bridge has looked', title, is(next), patience);
    expect(hints().slice(before)).toEqual(['playing']);
  });

  it('gave Home Assistant nothing to complain about', async () => {
    expect(await house.home.complaints(/automation|template/i)).toEqual([]);
  });
});
