import { describe, expect, it } from 'vitest';
import { Absent } from '../../src/core/absent.ts';
import { missing, nobody, unavailable, unfinished, unsupported } from '../../src/core/home-trouble.ts';
import type { HomeAct } from '../../src/core/ports.ts';
import {
  BadPayload,
  forbidden,
  type Problem,
  quotaUsedUp,
  rateLimited,
  Trouble,
  troubleIn,
} from '../../src/core/problem.ts';
import { OAuthRefusal, Refusal } from '../../src/core/refusal.ts';

describe('a problem', () => {
  it.each<[string, Problem, string, RegExp]>([
    ['Spotify’s limit', rateLimited(9), 'rate_limited', /^Spotify's rate limit is reached$/],
    ['one that another program reached', rateLimited(9, true), 'rate_limited', /same client id/],
    [
      'its quota',
      quotaUsedUp('search', 9),
      'quota',
      /^Spotify's quota of search requests is used up for now$/,
    ],
    [
      'one that another program used up',
      quotaUsedUp('search', 9, true),
      'quota',
      /now, although .*same client id/,
    ],
  ])('is %s, and says until when', (_, { kind, message, retryAt }, expected, words) => {
    expect([kind, retryAt]).toEqual([expected, 9]);
    expect(message).toMatch(words);
  });

  it('is a rule of the house', () => {
    expect(forbidden({ rule: 'quiet', why: 'quiet hours until 07:00' })).toEqual({
      kind: 'refused',
      message: 'quiet hours until 07:00',
      rule: 'quiet',
    });
  });
});

describe('a trouble', () => {
  it('carries its problem, and no more', () => {
    expect(new Trouble('refused', 'no').problem).toStrictEqual({ kind: 'refused', message: 'no' });
    const full: Problem = { kind: 'quota', message: 'no', retryAt: 9, rule: 'quiet' };
    expect(Trouble.of(full).problem).toStrictEqual(full);
    expect(Trouble.of(full)).toMatchObject({ name: 'Trouble', message: 'no' });
    expect(new BadPayload('so')).toMatchObject({ name: 'BadPayload', problem: { kind: 'bad_payload' } });
  });

  it('is an absent device, which may come', () => {
    const wanted = { asked: 'bath', device: 'Bath', id: 'bath-id' };
    const absent = new Absent('no device "Bath" is there', wanted);
    expect(absent).toMatchObject({ name: 'Absent', ...wanted, problem: { kind: 'no_device' } });
  });

  it.each([
    ['NO_ACTIVE_DEVICE', 404, 'x', true, false],
    [undefined, 404, 'Player command failed: No active device found', true, false],
    [undefined, 404, 'Device not found', false, true],
    [undefined, 404, 'Not found.', false, false],
    ['NO_ACTIVE_DEVICE', 404, 'Device not found', true, false],
    ['NO_ACTIVE_DEVICE', 403, 'No active device', false, false],
    [undefined, 403, 'Device not found', false, false],
  ])('of Spotify: %s %i %s', (reason, status, message, noActiveDevice, deviceNotFound) => {
    const refusal = new Refusal('no_device', message, status, reason);
    expect(refusal).toMatchObject({
      name: 'Refusal',
      status,
      reason,
      problem: { kind: 'no_device', message },
    });
    expect([refusal.noActiveDevice, refusal.deviceNotFound]).toEqual([noActiveDevice, deviceNotFound]);
  });

  it('of Spotify’s accounts service', () => {
    expect(new OAuthRefusal('invalid_grant', 'Pair again')).toMatchObject({
      name: 'OAuthRefusal',
      error: 'invalid_grant',
      problem: { kind: 'refused', message: 'Pair again' },
    });
  });
});

describe('a media_player that did not do it', () => {
  const act: HomeAct = { entity: 'media_player.bath', action: 'media_pause', data: {} };
  it.each<[string, (act: HomeAct) => Trouble, string, string[]]>([
    ['is missing', missing, 'refused', ['Home Assistant has no media_player.bath', 'States']],
    ['is unavailable', unavailable, 'no_device', ['media_player.bath is unavailable', 'switched on?']],
    ['cannot', unsupported, 'restricted', ['media_player.bath does not know media_player.media_pause']],
    [
      'was not reached',
      nobody,
      'no_device',
      ['media_player.media_pause for media_player.bath', 'Speakers for spotify2mqtt', 'home_assistant.token'],
    ],
    ['did not finish', unfinished, 'silent', ['media_player.media_pause for media_player.bath', 'trace']],
  ])('%s', (_, why, kind, words) => {
    const { problem } = why(act);
    expect(problem.kind).toBe(kind);
    for (const word of words) expect(problem.message).toContain(word);
  });
});

describe('what was thrown', () => {
  it.each([
    ['a problem', new Trouble('unreachable', 'no net')],
    ['a payload that was not understood', new BadPayload('takes 0 to 100')],
    ['Spotify’s refusal', new Refusal('restricted', 'no', 403, 'UNKNOWN')],
  ])('may be %s', (_, error) => {
    expect(troubleIn(error)).toBe(error);
  });

  it.each([
    ['a bug', new TypeError('x is undefined')],
    ['the end of the bridge', new DOMException('stopped', 'AbortError')],
    ['nothing at all', undefined],
  ])('and goes on up where it is %s', (_, error) => {
    let up: unknown = 'nothing was thrown';
    try {
      troubleIn(error);
    } catch (thrown) {
      up = thrown;
    }
    expect(up).toBe(error);
  });
});
