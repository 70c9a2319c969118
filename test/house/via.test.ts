import { describe, expect, it } from 'vitest';
import { type SpeakerRules, USUAL_SPEAKERS } from '../../src/core/speaker-plan.ts';
import { serviceShape } from '../../src/simulator/control/media-player.ts';
import { ALBUM, boxIn, CARD, plan } from './box.ts';
import { type House, type HouseOptions, playingHouse } from './house.ts';
import { lines } from './wire.ts';

/** A Sonos: Spotify shows what plays there, and the Web API may not touch it; its media_player in Home Assistant may. */
const LIVING: SpeakerRules = {
  ...{ device: 'Living Room', name: 'Wohnzimmer', via: 'home_assistant', entity: 'media_player.living_room' },
  ...{ minVolume: 0, maxVolume: 100 },
};
const speakers = { ...USUAL_SPEAKERS, devices: [LIVING] };
const ASKED = 'spotify2mqtt/family/home_assistant';

/** A house in which music plays in the kitchen, and whose Home Assistant has the blueprint, unless `alone`. */
async function house(options: HouseOptions = {}, alone = false) {
  const made = await playingHouse({ residents: [{ user: 'family', speakers }], ...options });
  if (!alone) carryOut(made);
  return made;
}

/** What the blueprint does, with the media_player of the simulator. */
function carryOut({ broker, simulator, clock }: House): void {
  broker.subscribe(ASKED, ({ payload }) => {
    const { id, action, data } = JSON.parse(String(payload));
    const say = (result: string) => broker.deliver(`${ASKED}/result`, JSON.stringify({ id, result }));
    say('begun');
    const service = serviceShape.parse({
      device: 'Living Room',
      service: action.replace('media_player.', ''),
      ...data,
    });
    simulator.world.control.service(service, clock.now());
    say('done');
  });
}

const commands = (made: House) => lines(made.sent).filter((line) => !line.startsWith('GET'));

describe('a Sonos', () => {
  it('is started by Home Assistant, and what plays there is what Spotify shows', async () => {
    const made = await house();
    const before = commands(made).length;
    const answer = await made.ask(
      'family',
      JSON.stringify({ command: 'play', uri: ALBUM, device: 'wohnzimmer' }),
    );
    expect(answer).toMatchObject({ ok: true, via: { entity_id: 'media_player.living_room' } });
    expect(answer.via).not.toHaveProperty('note');
    expect(made.simulator.player()).toMatchObject({ device: 'Living Room', playing: true, context: ALBUM });
    expect(made.values('family', 'status', 'problem')).toEqual({ status: 'playing', problem: 'OK' });
    const { can } = JSON.parse(made.value('family', 'player') ?? '{}');
    expect(can).toEqual(expect.arrayContaining(['pause', 'next', 'volume', 'seek']));
    for (const word of ['volume 20', 'next', 'shuffle on', 'pause'])
      expect(await made.ask('family', word), word).toMatchObject({ ok: true });
    expect(made.simulator.player()).toMatchObject({ playing: false, volume: 20, shuffle: true });
    // Spotify was asked to do nothing at all.
    expect(commands(made)).toHaveLength(before);
    expect(await made.ask('family', 'device Kitchen')).toMatchObject({ ok: true });
    expect(made.simulator.player().device).toBe('Kitchen');
    await made.close();
  });

  it('takes over what plays in the kitchen', async () => {
    const made = await house();
    const { context } = made.simulator.player();
    expect(await made.ask('family', 'device Wohnzimmer')).toMatchObject({ ok: true });
    expect(made.simulator.player()).toMatchObject({ device: 'Living Room', playing: true, context });
    await made.close();
  });

  it('plays what lies on the reader beside it', async () => {
    const made = await house({ readers: [plan('kids', { device: 'Living Room', maxVolume: 25 })] });
    await made.ask('family', 'pause');
    await made.tags.desk.set(CARD, { does: ALBUM });
    const box = boxIn(made);
    box.lay(CARD);
    await made.clock.advance(10_000);
    expect(box.results()).toEqual(['heard', 'playing']);
    expect(made.simulator.player()).toMatchObject({ device: 'Living Room', playing: true, context: ALBUM });
    expect(made.simulator.player().volume).toBeLessThanOrEqual(25);
    await made.close();
  });

  it('whose plug is off is called, and plays the card when it has come', async () => {
    const made = await house({ readers: [plan('kids', { device: 'Living Room' })] }, true);
    await made.ask('family', 'pause');
    let isOn = false;
    made.broker.subscribe(ASKED, ({ payload }) => {
      const { id } = JSON.parse(String(payload));
      if (!isOn) made.broker.deliver(`${ASKED}/result`, JSON.stringify({ id, result: 'unavailable' }));
    });
    const box = boxIn(made);
    box.lay(CARD, ALBUM);
    await made.clock.advance(5_000);
    expect(box.results()).toEqual(['heard', 'waiting']);
    const wake = made.said.find(({ topic }) => topic === 'spotify2mqtt/family/wake');
    expect(JSON.parse(wake?.payload ?? '')).toMatchObject({
      ...{ device: 'Wohnzimmer', via: { entity_id: 'media_player.living_room' } },
      ...{ command: 'play', reader: 'kids' },
    });
    isOn = true;
    carryOut(made);
    await made.clock.advance(20_000);
    expect(box.results()).toEqual(['heard', 'waiting', 'playing']);
    expect(made.simulator.player()).toMatchObject({ device: 'Living Room', playing: true, context: ALBUM });
    await made.close();
  });

  it('of which nobody in Home Assistant hears says what is missing', async () => {
    const made = await house({}, true);
    const answer = await made.ask(
      'family',
      JSON.stringify({ command: 'play', uri: ALBUM, device: 'Living Room' }),
    );
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'no_device' } });
    expect(answer.problem?.message).toMatch(/blueprint "Speakers for spotify2mqtt"/);
    expect(made.simulator.player().device).toBe('Kitchen');
    await made.close();
  });
});
