import { describe, expect, it } from 'vitest';
import { checkBack } from '../../src/core/home-assistant-back.ts';
import { BadPayload } from '../../src/core/problem.ts';

const STATE = 'eyJhbGciOiJIUzI1NiJ9.eyJmbG93X2lkIjoiMSJ9.c2lnbmF0dXJl-_';
const MY = 'https://my.home-assistant.io/redirect/oauth';

describe('where Home Assistant is sent back to', () => {
  it.each([
    MY,
    'http://homeassistant.local:8123/auth/external/callback',
    'https://ha.example.org/auth/external/callback',
    'https://HA.example.org/auth/external/callback',
    'http://[fd00::1]:8123/auth/external/callback',
  ])('may be %s', (address) => {
    expect(() => checkBack(address, STATE)).not.toThrow();
  });

  it.each([
    'https://my.home-assistant.io/redirect/oauth?x=1',
    'https://my.home-assistant.io.evil.example/redirect/oauth',
    'https://evil.example/callback',
    'https://ha.example/auth/external/callback?next=https://evil.example',
    'https://ha.example/auth/external/callback#x',
    'https://user:pass@ha.example/auth/external/callback',
    'https://ha.example/x/../auth/external/callback',
    'https://ha.example/auth/external/callback/',
    'javascript:alert(1)//auth/external/callback',
    'ftp://ha.example/auth/external/callback',
    '/auth/external/callback',
    'https://ha.exa\tmple/auth/external/callback',
    '',
  ])('may not be %s', (address) => {
    expect(() => checkBack(address, STATE)).toThrow(BadPayload);
    expect(() => checkBack(address, STATE)).toThrow('right would be https://my.home-assistant.io');
  });

  it.each(['short', 'x'.repeat(1_001), `${STATE}&redirect_uri=x`, `${STATE} `, `${STATE}é`])(
    'takes no state like %s',
    (state) => {
      expect(() => checkBack(MY, state)).toThrow('letters, digits');
    },
  );
});
