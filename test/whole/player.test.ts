import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dockerMissing } from './docker.ts';
import { type House, openHouse } from './house.ts';
import { letIn, type Phone, pickUp } from './phone.ts';
import { ASKS, PRESSES } from './presses.ts';
import { is, until } from './until.ts';

/** What a player is in Home Assistant at first sight: platform, then the keys. */
const ENTITIES: Record<string, string[]> = {
  sensor: [
    'status',
    'title',
    'artist',
    'album',
    'problem',
    'last_tag',
    'last_reader',
    'learning_until',
    'sleep_until',
    'sleep_left',
  ],
  image: ['cover'],
  number: ['position', 'volume'],
  switch: ['mute', 'shuffle', 'sleep_timer', 'liked'],
  select: ['repeat', 'device', 'playlist', 'sleep'],
  button: ['play', 'pause', 'play_pause', 'next', 'previous', 'before_card', 'learn'],
  text: ['link', 'learn_link', 'card_name'],
  event: ['event'],
};
const IDS = Object.entries(ENTITIES).flatMap(([platform, keys]) =>
  keys.map((key) => `${platform}.spotify_family_${key}`),
);

describe.runIf(dockerMissing === undefined)('a player in Home Assistant', () => {
  let house: House;
  let phone: Phone;
  beforeAll(async () => {
    house = await openHouse();
    const { base } = house.spotify;
    phone = pickUp(base, 'family');
    await house.bridge({ family: { name: 'Family', refresh_token: await letIn(base, 'family') } });
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  it('is one device with all its entities', async () => {
    const { home } = house;
    const missing = async () => {
      const available = (await home.states()).filter(({ state }) => state !== 'unavailable');
      const ids = new Set(available.map(({ entity_id }) => entity_id));
      return IDS.filter((id) => !ids.has(id));
    };
    await until('all entities are available', missing, (ids) => ids.length === 0);
    const device = (await home.devices()).find(({ name }) => name === 'Family');
    const registered = await home.entities();
    const owners = IDS.map((id) => registered.find(({ entity_id }) => entity_id === id)?.device_id);
    expect(new Set(owners)).toEqual(new Set([device?.id]));
  });

  it.each(PRESSES)('$action on $on moves the player', async ({ on, action, data, moved, shows }) => {
    const { home } = house;
    const entity_id = entityId(on);
    const before = await phone.player();
    const given = data?.(before) ?? {};
    if ('option' in given)
      await until(
        'the option is there',
        () => options(entity_id),
        (all) => all.includes(given.option),
      );
    await home.call(action, { entity_id, ...given });
    await until('the player moves', phone.player, (now) => moved(now, before));
    if (shows) await until('Home Assistant shows it', () => home.state(entity_id), is(shows));
  });

  it('stops, once that button is enabled', async () => {
    const { home } = house;
    const entity_id = entityId('button.stop');
    await home.enable(entity_id);
    await until('the button', () => home.state(entity_id), is('unknown'), { within: 90_000 });
    await home.call('button.press', { entity_id });
    await until('silence', phone.player, (now) => !now.playing);
    await home.call('button.press', { entity_id: entityId('button.play') });
    await until('music', phone.player, (now) => now.playing);
  });

  it.each([
    ['on', true],
    ['off', false],
  ])('turns liked %s', async (way, wanted) => {
    const uri = (await phone.player()).uri ?? '';
    await house.home.call(`switch.turn_${way}`, { entity_id: entityId('switch.liked') });
    await until(`liked is ${wanted}`, () => phone.isSaved(uri), is(wanted));
    await until('Home Assistant shows it', () => house.home.state(entityId('switch.liked')), is(way));
  });

  it.each(ASKS)('$action on $on asks the bridge: $command', async ({ on, action, data, command }) => {
    const { home, ear } = house;
    await home.call(action, { entity_id: entityId(on), ...data });
    const answered = () => JSON.parse(ear.last('spotify2mqtt/family/response') ?? '{}').command;
    await until('the answer', answered, is(command));
  });

  it('shows what others do', async () => {
    const name = await phone.skip();
    const shown = (key: string) => () => house.home.state(entityId(`sensor.${key}`));
    await until('the title', shown('title'), is(name));
    await until('the status', shown('status'), is('playing'));
    await until('the problem', shown('problem'), is('OK'));
  });

  it('gave the MQTT integration nothing to complain about', async () => {
    expect(await house.home.complaints()).toEqual([]);
  });

  async function options(entityId: string): Promise<unknown[]> {
    const found = (await house.home.states()).find(({ entity_id }) => entity_id === entityId);
    const all = found?.attributes.options;
    return Array.isArray(all) ? all : [];
  }
});

function entityId(on: string): string {
  const [platform, key] = on.split('.');
  return `${platform}.spotify_family_${key}`;
}
