import { describe, expect, it } from 'vitest';
import { Announcer, type Published } from '../../src/bridge/announcer.ts';
import { Publisher } from '../../src/bridge/publisher.ts';
import type { Setting } from '../../src/home-assistant/discovery.ts';
import { readerDevice, readerNode } from '../../src/home-assistant/reader-device.ts';
import type { ReaderView } from '../../src/home-assistant/reader-entities.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { silentLog } from '../../src/lib/log.ts';
import { FakeBroker } from '../fakes/broker.ts';
import { FakeClock } from '../fakes/clock.ts';
import { readerView, silentReader } from '../home-assistant/reader-views.ts';

const NODE = readerNode('spotify2mqtt', 'kitchen');
const CONFIG = `homeassistant/device/${NODE}/config`;

const setting: Setting = {
  topics: topicsOf('spotify2mqtt'),
  prefix: 'homeassistant',
  form: 'device',
  protocol: 5,
  version: '1',
};

interface Change {
  broker?: FakeBroker;
  enabled?: boolean;
  published?: Published;
}

function open({ broker = new FakeBroker(), enabled = true, published }: Change = {}) {
  const clock = new FakeClock();
  const kept: Published[] = [];
  const stop = new AbortController();
  const publisher = new Publisher(broker);
  const announcer = new Announcer({
    broker,
    publisher,
    clock,
    log: silentLog,
    setting: () => setting,
    enabled,
    birthTopic: 'homeassistant/status',
    keepsake: { read: async () => undefined, write: (value) => kept.push(value) },
    published,
    random: () => 0,
    speakAgain() {},
    onKnown() {},
  });
  let view = readerView();
  return {
    announcer,
    broker,
    publisher,
    clock,
    add: () => announcer.add(() => readerDevice(view, setting)),
    show(changed: ReaderView) {
      view = changed;
      announcer.changed(NODE);
    },
    /** What was published on the reader's discovery topic since the last call: the keys of its components, or `gone`. */
    said(): string[] {
      const said = broker.said(CONFIG);
      broker.published.length = 0;
      return said.map((payload) => (payload === '' ? 'gone' : namesIn(payload)));
    },
    get kept() {
      return kept.at(-1)?.devices.map(({ node }) => node) ?? [];
    },
    get writes() {
      return kept.length;
    },
    birth: () => broker.deliver('homeassistant/status', 'online'),
    run: () => announcer.run(stop.signal),
    pass: (seconds: number) => clock.advance(seconds * 1_000),
    stop: () => stop.abort(),
  };
}

type House = ReturnType<typeof open>;

/** An announcer that has run for a while, with a device that came in the meantime. */
async function opened(change: Change = {}): Promise<House> {
  const house = open(change);
  void house.run();
  await house.pass(20);
  house.add();
  await house.pass(20);
  house.said();
  return house;
}

/** `scan` shows which of two views it is; `-scan` takes it back. */
function namesIn(payload: string): string {
  const { components } = JSON.parse(payload);
  if (!components.scan) return 'silent';
  return Object.keys(components.scan).length === 1 ? 'silent -scan' : 'all';
}

describe('a device that comes while the bridge runs', () => {
  it('is announced at once, and once more for what was lost', async () => {
    const house = open();
    void house.run();
    await house.pass(20);
    house.add();
    expect(house.said()).toEqual(['all']);
    await house.pass(1);
    expect(house.kept).toEqual([NODE]);
    await house.pass(8.9);
    expect(house.said()).toEqual([]);
    await house.pass(60);
    expect(house.said()).toEqual(['all']);
    house.stop();
  });

  it('is not announced twice because it is added twice', async () => {
    const house = await opened();
    house.add();
    await house.pass(20);
    expect(house.said()).toEqual([]);
    house.stop();
  });

  it('waits for the broker', async () => {
    const broker = new FakeBroker({ up: false });
    const house = open({ broker });
    void house.run();
    house.add();
    await house.pass(20);
    expect(house.said()).toEqual([]);
    broker.reconnect();
    expect(house.said()).toEqual(['all']);
    broker.drop();
    broker.retained.clear();
    house.announcer.add(() => readerDevice(readerView({ id: 'bath' }), setting));
    broker.reconnect();
    expect(broker.retained.has(CONFIG)).toBe(true);
    expect(broker.retained.has(CONFIG.replace('kitchen', 'bath'))).toBe(true);
    house.stop();
  });

  it('changes phase by phase, and the end of it is said once more', async () => {
    const house = await opened();
    house.show(silentReader());
    await house.pass(2.9);
    expect(house.said()).toEqual([]);
    await house.pass(0.2);
    expect(house.said()).toEqual(['silent -scan']);
    await house.pass(3);
    expect(house.said()).toEqual(['silent']);
    await house.pass(60);
    expect(house.said()).toEqual(['silent']);
    house.stop();
  });

  it('changes for good, even while it changes', async () => {
    const house = await opened();
    house.show(silentReader());
    await house.pass(4);
    house.show(readerView());
    await house.pass(60);
    expect(house.said().at(-1)).toBe('all');
    house.stop();
  });

  it('is not announced where discovery is off', async () => {
    const house = await opened({ enabled: false });
    house.announcer.remove(NODE);
    house.birth();
    await house.pass(20);
    expect(house.broker.retained.has(CONFIG)).toBe(false);
    expect(house.kept).toEqual([]);
    house.stop();
  });
});

describe('one device of many', () => {
  const others = Array.from({ length: 50 }, (_, index) =>
    readerDevice({ ...readerView(), id: `r${index}` }, setting),
  );

  it('is announced with the others, and all are kept at once', async () => {
    const house = await opened();
    const before = house.writes;
    for (const other of others) house.announcer.add(() => other);
    await house.pass(1);
    expect(house.kept).toEqual([NODE, ...others.map(({ node }) => node)]);
    expect(house.writes - before).toBe(1);
    house.stop();
  });

  it('changes, and the messages of the others are not made anew', async () => {
    const house = await opened();
    let made = 0;
    for (const other of others)
      house.announcer.add(() => {
        made++;
        return other;
      });
    await house.pass(20);
    made = 0;
    house.show(silentReader());
    await house.pass(20);
    expect(made).toBe(0);
    house.stop();
  });

  it('is kept when the bridge stops in the same moment', async () => {
    const house = open();
    const ended = house.run();
    await house.pass(20);
    house.add();
    house.stop();
    await ended;
    expect(house.kept).toEqual([NODE]);
  });
});

describe('a device that goes', () => {
  it('leaves Home Assistant and what is kept, whatever happens later', async () => {
    const house = await opened();
    house.publisher.say('spotify2mqtt/reader/kitchen/card', 'The dragon');
    house.announcer.remove(NODE);
    expect(house.said()).toEqual(['gone']);
    await house.pass(1);
    expect(house.kept).toEqual([]);
    house.birth();
    await house.pass(20);
    house.show(silentReader());
    house.announcer.rediscover();
    house.announcer.revive(NODE);
    await house.pass(20);
    house.broker.drop();
    house.broker.reconnect();
    await house.pass(20);
    expect(house.said()).toEqual([]);
    expect(house.broker.retained.get('spotify2mqtt/reader/kitchen/card')).toBe('The dragon');
    house.stop();
  });

  it('gives Home Assistant the time to take it in before it is taken out, and the other way round', async () => {
    const house = open();
    void house.run();
    await house.pass(20);
    house.add();
    house.announcer.remove(NODE);
    await house.pass(2.9);
    expect(house.said()).toEqual(['all']);
    await house.pass(0.2);
    expect(house.said()).toEqual(['gone']);
    house.add();
    await house.pass(2.7);
    expect(house.said()).toEqual([]);
    await house.pass(20);
    expect(house.said()).toEqual(['all', 'all']);
    expect(house.kept).toEqual([NODE]);
    house.stop();
  });

  it('stays where it comes back before it was taken out', async () => {
    const house = open();
    void house.run();
    await house.pass(20);
    house.add();
    house.announcer.remove(NODE);
    await house.pass(1);
    house.add();
    await house.pass(60);
    expect(house.said()).not.toContain('gone');
    expect(house.broker.retained.has(CONFIG)).toBe(true);
    house.stop();
  });

  it('forgets the phases that it was in', async () => {
    const house = await opened();
    house.show(silentReader());
    await house.pass(3.1);
    expect(house.said()).toEqual(['silent -scan']);
    house.announcer.remove(NODE);
    house.show(readerView());
    house.add();
    await house.pass(60);
    expect(new Set(house.said())).toEqual(new Set(['all']));
    house.stop();
  });

  it('goes when the broker is back, and is not called twice where the broker echoes', async () => {
    const house = await opened({ broker: new FakeBroker({ protocol: 4 }) });
    house.broker.drop();
    house.announcer.remove(NODE);
    expect(house.broker.retained.has(CONFIG)).toBe(true);
    house.broker.reconnect();
    expect(house.said()).toEqual(['gone']);
    expect(house.broker.retained.has(CONFIG)).toBe(false);
    house.broker.drop();
    house.broker.reconnect();
    await house.pass(20);
    expect(house.said()).toEqual([]);
    house.stop();
  });

  it('is not called again by an echo that comes late', async () => {
    const house = await opened();
    house.announcer.remove(NODE);
    house.broker.deliver(CONFIG, '{}');
    house.broker.deliver(CONFIG, '');
    await house.pass(20);
    expect(house.said()).toEqual(['gone']);
    house.stop();
  });

  it('goes at the first connection where an earlier run left it there', async () => {
    const broker = new FakeBroker();
    broker.retained.set(CONFIG, '{}');
    const device = { prefix: 'homeassistant', form: 'device', node: NODE, platforms: {} } as const;
    const house = open({ broker, published: { devices: [device], topics: [] } });
    house.add();
    house.announcer.remove(NODE);
    void house.run();
    await house.pass(20);
    expect(broker.retained.has(CONFIG)).toBe(false);
    expect(house.kept).toEqual([]);
    house.stop();
  });
});

describe('a device that a person deletes', () => {
  it('stays away until it is revived', async () => {
    const house = await opened();
    house.broker.retained.delete(CONFIG);
    house.broker.deliver(CONFIG, '');
    await house.pass(1);
    expect(house.kept).toEqual([]);
    expect(house.publisher.topics).toEqual([]);
    house.birth();
    await house.pass(20);
    house.show(silentReader());
    house.add();
    house.broker.drop();
    house.broker.reconnect();
    await house.pass(20);
    expect(house.said()).toEqual([]);
    house.announcer.revive(NODE);
    expect(house.said()).toEqual(['silent']);
    await house.pass(1);
    expect(house.kept).toEqual([NODE]);
    house.stop();
  });

  it('is announced anew although nothing else changed', async () => {
    const house = await opened();
    house.broker.deliver(CONFIG, '');
    house.announcer.revive(NODE);
    expect(house.said()).toEqual(['all']);
    house.stop();
  });

  it('is not taken out a second time', async () => {
    const house = await opened();
    house.broker.deliver(CONFIG, '');
    house.announcer.remove(NODE);
    await house.pass(20);
    expect(house.said()).toEqual([]);
    house.add();
    expect(house.said()).toEqual(['all']);
    house.stop();
  });

  it('is not disturbed where nothing was deleted', async () => {
    const house = await opened();
    house.announcer.revive(NODE);
    house.announcer.revive('spotify2mqtt_nobody');
    await house.pass(20);
    expect(house.said()).toEqual([]);
    house.stop();
  });
});
