import { describe, expect, it } from 'vitest';
import { settleBinding } from '../../src/config/binding.ts';
import { binding, type WrittenBinding } from '../../src/config/binding-shape.ts';
import { sentCommands } from './box.ts';
import { type House, playingHouse } from './house.ts';

const TOPIC = 'zigbee2mqtt/Bedroom remote';

function bind(written: Partial<WrittenBinding>, key = 'bedroom') {
  return settleBinding(key, binding.parse({ topic: TOPIC, ...written }), 'family');
}

/** A house whose kitchen plays at 40 %, and a remote in it. */
async function remoteHouse(written: Partial<WrittenBinding>) {
  const house = await playingHouse({ bindings: [bind(written)] });
  const since = house.clock.now();
  const send = (payload: string | object, topic = TOPIC, retained = false) =>
    house.broker.deliver(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), {
      retained,
    });
  return {
    house,
    /** A message with this action, and the empty one with which zigbee2mqtt follows it where it keeps states. */
    press: (action: string, more: object = {}) => {
      send({ action, battery: 80, ...more });
      send({ action: '', battery: 80 });
    },
    send,
    sent: () => sentCommands(house.sent, since),
    volumes: () => volumesIn(house, since),
    failures: () =>
      house.said
        .filter(({ topic }) => topic === 'spotify2mqtt/family/event')
        .map(({ payload }) => JSON.parse(payload))
        .filter(({ event_type }) => event_type === 'command_failed'),
  };
}

function volumesIn(house: House, since: number): number[] {
  return sentCommands(house.sent, since).flatMap((line) => {
    const percent = /volume_percent=(\d+)/.exec(line)?.[1];
    return percent === undefined ? [] : [Number(percent)];
  });
}

describe('a remote without Home Assistant', () => {
  it('plays, pauses and skips', async () => {
    const { house, press, sent } = await remoteHouse({ remote: 'ikea_symfonisk_gen2' });
    press('toggle');
    await house.clock.advance(2_000);
    expect(house.simulator.player()).toMatchObject({ playing: false });
    press('toggle');
    await house.clock.advance(2_000);
    press('track_next');
    await house.clock.advance(2_000);
    expect(house.simulator.player()).toMatchObject({ playing: true, name: 'Nine Bells' });
    expect(sent()).toHaveLength(3);
    await house.close();
  });

  it('does nothing by what the broker kept, nor by batteries and empty actions', async () => {
    const { house, send, sent } = await remoteHouse({ remote: 'ikea_symfonisk_gen2' });
    send({ action: 'track_next' }, TOPIC, true);
    send({ battery: 12 });
    send({ action: '' });
    send('offline');
    send(new TextDecoder().decode(new Uint8Array(20_000).fill(97)));
    await house.clock.advance(5_000);
    expect(sent()).toEqual([]);
    await house.close();
  });

  it('adds quick steps up, within what a slider may send, and shows the sum at once', async () => {
    const { house, press, volumes } = await remoteHouse({ remote: 'aqara_knob' });
    press('start_rotating', { action_rotation_angle_speed: 12 });
    for (let click = 0; click < 9; click++) {
      press('rotation', { action_rotation_angle_speed: 12 });
      await house.clock.advance(50);
    }
    press('stop_rotating', { action_rotation_angle_speed: 0 });
    expect(house.value('family', 'volume')).toBe('60');
    await house.clock.advance(5_000);
    expect(house.simulator.player()).toMatchObject({ volume: 60 });
    expect(volumes()).toEqual([42, 60]);
    await house.close();
  });

  it('adds quick seeks up while one is on its way', async () => {
    const { house, press, sent } = await remoteHouse({ path: 'action', values: { right: 'seek +5' } });
    for (let click = 0; click < 6; click++) press('right');
    await house.clock.advance(2_000);
    expect(sent()).toEqual([
      expect.stringContaining('PUT /me/player/seek?position_ms='),
      expect.stringContaining('PUT /me/player/seek?position_ms='),
    ]);
    const [first = 0, second = 0] = sent().map((line) => Number(/position_ms=(\d+)/.exec(line)?.[1]));
    expect(second - first).toBeGreaterThanOrEqual(25_000);
    expect(second - first).toBeLessThan(26_000);
    await house.close();
  });

  it('repeats what is held until it is let go', async () => {
    const { house, press, volumes } = await remoteHouse({ remote: 'ikea_symfonisk_gen1' });
    press('brightness_move_up');
    await house.clock.advance(1_900);
    expect(house.value('family', 'volume')).toBe('55');
    press('brightness_stop');
    await house.clock.advance(10_000);
    expect(house.simulator.player()).toMatchObject({ volume: 55 });
    expect(volumes().length).toBeLessThan(6);
    await house.close();
  });

  it('turns round at once', async () => {
    const { house, press } = await remoteHouse({ remote: 'ikea_symfonisk_gen1' });
    press('brightness_move_up');
    await house.clock.advance(100);
    press('brightness_move_down');
    await house.clock.advance(500);
    press('brightness_stop');
    await house.clock.advance(5_000);
    expect(house.simulator.player()).toMatchObject({ volume: 37 });
    await house.close();
  });

  it('gives up where the release is lost, unless the remote says on that it is held', async () => {
    const { house, press } = await remoteHouse({
      path: 'action',
      hold: { up: 'volume +1', down: 'volume -1' },
    });
    press('up');
    await house.clock.advance(30_000);
    expect(house.simulator.player()).toMatchObject({ volume: 60 });
    press('down');
    await house.clock.advance(6_000);
    press('down');
    await house.clock.advance(30_000);
    expect(house.simulator.player()).toMatchObject({ volume: 25 });
    await house.close();
  });

  it('stays within its volumes', async () => {
    const { house, press } = await remoteHouse({
      path: 'action',
      values: { up: 'volume +30', down: 'volume -50' },
      min_volume: 20,
      max_volume: 50,
    });
    press('up');
    await house.clock.advance(3_000);
    expect(house.simulator.player()).toMatchObject({ volume: 50 });
    press('down');
    await house.clock.advance(3_000);
    expect(house.simulator.player()).toMatchObject({ volume: 20 });
    await house.close();
  });

  it('tells automations of each command that failed, and lets go of what was held', async () => {
    const { house, press, sent, failures } = await remoteHouse({
      path: 'action',
      values: { next: 'next' },
      hold: { up: 'volume +1' },
    });
    house.simulator.fault({ kind: 'rate_limit', retry_after: 48_925 });
    press('next');
    await house.clock.advance(2_000);
    press('up');
    await house.clock.advance(10_000);
    expect(failures()).toEqual([
      {
        event_type: 'command_failed',
        binding: 'bedroom',
        command: 'next',
        kind: 'rate_limited',
        message: expect.any(String),
      },
      {
        event_type: 'command_failed',
        binding: 'bedroom',
        command: 'volume',
        kind: 'rate_limited',
        message: expect.any(String),
      },
    ]);
    expect(sent()).toHaveLength(1);
    await house.close();
  });

  it('tells of a knob that turns nothing now and then, not at every click', async () => {
    const { house, press, failures } = await remoteHouse({ path: 'action', values: { right: 'volume +1' } });
    house.simulator.fault({ kind: 'rate_limit', retry_after: 48_925 });
    for (let click = 0; click < 20; click++) {
      press('right');
      await house.clock.advance(100);
    }
    expect(failures()).toHaveLength(1);
    await house.clock.advance(5_000);
    press('right');
    await house.clock.advance(1_000);
    expect(failures()).toHaveLength(2);
    await house.close();
  });

  it('is heard on every topic of a wildcard, each as a remote of its own', async () => {
    const { house, send } = await remoteHouse({ topic: 'zigbee2mqtt/+/action', hold: { up: 'volume +1' } });
    send('up', 'zigbee2mqtt/bed/action');
    send('stop', 'zigbee2mqtt/bath/action');
    await house.clock.advance(1_000);
    send('stop', 'zigbee2mqtt/bed/action');
    await house.clock.advance(9_000);
    expect(house.simulator.player()).toMatchObject({ volume: 43 });
    await house.close();
  });

  it('never hears the bridge', async () => {
    const { house, press, sent } = await remoteHouse({ topic: '+/+/event', command: 'next' });
    await house.ask('family', 'next');
    press('x');
    await house.clock.advance(10_000);
    expect(sent()).toEqual(['POST /me/player/next']);
    await house.close();
  });
});
