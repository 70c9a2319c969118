import { Account } from '../../../src/bridge/account.ts';
import { runBridge } from '../../../src/bridge/bridge.ts';
import { ClientGate } from '../../../src/bridge/gate.ts';
import { LimitBook } from '../../../src/bridge/limits.ts';
import { LocalTime } from '../../../src/bridge/local-time.ts';
import { Tally } from '../../../src/bridge/tally.ts';
import { NO_RULES } from '../../../src/core/house-rules.ts';
import { USUAL_SPEAKERS } from '../../../src/core/speaker-plan.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { FakeBroker } from '../../fakes/broker.ts';
import { FakeClock } from '../../fakes/clock.ts';
import { FakeDesk } from '../../fakes/desk.ts';
import { testTags } from '../../fakes/tags.ts';
import type { Event, Schedule } from './schedule.ts';
import { ModelSpotify, type Request } from './spotify.ts';
import { begun } from './truth.ts';

const MOMENT_MS = 15_000;

/** What was asked, and all that was answered to it. */
export interface Asked {
  at: number;
  payload: string;
  to: string;
  answers: {
    ok: boolean;
    superseded?: boolean;
    command?: string;
    problem?: { kind: string; message: string };
  }[];
}

/** A bridge with one account on the reference player, in virtual time. */
export async function modelHouse({ latencyMs, lagMs, curious }: Omit<Schedule, 'events'>) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const { signal } = stop;
  const broker = new FakeBroker();
  const limits = new LimitBook({ read: async () => undefined, write() {} }, undefined);
  const gate = new ClientGate(clock, limits.of('client', 'client'), new Tally());
  const localTime = new LocalTime({ system: 'UTC', log: silentLog });
  const wire: Request[] = [];
  const spotifies: ModelSpotify[] = [];
  const account = new Account({
    plan: {
      ...{ key: 'family', name: 'Family', device: undefined, liked: curious, queue: curious },
      speakers: USUAL_SPEAKERS,
      rules: NO_RULES,
    },
    ...{ clock, localTime, log: silentLog, gate, signal, pairing: { paired: true, onChange() {} } },
    spotify: (door) => {
      const made = new ModelSpotify({
        clock,
        gate: door,
        wire,
        truth: begun(clock.now()),
        latencyMs,
        lagMs,
        signal,
      });
      spotifies.push(made);
      return made;
    },
  });
  const [spotify] = spotifies;
  if (!spotify) throw new Error('the account made no client');

  const asked: Asked[] = [];
  broker.subscribe('answers/+', ({ topic, payload }) => {
    asked[Number(topic.slice('answers/'.length))]?.answers.push(JSON.parse(String(payload)));
  });
  const accounts = [account];
  const running = Promise.all([
    gate.run(signal),
    runBridge({
      plan: {
        ...{ baseTopic: 'spotify2mqtt', discoveryPrefix: 'homeassistant', discovery: 'device' },
        ...{ birthTopic: 'homeassistant/status', version: '1.2.3', url: undefined },
        ...{ supportUrl: 'https://example.org/spotify2mqtt', readers: [], bindings: [] },
      },
      ...{ broker, clock, log: silentLog, accounts, gates: new Map([['client', gate]]), localTime, signal },
      keepsake: { read: async () => undefined, write() {} },
      published: undefined,
      desk: new FakeDesk(),
      tags: await testTags({ accounts, clock, signal }),
      qr: async (text) => new TextEncoder().encode(text),
      memory: () => 80e6,
      random: () => 0.5,
    }),
  ]);
  await clock.advance(40_000);

  return {
    clock,
    broker,
    account,
    spotify,
    wire,
    asked,
    value: (key: string) => broker.retained.get(`spotify2mqtt/family/${key}`),
    happen(event: Event): void {
      if ('ask' in event) {
        // Nobody is heard while the broker is away.
        if (!broker.online) return;
        const { ask: payload, to } = event;
        asked.push({ at: clock.now(), payload, to, answers: [] });
        const responseTopic = `answers/${asked.length - 1}`;
        broker.deliver(`spotify2mqtt/family/${to}`, payload, { responseTopic });
      } else if ('hint' in event) broker.deliver('spotify2mqtt/family/hint', '1');
      else if ('birth' in event) broker.deliver('homeassistant/status', 'online');
      else if ('phone' in event) spotify.phone(event.phone);
      else if ('mood' in event) spotify.moods.push({ ...event.mood });
      else if (event.broker === 'lost' && broker.online) broker.drop();
      else if (event.broker === 'back' && !broker.online) broker.reconnect();
    },
    /** All is well from now on, long enough for the last deadline, the slowest look and what is said for a while. */
    async calm(): Promise<void> {
      spotify.moods = [];
      if (!broker.online) broker.reconnect();
      await clock.advance(240_000);
      // The end of a track is seen a moment later.
      if (spotify.truth.playing && spotify.truth.positionMs < MOMENT_MS) await clock.advance(MOMENT_MS);
    },
    async close(): Promise<void> {
      stop.abort();
      await running;
      await clock.advance(0);
    },
  };
}
export type ModelHouse = Awaited<ReturnType<typeof modelHouse>>;
