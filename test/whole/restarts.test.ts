import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dockerMissing } from './docker.ts';
import { type House, openHouse } from './house.ts';
import { letIn, type Phone, pickUp } from './phone.ts';
import { is, until } from './until.ts';

/** What Home Assistant says of itself when the broker goes away, and of each entity of a device that it has just deleted. */
const EXPECTED = /mqtt\.client\]|No device components to cleanup for spotify2mqtt/;

describe.runIf(dockerMissing === undefined)('a player through restarts and removals', () => {
  let house: House;
  let phone: Phone;
  let family: { name: string; refresh_token: string };
  let guests: typeof family;
  const title = (account: string) => house.home.state(`sensor.spotify_${account}_title`);
  const shows = (wanted: string) =>
    until("the family's title", () => title('family'), is(wanted), { within: 90_000 });
  const device = async (name: string) => (await house.home.devices()).find((one) => one.name === name);
  const gone = (name: string) => until(`${name} gone`, () => device(name), is(undefined), { within: 60_000 });

  beforeAll(async () => {
    house = await openHouse();
    const { base } = house.spotify;
    phone = pickUp(base, 'family');
    family = { name: 'Family', refresh_token: await letIn(base, 'family') };
    guests = { name: 'Guests', refresh_token: await letIn(base, 'guest') };
    await house.bridge({ family, guests });
    for (const name of ['Family', 'Guests'])
      await until(
        `${name} there`,
        () => device(name),
        (found) => found !== undefined,
      );
    await house.ear.say('spotify2mqtt/family/command', '{"command":"play","device":"Kitchen"}');
    await until('music', phone.player, (now) => now.playing);
    await shows(await phone.skip());
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  it("is right after Home Assistant's restart", async () => {
    await house.home.restart();
    await shows((await phone.player()).name ?? '');
    await shows(await phone.skip());
  });

  // Home Assistant reads its states before the bridge has looked at
  // Spotify: a speaker that is no option then is a complaint.
  it('is right where the bridge restarts, and Home Assistant with it', async () => {
    await Promise.all([house.bridge({ family, guests }), house.home.restart()]);
    await shows(await phone.skip());
    expect(await house.home.state('select.spotify_family_device')).toBe('Kitchen');
  });

  it("is right after the broker's restart, also where something changed meanwhile", async () => {
    const [name] = await Promise.all([phone.skip(), house.broker.restart()]);
    await shows(name);
    await house.home.call('button.press', { entity_id: 'button.spotify_family_next' });
    await until('next is heard', phone.player, (now) => now.name !== name);
  });

  it('stays deleted where somebody deleted it, whoever restarts', async () => {
    const deleted = await device('Guests');
    expect(deleted).toBeDefined();
    if (deleted) await house.home.removeDevice(deleted);
    await gone('Guests');
    await house.home.restart();
    // The bridge has answered the birth message by the time that it has followed two changes.
    await shows(await phone.skip());
    await shows(await phone.skip());
    expect(await device('Guests')).toBeUndefined();
  });

  it('leaves Home Assistant with its account', async () => {
    await house.bridge({ guests });
    await gone('Family');
    expect(await title('family')).toBeUndefined();
    // Its device first: Home Assistant may have dropped it before all its topics are taken back.
    const left = () => house.ear.retained().filter((topic) => topic.startsWith('spotify2mqtt/family/'));
    await until('its topics are gone', left, (topics) => topics.length === 0);
  });

  it('gave the MQTT integration nothing else to complain about', async () => {
    const complaints = await house.home.complaints();
    expect(complaints.filter((line) => !EXPECTED.test(line))).toEqual([]);
  });
});
