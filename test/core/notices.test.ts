import { describe, expect, it } from 'vitest';
import { endingNotice, pairedNotice, pairingNotice, scopeNotice } from '../../src/core/notices.ts';
import type { Profile, State } from '../../src/core/state.ts';
import { unknownState } from '../../src/core/state.ts';

const NOW = 1_000_000;
const MINUTE = 60_000;
const stateOf = (change: Partial<State>): State => ({ ...unknownState(NOW), ...change });
const pairing = {
  method: 'bridge',
  userCode: 'ABCD-EFGH',
  verificationUri: 'http://spotify.home:8099/pair',
  verificationUriComplete: 'http://spotify.home:8099/pair?code=ABCD-EFGH',
  expiresAt: NOW + 59 * MINUTE,
} as const;
const rest = { why: 'expired', message: 'nobody entered the code' } as const;

describe('the notification of a pairing', () => {
  it('has the link, the code and whom it connects', () => {
    expect(pairingNotice('Anna*s', stateOf({ pairing }), NOW)).toStrictEqual({
      title: 'Pair Anna*s with Spotify',
      message:
        'Open [http://spotify.home:8099/pair](http://spotify.home:8099/pair?code=ABCD-EFGH) on any phone or computer and enter\n\n**ABCD-EFGH**\n\nThe code is good for up to 60 more minutes. Continue only if you want to connect Anna\\*s.',
      link: 'http://spotify.home:8099/pair?code=ABCD-EFGH',
    });
  });

  it('has no link where there is no address, but words that say where', () => {
    const where = 'port 8099 of this machine, at http://…/pair';
    const state = stateOf({
      pairing: { ...pairing, verificationUri: where, verificationUriComplete: where },
    });
    const notice = pairingNotice('Anna', state, NOW);
    expect(notice?.message).toMatch(/^Open port 8099 of this machine, at http:\/\/…\/pair on any phone/);
    expect(notice).not.toHaveProperty('link');
  });

  it.each([
    [31 * MINUTE, 60],
    [30 * MINUTE, 30],
    [10 * MINUTE + 1, 30],
    [10 * MINUTE, 10],
    [-MINUTE, 10],
  ])('with %i ms left says that it is good for up to %i minutes', (ms, minutes) => {
    const state = stateOf({ pairing: { ...pairing, expiresAt: NOW + ms } });
    expect(pairingNotice('Anna', state, NOW)?.message).toContain(`up to ${minutes} more minutes`);
  });

  it('says why none runs, while there is no token', () => {
    expect(pairingNotice('Anna_B', stateOf({ pairingRest: rest }), NOW)).toStrictEqual({
      title: 'Anna_B is not paired with Spotify',
      message: 'Nobody entered the code. Press *Pair* at the device Anna\\_B, or lay a card on its reader.',
    });
    expect(pairingNotice('Anna', stateOf({ pairingRest: rest, paired: true }), NOW)).toBeUndefined();
    expect(pairingNotice('Anna', stateOf({}), NOW)).toBeUndefined();
  });
});

describe('the notification after it', () => {
  const profile: Profile = { accountId: '1', userId: '1', name: 'Anna <3', product: 'premium' };
  it.each<[Profile | null, string]>([
    [null, 'Family\\_x is connected to Spotify now.'],
    [profile, 'Family\\_x is connected to the Spotify account of Anna &lt;3 now.'],
    [{ ...profile, name: null, product: null }, 'Family\\_x is connected to Spotify now.'],
    [
      { ...profile, name: null, product: 'free' },
      'Family\\_x is connected to Spotify now. It has no Premium, so it can be watched but not commanded.',
    ],
  ])('of %j', (whose, message) => {
    expect(pairedNotice('Family_x', stateOf({ profile: whose }))).toStrictEqual({
      title: 'Family_x is paired',
      message,
    });
  });
});

describe('the notification that it is wanted again', () => {
  it.each([
    [14, 'ends within 14 days, on 2027-05-21'],
    [1, 'ends within a day, on 2027-05-21'],
  ])('%i days ahead', (days, words) => {
    expect(endingNotice('A_B', Date.UTC(2026, 10, 21, 23), days)).toStrictEqual({
      title: 'Pair A_B with Spotify again',
      message: `Spotify ends every connection after six months; that of A\\_B ${words}. Press *Pair* at the device A\\_B to renew it. Music plays on meanwhile.`,
    });
  });

  it('says what does not work without permissions, each once, and an unknown one by its name', () => {
    const missing = ['user-library-modify', 'user-library-modify', 'user-read-private', 'ugc-image-upload'];
    expect(scopeNotice('A_B', missing)).toStrictEqual({
      title: 'Pair A_B with Spotify again',
      message:
        'The connection of A\\_B was made without some permissions. Until it is paired again these do not work: liking tracks, the name of the Spotify account, ugc-image-upload.',
    });
  });
});
