import { describe, expect, it } from 'vitest';
import {
  type Announced,
  announcedOf,
  configTopics,
  phases,
  withdraw,
} from '../../src/home-assistant/announcing.ts';
import { accountDevice, announce, type Form, type Setting } from '../../src/home-assistant/discovery.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { faultsOf } from './discovery-checker.ts';
import { viewOf } from './views.ts';

const settingOf = (form: Form, prefix = 'homeassistant'): Setting => ({
  topics: topicsOf('spotify2mqtt'),
  prefix,
  form,
  protocol: 5,
  version: '1',
});
const device = accountDevice(viewOf(), settingOf('device'));
const announced = (form: Form, more: Announced['platforms'] = {}): Announced => {
  const known = announcedOf(device, settingOf(form));
  return { ...known, platforms: { ...known.platforms, ...more } };
};
const final = (form: Form) => announce(device, settingOf(form));
const componentsIn = (payload = '{}') => JSON.parse(payload).components;

describe('announcing', () => {
  it.each(['device', 'components'] as const)(
    'announces as %s what was not, and says the same again',
    (form) => {
      expect(phases(undefined, device, settingOf(form))).toEqual([final(form)]);
      expect(phases(announced(form), device, settingOf(form))).toEqual([final(form)]);
    },
  );

  it('takes a component back before it leaves it out', () => {
    const [first, second, ...rest] = phases(
      announced('device', { old: 'switch' }),
      device,
      settingOf('device'),
    );
    expect(componentsIn(first?.[0]?.payload)).toEqual({
      ...componentsIn(final('device')[0]?.payload),
      old: { platform: 'switch' },
    });
    expect(second).toEqual(final('device'));
    expect(rest).toEqual([]);
  });

  it('takes a key back before it gives it to another platform', () => {
    const [first, second] = phases(announced('device', { title: 'text' }), device, settingOf('device'));
    expect(componentsIn(first?.[0]?.payload).title).toEqual({ platform: 'text' });
    expect(second).toEqual(final('device'));
  });

  it('empties the topic of a component that is gone', () => {
    const [first, second] = phases(
      announced('components', { old: 'switch' }),
      device,
      settingOf('components'),
    );
    expect(first).toEqual([{ topic: 'homeassistant/switch/spotify2mqtt_family/old/config', payload: '' }]);
    expect(second).toEqual(final('components'));
  });

  it.each([
    ['device', 'components'],
    ['components', 'device'],
  ] as const)('moves the entities from %s to %s', (from, to) => {
    const topics = final(from).map(({ topic }) => topic);
    expect(phases(announced(from), device, settingOf(to))).toEqual([
      topics.map((topic) => ({ topic, payload: '{"migrate_discovery":true}' })),
      topics.map((topic) => ({ topic, payload: '' })),
      final(to),
    ]);
  });

  it('takes back what is gone before it moves the rest', () => {
    const [first, second, third, fourth] = phases(
      announced('components', { old: 'switch' }),
      device,
      settingOf('device'),
    );
    expect(first).toEqual([{ topic: 'homeassistant/switch/spotify2mqtt_family/old/config', payload: '' }]);
    for (const phase of [second, third]) expect(JSON.stringify(phase)).not.toContain('/old/');
    expect(fourth).toEqual(final('device'));
  });

  it('leaves nothing under another prefix or name', () => {
    const moved = settingOf('device', 'ha');
    expect(phases(announced('components'), device, moved)).toEqual([
      withdraw(announced('components')),
      announce(device, moved),
    ]);
    const renamed = accountDevice(viewOf({}, {}, { account: 'anna' }), settingOf('device'));
    expect(phases(announced('device'), renamed, settingOf('device'))[0]).toEqual([
      { topic: 'homeassistant/device/spotify2mqtt_family/config', payload: '' },
    ]);
  });

  it('says nothing in between that Home Assistant would refuse', () => {
    for (const from of ['device', 'components'] as const) {
      for (const to of ['device', 'components'] as const) {
        const all = phases(announced(from, { old: 'switch', title: 'text' }), device, settingOf(to));
        for (const phase of all) expect(faultsOf(phase)).toEqual([]);
      }
    }
    expect(faultsOf(withdraw(announced('components')))).toEqual([]);
  });

  it('knows the topics on which Home Assistant says that a person deleted it', () => {
    expect(configTopics(announced('components'))).toEqual(final('components').map(({ topic }) => topic));
  });
});
