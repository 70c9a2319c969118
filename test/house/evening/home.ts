import assert from 'node:assert/strict';
import { NO_RULES } from '../../../src/core/house-rules.ts';
import type { SpeakerRules } from '../../../src/core/speaker-plan.ts';
import type { Act } from '../../../src/simulator/control/act.ts';
import type { FakeBroker } from '../../fakes/broker.ts';
import { boxIn, plan } from '../box.ts';
import { openHouse } from '../house.ts';
import { type Card, taught, uidOf } from './cards.ts';
import { type Expected, Ledgers } from './ledgers.ts';
import { Sight } from './sight.ts';

const MINUTE = 60_000;
/** A Friday in November in Berlin, an hour ahead of UTC. */
const TEATIME = Date.parse('2026-11-20T17:00:00+01:00');
/** From the call until the bedroom's speaker is in Spotify's list: a plug, and a small computer that starts. */
const WAKES_MS = 6_000;
/** An answer takes its time, and so does a request. */
const ABOUT_S = 0.5;
/** What a speaker's own hook needs to say that something changed. */
const HINT_MS = 200;
const AWAY = ['Living Room', 'Hall Echo', 'Anna’s Phone'];

const speaker = (device: string, rules: Partial<SpeakerRules>): SpeakerRules => ({
  ...{ device, via: 'spotify', minVolume: 0, maxVolume: 100 },
  ...rules,
});

export interface HomeOptions {
  /** Whether the speakers have hooks that tell the bridge when they change. */
  hints: boolean;
}

export type Home = Awaited<ReturnType<typeof openHome>>;

/**
 * A family on one account: Anna's box plays in the bedroom, whose speaker sleeps, and Ben's in the kitchen; the receiver in the
 * study is broken. What is checked is what Spotify plays in truth, what boxes and dashboards are told, and what Spotify is asked.
 */
export async function openHome({ hints }: HomeOptions) {
  const house = await openHouse({
    start: TEATIME,
    timezone: 'Europe/Berlin',
    residents: [{ user: 'family', name: 'Family', rules: { ...NO_RULES, explicit: 'skip' } }],
    readers: [
      plan('anna', { device: 'Bedroom', onRemoval: 'pause' }, { name: 'Anna’s box' }),
      plan(
        'ben',
        {
          device: 'Kitchen',
          minutesPerDay: { weekdays: 30, weekend: 60 },
          onlyCards: true,
          quiet: { from: 20 * 60, to: 6 * 60 + 30 },
        },
        { name: 'Ben’s box' },
      ),
    ],
    speakers: [
      speaker('Kitchen', { maxVolume: 60 }),
      speaker('Bedroom', { quiet: { from: 19 * 60 + 30, to: 7 * 60, maxVolume: 12 } }),
    ],
    settings: { autoplay: true },
    before(simulator) {
      for (const device of AWAY) simulator.act({ action: 'vanish', device });
      simulator.world.control.device({ user: 'family', key: 'Study', plays: 'stuck' }, TEATIME);
    },
  });
  const { clock, simulator } = house;
  house.tagFile.edit(taught(house));
  const boxes = { anna: boxIn(house, 'anna'), ben: boxIn(house, 'ben') };
  const truth = () => simulator.player('family');
  const sight = new Sight(house);
  const ledgers = new Ledgers(house, boxes);
  /** From a card to the first sound of a speaker that slept, ms. */
  const waits: number[] = [];
  let laidAt = TEATIME;
  awake(house.broker);

  /** Home Assistant switches the bedroom's plug on when the bridge calls it. */
  function awake(broker: FakeBroker): void {
    let isComing = false;
    broker.subscribe('spotify2mqtt/family/wake', async ({ payload }) => {
      if (JSON.parse(String(payload)).device !== 'Bedroom' || isComing) return;
      isComing = true;
      simulator.act({ action: 'wake', device: 'Bedroom', after_ms: WAKES_MS });
      await clock.sleep(WAKES_MS);
      isComing = false;
      await hint();
    });
  }

  async function hint(): Promise<void> {
    if (!hints) return;
    await clock.sleep(HINT_MS);
    house.hint('family');
  }

  async function at(time: string): Promise<void> {
    const day = new Date(clock.now() + 60 * MINUTE).toISOString().slice(0, 10);
    const today = Date.parse(`${day}T${time.padEnd(8, ':00')}+01:00`);
    const then = today >= clock.now() ? today : today + 24 * 60 * MINUTE;
    await clock.advance(then - clock.now());
  }

  /** Somebody acts in Spotify's app, and the speaker's hook tells it. */
  function phone(deed: Act): void {
    house.phone(deed);
    sight.changed();
    void hint();
  }

  return {
    house,
    waits,
    sight,
    at,
    after: (seconds: number) => clock.advance(seconds * 1000),
    annaLays(card: Card): void {
      laidAt = clock.now();
      boxes.anna.lay(uidOf(card));
    },
    annaTakes: (card: Card) => boxes.anna.take(uidOf(card)),
    benLays: (card: Card) => boxes.ben.lay(uidOf(card)),
    mumsPhonePlays: (album: string, device: string) =>
      phone({ action: 'play', uri: house.catalogue.albumNamed(album).uri, device }),
    mumsPhoneSetsVolume: (volume: number) => phone({ action: 'volume', volume }),
    mumsPhonePauses: () => phone({ action: 'pause' }),
    /** A button of Home Assistant's, or an automation; that all is carried out is checked in the end. */
    homeAssistant: (command: string) => house.send('family', 'command', command),

    /** What really sounds, on which speaker, how loud. */
    hears(name: string, on: string, volume: number): void {
      const { playing, device, ...now } = truth();
      assert.deepEqual(
        { playing, name: now.name, device, volume: now.volume },
        { playing: true, name, device: on, volume },
      );
    },
    itIsQuiet: () => assert.equal(truth().playing, false),
    itStoppedIn(name: string): void {
      const { playing, ...now } = truth();
      assert.deepEqual({ playing, name: now.name }, { playing: false, name });
    },
    /** How far the title is, that sounds or is paused, s. */
    place(): { name: string | null; seconds: number } {
      const { name, position_ms } = truth();
      return { name, seconds: position_ms / 1000 };
    },
    /** It plays, or is paused, so many seconds further than it was at a place. */
    isFurther(place: { name: string | null; seconds: number }, by: number): void {
      const { name, position_ms } = truth();
      assert.equal(name, place.name);
      const further = position_ms / 1000 - place.seconds;
      assert.ok(Math.abs(further - by) < ABOUT_S, `it is ${further} s further, not ${by}`);
    },
    /** It sounds on this speaker within so many seconds of Anna's card. */
    async soundsIn(device: string, { within }: { within: number }): Promise<void> {
      const isHeard = () => truth().playing && truth().device === device;
      while (!isHeard() && clock.now() - laidAt < within * 1000) await clock.advance(100);
      assert.ok(isHeard(), `nothing is heard in the ${device} within ${within} s`);
      waits.push(clock.now() - laidAt);
    },
    /** What the box is told, to the last word. */
    annasBox: (...results: Expected) => ledgers.check('anna', results),
    bensBox: (...results: Expected) => ledgers.check('ben', results),
    annasDisplay: (line: string) => assert.equal(boxes.anna.value('display') ?? '', line),
    bensDisplay: (line: string) => assert.equal(boxes.ben.value('display') ?? '', line),
    bensMinutes(today: number, left: number): void {
      const [said, rest] = [boxes.ben.value('minutes_today'), boxes.ben.value('minutes_left')];
      assert.deepEqual({ today: said, left: rest }, { today: `${today}`, left: `${left}` });
    },
    /** What dashboards show. */
    dashboardShows(expected: Record<string, string>): void {
      assert.deepEqual(house.values('family', ...Object.keys(expected)), expected);
    },
    events: (...said: Expected) => ledgers.check('events', said),
    /** The commands that Spotify gets. */
    spotifyGets: (...commands: Expected) => ledgers.check('asked', commands),

    /** The power is cut: bridge and boxes are gone at once, and so are the speakers. */
    async theLightsGoOut(): Promise<void> {
      for (const device of ['Kitchen', 'Bedroom']) house.phone({ action: 'sleep', device });
      await house.cut();
    },
    /** A new bridge on the same data folder; the boxes start, and tell what lies on them. */
    async theLightsComeBack(lying: Partial<Record<keyof typeof boxes, Card>>): Promise<void> {
      house.phone({ action: 'wake', device: 'Kitchen' });
      await house.boot();
      awake(house.broker);
      await clock.advance(5_000);
      for (const box of ['anna', 'ben'] as const) {
        boxes[box].status('online');
        const card = lying[box];
        if (card) boxes[box].lay(uidOf(card));
      }
    },
    /** Nothing was told that the tale does not tell. */
    async close(): Promise<void> {
      ledgers.checkAllRead();
      for (const { payload, answer } of house.askings) assert.ok(answer?.ok, payload);
      await house.close();
    },
  };
}
