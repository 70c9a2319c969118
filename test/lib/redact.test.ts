import { describe, expect, it } from 'vitest';
import { redact } from '../../src/lib/redact.ts';

describe('what looks like a secret', () => {
  it.each([
    ['mqtt://me:gehe/i@m@broker:1883', 'mqtt://…broker:1883'],
    [
      '{"link":"http://a/b","broker":"mqtt://me:geheim@broker"}',
      '{"link":"http://a/b","broker":"mqtt://…broker"}',
    ],
    ['{"refresh_token":"geheim","expires_in":3600}', '{"refresh_token":"…","expires_in":3600}'],
    ['{"refreshToken": "geheim"}', '{"refreshToken": "…"}'],
    ['{"user_code":"geheim"}', '{"user_code":"…"}'],
    ['{"password":"ge heim"}', '{"password":"…"}'],
    [
      'grant_type=refresh_token&refresh_token=geheim&client_id=abc',
      'grant_type=refresh_token&refresh_token=…&client_id=abc',
    ],
    ['http://127.0.0.1/callback?code=AQgeheim&state=geheim', 'http://127.0.0.1/callback?code=…&state=…'],
    ['Authorization: Bearer geheim.geheim', 'Authorization: Bearer …'],
    ['authorization: Basic bWU6Z2VoZWlt', 'authorization: Basic …'],
    ['eyJhbGciOi.eyJpc3MiOi.geheim', '…'],
    [`AQ${'geheim_-'.repeat(20)} is dead`, '… is dead'],
    ['the verifier dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk was wrong', 'the verifier … was wrong'],
    ['enter WDJB-MJHT', 'enter …'],
    ['-----BEGIN PRIVATE KEY-----\nMIIgeheim\n-----END PRIVATE KEY-----\nand so on', '…\nand so on'],
    ['-----BEGIN PRIVATE KEY-----\nMIIgeheim', '…'],
  ])('is taken out of %j', (text, wanted) => {
    expect(redact(text)).toBe(wanted);
  });

  it.each([
    'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh',
    'client_id: 0123456789abcdef0123456789abcdef',
    'c.yaml:3:3 mqtt.pasword: is not a key here, did you mean password?',
    'mqtt.password: is missing, a text would be right',
    'http://192.168.1.20:8099/api/bridge/request/health',
    '{"time":"2026-11-25T18:00:00.000Z","uid":"047290BAAD6C81","event":{"event_type":"paired"}}',
    'SPOTIFY2MQTT_ACCOUNTS__KIDS__REFRESH_TOKEN_FILE',
    'a card was laid at 18:00, code ENOENT',
  ])('is not seen in %j', (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe('a secret that is known', () => {
  it.each([
    ['the password is hunter2.', 'the password is ….'],
    ['at https://x/?q=a%20b%2Fc', 'at https://x/?q=…'],
    ['{"said":"sa\\"id"}', '{"said":"…"}'],
    ['hunter2hunter', '…hunter'],
  ])('is taken out of %j', (text, wanted) => {
    expect(redact(text, ['hunter2', 'a b/c', 'sa"id'])).toBe(wanted);
  });

  it('leaves no rest where one is a part of another', () => {
    expect(redact('hunter2go', ['hunter2', 'hunter2go'])).toBe('…');
  });

  it('tears no words for a letter', () => {
    expect(redact('a word', ['a', '', ' '])).toBe('a word');
  });
});
