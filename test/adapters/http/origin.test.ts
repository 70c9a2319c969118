import { describe, expect, it } from 'vitest';
import { isOurForm } from '../../../src/adapters/http/origin.ts';

const HOSTS = ['spotify.home:8099'];
const ORIGINS = ['https://music.example.com', undefined];

describe('where a form came from', () => {
  it.each([
    ['our own page', 'http://spotify.home:8099', undefined, true],
    ['our own page, the browser agreeing', 'http://spotify.home:8099', 'same-origin', true],
    ['behind TLS of a proxy', 'https://spotify.home:8099', 'same-origin', true],
    [
      'the configured address, behind a proxy that changes the Host',
      'https://music.example.com',
      undefined,
      true,
    ],
    ['no browser', undefined, undefined, true],
    ['our page with its referrer withheld', 'null', 'same-origin', true],
    ['a sandboxed page', 'null', undefined, false],
    ['a sandboxed page that the browser knows', 'null', 'cross-site', false],
    ['a foreign page', 'https://evil.example', undefined, false],
    ['a foreign page, whatever else is said', 'https://evil.example', 'same-origin', false],
    ['our name with a foreign port', 'http://spotify.home:81', undefined, false],
    ['a neighbour', undefined, 'same-site', false],
    ['a foreign page without Origin', undefined, 'cross-site', false],
    ['nonsense', 'spotify.home:8099', undefined, false],
    ['an empty origin', '', undefined, false],
  ])('%s', (_what, origin, fetchSite, ours) => {
    expect(isOurForm({ origin, fetchSite }, HOSTS, ORIGINS)).toBe(ours);
  });
});
