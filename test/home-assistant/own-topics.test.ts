import { describe, expect, it } from 'vitest';
import { isOwnTopic } from '../../src/home-assistant/own-topics.ts';

describe('topics of the bridge itself', () => {
  it.each([
    'base',
    'base/#',
    'base/family/command',
    'base/family/last_tag',
    'base/family/volume/set',
    'base/family/+/uid',
    'base/bridge/response',
    'base/reader',
    'base/reader/#',
    'base/reader/+/#',
    'base/reader/+/+',
    'base/reader/kids/tag',
    'base/reader/+/status',
    'base/reader/kids/event',
    'base/reader/kids/feedback',
    'base/reader/kids/scan',
    'base/reader/kids/card',
    'base/reader/kids/locked/set',
    'base/reader/kids/uid/raw',
  ])('are no place for a reader: %s', (topic) => {
    expect(isOwnTopic('base', topic)).toBe(true);
  });

  it.each([
    'base/reader/kids/tag_removed',
    'base/reader/+/uid',
    'based/family/command',
    'pn532/tag',
    '+/rfid',
    '#',
  ])('are not these: %s', (topic) => {
    expect(isOwnTopic('base', topic)).toBe(false);
  });
});
