import { describe, expect, it } from 'vitest';
import { isLoopback, isOurs, namesOf, plainAddress } from '../../../src/adapters/http/hosts.ts';

const names = namesOf(
  ['http://spotify.home:8099', 'https://Music.example.com/spotify', undefined],
  ['jukebox.lan', 'proxy.lan:8443'],
  'Attic',
);

describe('names that browsers may call us', () => {
  it.each([
    ['spotify.home:8099', true],
    ['SPOTIFY.home', true],
    ['spotify.home.', true],
    ['music.example.com', true],
    ['jukebox.lan:1234', true],
    ['proxy.lan', true],
    ['attic:8099', true],
    ['raspberrypi.local:8099', true],
    ['localhost:8099', true],
    ['192.168.1.5:8099', true],
    ['[fd00::5]:8099', true],
    ['[::1]', true],
    ['evil.example', false],
    ['spotify.home.evil.example', false],
    ['attic.evil.example', false],
    ['local', false],
    ['192.168.1.5.evil.example', false],
    ['1.2.3', false],
    ['evil.example@spotify.home', false],
    ['spotify.home:8099/', false],
    ['spotify.home, evil.example', false],
    ['.', false],
    ['', false],
  ])('%j: %s', (host, ours) => {
    expect(isOurs(host, names)).toBe(ours);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['localhost', true],
    ['app.localhost', true],
    ['127.evil.example', false],
    ['192.168.1.5', false],
    ['localhost.evil.example', false],
  ])('%s is loopback: %s', (name, loopback) => {
    expect(isLoopback(name)).toBe(loopback);
  });

  it('writes an IPv4 address of a socket of both families as IPv4', () => {
    expect(['::ffff:172.30.32.2', 'fd00::1', '10.0.0.1'].map(plainAddress)).toEqual([
      '172.30.32.2',
      'fd00::1',
      '10.0.0.1',
    ]);
  });
});
