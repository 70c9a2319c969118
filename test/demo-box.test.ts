import { PassThrough } from 'node:stream';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedBroker, startEmbeddedBroker } from '../src/adapters/mqtt/embedded.ts';
import { demoCards, EMPTY_CARD, openBox } from '../src/demo-box.ts';
import { silentLog } from '../src/lib/log.ts';
import { Simulator } from '../src/simulator/simulator.ts';
import { FakeClock } from './fakes/clock.ts';
import { hearing } from './hearing.ts';

const { catalogue } = new Simulator(new FakeClock()).world.spotify;
const cards = demoCards(catalogue);
const TAG = 'b/reader/box/tag';

let embedded: EmbeddedBroker;
let bridge: MqttClient;
let stop: AbortController;
let keys: PassThrough;
let printed: string[];
let onPrint: () => void;

beforeEach(async () => {
  embedded = await startEmbeddedBroker({ port: 0, host: '127.0.0.1' }, silentLog);
  const url = `mqtt://127.0.0.1:${embedded.port}`;
  bridge = await connectAsync(url, { protocolVersion: 4 });
  stop = new AbortController();
  keys = new PassThrough();
  printed = [];
  onPrint = () => {};
  await bridge.subscribeAsync('b/#');
  const print = (line: string) => {
    printed.push(line);
    onPrint();
  };
  await openBox({ url, base: 'b', cards, keys, print, signal: stop.signal });
});
afterEach(async () => {
  stop.abort();
  bridge.end(true);
  await embedded.close();
});

const scanned = (uid: string | undefined) => JSON.stringify({ event: 'scanned', uid });
const removed = (uid: string | undefined) => JSON.stringify({ event: 'removed', uid });

function line(): Promise<void> {
  return new Promise((resolve) => {
    onPrint = resolve;
  });
}

describe('the box of the demo', () => {
  it('has cards of all kinds: music, a story, a step of the volume, a sleep timer', () => {
    expect(cards.map(({ does }) => does)).toEqual([
      catalogue.albumNamed('Gute Nacht, Bär').uri,
      catalogue.audiobooks[0]?.uri,
      'command:volume/+10',
      'sleep:30',
    ]);
    expect(new Set(cards.map(({ uid }) => uid)).size).toBe(cards.length);
  });

  it('lays the card of a number, takes the one before away, and lifts the last', async () => {
    const [first, second] = cards;
    const sent: string[] = [];
    bridge.on('message', (topic, payload) => {
      if (topic === TAG) sent.push(payload.toString());
    });
    const heard = hearing(bridge);
    keys.write('1\n1\n2\n5\n0\n0\n');
    await heard(TAG, removed(EMPTY_CARD));
    keys.write('2\n');
    await heard(TAG, scanned(second?.uid));
    expect(sent).toEqual([
      scanned(first?.uid),
      scanned(first?.uid),
      removed(first?.uid),
      scanned(second?.uid),
      removed(second?.uid),
      scanned(EMPTY_CARD),
      removed(EMPTY_CARD),
      scanned(second?.uid),
    ]);
  });

  it.each(['6', 'x', '-1', '12'])('says which numbers there are when “%s” is entered', async (wrong) => {
    const said = line();
    keys.write(`${wrong}\n`);
    await said;
    expect(printed).toEqual(['  box – there is no such card; 0 to 5 would be right']);
  });

  it('prints what it is told, without the first nod', async () => {
    const said = line();
    await bridge.publishAsync('b/reader/box/feedback', '{"result":"heard","title":"Gull Song"}');
    await bridge.publishAsync(
      'b/reader/box/feedback',
      '{"result":"denied","message":"this reader is locked"}',
    );
    await said;
    expect(printed).toEqual(['  box – denied – this reader is locked']);
  });

  it('says that it is there, also to who comes later', async () => {
    const late = await connectAsync(`mqtt://127.0.0.1:${embedded.port}`, { protocolVersion: 4 });
    const heard = hearing(late);
    await late.subscribeAsync('b/reader/box/status');
    expect(await heard('b/reader/box/status', () => true)).toBe('online');
    late.end(true);
  });
});
