import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { connectAsync } from 'mqtt';
import { z } from 'zod';
import type { Tag } from './core/tag.ts';
import { topicsOf } from './home-assistant/topics.ts';
import type { Catalogue } from './simulator/catalogue/catalogue.ts';

/** The demo's music box: a reader on the desk, some cards beside it, and a person at the keyboard who lays them. */

/** The level of the box's topics, and its key in the demo's configuration. */
export const BOX = 'box';

/** What the box may do. Its first card is laid within seconds of its start, and by somebody who is there. */
export const BOX_SETTINGS = { name: 'Box', on_removal: 'pause', birth_window: 0 };

/** Beside the cards that do something: one to be taught. */
export const EMPTY_CARD = '04-5A-1C-E2-6F-70-80';

/** The cards that the demo knows from the beginning, by the number on the keyboard less one. */
export function demoCards({ albums, audiobooks }: Catalogue): Tag[] {
  const album = albums.find(({ name }) => name === 'Gute Nacht, Bär');
  const [book] = audiobooks;
  return [
    ...(album ? [card('0411A2B2C35E80', album.name, album.uri, { volume: 25 })] : []),
    ...(book ? [card('0422B3C3D46F80', book.name, book.uri)] : []),
    card('0433C4D4E57080', 'Louder', 'command:volume/+10'),
    card('0444D5E5F68180', 'Good night', 'sleep:30'),
  ];
}

function card(uid: string, name: string, does: string, options: Tag['options'] = {}): Tag {
  return { uid, name, does, cover: null, options };
}

interface Parts {
  /** Of the broker. */
  url: string;
  base: string;
  cards: readonly Tag[];
  /** Lines of numbers: 1 for the first card, 0 takes the card away. Undefined where nobody sits at a keyboard. */
  keys: Readable | undefined;
  print: (line: string) => void;
  signal: AbortSignal;
}

const told = z.object({ result: z.string(), title: z.string().optional(), message: z.string().optional() });

/** Connects the box, prints what it is told, and lays the card whose number is entered, until `signal` aborts. */
export async function openBox({ url, base, cards, keys, print, signal }: Parts): Promise<void> {
  const topics = topicsOf(base).reader(BOX);
  const client = await connectAsync(url, { protocolVersion: 4, clientId: 'demo-box' });
  signal.addEventListener('abort', () => client.end(true), { once: true });
  client.on('message', (_topic, payload) => {
    const { result, title, message } = told.parse(JSON.parse(payload.toString()));
    if (result !== 'heard') print(`  ${['box', result, title, message].filter(Boolean).join(' – ')}`);
  });
  await client.subscribeAsync(topics.feedback);
  await client.publishAsync(topics.status, 'online', { retain: true });
  if (!keys) return;

  let lies: string | undefined;
  const put = (uid: string | undefined) => {
    if (lies !== undefined && uid !== lies)
      client.publish(topics.tag, JSON.stringify({ event: 'removed', uid: lies }));
    if (uid !== undefined) client.publish(topics.tag, JSON.stringify({ event: 'scanned', uid }));
    lies = uid;
  };
  const uids = [undefined, ...cards.map(({ uid }) => uid), EMPTY_CARD];
  const lines = createInterface({ input: keys });
  signal.addEventListener('abort', () => lines.close(), { once: true });
  lines.on('line', (line) => {
    const number = /^\s*\d\s*$/.test(line) ? Number(line) : Number.NaN;
    if (number < uids.length) put(uids[number]);
    else if (line.trim() !== '')
      print(`  box – there is no such card; 0 to ${uids.length - 1} would be right`);
  });
}
