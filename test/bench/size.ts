import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, residentMb } from './rig/child.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { type Row, ratioRow } from './row.ts';
import { median, spread } from './spread.ts';

const STARTS = 11;
const MEMORY_STARTS = 3;
/** What a start leaves behind is collected by then or stays. */
const SETTLED_MS = 15_000;
const CONFIG = 'homeassistant/device/spotify2mqtt_family/config';

/** How long a start takes and how much memory an idle bridge holds. */
export async function benchSize(): Promise<Row[]> {
  const rig = await openRig({ playing: false });
  const bridgeStarts: number[] = [];
  const floorStarts: number[] = [];
  for (let count = 0; count < STARTS; count++) {
    bridgeStarts.push(await startMs(rig, CONFIG, () => rig.startBridge()));
    floorStarts.push(await startMs(rig, 'publish/ready', () => rig.startFloor('publish')));
  }
  const bridgeMb: number[] = [];
  const floorMb: number[] = [];
  for (let count = 0; count < MEMORY_STARTS; count++) {
    bridgeMb.push(await idleMb(rig, 'spotify2mqtt/family/status', () => rig.startBridge()));
    floorMb.push(await idleMb(rig, 'idle/ready', () => rig.startFloor('idle')));
  }
  await rig.close();
  return [
    ratioRow(
      `memory (RSS), one account idle, ${SETTLED_MS / 1000} s after the start`,
      figure(bridgeMb, 'MB'),
      { name: 'bare Node + mqtt.js + fastify', ...figure(floorMb, 'MB') },
      1.25,
    ),
    ratioRow(
      'start → discovery published',
      figure(bridgeStarts, 'ms'),
      { name: 'Node + mqtt.js connect + one publish', ...figure(floorStarts, 'ms') },
      1.5,
    ),
  ];
}

async function startMs(rig: Rig, topic: string, start: () => Child): Promise<number> {
  await rig.clear(topic);
  const arrival = rig.arrival(topic);
  const began = performance.now();
  const child = start();
  const took = (await arrival) - began;
  await child.stop();
  return took;
}

async function idleMb(rig: Rig, topic: string, start: () => Child): Promise<number> {
  await rig.clear(topic);
  const ready = rig.arrival(topic);
  const child = start();
  await ready;
  await sleep(SETTLED_MS);
  const mb = residentMb(child.pid);
  await child.stop();
  return mb;
}

function figure(numbers: readonly number[], unit: string): { figure: number; text: string } {
  const middle = median(numbers);
  return { figure: middle, text: spread(middle, numbers, unit, 0) };
}
