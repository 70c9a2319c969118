import { setTimeout as pause } from 'node:timers/promises';
import type { MqttClient } from 'mqtt';
import { Random } from '../../src/simulator/random.ts';
import type { WatchedBridge } from './fuzz-bridge.ts';
import type { BridgeEar } from './fuzz-ear.ts';
import { message } from './fuzz-messages.ts';

/** After so many messages it is waited until the bridge has read them. */
const BATCH = 500;
/** Longer than any batch takes on a slow machine. */
const PATIENCE_MS = 120_000;
/** How often on the way the bridge is asked how it is. */
const LOOKS = 20;

export interface Attack {
  messages: number;
  seed: number;
  attacker: MqttClient;
  ear: BridgeEar;
  bridge: WatchedBridge;
}

export interface Course {
  perSecond: number;
  /** After a collection, at each look. */
  heapMb: number[];
  /** At the end. */
  rssMb: number;
  /** The latest that the event loop was, ms. */
  lateMs: number;
  /** From an ordinary command right behind the last message to its answer: up to 100 were waiting for their turn already. */
  drainedMs: number;
  /** And of one behind that. */
  obeyedMs: number;
  obeyed: readonly string[];
  polluted: boolean;
}

/** Sends so many hostile messages. Rejects where the bridge ends, or answers a harmless question no more. */
export async function attack({ messages, seed, attacker, ear, bridge }: Attack): Promise<Course> {
  const random = new Random(seed);
  const heapMb: number[] = [];
  let lateMs = 0;
  let polluted = false;

  /** Asks behind all that was sent: MQTT keeps the order of one client's messages to one topic's hearers. */
  const ask = async (topic: string, payload: object, transaction: string) => {
    const since = performance.now();
    const answer = ear.answer(transaction);
    attacker.publish(topic, JSON.stringify({ ...payload, transaction }));
    for (;;) {
      const said = await Promise.race([answer, pause(1_000, undefined)]);
      const ms = performance.now() - since;
      if (said !== undefined) return { said, ms };
      const why =
        bridge.ended() ?? (ms > PATIENCE_MS ? `nothing is answered any more: ${transaction}` : undefined);
      if (why !== undefined) throw new Error(`${why} (seed ${seed})`);
    }
  };
  /** As people press, again where there was no room in the line. */
  const obeyed = async (command: string) => {
    const since = performance.now();
    for (let time = 1; ; time++) {
      const { said } = await ask('spotify2mqtt/family/command', { command }, `${command} ${time}`);
      const ms = performance.now() - since;
      if (!said.includes('are waiting already') || ms > PATIENCE_MS) return { said, ms };
      await pause(1_000);
    }
  };
  const look = async () => {
    const health = await bridge.health();
    heapMb.push(health.heapMb);
    // Before the first there was the start.
    if (heapMb.length > 1) lateMs = Math.max(lateMs, health.lateMs);
    polluted ||= health.polluted;
    return health;
  };

  await ask('spotify2mqtt/bridge/request/info', {}, 'first');
  await look();
  const began = performance.now();
  const every = Math.ceil(messages / LOOKS / BATCH) * BATCH;
  for (let sent = 0; sent < messages; ) {
    for (let left = Math.min(BATCH, messages - sent); left > 0; left--, sent++) {
      const { topic, payload } = message(random);
      attacker.publish(topic, payload);
    }
    await ask('spotify2mqtt/bridge/request/info', {}, `after ${sent}`);
    if (sent % every === 0) await look();
  }
  const seconds = (performance.now() - began) / 1_000;
  const { ms: drainedMs, said: first } = await obeyed('mute');
  const { ms: obeyedMs, said: next } = await obeyed('unmute');
  const { rssMb } = await look();
  return {
    perSecond: messages / seconds,
    heapMb,
    rssMb,
    lateMs,
    drainedMs,
    obeyedMs,
    obeyed: [first, next],
    polluted,
  };
}
