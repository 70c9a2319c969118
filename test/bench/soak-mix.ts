import { createHash } from 'node:crypto';

/** How many messages are sent before the bridge is waited for. */
export const BATCH = 1_000;

export interface Said {
  topic: string;
  payload: string | Buffer;
  /** Whether it is answered; scans, hints and what a reader tells of itself are not. */
  answered: boolean;
}

const ACCOUNT = 'spotify2mqtt/family';
const KNOWN = '04-72-90-BA-AD-6C-81';
const READERS = 10;

/** What comes `of` a hundred messages: a house with a busy slider, boxes for cards, dashboards that ask, and something that talks nonsense. */
const MIX: readonly { of: number; say(seed: number): Said }[] = [
  { of: 40, say: (seed) => asked(`${ACCOUNT}/volume/set`, String(seed % 101)) },
  { of: 2, say: (seed) => asked(`${ACCOUNT}/command`, JSON.stringify({ command: 'next', id: `n${seed}` })) },
  { of: 2, say: (seed) => asked(`${ACCOUNT}/shuffle/set`, seed % 2 ? 'ON' : 'OFF') },
  { of: 6, say: (seed) => asked(`${ACCOUNT}/request/player`, JSON.stringify({ id: `p${seed}` })) },
  { of: 3, say: () => asked('spotify2mqtt/bridge/request/tags', '') },
  { of: 2, say: () => asked('spotify2mqtt/bridge/request/health', '') },
  { of: 1, say: () => told(`${ACCOUNT}/hint`, '') },
  { of: 1, say: () => told('spotify2mqtt/reader/box/tag', JSON.stringify({ uid: KNOWN })) },
  {
    of: 13,
    say: (seed) => told(`spotify2mqtt/reader/r${seed % READERS}/tag`, JSON.stringify({ uid: uidOf(seed) })),
  },
  {
    of: 5,
    say: (seed) => told(`spotify2mqtt/reader/r${seed % READERS}/status`, seed % 3 ? 'online' : 'offline'),
  },
  { of: 7, say: (seed) => asked(`${ACCOUNT}/command`, `{"command":"nonsense ${seed}`) },
  { of: 6, say: (seed) => asked(`${ACCOUNT}/no_entity_${seed}/set`, 'x') },
  { of: 6, say: (seed) => asked(`${ACCOUNT}/command`, noise(seed)) },
  { of: 6, say: (seed) => asked(`spotify2mqtt/nobody_${seed}/command`, 'play') },
];

/** The same messages in the same order every time; ids, cards and nonsense never twice. */
export function batchOf(index: number): Said[] {
  const deck = MIX.flatMap(({ of, say }) => Array.from({ length: of }, () => say));
  return Array.from({ length: BATCH }, (_, place) => {
    const seed = index * BATCH + place;
    // 37 and 100 have no divisor in common: every card of the deck once in a hundred.
    const say = deck[(seed * 37) % deck.length];
    if (!say) throw new Error('the mix is not a hundred');
    return say(seed);
  });
}

function asked(topic: string, payload: string | Buffer): Said {
  return { topic, payload, answered: true };
}

function told(topic: string, payload: string | Buffer): Said {
  return { topic, payload, answered: false };
}

function noise(seed: number): Buffer {
  return createHash('sha256').update(String(seed)).digest();
}

/** Seven bytes, as on NTAG stickers. */
function uidOf(seed: number): string {
  return `04${noise(seed).toString('hex').slice(0, 12)}`.toUpperCase();
}
