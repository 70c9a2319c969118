import { describe, expect, it } from 'vitest';
import { BrowserGrants } from '../../src/bridge/browser-grants.ts';
import { Desk } from '../../src/bridge/desk.ts';
import { Pairer, type PairerPlan } from '../../src/bridge/pairer.ts';
import { type KeptPeople, People } from '../../src/bridge/people.ts';
import { Store } from '../../src/bridge/store.ts';
import type { Visit } from '../../src/core/pairing.ts';
import type { StoredToken } from '../../src/core/ports.ts';
import { rateLimited, Trouble } from '../../src/core/problem.ts';
import { OAuthRefusal } from '../../src/core/refusal.ts';
import { unknownState } from '../../src/core/state.ts';
import type { PairingEvent } from '../../src/home-assistant/contract/events.ts';
import { silentLog } from '../../src/lib/log.ts';
import { FakeAuthority } from '../fakes/authority.ts';
import { FakeClock } from '../fakes/clock.ts';

const HOUR = 3600_000;
const PHONE: Visit = { from: '192.168.1.7', browser: 'cookie', via: 'house' };
const refused = () => new OAuthRefusal('unauthorized_client', 'not for this app');

async function unpaired(plan: Partial<PairerPlan> = {}, kept?: KeptPeople) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const store = new Store(unknownState(clock.now()));
  const authority = new FakeAuthority(clock);
  const people = new People({ read: async () => undefined, write() {} }, kept, ['family', 'kids']);
  const events: PairingEvent[] = [];
  const listeners: (() => void)[] = [];
  let stored: StoredToken | undefined;
  const set = (token: StoredToken | undefined) => {
    stored = token;
    for (const listener of listeners) listener();
  };
  const tokens = {
    get paired() {
      return stored !== undefined;
    },
    get stored() {
      return stored;
    },
    replace: async (token: StoredToken) => set(token),
    forget: async () => set(undefined),
    onChange: (listener: () => void) => {
      listeners.push(listener);
    },
  };
  let byte = 0;
  const pairer = new Pairer({
    plan: {
      key: 'family',
      name: 'Family',
      clientId: 'app',
      method: 'auto',
      scopes: ['a'],
      renewals: 2,
      ...plan,
    },
    clock,
    log: silentLog,
    store,
    tokens,
    authority,
    gate: { admit: async () => {}, check() {}, close: (until) => rateLimited(until) },
    people,
    random: (bytes) => Uint8Array.from({ length: bytes }, () => byte++ % 200),
    pairPage: () => 'http://house:8099/pair',
    tell: (event) => events.push(event),
  });
  const desk = new Desk({
    clock,
    applicants: new Map([['family', { pairer, store, authority }]]),
    browsers: new BrowserGrants(clock),
    redirects: { public: 'https://out.example/callback', loopback: () => 'http://127.0.0.1:8099/callback' },
  });
  return {
    clock,
    store,
    authority,
    people,
    pairer,
    desk,
    events,
    tokens,
    /** What the account is like now, in a word. */
    get now() {
      const { pairing, pairingRest } = store.state;
      return pairing
        ? `${pairing.method} ${pairing.userCode}`
        : (pairingRest?.why ?? (stored ? 'paired' : 'nothing'));
    },
    go: () => {
      const running = pairer.run(stop.signal);
      return async () => {
        stop.abort();
        await running;
      };
    },
  };
}

/** Enters the code that is shown, and returns the address that Spotify would send the browser to. */
function allowed(house: Awaited<ReturnType<typeof unpaired>>, visit = PHONE): string {
  const entered = house.desk.enter(house.store.state.pairing?.userCode.toLowerCase() ?? '', visit);
  if (!entered.ok) throw new Error(entered.message);
  const asked = new URL(entered.authorizeUrl).searchParams;
  return `${asked.get('redirectUri')}?code=${'c'.repeat(300)}&state=${asked.get('state')}`;
}

describe('pairing by a code of Spotify', () => {
  it('begins by itself, polls at the interval, stores the token and tells whose it is', async () => {
    const house = await unpaired();
    house.authority.replies = [
      { kind: 'error', error: 'authorization_pending', description: null },
      { kind: 'error', error: 'slow_down', description: null },
      { kind: 'token', token: house.authority.token() },
    ];
    const stop = house.go();
    await house.clock.advance(0);
    expect(house.now).toBe('spotify 2ZGVTJ');
    await house.clock.advance(60_000);
    expect(house.authority.asked).toEqual(['0 device', '5 poll', '10 poll', '20 poll']);
    expect(house.now).toBe('paired');
    expect(house.events.map((event) => event.event_type)).toEqual(['pairing_started', 'paired']);
    expect(house.people.of('family')).toEqual({ accountId: 'anna', name: 'Anna' });
    await stop();
  });

  it('is renewed a few times, then waits for a person', async () => {
    const house = await unpaired();
    const stop = house.go();
    await house.clock.advance(4 * HOUR);
    expect(house.now).toBe('expired');
    expect(house.authority.asked.filter((what) => what.endsWith('device'))).toHaveLength(3);
    await house.clock.advance(10 * HOUR);
    expect(house.authority.asked.filter((what) => what.endsWith('device'))).toHaveLength(3);
    house.desk.begin('family');
    await house.clock.advance(1_000);
    expect(house.now).toBe('spotify 2ZGVTJ');
    await stop();
  });

  it.each([
    ['access_denied', 'denied'],
    ['invalid_grant', 'failed'],
  ])('ends on %s and waits', async (error, why) => {
    const house = await unpaired();
    house.authority.replies = [{ kind: 'error', error, description: null }];
    const stop = house.go();
    await house.clock.advance(HOUR);
    expect(house.now).toBe(why);
    await stop();
  });

  it('goes on when Pair is pressed meanwhile, and not once more after its end', async () => {
    const house = await unpaired();
    const stop = house.go();
    await house.clock.advance(0);
    const shown = house.now;
    house.desk.begin('family');
    await house.clock.advance(0);
    expect(house.now).toBe(shown);
    house.authority.replies = [{ kind: 'error', error: 'access_denied', description: null }];
    await house.clock.advance(60_000);
    expect(house.now).toBe('denied');
    await stop();
  });

  it('asks again where Spotify cannot be reached for a code', async () => {
    const house = await unpaired();
    const { device } = house.authority;
    house.authority.device = new Trouble('unreachable', 'no net');
    const stop = house.go();
    await house.clock.advance(20_000);
    expect(house.now).toBe('nothing');
    house.authority.device = device;
    await house.clock.advance(15_000);
    expect(house.now).toBe('spotify 2ZGVTJ');
    await stop();
  });

  it('leaves an account alone that is paired, until asked, and keeps its token meanwhile', async () => {
    const house = await unpaired();
    await house.tokens.replace({ ...house.authority.token(), clientId: 'app', seededFrom: null });
    const stop = house.go();
    await house.clock.advance(HOUR);
    expect(house.authority.asked).toEqual([]);
    house.desk.begin('family');
    await house.clock.advance(1_000);
    expect(house.now).toBe('spotify 2ZGVTJ');
    expect(house.tokens.paired).toBe(true);
    await stop();
  });
});

describe('pairing by a code of the bridge', () => {
  it('is what an app from the dashboard gets, and the next time at once', async () => {
    const house = await unpaired();
    house.authority.device = refused();
    const stop = house.go();
    await house.clock.advance(0);
    expect(house.store.state.pairing).toMatchObject({
      method: 'bridge',
      verificationUri: 'http://house:8099/pair',
    });
    expect(house.people.methodOf('app')).toBe('code');
    await stop();
  });

  it.each<[string, Visit, string, string]>([
    ['pasted from a phone', PHONE, 'paste', 'http://127.0.0.1:8099/callback'],
    [
      'sent back to the same machine',
      { ...PHONE, via: 'loopback' },
      'redirect',
      'http://127.0.0.1:8099/callback',
    ],
    [
      'sent back to the public address',
      { ...PHONE, via: 'public' },
      'redirect',
      'https://out.example/callback',
    ],
  ])('works %s', async (_name, visit, mode, redirect) => {
    const house = await unpaired({ method: 'code' });
    const stop = house.go();
    await house.clock.advance(0);
    const entered = house.desk.enter(
      ` ${house.store.state.pairing?.userCode.replace('-', ' ').toLowerCase()} `,
      visit,
    );
    expect(entered).toMatchObject({ ok: true, mode, account: { key: 'family' } });
    const landed = await house.desk.paste(allowed(house, visit), visit);
    expect(landed).toEqual({
      ok: true,
      account: { key: 'family', name: 'Family' },
      profile: 'Anna',
      warnings: [],
    });
    expect(house.authority.asked.at(-1)).toContain(redirect);
    expect(house.now).toBe('paired');
    await stop();
  });

  it('tells every wrong address what to do', async () => {
    const house = await unpaired({ method: 'code' });
    const stop = house.go();
    await house.clock.advance(0);
    const address = allowed(house);
    const why = async (text: string, visit: Visit | null = PHONE) => {
      const landed = await house.desk.paste(text, visit);
      return landed.ok ? 'ok' : landed.why;
    };
    expect(await why('https://example.org/')).toBe('wrong');
    expect(await why(address.replace(/&state=.*/, ''))).toBe('half');
    expect(await why(address.replace(/state=./, 'state=other'))).toBe('foreign');
    expect(await why(address, { ...PHONE, browser: 'another' })).toBe('foreign');
    expect(await why(address.replace(/code=c+/, 'error=access_denied'))).toBe('denied');
    expect(await why(address)).toBe('old');
    expect(house.tokens.paired).toBe(false);
    await house.clock.advance(0);
    expect(await why(allowed(house), null)).toBe('ok');
    await stop();
  });

  it('limits guesses by address and in all', async () => {
    const house = await unpaired({ method: 'code' });
    const stop = house.go();
    await house.clock.advance(0);
    const right = house.store.state.pairing?.userCode ?? '';
    for (let guess = 0; guess < 20; guess++)
      expect(house.desk.enter('WRONGWRG', PHONE)).toMatchObject({ why: 'unknown' });
    expect(house.desk.enter(right, PHONE)).toMatchObject({ ok: false, why: 'too_many' });
    expect(house.desk.enter(right, { ...PHONE, from: '192.168.1.8' })).toMatchObject({ ok: true });
    for (let guess = 0; guess < 180; guess++)
      house.desk.enter('WRONGWRG', { ...PHONE, from: `10.0.0.${guess}` });
    expect(house.desk.enter(right, { ...PHONE, from: '192.168.1.9' })).toMatchObject({ why: 'too_many' });
    await house.clock.advance(HOUR + 1);
    expect(house.desk.enter(house.store.state.pairing?.userCode ?? '', PHONE)).toMatchObject({ ok: true });
    await stop();
  });
});

describe('pairing by a page of Home Assistant', () => {
  const redirectUri = 'https://my.home-assistant.io/redirect/oauth';
  const state = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${'f'.repeat(300)}.signature`;
  const back = { redirectUri, state };

  it('goes beside the code that is shown, and ends its pairing', async () => {
    const house = await unpaired({ method: 'code' });
    const stop = house.go();
    await house.clock.advance(0);
    const shown = house.now;
    const page = new URL(house.desk.authorize('family', back));
    expect(Object.fromEntries(page.searchParams)).toMatchObject({ redirectUri, state });
    expect(page.href).not.toContain('erifier');
    expect(house.now).toBe(shown);
    expect(await house.desk.land({ code: 'code', state }, null)).toMatchObject({ ok: true, profile: 'Anna' });
    expect(house.authority.asked).toEqual([`0 exchange code ${redirectUri}`]);
    expect(house.now).toBe('paired');
    await stop();
  });

  it('is the same page when asked for twice, and good for one pairing', async () => {
    const house = await unpaired({ method: 'code' });
    expect(house.desk.authorize('family', back)).toBe(house.desk.authorize('family', back));
    await house.desk.land({ code: 'code', state }, null);
    expect(await house.desk.land({ code: 'code', state }, null)).toMatchObject({ ok: false, why: 'old' });
    expect(() => house.desk.authorize('family', back)).toThrow('used already');
  });

  it('is forgotten after half an hour', async () => {
    const house = await unpaired({ method: 'code' });
    house.desk.authorize('family', back);
    await house.clock.advance(30 * 60_000 + 1);
    expect(await house.desk.land({ code: 'code', state }, null)).toMatchObject({ ok: false, why: 'old' });
    expect(house.authority.asked).toEqual([]);
  });

  it('takes the address that its browser could not open, and says where to begin again', async () => {
    const house = await unpaired({ method: 'code' });
    house.desk.authorize('family', back);
    const cut = `${redirectUri}?code=${'c'.repeat(300)}&state=${state.slice(0, 200)}`;
    expect(await house.desk.paste(cut, null)).toMatchObject({ ok: false, why: 'half' });
    const denied = await house.desk.paste(`${redirectUri}?error=access_denied&state=${state}`, null);
    expect(denied).toMatchObject({ ok: false, why: 'denied' });
    expect(denied).toHaveProperty('message', expect.stringContaining('begin again in Home Assistant'));
  });

  it('is not given away to another account or address', async () => {
    const house = await unpaired({ method: 'code' });
    house.desk.authorize('family', back);
    const elsewhere = 'https://ha.example/auth/external/callback';
    expect(() => house.desk.authorize('family', { state, redirectUri: elsewhere })).toThrow('used already');
    expect(() => house.desk.authorize('nobody', back)).toThrow('no account');
  });
});

describe('who pairs', () => {
  const benWasHere = (): KeptPeople => ({
    people: { family: { accountId: 'ben', name: 'Ben' } },
    methods: { app: 'code' },
  });

  it('another person than before is asked for first', async () => {
    const house = await unpaired({}, benWasHere());
    const stop = house.go();
    await house.clock.advance(0);
    const landed = await house.desk.paste(allowed(house), PHONE);
    expect(landed).toMatchObject({ ok: false, why: 'other_person', before: 'Ben', now: 'Anna' });
    expect(house.tokens.paired).toBe(false);
    const ticket = !landed.ok && landed.why === 'other_person' ? landed.ticket : '';
    expect(await house.desk.confirm('not the ticket')).toMatchObject({ ok: false, why: 'old' });
    expect(await house.desk.confirm(ticket)).toMatchObject({ ok: true, profile: 'Anna' });
    expect(await house.desk.confirm(ticket)).toMatchObject({ ok: false, why: 'old' });
    await stop();
  });

  it('a second pairing by the same other person is a yes', async () => {
    const house = await unpaired({ method: 'device' }, benWasHere());
    house.authority.replies = [{ kind: 'token', token: house.authority.token() }];
    const stop = house.go();
    await house.clock.advance(10_000);
    expect(house.store.state.pairingRest?.message).toContain('Ben');
    house.authority.replies = [{ kind: 'token', token: house.authority.token() }];
    house.desk.begin('family');
    await house.clock.advance(10_000);
    expect(house.now).toBe('paired');
    await stop();
  });

  it('is not the person of another account', async () => {
    const house = await unpaired(
      {},
      { ...benWasHere(), people: { kids: { accountId: 'anna', name: 'Anna' } } },
    );
    const stop = house.go();
    await house.clock.advance(0);
    expect(await house.desk.paste(allowed(house), PHONE)).toMatchObject({ ok: false, why: 'taken' });
    await stop();
  });

  it('may be the person of an account that is gone', async () => {
    const house = await unpaired(
      {},
      { ...benWasHere(), people: { gone: { accountId: 'anna', name: 'Anna' } } },
    );
    const stop = house.go();
    await house.clock.advance(0);
    expect(await house.desk.paste(allowed(house), PHONE)).toMatchObject({ ok: true, profile: 'Anna' });
    await stop();
  });

  it('is told where the Spotify account is not listed, and may try again', async () => {
    const house = await unpaired({}, benWasHere());
    const stop = house.go();
    await house.clock.advance(0);
    house.authority.who = new Trouble('not_registered', 'add it under User Management');
    expect(await house.desk.paste(allowed(house), PHONE)).toMatchObject({ ok: false, why: 'not_registered' });
    expect(house.now).toMatch(/^bridge/);
    await stop();
  });

  it('is warned without Premium', async () => {
    const house = await unpaired({ method: 'code' });
    house.authority.who = { accountId: 'f', userId: 'f', name: 'Frugal', product: 'free' };
    const stop = house.go();
    await house.clock.advance(0);
    expect(await house.desk.paste(allowed(house), PHONE)).toMatchObject({
      ok: true,
      warnings: [expect.stringContaining('Premium')],
    });
    await stop();
  });

  it('unpairs, and is not asked for a code at once', async () => {
    const house = await unpaired();
    await house.tokens.replace({ ...house.authority.token(), clientId: 'app', seededFrom: null });
    const stop = house.go();
    await house.desk.unpair('family');
    await house.clock.advance(HOUR);
    expect(house.now).toBe('unpaired');
    expect(house.authority.asked).toEqual([]);
    await stop();
  });
});

describe('an answer of Spotify', () => {
  const coming = async () => {
    const house = await unpaired({ method: 'code' });
    const stop = house.go();
    await house.clock.advance(0);
    const state = new URL(allowed(house)).searchParams.get('state') ?? '';
    return { ...house, state, stop };
  };
  it.each<[what: string, answer: { code?: string; error?: string }, why: string, words: string]>([
    ['that says no', { error: 'access_denied' }, 'denied', 'you said no at Spotify; enter the code again'],
    ['with an error', { error: 'server_error' }, 'failed', 'ended the pairing with an error; enter the code'],
    ['without a code', {}, 'half', 'no code: it was cut off; copy the whole address'],
  ])('%s pairs nobody and says what to do', async (_what, answer, why, words) => {
    const { desk, tokens, state, stop } = await coming();
    const landed = await desk.land({ ...answer, state }, PHONE);
    expect(landed).toMatchObject({ ok: false, why, message: expect.stringContaining(words) });
    expect(tokens.paired).toBe(false);
    await stop();
  });

  it('without a state is that of nobody', async () => {
    const { desk, stop } = await coming();
    expect(await desk.land({ code: 'x' }, PHONE)).toMatchObject({ ok: false, why: 'half' });
    await stop();
  });

  it('may be pasted where the person said no', async () => {
    const { desk, state, stop } = await coming();
    const address = `http://127.0.0.1:8099/callback?error=access_denied&state=${state}`;
    expect(await desk.paste(address, PHONE)).toMatchObject({ ok: false, why: 'denied' });
    await stop();
  });

  it('that cannot be exchanged says why', async () => {
    const { authority, desk, state, stop } = await coming();
    authority.exchange = async () => {
      throw new Trouble('unreachable', 'Spotify cannot be reached.');
    };
    expect(await desk.land({ code: 'c', state }, PHONE)).toMatchObject({
      ok: false,
      why: 'failed',
      message: 'Spotify cannot be reached. Please enter the code again.',
    });
    await stop();
  });
});

describe('whose the account is', () => {
  const someone = { accountId: 'anna', userId: 'anna', name: null, product: null };

  it('is taken without a word where Spotify cannot tell, and shown as long as it lasts', async () => {
    const house = await unpaired({ method: 'code' });
    house.authority.who = new Trouble('unreachable', 'Spotify cannot be reached');
    const stop = house.go();
    await house.clock.advance(0);
    expect(await house.desk.paste(allowed(house), PHONE)).toMatchObject({
      ok: true,
      profile: null,
      warnings: [],
    });
    expect(house.events.at(-1)).toEqual({ event_type: 'paired', profile: null });
    const [card] = house.desk.accounts();
    expect(card).toMatchObject({ paired: true, profile: null });
    expect(card?.pairedUntil).toBeGreaterThan(house.clock.now() + 24 * HOUR);
    await stop();
  });

  it('is told without names, where those have none', async () => {
    const before = {
      people: { family: { accountId: 'ben', name: null } },
      methods: { app: 'code' },
    } as const;
    const house = await unpaired({}, before);
    house.authority.who = someone;
    const stop = house.go();
    await house.clock.advance(0);
    const landed = await house.desk.paste(allowed(house), PHONE);
    expect(landed).toMatchObject({
      why: 'other_person',
      before: '?',
      now: '?',
      message: expect.stringContaining('was the Spotify account of somebody else, this is another one'),
    });
    const ticket = !landed.ok && landed.why === 'other_person' ? landed.ticket : '';
    expect(await house.desk.confirm(ticket)).toMatchObject({ ok: true, profile: null });
    await stop();
  });

  it('is not told away to who has no name', async () => {
    const house = await unpaired(
      {},
      { people: { kids: { accountId: 'anna', name: 'Anna' } }, methods: { app: 'code' } },
    );
    house.authority.who = someone;
    const stop = house.go();
    await house.clock.advance(0);
    expect(await house.desk.paste(allowed(house), PHONE)).toMatchObject({
      why: 'taken',
      message: expect.stringContaining('this Spotify account is paired as "kids" already'),
    });
    await stop();
  });

  it('is asked before Spotify’s own code is used up by who is not listed', async () => {
    const house = await unpaired({ method: 'device' });
    house.authority.replies = [{ kind: 'token', token: house.authority.token() }];
    house.authority.who = new Trouble('not_registered', 'add it under User Management');
    const stop = house.go();
    await house.clock.advance(10_000);
    expect(house.store.state.pairingRest).toEqual({ why: 'failed', message: 'add it under User Management' });
    expect(house.tokens.paired).toBe(false);
    await stop();
  });
});

describe('a code', () => {
  it('has the plain address where Spotify gives no other', async () => {
    const house = await unpaired();
    if (!(house.authority.device instanceof Error))
      house.authority.device = { ...house.authority.device, verificationUriComplete: null };
    const stop = house.go();
    await house.clock.advance(0);
    expect(house.store.state.pairing?.verificationUriComplete).toBe('https://spotify.com/pair');
    await stop();
  });

  it('is too old when it is typed too late', async () => {
    const house = await unpaired({ method: 'code' });
    const stop = house.go();
    await house.clock.advance(0);
    const { pairing } = house.store.state;
    if (pairing) house.store.put({ pairing: { ...pairing, expiresAt: house.clock.now() } });
    expect(house.desk.enter(pairing?.userCode ?? '', PHONE)).toMatchObject({ ok: false, why: 'expired' });
    await stop();
  });

  it('says what Spotify says where that ends the pairing', async () => {
    const house = await unpaired({ method: 'device' });
    house.authority.replies = [{ kind: 'error', error: 'invalid_client', description: 'Invalid client' }];
    const stop = house.go();
    await house.clock.advance(10_000);
    expect(house.store.state.pairingRest?.message).toBe(
      'Spotify ended the pairing: Invalid client; press Pair to try again',
    );
    await stop();
  });
});
