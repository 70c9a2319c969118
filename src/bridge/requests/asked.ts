import { z } from 'zod';
import { FURTHEST_FOUND, MOST_AT_ONCE, MOST_FOUND, MOST_RECENT, SEARCHED } from '../../core/library.ts';
import { asked, transaction } from './payload.ts';

/** What may come with each request of an account: its shape, the member that plain text stands for, what would be right. */

const offset = z.int().min(0).max(100_000).default(0);
const limit = z.int().min(1).max(MOST_AT_ONCE).default(50);

const nothing = z.strictObject(transaction);
const devices = z.strictObject({ refresh: z.boolean().default(false), ...transaction });
const page = z.strictObject({ offset, limit, ...transaction });
const inside = z.strictObject({ id: z.string().trim().default(''), offset, limit, ...transaction });
const search = z.strictObject({
  query: z.string().trim().min(1).max(250),
  types: z.array(z.enum(SEARCHED)).min(1).default(['track', 'album', 'artist', 'playlist', 'show']),
  limit: z.int().min(1).max(MOST_FOUND).default(MOST_FOUND),
  offset: z.int().min(0).max(FURTHEST_FOUND).default(0),
  ...transaction,
});
const recent = z.strictObject({
  limit: z.int().min(1).max(MOST_RECENT).default(MOST_RECENT),
  ...transaction,
});

const SEARCH = '{"query":"abbey road","types":["album"],"limit":10,"offset":0}, or the words alone';
const BROWSE = '{"id":"playlists","offset":0,"limit":50}, an id alone, or nothing';

export const ASKED = {
  player: asked(nothing, undefined, 'an empty payload'),
  devices: asked(devices, undefined, '{"refresh":true}, or nothing'),
  playlists: asked(page, undefined, '{"offset":0,"limit":50}, or nothing'),
  browse: asked(inside, 'id', BROWSE),
  search: asked(search, 'query', SEARCH),
  queue: asked(nothing, undefined, 'an empty payload'),
  recent: asked(recent, undefined, '{"limit":50}, or nothing'),
};
