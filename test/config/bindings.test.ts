import { describe, expect, it } from 'vitest';
import { BadConfig } from '../../src/config/mistake.ts';
import { readConfig } from '../../src/config/read.ts';

const FINE = 'mqtt: {url: mqtt://broker}\nspotify: {client_id: abc}\nbindings:\n';

function read(text: string, env: Record<string, string> = {}) {
  return readConfig({ file: 'c.yaml', text: FINE + text, env, readFile: () => '' }).bindings;
}

function mistakes(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof BadConfig) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('a mistake in bindings', () => {
  it.each<[what: string, text: string, told: RegExp]>([
    [
      'a remote with a slip',
      '  bed:\n    topic: x\n    remote: ikea_styrbr\n',
      /^c.yaml:6:13 bindings.bed.remote: is "ikea_styrbr", did you mean ikea_styrbar\? \(/,
    ],
    [
      'a key with a slip',
      '  bed: {topic: x, comand: next}',
      /^c.yaml:4:19 bindings.bed.comand: is not a key here, did you mean command\?/,
    ],
    [
      'an unknown command',
      '  bed: {topic: x, command: plya}',
      /^c.yaml:4:28 bindings.bed.command: is no command: unknown command "plya", did you mean "play"\?/,
    ],
    [
      'an unknown command of a value',
      '  bed:\n    topic: x\n    values:\n      single: play_pause\n      double: nxt\n',
      /^c.yaml:8:15 bindings.bed.values.double: is no command: unknown command "nxt", did you mean "next"\?/,
    ],
    [
      'a command without its argument',
      '  bed: {topic: x, command: volume}',
      /is no command: volume needs an argument, such as "volume \+5"/,
    ],
    [
      'a place that is none',
      '  bed: {topic: x, command: "volume +{a b}"}',
      /is no command: volume takes 0 to 100/,
    ],
    [
      'what is held and done once',
      '  bed: {topic: x, hold: {long: next}}',
      /^c.yaml:4:32 bindings.bed.hold.long: is no step that could be repeated, .* volume \+3/,
    ],
    [
      'a value twice',
      '  bed: {topic: x, hold: {up: volume +3}, values: {up: next}}',
      /^c.yaml:4:26 bindings.bed.hold.up: is under values too, one of the two/,
    ],
    [
      'a value and its command twice',
      '  bed: {topic: x, value: up, command: next, values: {up: next}}',
      /^c.yaml:4:54 bindings.bed.values.up: is the value above again/,
    ],
    [
      'a value without a command',
      '  bed: {topic: x, value: up}',
      /^c.yaml:4:26 bindings.bed.value: has no command, command beside it would be right/,
    ],
    [
      'nothing to do',
      '  bed: {topic: x, values: {}}',
      /^c.yaml:4:3 bindings.bed: does nothing, one of remote, command, values and hold would be right/,
    ],
    [
      'no topic',
      '  bed: {command: next}',
      /^c.yaml:4:3 bindings.bed.topic: is missing, a text such as zigbee2mqtt/,
    ],
    [
      'half a wildcard',
      '  bed: {topic: x/a+, command: next}',
      /bindings.bed.topic: has a wildcard inside a level/,
    ],
    ['every topic', '  bed: {topic: "#", command: next}', /bindings.bed.topic: names every topic there is/],
    [
      "the bridge's own topic",
      '  bed: {topic: spotify2mqtt/spotify/event, command: next}',
      /bindings.bed.topic: belongs to the bridge itself/,
    ],
    ['no account', '  bed: {topic: x, command: next, account: kid}', /bindings.bed.account: is no account/],
    [
      'no account of several',
      '  bed: {topic: x, command: next}\naccounts: {family: {}, kids: {}}',
      /^c.yaml:4:3 bindings.bed.account: is missing as there are several accounts, one of family, kids/,
    ],
    [
      'an account with a slip',
      '  bed: {topic: x, command: next, account: kid}\naccounts: {family: {}, kids: {}}',
      /bindings.bed.account: is no account, did you mean kids\?/,
    ],
    [
      'volumes the wrong way round',
      '  bed: {topic: x, command: next, min_volume: 50, max_volume: 20}',
      /bindings.bed.min_volume: is 50 and max_volume only 20, at most 20 would be right/,
    ],
    [
      'a key with a blank',
      '  "a bed": {topic: x, command: next}',
      /^c.yaml:4:3 bindings.a bed: is not a key/,
    ],
    [
      'a number as a value',
      '  bed: {topic: x, values: {1: next}}',
      /bindings.bed.values.1: is a key that YAML reads as a number, "1" in quotes would be right/,
    ],
    ['a list', '  bed: {topic: x, values: [next]}', /bindings.bed.values: is a list, a mapping/],
  ])('%s', (_what, text, told) => {
    const all = mistakes(text);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatch(told);
  });
});

describe('bindings', () => {
  it('take the only account, in file and environment', () => {
    const [bed] = read('  bed: {topic: x, command: next}', {
      SPOTIFY2MQTT_BINDINGS__BED__TOPIC: 'zigbee2mqtt/bed',
      SPOTIFY2MQTT_BINDINGS__BED__MAX_VOLUME: '40',
      SPOTIFY2MQTT_ACCOUNTS__KIDS__NAME: 'Kids',
    });
    expect(bed).toMatchObject({ key: 'bed', account: 'kids', topic: 'zigbee2mqtt/bed', maxVolume: 40 });
    expect(bed?.otherwise?.text).toBe('next');
  });

  it('add to what is known of a remote', () => {
    const [bed] = read(
      '  bed: {topic: x, remote: ikea_styrbar, values: {off: next}, value: on, command: like}',
    );
    expect(bed?.path).toBe('action');
    const texts = [...(bed?.values ?? [])].map(([value, { text }]) => [value, text]);
    expect(Object.fromEntries(texts)).toMatchObject({
      on: 'like',
      off: 'next',
      arrow_left_click: 'previous',
    });
    expect([...(bed?.hold.keys() ?? [])]).toContain('brightness_move_up');
  });
});
