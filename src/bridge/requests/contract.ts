import { z } from 'zod';
import type { RequestRow } from '../../home-assistant/contract/request-channels.ts';
import { keysOf } from '../../lib/keys-of.ts';
import { ASKED_OF_TAGS } from '../tags/asked.ts';
import { ACCOUNT_RESULTS, BRIDGE_RESULTS } from './answered.ts';
import { ASKED } from './asked.ts';
import { ASKED_OF_LOG } from './log-level.ts';
import { ASKED_OF_PAIRING } from './pair.ts';
import { asked, transaction } from './payload.ts';

/** Every request with an example, for the documentation: what it takes is read by the same shapes. */

type Asked = Pick<RequestRow, 'shape' | 'plain'>;
type Told = Pick<RequestRow, 'title' | 'examples'>;

const CARD = '04-72-90-BA-AD-6C-81';
const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';

const ACCOUNT_TOLD: Record<keyof typeof ACCOUNT_RESULTS, Told> = {
  player: { title: 'What plays', examples: [''] },
  devices: { title: 'The speakers', examples: ['', { refresh: true }] },
  playlists: { title: 'Own and followed playlists', examples: ['', { offset: 0, limit: 50 }] },
  browse: { title: 'What is in something', examples: ['', 'playlists', { id: 'albums', limit: 10 }] },
  search: {
    title: 'Search Spotify',
    examples: ['abbey road', { query: 'abbey road', types: ['album'], limit: 5 }],
  },
  queue: { title: 'What comes next', examples: [''] },
  recent: { title: 'What was played', examples: ['', { limit: 10 }] },
};

const BRIDGE_TOLD: Record<keyof typeof BRIDGE_RESULTS, Told> = {
  info: { title: 'What the bridge is', examples: [''] },
  health: { title: 'How the bridge is', examples: [''] },
  accounts: { title: 'The accounts and how they stand', examples: [''] },
  listened: { title: 'What was listened to today', examples: [''] },
  rediscover: { title: 'Announce all devices to Home Assistant again', examples: [''] },
  log_level: { title: 'Log more for a while', examples: ['debug', { level: 'debug', minutes: 10 }] },
  pair: {
    title: 'Begin a pairing',
    examples: [
      'family',
      {
        account: 'family',
        redirect_uri: 'https://my.home-assistant.io/redirect/oauth',
        state: 'eyJhbGciOiJIUzI1NiJ9',
      },
    ],
  },
  'pair/finish': {
    title: 'Finish a pairing',
    examples: [{ code: 'AQB0', state: 'eyJhbGciOiJIUzI1NiJ9' }, { ticket: 'x7Yk' }],
  },
  tags: { title: 'All cards', examples: [''] },
  'tags/list': { title: 'All cards', examples: [''] },
  'tags/get': { title: 'One card', examples: [CARD, { uid: CARD }] },
  'tags/set': {
    title: 'Give a card a meaning, or change it',
    examples: [{ uid: CARD, does: ALBUM, name: 'Abbey Road', replace: true, options: { volume: 30 } }],
  },
  'tags/remove': { title: "Take a card's meaning away", examples: [CARD, { uid: CARD }] },
  'tags/learn': {
    title: 'Wait for a card to teach',
    examples: ['family', { account: 'family', does: ALBUM }],
  },
  learn: { title: 'Wait for a card to teach', examples: ['family', { does: ALBUM, seconds: 30 }] },
  'tags/cancel': { title: 'Wait for no card any more', examples: [''] },
  'learn/cancel': { title: 'Wait for no card any more', examples: [''] },
  'tags/export': { title: 'All cards as a tags.yaml', examples: ['', { write: false }] },
  'tags/import': {
    title: "Take over another program's cards",
    examples: [`0594672283 ${ALBUM}`, { text: `0594672283 ${ALBUM}`, replace: false }],
  },
  readers: { title: 'All readers', examples: [''] },
  'readers/list': { title: 'All readers', examples: [''] },
  'readers/forget': {
    title: 'Forget a reader until it is heard again',
    examples: ['kids', { reader: 'kids' }],
  },
  'readers/lock': { title: 'Lock or unlock a reader', examples: [{ reader: 'kids', locked: true }] },
};

const nothing = asked(z.looseObject(transaction), undefined, 'an empty payload');

const BRIDGE_ASKED: Record<keyof typeof BRIDGE_RESULTS, Asked> = {
  info: nothing,
  health: nothing,
  accounts: nothing,
  listened: nothing,
  rediscover: nothing,
  log_level: ASKED_OF_LOG,
  ...ASKED_OF_PAIRING,
  ...ASKED_OF_TAGS,
};

/** `<base>/<account>/request/<what>` */
export const ACCOUNT_REQUESTS = rowsOf(ACCOUNT_RESULTS, ACCOUNT_TOLD, ASKED);

/** `<base>/bridge/request/<what>` */
export const BRIDGE_REQUESTS = rowsOf(BRIDGE_RESULTS, BRIDGE_TOLD, BRIDGE_ASKED);

function rowsOf<What extends string>(
  results: Record<What, z.ZodType>,
  told: Record<What, Told>,
  askedOf: Record<What, Asked>,
): ReadonlyMap<What, RequestRow> {
  return new Map(
    keysOf(results).map((what) => {
      const { shape, plain } = askedOf[what];
      return [what, { ...told[what], shape, plain, result: results[what] }];
    }),
  );
}
