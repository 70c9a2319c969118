import { describe, expect, it } from 'vitest';
import { afterPoll, type Grant, type Heard, startGrant } from '../../src/core/grant.ts';
import { readTokenReply } from '../../src/core/token-reply.ts';

const TIMEOUT: Heard = { kind: 'timeout' };
const error = (code: string): Heard => ({ kind: 'error', error: code });
const PENDING = error('authorization_pending');
const SLOW = error('slow_down');

/** Polls as soon as it may and hears at once; returns each wait in seconds, then how it ended. */
function lived(heard: Heard[], start: { expiresIn?: number; interval?: number } = {}): (number | string)[] {
  let at = 1_000_000;
  let grant: Grant = startGrant({ at, expiresIn: 3599, interval: 5, ...start });
  const waits: (number | string)[] = [];
  for (const each of heard) {
    if (grant.next === 'end') break;
    waits.push((grant.pollAt - at) / 1000);
    at = grant.pollAt;
    grant = afterPoll(grant, at, each);
  }
  waits.push(grant.next === 'end' ? grant.outcome : (grant.pollAt - at) / 1000);
  return waits;
}

describe('RFC 8628', () => {
  it.each<[string, Heard[], { expiresIn?: number; interval?: number }, (number | string)[]]>([
    ['MUST use 5 s where no interval is given (§3.2)', [PENDING], { interval: 0 }, [5, 5]],
    ['takes one below a second as none', [PENDING], { interval: 0.5 }, [5, 5]],
    ['takes one of a second', [PENDING], { interval: 1 }, [1, 1]],
    ['doubles no interval of a minute', [TIMEOUT], { interval: 60 }, [60, 65]],
    ['MUST wait the interval before each poll, the first too (§3.5)', [PENDING], { interval: 7 }, [7, 7]],
    ['keeps the interval on authorization_pending', [PENDING, PENDING, PENDING], {}, [5, 5, 5, 5]],
    [
      'MUST add 5 s on slow_down, for this and all later polls (§3.5)',
      [SLOW, PENDING, SLOW, PENDING],
      {},
      [5, 10, 10, 15, 15],
    ],
    [
      'MUST lower the frequency on a time-out before it tries again, SHOULD double the interval (§3.5)',
      [TIMEOUT, TIMEOUT, PENDING],
      {},
      [5, 10, 20, 20],
    ],
    [
      'lowers it each time, and yet finds back within minutes after a long outage',
      Array(7).fill(TIMEOUT),
      {},
      [5, 10, 20, 40, 80, 85, 90, 95],
    ],
    ['keeps what slow_down added through time-outs', [SLOW, TIMEOUT, SLOW], {}, [5, 10, 20, 25]],
    ['ends on access_denied (§3.5)', [error('access_denied')], {}, [5, 'denied']],
    ['ends on expired_token (§3.5)', [error('expired_token')], {}, [5, 'expired']],
    ['MUST stop on any other error (§3.5): invalid_grant', [error('invalid_grant')], {}, [5, 'failed']],
    ['MUST stop on any other error (§3.5): an unknown one', [error('teapot')], {}, [5, 'failed']],
    ['SHOULD stop at expires_in (§3.5)', [PENDING, PENDING], { expiresIn: 15 }, [5, 5, 'expired']],
    ['does not poll at the expiry itself', [PENDING], { expiresIn: 10 }, [5, 'expired']],
    ['never begins where the code ends before the first poll', [], { expiresIn: 5 }, ['expired']],
    ['is paired with a token', [PENDING, { kind: 'token' }], {}, [5, 5, 'paired']],
  ])('%s', (_, heard, start, expected) => {
    expect(lived(heard, start)).toEqual(expected);
  });

  it('says when to ask next', () => {
    expect(startGrant({ at: 1_000, expiresIn: 600, interval: null })).toEqual({
      next: 'poll',
      pollAt: 6_000,
      intervalMs: 5_000,
      expiresAt: 601_000,
    });
  });

  it('takes a token that comes late, and stays ended', () => {
    const late = afterPoll(startGrant({ at: 0, expiresIn: 10 }), 60_000, { kind: 'token' });
    expect(late).toEqual({ next: 'end', outcome: 'paired' });
    expect(afterPoll(late, 61_000, PENDING)).toBe(late);
  });
});

describe('an answer of the token endpoint', () => {
  it.each<[number, unknown, Heard]>([
    [200, { access_token: 'x', token_type: 'Bearer', foo: [] }, { kind: 'token' }],
    [201, { access_token: 'x', error: 'unknown member' }, { kind: 'token' }],
    [400, { error: 'slow_down', error_description: 'x', foo: 1 }, SLOW],
    [200, { error: 'authorization_pending' }, PENDING],
    [401, { error: 'invalid_client' }, error('invalid_client')],
    [428, { error: 'authorization_pending' }, PENDING],
    [500, { error: 'access_denied' }, error('access_denied')],
    [400, { error: 'server_error' }, error('server_error')],
    [503, { error: 'temporarily_unavailable' }, TIMEOUT],
    [500, { error: { status: 500, message: 'Server error.' } }, TIMEOUT],
    [502, undefined, TIMEOUT],
    [200, undefined, TIMEOUT],
    [200, { access_token: '' }, TIMEOUT],
    [400, { access_token: 'x' }, TIMEOUT],
    [400, { error: '' }, TIMEOUT],
    [429, 'Too many requests', TIMEOUT],
    [404, null, TIMEOUT],
  ])('%i %j', (status, body, expected) => {
    expect(readTokenReply({ status, body })).toEqual(expected);
  });
});
