import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dockerMissing } from './docker.ts';
import { type House, openHouse } from './house.ts';
import { letIn, type Phone, pickUp } from './phone.ts';
import { is, until } from './until.ts';

/** The real thing five times; a hundred with a faked birth and will: `npm run torture -- --only restarts`. */
const RESTARTS = [1, 2, 3, 4, 5];
const DISCOVERY = 'homeassistant/';

describe.runIf(dockerMissing === undefined)('Home Assistant that restarts again and again', () => {
  let house: House;
  let phone: Phone;
  let announced: string[];
  let entities: string[];
  const title = () => house.home.state('sensor.spotify_family_title');
  const topics = () =>
    house.ear
      .retained()
      .filter((topic) => topic.startsWith(DISCOVERY))
      .toSorted();
  const ours = async () =>
    (await house.home.entities())
      .flatMap(({ entity_id }) => (entity_id.includes('spotify') ? [entity_id] : []))
      .toSorted();
  const shows = (wanted: string | null) => until('the title', title, is(wanted), { within: 90_000 });

  beforeAll(async () => {
    house = await openHouse();
    const { base } = house.spotify;
    phone = pickUp(base, 'family');
    await house.bridge({ family: { name: 'Family', refresh_token: await letIn(base, 'family') } });
    await house.ear.say('spotify2mqtt/family/command', '{"command":"play","device":"Kitchen"}');
    await until('music', phone.player, (now) => now.playing);
    await shows(await phone.skip());
    announced = topics();
    entities = await ours();
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  it.each(RESTARTS)('is right after restart %d, with the same entities, and obeyed', async () => {
    // Something changes while it is away.
    const [name] = await Promise.all([phone.skip(), house.home.restart()]);
    await shows(name);
    expect(topics()).toEqual(announced);
    expect(await ours()).toEqual(entities);
    const answers = house.ear.told('spotify2mqtt/family/response').length;
    await house.home.call('button.press', { entity_id: 'button.spotify_family_next' });
    await until('next is heard', phone.player, (now) => now.name !== name);
    await until(
      'its answer',
      () => house.ear.told('spotify2mqtt/family/response').length,
      (count) => count === answers + 1,
    );
  });
});
