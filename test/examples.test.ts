import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../src/core/words.ts';
import { topicsOf } from '../src/home-assistant/topics.ts';

const FOLDER = resolve(import.meta.dirname, '../examples/esphome');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.yaml'),
);
const text = files
  .map((file) => readFileSync(resolve(FOLDER, file), 'utf8').replaceAll(/\$\{(\w+)\}/g, '<$1>'))
  .join('\n');

const READER = '<bridge>/reader/<reader>';
const { bridge, account } = topicsOf('<bridge>');

const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found ?? '');

describe('the ESPHome examples', () => {
  it('are the files that the documentation names', () => {
    expect(files.toSorted()).toEqual([
      'packages/network.yaml',
      'packages/spotify2mqtt-reader-common.yaml',
      'secrets.example.yaml',
      'spotify2mqtt-reader-rc522.yaml',
      'spotify2mqtt-reader.yaml',
    ]);
  });

  it('name the topics of the contract and no others', () => {
    const { at } = account('<account>');
    expect(new Set(all(/(?<!log_)topic: (\S+)/g))).toEqual(
      new Set([
        bridge.state,
        at('pairing_code'),
        at('pairing_link'),
        ...['tag', 'command', 'status', 'feedback', 'display'].map((level) => `${READER}/${level}`),
      ]),
    );
    // Birth and last will go to `status` below it, and nothing else does.
    expect(all(/topic_prefix: (\S+)/g)).toEqual([READER]);
    expect(all(/log_topic: (\S+)/g)).toEqual(['null']);
    expect(all(/discovery: (\S+)/g)).toEqual(['false']);
  });

  it('send commands that the bridge understands', () => {
    const steps = all(/"(volume %\+d)"/g).flatMap((words) =>
      ['+5', '-5'].map((step) => words.replace('%+d', step)),
    );
    const commands = [...all(/command\n\s+payload: (\w+)$/gm), ...steps];
    expect(commands).toEqual(['play_pause', 'next', 'previous', 'volume +5', 'volume -5']);
    for (const command of commands)
      expect(readCommand(command), command).toMatchObject({ command: { ask: expect.any(String) } });
  });

  it('keep every entity that is a topic by itself to the device', () => {
    const entities = all(
      /^ {2}- platform: (gpio|rotary_encoder|mqtt_subscribe|esp32_rmt_led_strip)$/gm,
    ).length;
    // One of them is the reset pin, an output, which has no topic.
    expect(all(/(internal: true)/g)).toHaveLength(entities - 1);
  });
});
