import { once } from 'node:events';
import { resolve } from 'node:path';
import { connectAsync } from 'mqtt';
import { DASHBOARD_CLIENT } from '../../src/simulator/accounts/client.ts';
import { startSimulator } from '../../src/simulator/start.ts';
import { temporaryFolder } from '../adapters/storage/folder.ts';
import { startChild } from '../bench/rig/child.ts';
import { attack, type Course } from './fuzz-attack.ts';
import { startWatchedBridge, type Written } from './fuzz-bridge.ts';
import { type BridgeEar, listenToBridge } from './fuzz-ear.ts';
import { BINDINGS, READERS } from './fuzz-messages.ts';

const BROKER = resolve(import.meta.dirname, '../bench/rig/broker.ts');
const MANY = 1_000_000;
const FEW = 20_000;

/** A list of cards, of which there are 2,000 at most; an answer about what was sent is short. */
const LARGEST_ANSWER = 1024 * 1024;
/** Answer, feedback, event and display. */
const ANSWERS_PER_MESSAGE = 4;
/** Of each kind 20 at once, and then one a second. */
const LINES_PER_SECOND = 150;
const LONGEST_LINE = 4_096;
/** Until the lists that end are full: of cards taught, cards and links remembered, readers, remotes. */
const GROWTH_MB = 16;
/** A hundred commands may wait, some of which look for a speaker or an album; behind them nothing does. */
const DRAINED_MS = 90_000;
const OBEYED_MS = 3_000;

/** Hostile messages to a bridge of its own, over sockets. */
export async function tortureFuzz({ seed, short }: { seed: number; short: boolean }) {
  const messages = short ? FEW : MANY;
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(temporaryFolder());
  // Its limits are not what is tried here: the last command shall go out at once.
  const spotify = await startSimulator({ settings: { requestsPer30s: 1_000_000 }, seed });
  stack.defer(() => spotify.close());
  spotify.simulator.scene({ device: 'Kitchen', playing: true });
  const broker = startChild(BROKER, [], { print: 'pipe' });
  stack.defer(() => broker.stop());
  const [printed] = await once(broker.stdout, 'data');
  const url = `mqtt://127.0.0.1:${Number(String(printed))}`;
  const attacker = await connectAsync(url, { protocolVersion: 4, clientId: 'attacker' });
  stack.defer(() => attacker.endAsync(true));
  const ear = await listenToBridge(url);
  stack.defer(() => ear.close());
  const refresh_token = spotify.simulator.seedRefreshToken({ client_id: DASHBOARD_CLIENT });
  const bridge = startWatchedBridge(folder.file('config.yaml'), {
    mqtt: { url },
    http: { port: 0, host: '127.0.0.1' },
    spotify: { client_id: DASHBOARD_CLIENT, accounts_url: spotify.accountsUrl, api_url: spotify.apiUrl },
    data: folder.file('data'),
    accounts: { family: { refresh_token } },
    readers: READERS,
    bindings: BINDINGS,
  });
  stack.defer(() => bridge.stop());
  await ear.online;
  const course = await attack({ messages, seed, attacker, ear, bridge });
  const written = bridge.written();
  const heard = ear.heard();
  const mb = (figure: number | undefined) => (figure ?? 0).toFixed(0);
  const detail = [
    `${course.perSecond.toFixed(0)} a second`,
    `heap ${mb(early(course))} MB after a tenth, ${mb(course.heapMb.at(-1))} MB at the end (resident ${mb(course.rssMb)})`,
    `${heard.count} answers, the largest ${heard.largest} bytes`,
    `${written.lines} lines of log, ${written.mostPerSecond} in a second`,
    `event loop late by ${course.lateMs.toFixed(0)} ms at most`,
    `a command right behind them obeyed in ${course.drainedMs.toFixed(0)} ms, the next in ${course.obeyedMs.toFixed(0)} ms`,
  ].join('; ');
  const faults = [
    ...faultsOf(messages, course, heard, written),
    // A test runs beside others, where nobody knows how long anything takes.
    ...(short ? [] : late(course)),
  ].map((fault) => `${fault} (seed ${seed})`);
  return [{ what: 'hostile MQTT messages', times: messages, faults, detail }];
}

/** The heap once the caches are warm. */
function early({ heapMb }: Course): number {
  return heapMb[2] ?? 0;
}

function late({ drainedMs, obeyedMs }: Course): string[] {
  return [
    ...(drainedMs <= DRAINED_MS ? [] : [`commands wait for ${drainedMs.toFixed(0)} ms`]),
    ...(obeyedMs <= OBEYED_MS ? [] : [`an ordinary command takes ${obeyedMs.toFixed(0)} ms`]),
  ];
}

function faultsOf(
  messages: number,
  course: Course,
  heard: ReturnType<BridgeEar['heard']>,
  written: Written,
): string[] {
  const growth = (course.heapMb.at(-1) ?? 0) - early(course);
  const checks: [boolean, string][] = [
    [!course.polluted, 'every object has a new member'],
    [course.obeyed.every((said) => said.includes('"ok":true')), `refused: ${course.obeyed.join()}`],
    [
      growth <= GROWTH_MB,
      `the heap grows by ${growth.toFixed(1)} MB: ${course.heapMb.map(Math.round).join(' ')}`,
    ],
    [heard.largest <= LARGEST_ANSWER, `an answer has ${heard.largest} bytes`],
    [heard.count <= messages * ANSWERS_PER_MESSAGE, `${heard.count} answers`],
    [written.mostPerSecond <= LINES_PER_SECOND, `${written.mostPerSecond} lines of log in a second`],
    [written.longest <= LONGEST_LINE, `a line of ${written.longest} bytes in the log`],
  ];
  return checks.flatMap(([right, what]) => (right ? [] : [what]));
}
