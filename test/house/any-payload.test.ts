import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { USUAL_FORMAT } from '../../src/core/reader.ts';
import { ALBUM, boxIn, CARD, OTHER_ALBUM, OTHER_CARD, plan, sentCommands } from './box.ts';
import { type House, playingHouse } from './house.ts';

/** Whatever comes on a reader's topics: the house stands, and nothing plays but what a card says. */

const TRACK = 'spotify:track:1Ef1IgXXlCDOPDoE4ShBth';
const SONGS = [ALBUM, OTHER_ALBUM, TRACK];
const READERS = [
  plan('kids'),
  plan('door', {}, { topic: 'rc522/tag', removedTopic: 'rc522/tag_removed', statusTopic: 'rc522/status' }),
  plan('hall', {}, { topic: 'esp/+/sensor/tag/state', format: { ...USUAL_FORMAT, presence: true } }),
  plan('pad', {}, { topic: 'zigbee/pad', format: { ...USUAL_FORMAT, id: 'action_code' } }),
];
const OWN = 'spotify2mqtt/reader';
/** Where tags come in, and what readers tell of themselves. */
const TAG_TOPICS = [
  `${OWN}/kids/tag`,
  `${OWN}/stranger/tag`,
  `${OWN}/Küche nebenan/tag`,
  'rc522/tag',
  'rc522/tag_removed',
  'esp/one/sensor/tag/state',
  'esp/two/sensor/tag/state',
  'zigbee/pad',
];
const STATUS_TOPICS = [`${OWN}/kids/status`, `${OWN}/stranger/status`, 'rc522/status'];
const ASKING_TOPICS = [
  `${OWN}/kids/command`,
  `${OWN}/stranger/command`,
  `${OWN}/kids/locked/set`,
  `${OWN}/kids/learn/set`,
  `${OWN}/kids/forget/set`,
  `${OWN}/nobody/locked/set`,
  `${OWN}/kids/tag/set`,
  `${OWN}//tag`,
  `${OWN}/kids`,
  `${OWN}/kids/tag/deeper/still`,
];
const HOME_TOPICS = [
  '$ha/tag_scanned',
  '$ha/esphome.music_tag',
  '$ha/esphome.tag_removed',
  '$ha/esphome.tagtuner',
];

interface Sent {
  topic: string;
  payload: string | Uint8Array;
}

const uid = fc.oneof(
  fc.constantFrom(CARD, OTHER_CARD, '08-11-22-33', '70539770', ''),
  fc.string(),
  fc.integer(),
);
const text = fc.oneof(
  fc.constantFrom(
    ...SONGS,
    `https://open.spotify.com/album/${ALBUM.split(':')[2]}?si=1`,
    'https://open.spotify.com.evil.test/album/7AspGOwifZ5xZdV8Ve9cG8',
    'https://music.apple.com/us/album/1',
    'https://www.home-assistant.io/tag/abc',
    'scene:bedtime',
    'room:Kitchen',
    'lock',
  ),
  fc.string(),
);
const tagLike = fc.record(
  {
    event: fc.constantFrom('scanned', 'removed', 'heartbeat', 7, null),
    uid,
    uri: text,
    text,
    name: text,
    device_id: fc.oneof(fc.string(), fc.constant(null)),
    action_code: uid,
  },
  { requiredKeys: [] },
);
/** As Home Assistant wraps it, or nearly so. */
const frameLike = fc
  .tuple(
    fc.constantFrom('event', 'result', 'pong'),
    fc.constantFrom(...HOME_TOPICS),
    fc.record(
      {
        tag_id: uid,
        uid,
        name: text,
        url: text,
        uri: text,
        info: text,
        device_id: fc.string(),
        action: fc.constantFrom('tagScanned', 'tagRemoved', 'volumeUp'),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([type, topic, data]) => ({ id: 2, type, event: { event_type: topic.slice('$ha/'.length), data } }));
const nested = fc.oneof(
  tagLike,
  tagLike.map((inner) => ({ PN532: inner })),
  tagLike.map((inner) => [{ tag: { card: inner } }]),
  frameLike,
);
const payload: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 3, arbitrary: nested.map((json) => JSON.stringify(json)) },
  { weight: 1, arbitrary: nested.map((json) => JSON.stringify(json).slice(0, -3)) },
  { weight: 2, arbitrary: uid.map(String) },
  { weight: 2, arbitrary: text },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  { weight: 2, arbitrary: fc.json() },
  {
    weight: 1,
    arbitrary: fc.constantFrom('online', 'offline', 'ON', 'OFF', 'PRESS', 'None', '-', 'null', '[]'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('[', '9', '{"uid":"04"},', ' ', '\u0000').map((one) => one.repeat(70_000)),
  },
);
const message = (topics: readonly string[]): fc.Arbitrary<Sent> =>
  fc.record({ topic: fc.constantFrom(...topics), payload });
const pause = fc.constantFrom(0, 100, 2_500, 12_000);

function deliver(house: House, { topic, payload: what }: Sent, retained: boolean): void {
  if (topic.startsWith('$ha/'))
    house.tags.hearHome({ topic, payload: typeof what === 'string' ? what : String(what), retained });
  else house.broker.deliver(topic, what, { retained });
}

/** What a card of those above may ask for. */
const MAY = [
  ...SONGS.slice(0, 2).map((uri) => `PUT /me/player/play {"context_uri":"${uri}"}`),
  `PUT /me/player/play {"uris":["${TRACK}"]}`,
  'PUT /me/player/play',
];

describe('any payload on any topic of a reader', () => {
  it('breaks nothing, and plays nothing but what stands on a card', async () => {
    const all = [...TAG_TOPICS, ...STATUS_TOPICS, ...HOME_TOPICS];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(message(all), pause), { minLength: 1, maxLength: 12 }),
        async (sent) => {
          const house = await playingHouse({ readers: READERS });
          const at = house.clock.now();
          for (const [one, ms] of sent) {
            deliver(house, one, false);
            await house.clock.advance(ms);
          }
          await house.clock.advance(5_000);
          const commands = sentCommands(house.sent, at).map((one) => one.replace(/\?device_id=\w+/, ''));
          for (const command of commands) {
            expect([...MAY, 'PUT /me/player']).toContain(command.replace(/ {"device_ids".*/, ''));
          }
          const said = sent.map(([one]) => one.payload).filter((one) => typeof one === 'string');
          for (const uri of SONGS.filter((song) => commands.some((one) => one.includes(song)))) {
            expect(said.some((one) => one.includes(uri.split(':')[2] ?? uri))).toBe(true);
          }
          expect(commands.length).toBeLessThanOrEqual(sent.length);
          // It stands: a card is obeyed as ever.
          const box = boxIn(house, 'late');
          box.lay('AA-BB-CC-DD', 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6');
          await house.clock.advance(1_000);
          expect(box.results()).toContain('heard');
          await house.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('breaks nothing where things are asked in its name either', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message(ASKING_TOPICS), { minLength: 1, maxLength: 12 }), async (sent) => {
        const house = await playingHouse({ readers: READERS });
        for (const one of sent) {
          deliver(house, one, false);
          await house.clock.advance(300);
        }
        await house.clock.advance(3_000);
        expect(house.value('family', 'status')).toBe('playing');
        await house.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe('a retained message', () => {
  it('never acts, whatever it says, wherever, however often the broker is there again', async () => {
    const all = [...TAG_TOPICS, ...ASKING_TOPICS, ...HOME_TOPICS, `${OWN}/kids/status`];
    const meaningful = fc.constantFrom(
      JSON.stringify({ event: 'scanned', uid: CARD, uri: ALBUM }),
      JSON.stringify({ event: 'removed', uid: CARD }),
      JSON.stringify({ action_code: CARD }),
      JSON.stringify({
        type: 'event',
        event: { event_type: 'tag_scanned', data: { tag_id: CARD, name: ALBUM } },
      }),
      ALBUM,
      CARD,
      'pause',
      'ON',
      '{"command":"next"}',
    );
    const kept = fc.record({
      topic: fc.constantFrom(...all),
      payload: fc.oneof({ weight: 2, arbitrary: meaningful }, { weight: 1, arbitrary: payload }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(kept, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (retained, restarts) => {
          const house = await playingHouse({ readers: READERS });
          house.tagFile.edit([{ uid: '047290BAAD6C81', name: null, does: ALBUM, cover: null, options: {} }]);
          const at = house.clock.now();
          for (const one of retained) {
            deliver(house, one, true);
            if (!one.topic.startsWith('$ha/'))
              house.broker.retained.set(one.topic, Buffer.from(one.payload).toString());
          }
          await house.clock.advance(3_000);
          house.broker.drop();
          await house.clock.advance(20_000);
          house.broker.reconnect();
          if (restarts) await house.restart();
          await house.clock.advance(30_000);
          expect(sentCommands(house.sent, at)).toEqual([]);
          const acted = house.said.filter(
            (one) =>
              one.at >= at &&
              /\/(feedback|event|response)$/.test(one.topic) &&
              !one.payload.includes('track_changed'),
          );
          expect(acted).toEqual([]);
          await house.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a card that flaps', () => {
  /** Gaps, each as long as the card is seen and then not seen; one that is not seen for two seconds has left. */
  const flap = fc.tuple(fc.oneof(fc.nat(2_500), fc.nat(60_000)), fc.nat(1_990));

  it('acts once and leaves once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(flap, { minLength: 1, maxLength: 25 }),
        fc.constantFrom('restart', 'toggle', 'next'),
        fc.boolean(),
        async (flaps, sameTag, repeats) => {
          const house = await playingHouse({ readers: [plan('kids', { sameTag, onRemoval: 'pause' })] });
          house.tagFile.edit([
            { uid: '047290BAAD6C81', name: null, does: ALBUM, cover: null, options: { repeat: 'all' } },
          ]);
          const box = boxIn(house);
          const at = house.clock.now();
          box.lay(CARD);
          for (const [seen, unseen] of flaps) {
            await house.clock.advance(seen);
            box.take(CARD);
            if (repeats) box.take('');
            await house.clock.advance(unseen);
            box.lay(CARD);
            if (repeats) box.lay(CARD);
          }
          await house.clock.advance(5_000);
          const commands = () => sentCommands(house.sent, at).filter((one) => !one.includes('/repeat'));
          expect(commands()).toEqual([`PUT /me/player/play {"context_uri":"${ALBUM}"}`]);
          box.take(CARD);
          // The look that makes sure that it plays still may have to wait for the budget.
          await house.clock.advance(12_000);
          expect(commands().slice(1)).toEqual(['PUT /me/player/pause']);
          const types = house.said
            .filter(({ topic, payload: event }) => topic === `${OWN}/kids/event` && event !== '')
            .map(({ payload: event }) => JSON.parse(event).event_type);
          expect(types).toEqual(['tag_played', 'tag_removed']);
          await house.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});
