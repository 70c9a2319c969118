import { describe, expect, it } from 'vitest';
import { nobody } from '../../src/core/nobody.ts';
import type { Visit } from '../../src/core/pairing.ts';
import { BadPayload } from '../../src/core/problem.ts';

const visit: Visit = { from: '192.168.1.7', browser: null, via: 'house' };
const WHY = 'there is no account yet';

describe('pairing before there is an account', () => {
  it('shows none, and takes what is asked for one without a word', async () => {
    expect(nobody.accounts()).toEqual([]);
    expect(() => nobody.begin('family')).not.toThrow();
    await expect(nobody.unpair('family')).resolves.toBeUndefined();
  });

  it('knows no code', () => {
    expect(nobody.enter('WDJB-MJHT', visit)).toEqual({ ok: false, why: 'unknown', message: WHY });
  });

  it('sends no browser of Home Assistant to Spotify', () => {
    const back = { redirectUri: 'https://my.home-assistant.io/redirect/oauth', state: 'x' };
    expect(() => nobody.authorize('family', back)).toThrow(new BadPayload(WHY));
  });

  it.each<[what: string, answer: () => Promise<unknown>]>([
    ['a browser that comes back from Spotify', () => nobody.land({ code: 'x', state: 'y' }, visit)],
    ['a pasted address', () => nobody.paste('http://127.0.0.1:8099/callback?code=x&state=y', null)],
    ['a yes to another person', () => nobody.confirm('ticket')],
  ])('is told to %s', async (_what, answer) => {
    expect(await answer()).toEqual({ ok: false, why: 'foreign', message: WHY });
  });
});
