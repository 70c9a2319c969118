import { setTimeout as sleep } from 'node:timers/promises';
import { openRig, type Rig } from './rig/rig.ts';
import { plainRow, type Row } from './row.ts';
import { BATCH, batchOf } from './soak-mix.ts';
import { type Trend, trend } from './trend.ts';

const MESSAGES = 1_000_000;
/** Where the machine is slow the run ends by then, and says how many messages it had; sooner where it is one bench of many. */
const MOST_MS = 300_000;
const MOST_AMONG_OTHERS_MS = 60_000;
const PER_SAMPLE = 40_000;
const PER_SAMPLE_AMONG_OTHERS = 5_000;
/** Fewer say nothing. */
const LEAST_SAMPLES = 10;
/** What is on its way to the broker, and what a slider holds back, is out by then. */
const REST_MS = 1_500;
/** Caches fill and code is compiled in the first tenth. */
const WARM_SHARE = 0.1;
const MB = 2 ** 20;
const MILLION = 1_000_000;
const MOST_MB_PER_MILLION = 1;
/** The normal distribution's: 19 of 20 times the true slope lies no more standard errors away. */
const ERRORS = 1.96;
/** Commands that the bridge lets wait (LONGEST_QUEUE of the commander); and the last value of a slider, which may wait for two seconds. */
const MOST_WAITING = 100;
const SLIDING = 1;
/** What is under way is no leak: it is waited for before the heap is read, no longer than this. */
const LONGEST_ANSWER_MS = 30_000;

interface Sample {
  messages: number;
  heap: number;
  rss: number;
}

/** A million messages at one bridge, and whether its heap grows with them. */
export async function benchSoak(alone: boolean): Promise<Row[]> {
  const rig = await openRig({ playing: true });
  const looked = rig.arrival('spotify2mqtt/family/title');
  const bridge = rig.startGaugedBridge();
  await looked;
  await teach(rig);
  let answers = 0;
  rig.listen((topic) => {
    if (topic.endsWith('/response')) answers++;
  });
  const samples: Sample[] = [];
  let messages = 0;
  let asked = 0;
  const perSample = alone ? PER_SAMPLE : PER_SAMPLE_AMONG_OTHERS;
  const mostMs = alone ? MOST_MS : MOST_AMONG_OTHERS_MS;
  const began = performance.now();
  while (messages < MESSAGES && performance.now() - began < mostMs) {
    const batch = batchOf(messages / BATCH);
    for (const { topic, payload, answered } of batch) {
      rig.say(topic, payload);
      if (answered) asked++;
    }
    messages += batch.length;
    // The bridge is not outrun: what waits in a socket is no leak.
    await until(() => answers >= asked - MOST_WAITING, LONGEST_ANSWER_MS);
    if (messages % perSample === 0) {
      await until(() => answers >= asked - SLIDING, LONGEST_ANSWER_MS);
      await sleep(REST_MS);
      const { heap, rss } = await bridge.read();
      samples.push({ messages, heap, rss });
    }
  }
  const tookS = (performance.now() - began) / 1_000;
  await until(() => answers >= asked, LONGEST_ANSWER_MS);
  await bridge.stop();
  await rig.close();

  const later = samples.filter((sample) => sample.messages > WARM_SHARE * messages);
  const { slope, error } = perMillion(later);
  const first = later[0];
  const last = later.at(-1);
  return [
    plainRow(
      `memory over ${messages.toLocaleString('en')} messages: slope of the heap`,
      `${slope.toFixed(2)} ± ${(ERRORS * error).toFixed(2)} MB per million (${((slope * MB) / MILLION).toFixed(2)} bytes per message)`,
      `itself after the first tenth: heap ${mb(first?.heap)} MB, at the end ${mb(last?.heap)} (RSS ${mb(first?.rss)}, ${mb(last?.rss)}); ${samples.length} samples, ${Math.round(messages / tookS)} messages/s`,
      `0 within the error, or < ${MOST_MB_PER_MILLION} MB per million`,
      samples.length >= LEAST_SAMPLES && (Math.abs(slope) <= ERRORS * error || slope < MOST_MB_PER_MILLION),
    ),
    plainRow(
      'memory over as many messages: what was asked and answered',
      answers.toLocaleString('en'),
      `asked: ${asked.toLocaleString('en')}`,
      'each once',
      answers === asked,
    ),
  ];
}

async function until(isSo: () => boolean, ms: number): Promise<void> {
  const deadline = performance.now() + ms;
  while (!isSo() && performance.now() < deadline) await sleep(10);
}

/** The card that half of the known ones are. */
async function teach(rig: Rig): Promise<void> {
  const answered = rig.arrival('spotify2mqtt/bridge/response');
  const wish = { uid: '04-72-90-BA-AD-6C-81', does: `spotify:playlist:${'0'.repeat(22)}`, name: 'Card' };
  rig.say('spotify2mqtt/bridge/request/tags/set', JSON.stringify(wish));
  await answered;
}

function perMillion(samples: readonly Sample[]): Trend {
  return trend(samples.map(({ messages, heap }) => ({ x: messages / MILLION, y: heap / MB })));
}

function mb(bytes: number | undefined): string {
  return bytes === undefined ? '–' : (bytes / MB).toFixed(1);
}
