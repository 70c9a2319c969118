import { expect, it } from 'vitest';
import { isTopicFilter, isTopicName, topicMatches } from '../../src/lib/topic-filter.ts';

it.each([
  ['a/b', 'a/b', true],
  ['a/b', 'a/b/c', false],
  ['a/b/c', 'a/b', false],
  ['a/+', 'a/b', true],
  ['a/+', 'a', false],
  ['a/+', 'a/', true],
  ['a/+', 'a/b/c', false],
  ['a/+/c', 'a/b/c', true],
  ['+/+', '/a', true],
  ['+', '/a', false],
  ['a/#', 'a', true],
  ['a/#', 'a/b/c', true],
  ['a/#', 'ab', false],
  ['a/+/#', 'a', false],
  ['#', 'a/b', true],
  ['#', '$SYS/uptime', false],
  ['+/uptime', '$SYS/uptime', false],
  ['$SYS/#', '$SYS/uptime', true],
  ['a/#', 'a/$b', true],
])('%s for %s: %s', (filter, topic, matches) => {
  expect(topicMatches(filter, topic)).toBe(matches);
});

it.each([
  ['a/b', true, true],
  ['', false, false],
  ['a\0b', false, false],
  ['a/+/#', true, false],
  ['a+', false, false],
  ['#/a', false, false],
  ['a/b#', false, false],
  ['ä'.repeat(32_768), false, false],
])('%j may be subscribed to: %s, published to: %s', (text, filter, name) => {
  expect([isTopicFilter(text), isTopicName(text)]).toEqual([filter, name]);
});
