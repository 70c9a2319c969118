import { Network } from 'testcontainers';
import { describe, expect, it } from 'vitest';
import { askHttp } from './ask-http.ts';
import { dockerMissing } from './docker.ts';
import { listen } from './ear.ts';
import { startHomeAssistant } from './home-assistant.ts';
import { startMosquitto } from './mosquitto.ts';
import { addPlainUser } from './onboarding.ts';
import { is, until } from './until.ts';

const CONFIG_TOPIC = 'homeassistant/device/lamp/config';
const lamp = {
  device: { identifiers: ['lamp'], name: 'Lamp' },
  origin: { name: 'harness' },
  components: {
    on: {
      platform: 'switch',
      unique_id: 'lamp_on',
      default_entity_id: 'switch.lamp',
      state_topic: 'lamp',
      command_topic: 'lamp/set',
    },
  },
};

describe.runIf(dockerMissing === undefined)('what the other tests stand on', () => {
  it('notices in the real programs what it is made to notice', async () => {
    await using network = await new Network().start();
    await using broker = await startMosquitto(network);
    await using home = await startHomeAssistant(network);
    await using ear = await listen(broker.url);

    const introduce = async () => {
      await ear.say(CONFIG_TOPIC, JSON.stringify(lamp), true);
      await ear.say('lamp', 'ON', true);
    };
    const lampState = () => home.state('switch.lamp');
    await introduce();
    await until('the lamp is there', lampState, is('on'));
    await home.call('switch.turn_off', { entity_id: 'switch.lamp' });
    await until('the command arrives', () => ear.last('lamp/set'), is('OFF'));
    expect(await home.complaints()).toEqual([]);

    await home.restart();
    await until('the lamp is there again', lampState, is('on'));
    await broker.restart();
    await until('the lamp is lost', lampState, is('unavailable'));
    await introduce();
    await until('the lamp is back', lampState, is('on'), { within: 60_000 });

    // Retained: Home Assistant asks for states again before it asks for configurations.
    await ear.say('homeassistant/device/broken/config', JSON.stringify({ ...lamp, wrong: 1 }), true);
    await until('the complaint', home.complaints, (lines) => lines.some((line) => line.includes('wrong')));

    const device = (await home.devices()).find(({ name }) => name === 'Lamp');
    expect(device).toBeDefined();
    if (device) await home.removeDevice(device);
    await until('the lamp is gone', lampState, is(undefined));
    await until('its configuration too', () => ear.last(CONFIG_TOPIC), is(undefined));

    const token = await addPlainUser(home.base, home.token);
    await expect(askHttp(home.base, '/api/', { token })).resolves.toBeDefined();
  });
});
