import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALBUM, OTHER_ALBUM } from '../house/box.ts';
import { askHttp } from './ask-http.ts';
import { dockerMissing } from './docker.ts';
import { type House, openHouse } from './house.ts';
import { addPlainUser } from './onboarding.ts';
import { letIn, type Phone, pickUp } from './phone.ts';
import { is, until } from './until.ts';

const ERRANDS = 'spotify2mqtt/family/home_assistant';
const BLUEPRINT = 'blueprints/automation/spotify2mqtt/speakers.yaml';

/** What each service hands on beside its name. */
const SERVICES: Record<string, readonly string[]> = {
  play_media: ['media_content_id', 'media_content_type'],
  media_play: [],
  media_pause: [],
  media_next_track: [],
  media_previous_track: [],
  volume_set: ['volume_level'],
};

/** A media_player of stock Home Assistant that hands on, by MQTT, what it is asked. */
function player(name: string, topic: string, services = Object.keys(SERVICES)): object {
  const command = (service: string) => {
    const fields = (SERVICES[service] ?? []).map((field) => `'${field}': ${field}`);
    const payload = `{{ {${[`'service': '${service}'`, ...fields].join(', ')}} | to_json }}`;
    return { action: 'mqtt.publish', data: { topic, payload } };
  };
  return {
    ...{ platform: 'universal', name, unique_id: topic },
    state_template: `{{ states('sensor.${topic.replaceAll('/', '_')}_state') }}`,
    commands: Object.fromEntries(services.map((service) => [service, command(service)])),
  };
}

function stateOf(topic: string): object {
  const name = `${topic.replaceAll('/', '_')}_state`;
  return {
    ...{ name, unique_id: name, default_entity_id: `sensor.${name}` },
    state_topic: `${topic}/state`,
  };
}

const PACKAGE = {
  media_player: [
    player('Sonos', 'test/sonos'),
    player('Echo', 'test/echo'),
    player('Dumb', 'test/dumb', ['media_pause']),
  ],
  mqtt: { sensor: [stateOf('test/sonos'), stateOf('test/echo'), stateOf('test/dumb')] },
};

const SPEAKERS = {
  // What is not there says so at once; that it is waited for is the other tests' part.
  wake_timeout: 0,
  devices: {
    // Restricted, and without an id, in the simulator as at Spotify.
    'Living Room': { via: 'home_assistant', entity: 'media_player.sonos' },
    Echo: { via: 'home-assistant', entity: 'media_player.echo', media: 'name' },
    Dumb: { via: 'home_assistant', entity: 'media_player.dumb' },
    Attic: { via: 'home_assistant', entity: 'media_player.attic' },
  },
};

interface Answer {
  ok: boolean;
  via?: { entity_id: string; note?: string };
  problem?: { kind: string; message: string };
}

describe.runIf(dockerMissing === undefined)('speakers that Home Assistant plays for', () => {
  let house: House;
  let phone: Phone;
  let sonos: MqttClient;
  let accounts: Record<string, object>;
  let plainToken: string;
  const ask = async (command: string | object): Promise<Answer> =>
    JSON.parse(await house.ear.ask('spotify2mqtt/family/command', command));
  const play = (device: string, uri = ALBUM) => ask({ command: 'play', uri, device });
  const heard = (player: string) => house.ear.told(`test/${player}`).map((payload) => JSON.parse(payload));
  /** The speaker itself says what it does; its media_player shows that. */
  const shows = async (player: string, state: string) => {
    await house.ear.say(`test/${player}/state`, state, true);
    await until(`${player} is ${state}`, () => house.home.state(`media_player.${player}`), is(state));
  };
  const automation = async (state: 'on' | 'off') => {
    await house.home.call(`automation.turn_${state}`, { entity_id: 'automation.speakers' });
    await until('the automation', () => house.home.state('automation.speakers'), is(state));
  };

  beforeAll(async () => {
    // JSON is YAML.
    house = await openHouse({ files: { 'packages/speakers.yaml': JSON.stringify(PACKAGE) } });
    const { base } = house.spotify;
    phone = pickUp(base, 'family');
    accounts = { family: { name: 'Family', refresh_token: await letIn(base, 'family') } };
    plainToken = await addPlainUser(house.home.base, house.home.token);
    // The Sonos in the living room plays what its media_player is asked.
    sonos = await connectAsync(house.broker.url, { protocolVersion: 5 });
    sonos.on('message', (_topic, payload) => {
      const json = { device: 'Living Room', ...JSON.parse(payload.toString()) };
      void askHttp(base, '/control/media_player', { json });
    });
    await sonos.subscribeAsync('test/sonos');
    for (const speaker of ['sonos', 'echo', 'dumb']) await shows(speaker, 'idle');
  });
  afterAll(async () => {
    await sonos?.endAsync();
    await house?.[Symbol.asyncDispose]();
  });

  /** Everything that must be so whichever way it goes. */
  function obeyed(): void {
    it('play what Spotify then shows, and obey', async () => {
      const answer = await play('Living Room');
      expect(answer).toMatchObject({ ok: true, via: { entity_id: 'media_player.sonos' } });
      expect(answer.via).not.toHaveProperty('note');
      const plays = await phone.player();
      expect(plays).toMatchObject({ playing: true, device: 'Living Room', context: ALBUM });
      const [first] = plays.next;
      for (const command of ['volume 23', 'next'])
        expect(await ask(command), command).toMatchObject({ ok: true });
      await until('all of it is so', phone.player, ({ volume, uri }) => volume === 23 && uri === first);
      expect(await ask('pause')).toMatchObject({ ok: true });
      await until('silence', phone.player, ({ playing }) => !playing);
      expect(await ask('play')).toMatchObject({ ok: true, via: { entity_id: 'media_player.sonos' } });
      await until('it goes on', phone.player, ({ playing, uri }) => playing && uri === first);
      expect(await ask('device Kitchen')).toMatchObject({ ok: true });
      await until('it is in the kitchen', phone.player, ({ device }) => device === 'Kitchen');
    });

    it('that are not there, or cannot do it, say so', async () => {
      expect((await play('Attic')).problem).toEqual({
        kind: 'refused',
        message: expect.stringContaining('Home Assistant has no media_player.attic'),
      });
      expect((await play('Dumb')).problem).toEqual({
        kind: 'restricted',
        message: 'media_player.dumb does not know media_player.play_media',
      });
      await shows('sonos', 'unavailable');
      expect((await play('Living Room')).problem).toMatchObject({ kind: 'no_device' });
      await shows('sonos', 'idle');
    });
  }

  describe('without a token', () => {
    beforeAll(async () => {
      await house.bridge(accounts, { speakers: SPEAKERS });
    });

    it('say what is missing', async () => {
      const { problem } = await play('Living Room');
      expect(problem?.message).toMatch(/nobody carried out .*blueprint "Speakers for spotify2mqtt"/);
    });

    describe('but with the blueprint', () => {
      beforeAll(async () => {
        await house.home.put(
          BLUEPRINT,
          await readFile(resolve(import.meta.dirname, '../..', BLUEPRINT), 'utf8'),
        );
        const use_blueprint = { path: 'spotify2mqtt/speakers.yaml', input: {} };
        await house.home.automate('speakers', { alias: 'speakers', use_blueprint });
        // It is on before its subscription has reached the broker.
        const probe = { id: 'probe', entity_id: 'media_player.sonos', action: 'media_player.media_pause' };
        const asked = async () => {
          await house.ear.say(ERRANDS, JSON.stringify({ ...probe, data: {} }));
          return house.ear.last(`${ERRANDS}/result`);
        };
        await until('it hears', asked, (said) => said !== undefined);
      });

      obeyed();

      it('that Spotify does not show play by their name, and nobody knows whether', async () => {
        const answer = await play('Echo', OTHER_ALBUM);
        expect(answer).toMatchObject({ ok: true, via: { note: expect.stringMatching(/nobody knows/) } });
        expect(heard('echo').at(-1)).toMatchObject({ service: 'play_media', media_content_type: 'SPOTIFY' });
        expect(heard('echo').at(-1).media_content_id).not.toContain('spotify:');
      });

      it('are commanded by nobody who asks for something else', async () => {
        const before = house.ear.told(`${ERRANDS}/result`).length;
        const bad = { id: '1', entity_id: 'media_player.sonos', action: 'homeassistant.restart', data: {} };
        await house.ear.say(ERRANDS, JSON.stringify(bad));
        await house.ear.say(
          ERRANDS,
          JSON.stringify({ ...bad, entity_id: 'lock.door', action: 'lock.unlock' }),
        );
        await house.ear.say(ERRANDS, JSON.stringify({ ...bad, id: '2', action: 'media_player.media_pause' }));
        const results = () =>
          house.ear
            .told(`${ERRANDS}/result`)
            .slice(before)
            .map((said) => JSON.parse(said));
        await until('the last is done', results, (said) => said.at(-1)?.result === 'done');
        expect(results()).toEqual([
          { id: '2', result: 'begun' },
          { id: '2', result: 'done' },
        ]);
      });
    });
  });

  describe('with the token of a user without rights', () => {
    beforeAll(async () => {
      await automation('off');
      await house.bridge(accounts, {
        speakers: SPEAKERS,
        home_assistant: { url: house.home.base, token: plainToken },
      });
      await until(
        'the bridge is in Home Assistant',
        async () => (await play('Attic')).problem?.kind,
        is('refused'),
      );
    });

    obeyed();

    it('that Spotify does not show are heard by the word of Home Assistant', async () => {
      const answer = play('Echo', OTHER_ALBUM);
      await until(
        'it is asked',
        () => heard('echo').length,
        (count) => count > 1,
      );
      await shows('echo', 'playing');
      expect(await answer).toMatchObject({
        ok: true,
        via: { note: expect.stringMatching(/Home Assistant says that it plays/) },
      });
      await shows('echo', 'idle');
      expect(await play('Echo', OTHER_ALBUM)).toMatchObject({ ok: false, problem: { kind: 'silent' } });
    });
  });

  it('gave Home Assistant nothing to complain about', async () => {
    expect(await house.home.complaints(/automation|blueprint|template/)).toEqual([]);
  });
});
