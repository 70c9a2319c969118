import { expect, it } from 'vitest';
import { parseAddress } from '../../../src/adapters/mqtt/address.ts';

it.each([
  ['mqtt://broker', { protocol: 'mqtt', host: 'broker', port: 1883, shown: 'mqtt://broker' }],
  ['mqtts://broker:8884', { protocol: 'mqtts', host: 'broker', port: 8884, shown: 'mqtts://broker:8884' }],
  ['mqtt://[::1]:1884', { host: '::1', port: 1884, shown: 'mqtt://[::1]:1884' }],
  ['ws://broker/mqtt?key=x', { host: 'broker', port: 80, path: '/mqtt?key=x', shown: 'ws://broker/mqtt' }],
  ['wss://[::1]/', { protocol: 'wss', host: '[::1]', port: 443 }],
  ['mqtt://me:p%40ss@broker', { username: 'me', password: 'p@ss', shown: 'mqtt://broker' }],
])('%s', (url, address) => {
  expect(parseAddress(url)).toMatchObject(address);
});

it.each(['broker:1883', 'http://me:secret@broker', 'mqtt://', 'mqtt://me:secret@bro ker'])(
  'refuses %s without repeating it',
  (url) => {
    expect(() => parseAddress(url)).toThrow(/^(?!.*secret).*mqtt:\/\/host:1883/);
  },
);
