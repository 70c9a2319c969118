import { openSpotify } from '../../src/adapters/spotify/client.ts';
import { openTokens } from '../../src/adapters/spotify/token.ts';
import { Account } from '../../src/bridge/account.ts';
import { runBridge } from '../../src/bridge/bridge.ts';
import { ClientGate } from '../../src/bridge/gate.ts';
import { LimitBook } from '../../src/bridge/limits.ts';
import { LocalTime } from '../../src/bridge/local-time.ts';
import { Tally } from '../../src/bridge/tally.ts';
import { NO_RULES } from '../../src/core/house-rules.ts';
import { USUAL_SPEAKERS } from '../../src/core/speaker-plan.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import type { Fetch } from '../../src/simulator/fetch.ts';
import { FakeBroker } from '../fakes/broker.ts';
import { FakeDesk } from '../fakes/desk.ts';
import { testTags } from '../fakes/tags.ts';

export interface House {
  broker: FakeBroker;
  /** Settles once the signal aborted and all has come to rest. */
  ended: Promise<unknown>;
}

/** The whole bridge with one account as the defaults have it, on a broker in memory and whatever Spotify `fetch` reaches. */
export async function openHouse(parts: {
  clock: Clock;
  fetch: Fetch;
  clientId: string;
  refreshToken: string;
  signal: AbortSignal;
}): Promise<House> {
  const { clock, fetch, clientId, refreshToken, signal } = parts;
  const line = { fetch, clock, signal };
  const tokens = await openTokens({
    ...line,
    store: { read: async () => undefined, write: async () => {} },
    accountsUrl: 'https://accounts.spotify.com',
    clientId,
    seed: refreshToken,
  });
  const limits = new LimitBook({ read: async () => undefined, write() {} }, undefined);
  const gate = new ClientGate(clock, limits.of(clientId, clientId), new Tally());
  const account = new Account({
    plan: {
      ...{ key: 'family', name: 'Family', device: undefined, liked: true, queue: true },
      speakers: USUAL_SPEAKERS,
      rules: NO_RULES,
    },
    clock,
    localTime: new LocalTime({ system: 'UTC', log: silentLog }),
    log: silentLog,
    gate,
    spotify: (door) =>
      openSpotify({ ...line, gate: door, tokens, apiUrl: 'https://api.spotify.com/v1', random: () => 0.5 }),
    pairing: tokens,
    signal,
  });
  const broker = new FakeBroker();
  const running = runBridge({
    plan: {
      baseTopic: 'spotify2mqtt',
      discoveryPrefix: 'homeassistant',
      discovery: 'device',
      birthTopic: 'homeassistant/status',
      version: '0.0.0',
      url: undefined,
      supportUrl: 'https://example.org',
      readers: [],
      bindings: [],
    },
    broker,
    clock,
    log: silentLog,
    accounts: [account],
    gates: new Map([[clientId, gate]]),
    keepsake: { read: async () => undefined, write() {} },
    published: undefined,
    desk: new FakeDesk(),
    tags: await testTags({ accounts: [account], clock, signal }),
    localTime: new LocalTime({ system: 'UTC', log: silentLog }),
    qr: async () => new Uint8Array(),
    memory: () => 0,
    random: () => 0.5,
    signal,
  });
  return { broker, ended: Promise.all([running, gate.run(signal)]) };
}
