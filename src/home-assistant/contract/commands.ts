import { z } from 'zod';
import { MEMBERS } from '../../core/member-shapes.ts';
import { WORDS } from '../../core/vocabulary.ts';
import { keysOf } from '../../lib/keys-of.ts';
import { json, type Message, plain } from './channel.ts';
import { type Schema, schemaOf } from './schema.ts';

/** What the command topics of accounts and readers take, from the tables by which commands are read. */

const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
const TRACK = 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6';

/** One JSON form of every word that takes members. */
const EXAMPLES: Record<keyof typeof MEMBERS, object> = {
  play: { uri: ALBUM, device: 'Kitchen', shuffle: true, volume: 30 },
  seek: { position: 90 },
  volume: { volume: 30 },
  mute: { toggle: true },
  shuffle: { on: true },
  repeat: { mode: 'all' },
  device: { device: 'Kitchen', play: true },
  queue: { uri: TRACK },
  recent: { nth: 2 },
  snapshot: { name: 'doorbell', expires: 3600 },
  restore: { name: 'doorbell' },
  save: { uri: ALBUM },
  remove: { uri: ALBUM },
  sleep: { minutes: 30 },
  fade: { volume: 20, seconds: 30 },
  allowance: { minutes: 15 },
};

const transaction = {
  transaction: z.union([z.string(), z.number()]).exactOptional().describe('Comes back in the answer'),
};

/** `{"command":"play", …}`, one alternative for each word. */
export const commandShape = z.union(
  keysOf(WORDS).map((word) => {
    const command = z.literal(word).describe(WORDS[word].what.replaceAll('`', ''));
    return z.strictObject({ command, ...(isLong(word) ? MEMBERS[word].shape : {}), ...transaction });
  }),
);

function isLong(word: string): word is keyof typeof MEMBERS {
  return Object.hasOwn(MEMBERS, word);
}

export function commandSchema(): Schema {
  return schemaOf(commandShape, 'input');
}

export function commandMessages(): Message[] {
  const words = keysOf(WORDS);
  const bare = words.filter((word) => WORDS[word].bare && !isLong(word));
  return [
    plain(
      'word',
      'A word, or a word and its argument',
      { pattern: `^(${words.join('|')})(\\s[\\s\\S]*)?$` },
      ...words.map((word) => WORDS[word].example),
    ),
    json(
      'json',
      'The same as JSON, with what the word takes',
      commandSchema(),
      ...keysOf(EXAMPLES).map((command) => ({ command, ...EXAMPLES[command] })),
      ...bare.slice(0, 1).map((command) => ({ command, transaction: 't1' })),
    ),
  ];
}
