import type { Searched } from '../../core/library.ts';
import type { TagCard } from '../../core/tag-desk.ts';
import { playerOf } from '../../home-assistant/player.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Account } from '../account.ts';
import type { Requests, Resident } from '../clerk.ts';
import { ASKED } from './asked.ts';
import { browse } from './browse.ts';
import { Catalogue } from './catalogue.ts';
import { sayDevices } from './say-device.ts';
import { pieceOf, sayPiece, sayPlayed } from './say-media.ts';

/** What may be asked of an account on `<base>/<account>/request/…`. JSON in, JSON out; names are snake_case. */

interface Parts {
  clock: Clock;
  cards: () => readonly TagCard[];
}

/** The requests of each account; what one has read it remembers. */
export function accountRequests({ clock, cards }: Parts): (resident: Resident) => Requests {
  const catalogues = new WeakMap<Account, Catalogue>();
  return ({ account, voice }) => {
    const catalogue = catalogues.get(account) ?? new Catalogue(clock, account);
    catalogues.set(account, catalogue);
    const { store, plan } = account;
    return {
      player: (payload) => {
        ASKED.player.read(payload);
        return playerOf(voice.view);
      },
      devices: async (payload) => {
        const { refresh } = ASKED.devices.read(payload);
        if (refresh) {
          const devices = await catalogue.inTime(account.read((spotify) => spotify.devices('browse')));
          store.put({ devices });
        }
        return { devices: sayDevices(store.state) };
      },
      playlists: async (payload) => {
        const { offset, limit } = ASKED.playlists.read(payload);
        const { pieces, total, ...page } = await catalogue.list('playlists', { offset, limit });
        return { items: pieces.map(sayPiece), offset, limit: page.limit, total };
      },
      browse: (payload) => {
        const { id, offset, limit } = ASKED.browse.read(payload);
        return browse(id, { offset, limit }, { account: plan.key, catalogue, cards });
      },
      search: async (payload) => {
        const { query, types, offset, limit } = ASKED.search.read(payload);
        const { pieces, totals } = await catalogue.search(query, unique(types), { offset, limit });
        return { items: pieces.map(sayPiece), totals, offset, limit };
      },
      queue: async (payload) => {
        ASKED.queue.read(payload);
        const items = await catalogue.queue(async (spotify) => (await spotify.queue('browse')).map(pieceOf));
        const { item } = store.state.playback;
        return { playing: item && sayPiece(pieceOf(item)), items: items.map(sayPiece) };
      },
      recent: async (payload) => {
        const played = await catalogue.recent(ASKED.recent.read(payload).limit);
        return { items: played.map(sayPlayed) };
      },
    };
  };
}

function unique(types: readonly Searched[]): Searched[] {
  return [...new Set(types)];
}
