import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { BridgePlan } from '../../src/bridge/bridge.ts';
import { USUAL_FORMAT, USUAL_RULES } from '../../src/core/reader.ts';
import { type SpeakerPlan, type SpeakerRules, USUAL_SPEAKERS } from '../../src/core/speaker-plan.ts';
import { silentLog } from '../../src/lib/log.ts';
import type { House } from './house.ts';
import { playingHouse } from './house.ts';

const HOUR = 60 * 60_000;

const rules = (device: string, more: Partial<SpeakerRules>): SpeakerRules => ({
  ...{ device, via: 'spotify', minVolume: 0, maxVolume: 100 },
  ...more,
});
const living = (speakers: Partial<SpeakerPlan>) => [
  { user: 'family', speakers: { ...USUAL_SPEAKERS, ...speakers } },
];

const listed = z.object({ devices: z.array(z.looseObject({ name: z.string() })) });
type Listed = z.infer<typeof listed>['devices'][number];

/** What `request/devices` answers, after Spotify was asked. */
async function list(house: House): Promise<Listed[]> {
  const { result } = await house.ask('family', '{"refresh":true}', { level: 'request/devices' });
  return listed.parse(result).devices;
}
const namesOf = (devices: readonly Listed[]) => devices.map(({ name }) => name);

const DISCOVERY = 'homeassistant/device/spotify2mqtt_family/config';

/** The options of the select, message by message. */
function options({ broker }: House): string[][] {
  return broker.published
    .filter(({ topic, payload }) => topic === DISCOVERY && payload.length > 0)
    .map(({ payload }) => JSON.parse(String(payload)).components.device.options);
}

/** A second device of the name, as another one in Spotify's list. */
function addTwin(house: House): void {
  house.control.device({ key: 'second', id: 'second-id', name: 'Kitchen', volume: 10 }, house.clock.now());
}

describe('a device that was seen once', () => {
  it('stays selectable, and says since when it is gone; over a restart too', async () => {
    const house = await playingHouse({
      before: (simulator) => simulator.act({ action: 'wake', device: 'Bedroom', after_ms: 0 }),
    });
    const [awake] = (await list(house)).filter(({ name }) => name === 'Bedroom');
    expect(awake).toMatchObject({ present: true, last_seen: new Date(house.clock.now()).toISOString() });
    const seenAt = awake?.last_seen;
    house.phone({ action: 'sleep', device: 'Bedroom' });
    await house.clock.advance(HOUR);
    for (const again of [async () => {}, house.restart]) {
      await again();
      await house.clock.advance(60_000);
      const devices = await list(house);
      expect(devices.find(({ name }) => name === 'Bedroom')).toEqual({
        id: expect.any(String),
        name: 'Bedroom',
        spotify_name: 'Bedroom',
        label: 'Bedroom',
        type: 'CastAudio',
        active: false,
        present: false,
        last_seen: seenAt,
        restricted: false,
        why_not: null,
        volume: expect.toBeOneOf([15, null]),
        supports_volume: true,
        via: 'spotify',
      });
      // Those that are there come first.
      expect(devices.map(({ present }) => present)).toEqual(
        [...devices].map((_, at) => at < devices.length - 1),
      );
      expect(options(house).at(-1)).toContain('Bedroom');
      expect(JSON.parse(house.value('family', 'player') ?? '').source_list.at(-1)).toBe('Bedroom');
    }
    house.phone({ action: 'wake', device: 'Bedroom', after_ms: 0 });
    expect(await house.ask('family', 'device Bedroom')).toMatchObject({ ok: true });
    await house.clock.advance(5_000);
    expect(house.value('family', 'device')).toBe('Bedroom');
    await house.close();
  });

  it('is forgotten after so long', async () => {
    const house = await playingHouse({
      residents: living({ forgetMs: 3 * HOUR }),
      before: (simulator) => simulator.act({ action: 'wake', device: 'Bedroom', after_ms: 0 }),
    });
    house.phone({ action: 'vanish', device: 'Bedroom' });
    await house.clock.advance(2 * HOUR);
    expect(namesOf(await list(house))).toContain('Bedroom');
    await house.clock.advance(HOUR + 600_000);
    expect(namesOf(await list(house))).not.toContain('Bedroom');
    expect(options(house).at(-1)).not.toContain('Bedroom');
    await house.close();
  });

  // Home Assistant reads what is retained in any order: a state that is no option is "Invalid option" in its log.
  it('is an option from the first announcement on, whatever the broker kept', async () => {
    const house = await playingHouse();
    expect(house.value('family', 'device')).toBe('Kitchen');
    await house.restart();
    const [first] = options(house);
    expect(first).toContain('Kitchen');
    await house.clock.advance(60_000);
    for (const one of options(house)) expect(one).toEqual(first);
    await house.close();
  });

  it('is one then, even where it may not be chosen any more', async () => {
    const house = await playingHouse({ residents: living({ deny: ['Kitchen'] }) });
    expect(house.value('family', 'device')).toBe('Kitchen');
    await house.restart();
    expect(options(house)[0]).toContain('Kitchen');
    house.phone({ action: 'transfer', device: 'Study' });
    await house.clock.advance(60_000);
    expect(options(house).at(-1)).not.toContain('Kitchen');
    await house.close();
  });

  it('that takes no commands says why it cannot be chosen, there or not', async () => {
    const house = await playingHouse();
    const sonos = async () => (await list(house)).find(({ name }) => name === 'Living Room');
    const why = expect.stringContaining("Living Room takes no commands from Spotify's Web API");
    expect(await sonos()).toMatchObject({ id: null, present: true, restricted: true, why_not: why });
    expect(options(house).at(-1)).toContain('Living Room');
    house.phone({ action: 'vanish', device: 'Living Room' });
    expect(await sonos()).toMatchObject({ id: null, present: false, restricted: true, why_not: why });
    // Nobody could do anything with it now.
    expect(JSON.parse(house.value('family', 'player') ?? '').source_list).not.toContain('Living Room');
    expect(await house.ask('family', 'device Living Room')).toMatchObject({ problem: { kind: 'no_device' } });
    await house.close();
  });
});

describe('twins of a name', () => {
  it('are told apart by a number that each keeps, wherever a device is named', async () => {
    const kids: BridgePlan['readers'][number] = {
      ...{ key: 'kids', name: 'Kids', topic: 'kids/tag', statusTopic: 'kids/status' },
      ...{ format: USUAL_FORMAT, rules: { ...USUAL_RULES, account: 'family', device: 'Kitchen (2)' } },
    };
    const house = await playingHouse({ readers: [kids] });
    addTwin(house);
    const isSecond = () => house.simulator.player().volume === 10;
    const ids = async () => (await list(house)).map(({ name, id }) => [name, id]);
    expect(await ids()).toContainEqual(['Kitchen (2)', 'second-id']);
    await house.clock.advance(5_000);
    expect(options(house).at(-1)).toEqual(expect.arrayContaining(['Kitchen', 'Kitchen (2)']));

    expect(await house.ask('family', 'device kitchen (2)')).toMatchObject({ ok: true });
    expect(isSecond()).toBe(true);
    expect(house.value('family', 'device')).toBe('Kitchen (2)');
    expect(JSON.parse(house.value('family', 'player') ?? '').source).toBe('Kitchen (2)');
    expect(await house.ask('family', 'Kitchen', { level: 'device/set' })).toMatchObject({ ok: true });
    expect(isSecond()).toBe(false);
    const { uri } = house.catalogue.albumNamed('Lanterns at Low Tide');
    const asked = { command: 'play', uri, device: 'Kitchen (2)' };
    expect(await house.ask('family', JSON.stringify(asked))).toMatchObject({ ok: true });
    expect(isSecond()).toBe(true);
    expect(await house.ask('family', 'device second-id')).toMatchObject({ ok: true });

    // A card at a reader that plays there, and a card that says so itself.
    for (const options of [{}, { device: 'Kitchen (2)' }]) {
      await house.ask('family', 'device Kitchen');
      await house.tags.desk.set('04A1B2C3', { does: uri, name: null, options });
      await house.clock.advance(10_000);
      house.broker.deliver('kids/tag', '04A1B2C3');
      await house.clock.advance(10_000);
      expect(isSecond()).toBe(true);
    }

    // The first one is gone, and the second is no other than it was.
    house.phone({ action: 'sleep', device: house.simulator.player().devices[0]?.key ?? '' });
    expect(await ids()).toContainEqual(['Kitchen (2)', 'second-id']);
    await house.restart();
    await house.clock.advance(60_000);
    expect(await ids()).toContainEqual(['Kitchen (2)', 'second-id']);
    expect(house.value('family', 'device')).toBe('Kitchen (2)');
    await house.close();
  });
});

describe('a device that the configuration gives a name', () => {
  it('is shown by it everywhere, and taken by its old name and its id too', async () => {
    const lines: unknown[] = [];
    const house = await playingHouse({
      residents: living({ devices: [rules('Kitchen', { name: 'Küche' })] }),
      log: { ...silentLog, info: (fields) => lines.push(fields) },
    });
    expect(house.value('family', 'device')).toBe('Küche');
    expect(JSON.parse(house.value('family', 'player') ?? '')).toMatchObject({
      source: 'Küche',
      source_list: expect.arrayContaining(['Küche']),
    });
    expect(options(house).at(-1)).not.toContain('Kitchen');
    const kitchen = (await list(house)).find(({ name }) => name === 'Küche');
    expect(kitchen).toMatchObject({ spotify_name: 'Kitchen', label: 'Küche', active: true });
    expect(JSON.stringify(lines)).toContain('"device":"Küche"');
    expect(JSON.stringify(lines)).not.toContain('"device":"Kitchen"');
    for (const asked of ['Küche', 'küche', 'Kitchen', `${kitchen?.id}`]) {
      expect(await house.ask('family', 'device Study')).toMatchObject({ ok: true });
      expect(await house.ask('family', `device ${asked}`)).toMatchObject({ ok: true });
      expect(house.simulator.player().device).toBe('Kitchen');
      expect(house.value('family', 'device')).toBe('Küche');
    }
    await house.close();
  });
});

describe('a device that is left out', () => {
  it('is not offered, and not chosen when it is asked for', async () => {
    const house = await playingHouse({ residents: living({ deny: ['*phone*'] }) });
    expect(options(house).at(-1)).not.toContain('Anna’s Phone');
    expect(namesOf(await list(house))).not.toContain('Anna’s Phone');
    const problem = { kind: 'no_device', message: expect.stringContaining('speakers.deny') };
    expect(await house.ask('family', "device anna's phone")).toMatchObject({ ok: false, problem });
    expect(house.simulator.player().device).toBe('Kitchen');
    await house.close();
  });

  it('is shown where it plays, can be paused there, and gets nothing new', async () => {
    const house = await playingHouse({ residents: living({ allow: ['Kitchen', 'Study'] }) });
    house.phone({ action: 'transfer', device: 'Anna’s Phone' });
    house.hint('family');
    await house.clock.advance(10_000);
    expect(house.value('family', 'device')).toBe('Anna’s Phone');
    expect(options(house).at(-1)).toEqual(['Anna’s Phone', 'Kitchen', 'Study']);
    expect((await list(house)).find(({ name }) => name === 'Anna’s Phone')).toMatchObject({
      active: true,
      why_not: expect.stringContaining('left out'),
    });
    expect(await house.ask('family', 'pause')).toMatchObject({ ok: true });
    expect(await house.ask('family', 'play')).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ device: 'Anna’s Phone', playing: true });
    const { uri } = house.catalogue.albumNamed('Lanterns at Low Tide');
    const here = JSON.stringify({ command: 'play', uri, device: 'Anna’s Phone' });
    expect(await house.ask('family', here)).toMatchObject({ ok: false, problem: { kind: 'no_device' } });
    // The speaker that played last, as if the phone were none.
    expect(await house.ask('family', `play ${uri}`)).toMatchObject({ ok: true });
    expect(house.simulator.player()).toMatchObject({ device: 'Kitchen', playing: true });
    await house.clock.advance(10_000);
    expect(options(house).at(-1)).toEqual(['Kitchen', 'Study']);
    await house.close();
  });
});
