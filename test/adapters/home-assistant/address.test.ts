import { expect, it } from 'vitest';
import { socketAddress } from '../../../src/adapters/home-assistant/address.ts';

it.each([
  ['http://homeassistant.local:8123', 'ws://homeassistant.local:8123/api/websocket'],
  ['https://my.home/ha/', 'wss://my.home/ha/api/websocket'],
  ['WS://[fd00::1]:8123', 'ws://[fd00::1]:8123/api/websocket'],
  ['wss://my.home/api/websocket', 'wss://my.home/api/websocket'],
  ['ws://supervisor/core/websocket', 'ws://supervisor/core/websocket'],
])('%s is reached at %s', (url, address) => {
  expect(socketAddress(url)).toBe(address);
});
