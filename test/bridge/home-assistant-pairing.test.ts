import { expect, it } from 'vitest';
import { z } from 'zod';
import { openAuthority } from '../../src/adapters/spotify/authority.ts';
import { openHttp } from '../../src/adapters/spotify/http.ts';
import { scopesFor } from '../../src/adapters/spotify/scopes.ts';
import { openTokens } from '../../src/adapters/spotify/token.ts';
import { BrowserGrants } from '../../src/bridge/browser-grants.ts';
import { Desk } from '../../src/bridge/desk.ts';
import { Pairer } from '../../src/bridge/pairer.ts';
import { People } from '../../src/bridge/people.ts';
import { pairRequests } from '../../src/bridge/requests/pair.ts';
import { Store } from '../../src/bridge/store.ts';
import { unknownState } from '../../src/core/state.ts';
import { systemClock as clock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { DASHBOARD_CLIENT } from '../../src/simulator/accounts/client.ts';
import { startSimulator } from '../../src/simulator/start.ts';
import { FakeGate, FakeStore } from '../adapters/spotify/fake-web.ts';

const redirect_uri = 'https://my.home-assistant.io/redirect/oauth';

/** Everything real but the broker and the disk: the authority, the tokens, the requests, and Spotify over a socket. */
it('pairs through Home Assistant’s own redirect, over a socket', async () => {
  const spotify = await startSimulator();
  const http = openHttp();
  const { accountsUrl, apiUrl } = spotify;
  const app = { fetch: http.fetch, clock, accountsUrl, clientId: DASHBOARD_CLIENT };
  const disk = new FakeStore();
  const tokens = await openTokens({ ...app, store: disk });
  const authority = openAuthority({ ...app, apiUrl });
  const store = new Store(unknownState(clock.now()));
  const scopes = scopesFor({ queue: true, requests: true, library: true, playlists: true });
  const pairer = new Pairer({
    plan: { key: 'family', name: 'Family', clientId: DASHBOARD_CLIENT, method: 'code', scopes, renewals: 0 },
    clock,
    log: silentLog,
    store,
    tokens,
    authority,
    gate: new FakeGate(),
    people: new People({ read: async () => undefined, write() {} }, undefined, ['family']),
    random: (bytes) => new Uint8Array(bytes),
    pairPage: () => 'http://house:8099/pair',
    tell() {},
  });
  const desk = new Desk({
    clock,
    applicants: new Map([['family', { pairer, store, authority }]]),
    browsers: new BrowserGrants(clock),
    redirects: { public: undefined, loopback: () => 'http://127.0.0.1:8099/callback' },
  });
  const requests = pairRequests(desk, () => ['family']);
  const ask = async (what: string, payload: object) => requests[what]?.(JSON.stringify(payload));

  const state = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${'Zm9v'.repeat(100)}.c2lnbmF0dXJl-_`;
  const asked = await ask('pair', { account: 'family', redirect_uri, state });
  const { authorize_url } = z.object({ authorize_url: z.url() }).parse(asked);
  // Somebody agrees on Spotify's page; their browser comes to Home Assistant.
  const agreed = await fetch(authorize_url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ user: 'guest', decision: 'agree' }),
  });
  const back = new URL(agreed.headers.get('location') ?? '');
  expect(`${back.origin}${back.pathname}`).toBe(redirect_uri);
  expect(back.searchParams.get('state')).toBe(state);
  const code = back.searchParams.get('code');
  expect(await ask('pair/finish', { code, state })).toEqual({
    account: 'family',
    name: 'Family',
    profile: 'Gäste & Co.',
    warnings: [],
  });
  expect(tokens.paired).toBe(true);
  expect(disk.kept?.scope?.split(' ')).toContain('user-read-recently-played');
  await expect(ask('pair/finish', { code, state })).rejects.toThrow('used already');

  await http.close();
  await spotify.close();
});
