import { describe, expect, it } from 'vitest';
import { displayLink, houseAddress, type Known } from '../../src/core/house-address.ts';

const known: Known = {
  configured: undefined,
  lastHost: undefined,
  boundTo: undefined,
  neighbour: undefined,
  interfaces: ['192.168.1.20'],
  inContainer: false,
  port: 8099,
};

describe('the address that a phone in the house can open', () => {
  it.each<[string, Partial<Known>, string | undefined]>([
    ['is the configured one', { configured: 'http://spotify.home:8099/' }, 'http://spotify.home:8099'],
    ['ends in none of its slashes', { configured: 'https://my.home//spotify//' }, 'https://my.home//spotify'],
    ['is the one that a browser used', { lastHost: 'nas.local:8099' }, 'http://nas.local:8099'],
    [
      'is not what only the machine itself can open',
      { lastHost: 'localhost:8099' },
      'http://192.168.1.20:8099',
    ],
    ...['127.0.0.1:8099', '[::1]:8099', '[::]', 'LocalHost', '169.254.3.4:80', ':8099', ''].map(
      (lastHost): [string, Partial<Known>, string] => [
        `nor "${lastHost}", which nobody else can`,
        { lastHost },
        'http://192.168.1.20:8099',
      ],
    ),
    ...['10.127.0.5:8099', 'not-localhost.lan', '[fd00::1]:8099', '192.169.254.7'].map(
      (lastHost): [string, Partial<Known>, string] => [
        `may well be ${lastHost}`,
        { lastHost },
        `http://${lastHost}`,
      ],
    ),
    ['is that of an interface', {}, 'http://192.168.1.20:8099'],
    ['is the one that the pages listen on', { boundTo: '127.0.0.1' }, 'http://127.0.0.1:8099'],
    ['is any where they listen on all', { boundTo: '0.0.0.0' }, 'http://192.168.1.20:8099'],
    [
      'is beside Home Assistant',
      { neighbour: 'http://homeassistant.local:8123' },
      'http://homeassistant.local:8099',
    ],
    ['is never 0.0.0.0', { lastHost: '0.0.0.0:8099', interfaces: ['0.0.0.0'] }, undefined],
    ['is never one that nobody assigned', { interfaces: ['169.254.3.4'] }, undefined],
    ["is never a container's inner one", { interfaces: ['172.17.0.2'], inContainer: true }, undefined],
    ['may be of that kind outside', { interfaces: ['172.17.0.2'] }, 'http://172.17.0.2:8099'],
    [
      'is the house’s where a container has it',
      { interfaces: ['172.17.0.2', '192.168.1.20'], inContainer: true },
      'http://192.168.1.20:8099',
    ],
    ['is unknown where nothing is known', { interfaces: [] }, undefined],
  ])('%s', (_name, change, expected) => {
    expect(houseAddress({ ...known, ...change })).toBe(expected);
  });

  it.each<[address: string, isInner: boolean]>([
    ['172.15.0.2', false],
    ['172.16.0.2', true],
    ['172.19.0.2', true],
    ['172.20.0.2', true],
    ['172.30.32.5', true],
    ['172.31.255.254', true],
    ['172.32.0.2', false],
    ['172.200.0.2', false],
    ['10.20.0.2', false],
    ['10.172.20.2', false],
  ])('is no other than a container’s own: %s', (address, isInner) => {
    const seen = houseAddress({ ...known, interfaces: [address], inContainer: true });
    expect(seen).toBe(isInner ? undefined : `http://${address}:8099`);
  });

  it('fits a small display', () => {
    const short = 'http://192.168.1.20:8099/pair?user_code=WDJB-MJHT';
    expect(displayLink('http://192.168.1.20:8099/pair', short)).toBe(short);
    expect(
      displayLink(
        'http://spotify.example.com/pair',
        'http://spotify.example.com:8099/pair?user_code=WDJB-MJHT',
      ),
    ).toBe('http://spotify.example.com/pair');
  });

  it.each([
    [53, true],
    [54, false],
  ])('of %i bytes fits a small display: %s', (bytes, fits) => {
    const complete = 'http://küche.home/pair?user_code='.padEnd(bytes - 1, 'W');
    expect(displayLink('http://küche.home/pair', complete)).toBe(fits ? complete : 'http://küche.home/pair');
  });
});
