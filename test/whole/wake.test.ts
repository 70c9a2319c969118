import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ALBUM } from '../house/box.ts';
import { askHttp } from './ask-http.ts';
import { dockerMissing } from './docker.ts';
import { type House, openHouse } from './house.ts';
import { letIn, type Phone, type Player, pickUp } from './phone.ts';
import { is, until } from './until.ts';

const EXAMPLE = new URL('../../examples/home-assistant/wake.yaml', import.meta.url);
const PLUG = 'plug/bedroom';

describe.runIf(dockerMissing === undefined)("a speaker that sleeps, and Home Assistant's automation", () => {
  let house: House;
  let phone: Phone;
  const onReader = (what: string) => `spotify2mqtt/reader/kids/${what}`;
  const feedback = () =>
    house.ear.told(onReader('feedback')).map((payload): string => JSON.parse(payload).result);
  const control = (what: string, json: object) => askHttp(house.spotify.base, `/control/${what}`, { json });

  beforeAll(async () => {
    house = await openHouse();
    const { base } = house.spotify;
    phone = pickUp(base, 'family');
    // The speaker needs three seconds once it has power.
    await control('devices', { user: 'family', key: 'Bedroom', awake: false, wakes_after_ms: 3_000 });
    const plug = { name: null, default_entity_id: 'switch.bedroom_speaker', unique_id: 'plug' };
    const topics = { command_topic: `${PLUG}/set`, state_topic: PLUG };
    await house.ear.say('homeassistant/switch/plug/config', JSON.stringify({ ...plug, ...topics }), true);
    await house.ear.say(PLUG, 'OFF', true);
    await until('the plug is there', () => house.home.state('switch.bedroom_speaker'), is('off'));
    await house.home.automate('wake', parse(await readFile(EXAMPLE, 'utf8')));
    await until('it listens', () => house.home.state('automation.wake_the_bedroom_speaker'), is('on'));
    const family = { name: 'Family', refresh_token: await letIn(base, 'family') };
    // What the bridge asks when it starts uses up the budget of half a minute.
    const speakers = { devices: { Bedroom: { wake_timeout: 45 } } };
    await house.bridge({ family }, { readers: { kids: { device: 'Bedroom' } }, speakers });
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  it('plays what a card wanted, as soon as it is awake', async () => {
    await house.ear.say(onReader('tag'), JSON.stringify({ uid: '04-A1-B2-C3', uri: ALBUM }));
    const wake = await until(
      'it is called',
      () => house.ear.told('spotify2mqtt/family/wake')[0],
      (seen) => seen !== undefined,
    );
    expect(JSON.parse(wake ?? '')).toMatchObject({ device: 'Bedroom', command: 'play', reader: 'kids' });
    await until('Home Assistant switches it on', () => house.ear.last(`${PLUG}/set`), is('ON'));
    await house.ear.say(PLUG, 'ON', true);
    await control('act', { user: 'family', action: 'wake', device: 'Bedroom' });
    const isIt = ({ context, playing, device }: Player) =>
      context === ALBUM && playing && device === 'Bedroom';
    await until('it plays', phone.player, isIt, { within: 50_000 });
    await until('the reader hears it', feedback, (results) => results.at(-1) === 'playing');
    expect(feedback()).toEqual(['heard', 'waiting', 'playing']);
  });

  it('is given up in words where nobody wakes it', async () => {
    await control('act', { user: 'family', action: 'sleep', device: 'Bedroom' });
    const answer = house.ear.last('spotify2mqtt/family/response');
    const wakes = house.ear.told('spotify2mqtt/family/wake').length;
    await house.ear.say(
      'spotify2mqtt/family/command',
      JSON.stringify({ command: 'play', uri: ALBUM, device: 'Bedroom' }),
    );
    const said = await until(
      'it is answered',
      () => house.ear.last('spotify2mqtt/family/response'),
      (seen) => seen !== answer,
      { within: 60_000 },
    );
    expect(JSON.parse(said ?? '')).toMatchObject({
      ok: false,
      problem: { kind: 'no_device', message: expect.stringMatching(/^Bedroom did not come within 45 s/) },
    });
    expect(house.ear.told('spotify2mqtt/family/wake').length).toBeGreaterThan(wakes);
  });
});
