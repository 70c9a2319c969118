import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectHomeAssistant } from '../../src/adapters/home-assistant/home-assistant.ts';
import { hearTagEvents } from '../../src/adapters/home-assistant/tag-events.ts';
import type { TagMessage } from '../../src/core/scan.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { Seen, SeenLog } from '../adapters/mqtt/watching.ts';
import { ALBUM, AUDIOBOOK, OTHER_ALBUM } from '../house/box.ts';
import { automateTags, importBlueprint } from './blueprint.ts';
import { dockerMissing } from './docker.ts';
import { type House, openHouse } from './house.ts';
import { addPlainUser } from './onboarding.ts';
import { letIn, type Phone, pickUp } from './phone.ts';
import { is, until } from './until.ts';

describe.runIf(dockerMissing === undefined)("Home Assistant's tags", () => {
  let house: House;
  /** What came last from a reader; undefined where nothing did. */
  const scan = (reader: string, base = 'spotify2mqtt') => house.ear.last(`${base}/reader/${reader}/tag`);
  const comes = async (reader: string, message: object, base?: string) => {
    const payload = await until(
      `a tag on ${reader}`,
      () => scan(reader, base),
      (seen) => seen !== undefined,
    );
    expect(JSON.parse(payload ?? '')).toEqual(message);
  };

  beforeAll(async () => {
    house = await openHouse();
    await importBlueprint(house.home);
    await automateTags(house.home, 'tags', {});
    await automateTags(house.home, 'named', {
      base: 'music/house',
      reader: 'kids',
      devices: ['kids_phone', 'kids_box'],
    });
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  it.each<[what: string, event: string, data: object, reader: string, message: object]>([
    [
      'an id from a reader',
      'tag_scanned',
      { tag_id: '74-10-37-94', name: null, device_id: 'reader_1' },
      'reader_1',
      { uid: '74-10-37-94', device_id: 'reader_1' },
    ],
    [
      'a tag with a name, scanned by nobody knows whom',
      'tag_scanned',
      { tag_id: '50A3C7C8-1FE7-4BE8-8DC9-06E07D41B63D', name: 'Album: "Abbey Road", {{ 1 }}' },
      'home_assistant',
      { uid: '50A3C7C8-1FE7-4BE8-8DC9-06E07D41B63D', name: 'Album: "Abbey Road", {{ 1 }}' },
    ],
    [
      'an id that looks like a number',
      'tag_scanned',
      { tag_id: '0070539770', device_id: 'reader_2' },
      'reader_2',
      { uid: '0070539770', device_id: 'reader_2' },
    ],
    [
      'a link on a tag',
      'esphome.music_tag',
      { device_id: 'box_1', reader: 'tagreader-1a2b3c', source: 'mass', url: 'spotify://album/1', info: '' },
      'box_1',
      { uri: 'spotify://album/1', device_id: 'box_1' },
    ],
    [
      'a text on a tag',
      'esphome.music_tag',
      { device_id: 'box_2', reader: 'tagreader-1a2b3c', source: '', url: '', info: 'command:playpause' },
      'box_2',
      { text: 'command:playpause', device_id: 'box_2' },
    ],
    [
      'a removal that says nothing else',
      'esphome.tag_removed',
      { device_id: 'box_3' },
      'box_3',
      { event: 'removed', device_id: 'box_3' },
    ],
    [
      'a scan of a TagTuner',
      'esphome.tagtuner',
      {
        device_id: 'tuner_1',
        action: 'tagScanned',
        uid: '04-16-5C-D4',
        uri: 'https://open.spotify.com/album/1/shuffle',
      },
      'tuner_1',
      { uid: '04-16-5C-D4', uri: 'https://open.spotify.com/album/1/shuffle', device_id: 'tuner_1' },
    ],
    [
      'a removal from a TagTuner',
      'esphome.tagtuner',
      { device_id: 'tuner_2', action: 'tagRemoved', uid: '04-16-5C-D4', uri: '' },
      'tuner_2',
      { event: 'removed', uid: '04-16-5C-D4', device_id: 'tuner_2' },
    ],
    [
      'a device whose id is no level of a topic',
      'tag_scanned',
      { tag_id: '74-10-37-94', device_id: 'a/b+c#' },
      'a_b_c_',
      { uid: '74-10-37-94', device_id: 'a/b+c#' },
    ],
  ])('hands on %s', async (_, event, data, reader, message) => {
    await house.home.fire(event, data);
    await comes(reader, {
      event: 'scanned',
      uid: '',
      uri: '',
      text: '',
      name: null,
      device_id: null,
      ...message,
    });
  });

  it('hands on no knob of a TagTuner', async () => {
    await house.home.fire('esphome.tagtuner', { device_id: 'tuner_3', action: 'volumeUp', uid: '', uri: '' });
    await house.home.fire('tag_scanned', { tag_id: '1', device_id: 'after_the_knob' });
    await until(
      'the next tag',
      () => scan('after_the_knob'),
      (seen) => seen !== undefined,
    );
    expect(scan('tuner_3')).toBeUndefined();
  });

  it('takes a base topic, a name and some devices only', async () => {
    await house.home.fire('tag_scanned', { tag_id: 'AA', device_id: 'kids_phone' });
    const message = { event: 'scanned', uid: 'AA', uri: '', text: '', name: null, device_id: 'kids_phone' };
    await comes('kids', message, 'music/house');
    expect(house.ear.retained().filter((topic) => topic.endsWith('/tag'))).toEqual([]);
    await house.home.fire('tag_scanned', { tag_id: 'BB', device_id: 'somebody_elses' });
    await until(
      'it came to all tags',
      () => scan('somebody_elses'),
      (seen) => seen !== undefined,
    );
    expect(scan('kids', 'music/house')).toContain('kids_phone');
  });

  it('loses none of many at once', async () => {
    const readers = Array.from({ length: 30 }, (_, nth) => `crowd_${nth}`);
    await Promise.all(
      readers.map((device_id) => house.home.fire('tag_scanned', { tag_id: device_id, device_id })),
    );
    const silent = () => readers.filter((reader) => scan(reader) === undefined);
    await until('all of them', silent, ({ length }) => length === 0);
  });

  describe('come to the bridge, which', () => {
    let phone: Phone;
    const plays = (context: string) =>
      until(`${context} plays`, phone.player, (now) => now.playing && now.context === context);
    const shown = (on: string) => house.home.state(on.replace('.', '.spotify_family_'));
    const shows = (on: string, wanted: string) => until(on, () => shown(on), is(wanted));
    const scanned = (tag_id: string, device_id: string, more: object = {}) =>
      house.home.fire('tag_scanned', { tag_id, device_id, ...more });
    /** Somebody puts other music on, and the bridge has heard of it. */
    const elsewhere = async (uri: string) => {
      await phone.play(uri);
      await house.ear.say('spotify2mqtt/family/hint', '');
      await shows('sensor.title', (await phone.player()).name ?? '');
    };
    /** Links as people copy them. */
    const link = (uri: string) => `https://open.spotify.com/${uri.split(':').slice(1).join('/')}?si=1`;

    beforeAll(async () => {
      const { base } = house.spotify;
      phone = pickUp(base, 'family');
      await house.bridge(
        { family: { name: 'Family', refresh_token: await letIn(base, 'family') } },
        { readers: { pausing_box: { name: 'Pausing box', on_removal: 'pause' } } },
      );
      await shows('sensor.problem', 'OK');
    });

    it('plays the link on a tag', async () => {
      const said = { reader: 'tagreader-1a2b3c', source: 'spotify', url: link(ALBUM), info: '' };
      await house.home.fire('esphome.music_tag', { device_id: 'box_4', ...said });
      await plays(ALBUM);
      await shows('sensor.last_reader', 'box_4');
    });

    it('plays the link in the name of a tag', async () => {
      await scanned('06-11-22-33', 'reader_5', { name: `Songs ${link(OTHER_ALBUM)}` });
      await plays(OTHER_ALBUM);
    });

    it('plays what a request gave to a tag', async () => {
      const wish = { uid: '06:11:22:33', does: link(ALBUM), name: 'Good night' };
      const answer = await house.ear.ask('spotify2mqtt/bridge/request/tags/set', wish);
      expect(JSON.parse(answer)).toMatchObject({
        ok: true,
        result: { tag: { uid: '06112233', does: ALBUM } },
      });
      // What is assigned comes before what stands in the name.
      await scanned('06-11-22-33', 'reader_6', { name: link(OTHER_ALBUM) });
      await plays(ALBUM);
      await shows('sensor.last_tag', 'Good night');
    });

    it('gives the next tag what plays, when Learn is pressed', async () => {
      await elsewhere(OTHER_ALBUM);
      await house.home.call('button.press', { entity_id: 'button.spotify_family_learn' });
      await until(
        'it waits',
        () => shown('sensor.learning_until'),
        (seen) => seen !== 'unknown',
      );
      await scanned('06-44-55-66', 'reader_7');
      await until('it is learnt', () => result('reader_7'), is('learnt'));
      await shows('sensor.learning_until', 'unknown');
      await elsewhere(AUDIOBOOK);
      await scanned('06-44-55-66', 'reader_8');
      await plays(OTHER_ALBUM);
    });

    it('pauses when the tag is taken away, where the reader is to', async () => {
      await elsewhere(AUDIOBOOK);
      await house.home.fire('esphome.music_tag', { device_id: 'pausing_box', url: link(ALBUM) });
      await plays(ALBUM);
      await house.home.fire('esphome.tag_removed', { device_id: 'pausing_box' });
      await until('silence', phone.player, (now) => !now.playing);
      await until('it is told', () => result('pausing_box'), is('paused'));
    });

    const result = (reader: string): unknown =>
      JSON.parse(house.ear.last(`spotify2mqtt/reader/${reader}/feedback`) ?? '{}').result;
  });

  it('gave Home Assistant nothing to complain about', async () => {
    expect(await house.home.complaints()).toEqual([]);
  });

  it('are heard over the WebSocket by an administrator', async () => {
    await using connected = new AsyncDisposableStack();
    const { signal } = new AbortController();
    const log = new SeenLog();
    const home = connectHomeAssistant(
      { url: house.home.base, token: house.home.token },
      log,
      systemClock,
      signal,
    );
    connected.defer(() => home.close());
    const heard = new Seen<TagMessage>();
    hearTagEvents(home, log, (message) => heard.add(message));
    // The subscriptions went out when it was ready, before this question on the same connection.
    await new Promise<void>((ready) => home.onReady(ready));
    await home.command('get_config');
    await house.home.fire('esphome.tag_removed', { device_id: 'box' });
    const { topic, payload } = await heard.first(() => true);
    expect(topic).toBe('$ha/esphome.tag_removed');
    expect(JSON.parse(payload)).toMatchObject({
      type: 'event',
      event: { event_type: 'esphome.tag_removed', data: { device_id: 'box' } },
    });
  });

  it('are kept from anybody else, who is told what to do', async () => {
    await using connected = new AsyncDisposableStack();
    const { signal } = new AbortController();
    const log = new SeenLog();
    const token = await addPlainUser(house.home.base, house.home.token);
    const home = connectHomeAssistant({ url: house.home.base, token }, log, systemClock, signal);
    connected.defer(() => home.close());
    hearTagEvents(home, log, () => {});
    expect(await log.line('Tags are not heard')).toMatch(/^info .*administrator/);
  });
});
